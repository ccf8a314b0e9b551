"""The size of a picture is known from its head, in every kind that pages show."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.content.image_size import guard_image, image_size


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"progressive": True}])
def test_every_kind_tells_its_size(kind: str, options: dict[str, bool]) -> None:
    out = io.BytesIO()
    Image.new("RGB", (321, 123)).save(out, kind, **options)
    assert image_size(out.getvalue()) == (321, 123)


def test_what_is_no_picture_has_no_size() -> None:
    assert image_size(b"hello") is None
    assert guard_image("a.txt", b"hello") is None


@given(
    st.binary(max_size=60),
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"GIF8", b"BM", b"RIFF0000WEBPVP8 ", b"RIFF0000WEBPVP8X"]),
)
def test_a_broken_head_breaks_nothing(data: bytes, head: bytes) -> None:
    image_size(head + data)
