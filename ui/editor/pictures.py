"""Images in the text: judged before they are decoded, kept as blobs, never fetched from anywhere else."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from models.problems import Refused

MOST_PIXELS = 40_000_000
"""A page of a newspaper scanned at 300 dpi; more is a mistake or an attack."""
_MB = 1024 * 1024
MOST_BYTES = 20 * _MB
FORMATS = frozenset({"png", "jpeg", "jpg", "gif", "bmp", "webp"})
_CACHE_BYTES = 32 * 1024 * 1024


def judge(data: bytes, name: str) -> QSize:
    """The size of an image in pixels, from its head alone; Refused when it is none, too heavy or too large."""
    if len(data) > MOST_BYTES:
        raise Refused("image_too_heavy", name=name, megabytes=len(data) // _MB, most=MOST_BYTES // _MB)
    reader, _held = _reader(data)
    size = reader.size()
    if bytes(reader.format().data()).decode() not in FORMATS or not size.isValid():
        raise Refused("image_unreadable", name=name)
    if size.width() * size.height() > MOST_PIXELS:
        raise Refused("image_too_large", name=name, width=size.width(), height=size.height())
    return size


def decode(data: bytes, widest: int) -> QImage:
    """The image, no wider than `widest` pixels, scaled while it is read; a null image when it cannot be."""
    reader, _held = _reader(data)
    size = reader.size()
    reader.setAutoTransform(True)
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if size.width() > widest:
        reader.setScaledSize(QSize(widest, max(1, round(size.height() * widest / size.width()))))
    return reader.read()


def encode(image: QImage) -> bytes:
    """A picture from the clipboard as PNG; Refused before any copy is made when it is too large."""
    if image.width() * image.height() > MOST_PIXELS:
        raise Refused("image_too_large", name="", width=image.width(), height=image.height())
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
    return bytes(kept.data())


def _reader(data: bytes) -> tuple[QImageReader, QBuffer]:
    """A reader of the bytes with the buffer that must live as long as it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    return reader, buffer


class Album:
    """The images that are on the screen, by their `blob:` address, within a bound of memory.

    `fetch` gives the bytes of a blob by its sha256, None while it is not on this computer yet."""

    def __init__(self, fetch: Callable[[str], bytes | None]) -> None:
        self._fetch = fetch
        self._kept: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._bytes = 0

    def image(self, address: str, widest: int) -> QImage:
        """The image at a `blob:` address, a grey frame for anything else: nothing is loaded from elsewhere."""
        key = (address, widest)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        data = self._fetch(address.removeprefix("blob:")) if address.startswith("blob:") else None
        image = decode(data, widest) if data else QImage()
        if image.isNull():
            return _frame()
        self._keep(key, image)
        return image

    def forget(self, address: str) -> None:
        """Has an image looked up again, for it may have arrived meanwhile."""
        for key in [key for key in self._kept if key[0] == address]:
            self._bytes -= self._kept.pop(key).sizeInBytes()

    def _keep(self, key: tuple[str, int], image: QImage) -> None:
        self._kept[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > _CACHE_BYTES and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()


def _frame() -> QImage:
    image = QImage(160, 90, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(128, 128, 128, 40))
    painter = QPainter(image)
    painter.setPen(QColor("#7C8795"))
    painter.drawRect(0, 0, 159, 89)
    painter.end()
    return image
