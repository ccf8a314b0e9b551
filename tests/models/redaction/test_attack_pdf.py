"""The attack finds a word in a PDF wherever programs can hide it, and whatever has no place in one of pictures."""

import pytest

from models.redaction.attack import attack
from models.redaction.attack_pdf import foreign, page
from models.redaction.paper import Sheet, written
from models.redaction.pictures import jpeg
from models.redaction.plan import Plan
from tests.models.redaction.files import INSIDE, WHOLE, pdf_with

SECRET = "Zhao-6200000000000005"


@pytest.mark.parametrize("kind", [*INSIDE, *WHOLE])
def test_no_hiding_place_is_safe(kind: str) -> None:
    leaks = attack("a.pdf", pdf_with(kind, SECRET), Plan((SECRET,)))
    assert any(leak.index == 0 for leak in leaks), leaks


@pytest.mark.parametrize("kind", [*INSIDE, *WHOLE])
def test_even_unread_a_hiding_place_has_no_place_there(kind: str) -> None:
    assert list(foreign(pdf_with(kind, "x")))


def test_pictures_alone_pass() -> None:
    image = page("a.pdf", pdf_with("info", "x"), 0)
    clean = written([Sheet(jpeg(image), image.size, (595.0, 842.0))])
    assert list(foreign(clean)) == []
    assert attack("a.pdf", clean, Plan((SECRET,))) == ()
    assert attack("a.pdf", clean + SECRET.encode(), Plan((SECRET,)))
