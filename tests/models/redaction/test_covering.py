"""A file goes out covered and verified, or not at all."""

from io import BytesIO

import docx
import pytest

from models.content import plain
from models.problems import Refused
from models.redaction import covering
from models.redaction.plan import Bar, Covered, Plan
from models.redaction.words import MARK
from tests.models.redaction.files import ACCOUNT, NAME, WORDS, full_of_traps, pdf, png

BAR = Bar(0, 0.2, 0.2, 0.6, 0.6)


@pytest.mark.parametrize(("name", "data", "plan"), [
    ("a.docx", full_of_traps(), Plan(WORDS)), ("a.pdf", pdf(f"No {ACCOUNT}"), Plan(WORDS)),
    ("a.png", png(NAME), Plan(bars=(BAR,))), ("a.txt", f"收款人{NAME}".encode("gb18030"), Plan(WORDS)),
])  # fmt: skip
def test_every_kind_of_file_comes_out_verified(name: str, data: bytes, plan: Plan) -> None:
    made = covering.cover(name, data, plan)
    assert made.count >= 1
    assert covering.attack(made.name, made.data, plan) == ()


def test_a_leak_that_the_attack_finds_lets_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cover that forgets one place: what it made is dropped."""
    careless = {**covering.COVERS, "text": lambda name, data, _plan: Covered(name, data, 1)}
    monkeypatch.setattr(covering, "COVERS", careless)
    with pytest.raises(Refused) as no:
        covering.cover("a.txt", NAME.encode(), Plan((NAME,)))
    assert no.value.code == "redaction_leaks"
    assert NAME not in str(no.value.facts)


def test_a_cover_that_finds_nothing_makes_no_file() -> None:
    with pytest.raises(Refused, match="redaction_empty"):
        covering.cover("a.txt", "无".encode(), Plan((NAME,)))


def test_the_words_do_not_survive_in_the_files_name() -> None:
    assert covering.cover(f"{NAME}的明细.txt", f"{NAME}收".encode(), Plan((NAME,))).name == f"{MARK}的明细.txt"


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ\x00\x00\xff\xfe\x00"), ("a.doc", b"\xd0\xcf\x11\xe0\x00\xff")]
)
def test_other_kinds_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(Refused, match="redaction_kind"):
        covering.cover(name, data, Plan(WORDS))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="file_empty"):
        covering.kind_of("a.txt", b"")


def test_what_can_be_chosen_from_is_what_will_stand_in_the_file() -> None:
    assert "隐藏" not in plain(covering.text_of("a.docx", full_of_traps()))
    assert covering.text_of("a.txt", "一份名单".encode("gb18030")) == "一份名单"
    assert len(covering.pages_of("a.pdf", pdf("one", "two"))) == 2
    assert covering.pages_of("a.png", png()) == (png(),)
    assert len(covering.areas_of("a.pdf", pdf(f"No {ACCOUNT}"), WORDS)) == 1
    assert covering.areas_of("a.png", png(), WORDS) == ()


def test_a_covered_document_opens_again() -> None:
    made = covering.cover("a.docx", full_of_traps(), Plan(WORDS))
    assert MARK in "".join(line.text for line in docx.Document(BytesIO(made.data)).paragraphs)
