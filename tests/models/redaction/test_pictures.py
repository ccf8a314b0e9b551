"""Areas of pictures become black, and nothing but pixels is written."""

from io import BytesIO

import pytest
from PIL import Image

from models.problems import Refused
from models.redaction.pictures import cover_picture, jpeg, marked, opened, pixels
from models.redaction.plan import Bar, Plan
from tests.models.redaction.files import NAME, png

BAR = Bar(0, 0.25, 0.25, 0.5, 0.5)


def test_the_area_is_black_and_the_rest_is_as_it_was() -> None:
    image = Image.open(BytesIO(cover_picture("a.png", png(), Plan(bars=(BAR,))).data))
    assert image.getpixel((60, 30)) == (0, 0, 0)
    assert image.getpixel((10, 10)) == (255, 255, 255)


def test_words_beside_the_pixels_do_not_come_along() -> None:
    made = cover_picture("照片.jpg", png(NAME), Plan(bars=(BAR,)))
    assert NAME.encode() not in made.data
    assert NAME.encode("latin-1", "ignore") == b""
    assert Image.open(BytesIO(made.data)).info == {}
    assert made.name == "照片.png"


def test_a_turned_photo_is_covered_as_it_is_seen() -> None:
    turned = Image.new("RGB", (200, 100), "white")
    told = turned.getexif()
    told[0x0112] = 6
    out = BytesIO()
    turned.save(out, "JPEG", exif=told)
    assert opened("a.jpg", out.getvalue()).size == (100, 200)


def test_what_was_see_through_hides_nothing() -> None:
    glass = Image.new("RGBA", (20, 20), (200, 30, 30, 0))
    out = BytesIO()
    glass.save(out, "PNG")
    assert opened("a.png", out.getvalue()).getpixel((5, 5)) == (255, 255, 255)


def test_a_bar_reaches_over_every_pixel_that_it_touches() -> None:
    assert pixels(Bar(0, 0.101, 0.101, 0.109, 0.109), (100, 100)) == (10, 10, 10, 10)
    assert pixels(Bar(0, 0.0, 0.0, 1.0, 1.0), (100, 50)) == (0, 0, 99, 49)
    assert marked(Image.new("RGB", (10, 10), "white"), [Bar(0, 0, 0, 1, 1)]).getpixel((9, 9)) == (0, 0, 0)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n broken", b"\xff\xd8\xff broken", b"BM"])
def test_a_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="redaction_kind"):
        opened("a.png", data)


def test_a_picture_of_more_than_a_hundred_megapixels_is_refused_unread() -> None:
    huge = bytearray(png())
    huge[16:24] = (20_000).to_bytes(4, "big") * 2
    with pytest.raises(Refused, match="image_too_large"):
        opened("a.png", bytes(huge))


def test_a_jpeg_carries_no_words() -> None:
    assert b"Exif" not in jpeg(Image.new("RGB", (8, 8)))
