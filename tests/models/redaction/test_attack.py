"""Only a file that gives nothing away comes through the attack: names, bytes, pictures and black areas too."""

import pytest

from models.redaction.attack import attack
from models.redaction.pictures import cover_picture
from models.redaction.plan import Bar, Leak, Plan
from tests.models.redaction.files import NAME, png

BAR = Bar(0, 0.2, 0.2, 0.6, 0.6)


def test_a_name_in_the_files_own_name_is_a_leak() -> None:
    assert attack("赵小虎.txt", b"clean", Plan((NAME,))) == (Leak("name", 0),)


def test_text_is_read_however_the_word_is_spaced() -> None:
    assert attack("a.txt", "赵 小\n虎".encode(), Plan((NAME,))) == (Leak("text", 0),)
    assert attack("a.txt", "█████".encode(), Plan((NAME,))) == ()


def test_text_in_another_encoding_is_no_file_made_here() -> None:
    assert Leak("encoding") in attack("a.txt", NAME.encode("gb18030"), Plan((NAME,)))


def test_an_area_that_is_not_black_is_a_leak() -> None:
    covered = cover_picture("a.png", png(), Plan(bars=(BAR,)))
    assert attack("a.png", covered.data, Plan(bars=(BAR,))) == ()
    assert attack("a.png", covered.data, Plan(bars=(Bar(0, 0.7, 0.7, 0.9, 0.9),))) == (Leak("area"),)


@pytest.mark.parametrize("data", [png(NAME), png() + b"more", b"GIF89a" + bytes(20)])
def test_a_picture_with_anything_beside_its_pixels_is_a_leak(data: bytes) -> None:
    assert attack("a.png", data, Plan((NAME,)))


def test_what_cannot_be_opened_is_not_called_black() -> None:
    assert Leak("area") in attack("a.pdf", b"%PDF-1.4 broken", Plan(bars=(BAR,)))
