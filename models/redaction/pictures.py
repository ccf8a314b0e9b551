"""Covers areas of pictures and writes them anew, without anything that cameras and programs put beside the pixels."""

from collections.abc import Iterable
from io import BytesIO
from math import ceil, floor

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from models.content.image_size import guard_image
from models.problems import Refused
from models.redaction.plan import Bar, Covered, Plan

QUALITY = 85


def opened(name: str, data: bytes) -> Image.Image:
    """The first picture of a file, upright, in plain colours. Refused where it is none or would burst the memory."""
    guard_image(name, data)
    try:
        with Image.open(BytesIO(data)) as image:
            upright = ImageOps.exif_transpose(image)
            flat = upright.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as fault:
        raise Refused("redaction_kind", (15,), name=name) from fault
    clean = Image.new("RGB", flat.size, "white")
    clean.paste(flat, mask=flat.getchannel("A"))
    return clean


def marked(image: Image.Image, bars: Iterable[Bar]) -> Image.Image:
    """The picture with black areas, which reach over every pixel that they touch."""
    pen = ImageDraw.Draw(image)
    for bar in bars:
        pen.rectangle(pixels(bar, image.size), fill="black")
    return image


def pixels(bar: Bar, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The first and last pixel of an area, both within it."""
    width, height = size
    left, top = floor(bar.left * width), floor(bar.top * height)
    return left, top, max(left, ceil(bar.right * width) - 1), max(top, ceil(bar.bottom * height) - 1)


def cover_picture(name: str, data: bytes, plan: Plan) -> Covered:
    """The covered picture, always a PNG, which is written from the pixels alone."""
    image = marked(opened(name, data), plan.bars)
    out = BytesIO()
    image.save(out, "PNG")
    return Covered(f"{name.rpartition('.')[0] or name}.png", out.getvalue(), len(plan.bars))


def jpeg(image: Image.Image) -> bytes:
    """The pixels as a JPEG without a word beside them; the bars were drawn before, so it holds nothing of them."""
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
