"""The attack finds words in every part of an office file and between its parts."""

import pytest

from models.redaction.attack import attack
from models.redaction.attack_office import foreign, said
from models.redaction.plan import Plan
from tests.models.redaction.files import NAME, with_part, word

PLAN = Plan((NAME,))


@pytest.mark.parametrize("part", [
    "word/comments.xml", "customXml/item9.xml", "docProps/custom.xml", "word/media/a.bin", "word/header1.xml",
])  # fmt: skip
def test_every_part_is_looked_into(part: str) -> None:
    leaks = attack("a.docx", with_part(word("无害"), part, f"<a b='{NAME}'/>".encode()), PLAN)
    assert any(leak.index == 0 for leak in leaks)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_encoding_is_tried(encoding: str) -> None:
    hidden = with_part(word("无害"), "customXml/item9.xml", b"<a/>" + f"<!--{NAME}-->".encode(encoding))
    assert any(leak.index == 0 for leak in attack("a.docx", hidden, PLAN))


def test_bytes_before_and_behind_the_package_are_seen() -> None:
    clean = word("无害")
    assert any(leak.index == 0 for leak in attack("a.docx", clean + NAME.encode(), PLAN))
    assert "behind_the_end" in set(foreign("a.docx", clean + b"x"))


def test_a_broken_package_is_no_clean_one() -> None:
    assert list(foreign("a.docx", b"PK\x03\x04 broken")) == ["damaged"]
    assert list(said("a.docx", b"PK\x03\x04 broken")) == []
