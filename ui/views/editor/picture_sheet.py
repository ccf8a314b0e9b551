"""A picture in full, decoded by ourselves within the bounds of every picture, never by a program of the computer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea

from models.problems import Refused
from ui.editor import pictures
from ui.host import Host
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import SlipDialog

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")


class PictureSheet(SlipDialog):
    """Fits the picture to the sheet; one button, or `Ctrl Enter`, shows it as large as it is."""

    def __init__(self, host: Host, name: str, image: QImage) -> None:
        words = host.words
        title = name or words("editor.picture.title")
        super().__init__(
            host.window_widget, host.look, title, "image-outline", width=960, height=620,
            close=words("editor.dialogs.close"),
        )  # fmt: skip
        self._host, self._image, self._fitted = host, image, True
        self.body.setContentsMargins(0, 0, 0, 0)
        self._shown = QLabel()
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setAccessibleName(title)
        self.area = QScrollArea()
        self.area.setAccessibleName(title)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(self._shown)
        self.body.addWidget(self.area, 1)
        self.missing.setText(words("editor.picture.size", width=image.width(), height=image.height()))
        self._other = ActionButton(host.look, words("editor.picture.whole_size"), "primary", key="Ctrl Enter")
        self._other.clicked.connect(self._on_other)
        self.add_button(self._other)
        self._show()

    def _on_other(self) -> None:
        self._fitted = not self._fitted
        key = "editor.picture.whole_size" if self._fitted else "editor.picture.fitted"
        self._other.set_face(self._host.words(key))
        self._show()

    def _show(self) -> None:
        image, look = self._image, self._host.look
        if self._fitted:
            room = (look.px(940), look.px(480))
            if image.width() > room[0] or image.height() > room[1]:
                ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                image = image.scaled(*room, ratio, smooth)
        self._shown.setPixmap(QPixmap.fromImage(image))


def is_picture(name: str) -> bool:
    """Whether a file of this name can be shown here."""
    return name.lower().endswith(SUFFIXES)


def open_picture(host: Host, name: str, data: bytes | None) -> PictureSheet | None:
    """Shows a picture over the window; one that is not here yet, or is none, is told in a sentence."""
    if data is None:
        host.notices.toast(host.words("editor.picture.not_here"))
        return None
    try:
        size = pictures.judge(data, name)
    except Refused as problem:
        host.notices.problem(problem)
        return None
    image = pictures.decode(data, size.width())
    if image.isNull():
        host.notices.problem(Refused("image_unreadable", name=name))
        return None
    sheet = PictureSheet(host, name, image)
    sheet.open()
    return sheet
