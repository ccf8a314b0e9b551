"""Words are found however they are spaced, wide, cased or split, and covered so that not even their length is told."""

import pytest

from models.redaction.words import MARK, bare, covered, spans, squash

NUMBER = "6200000000000005"
WIDE = "".join(chr(ord(digit) + 0xFEE0) for digit in NUMBER)


@pytest.mark.parametrize("written", [
    NUMBER, WIDE, "6200 0000 0000 0005", "6200-0000-0000-0005", "6200\u200b0000\n0000 0005", "62 00 00 00 00 00 00 05",
])  # fmt: skip
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert covered(f"账号：{written}。", ["6200 0000 0000 0005"]) == (f"账号：{MARK}。", 1)


def test_a_name_is_found_across_spaces_and_every_time() -> None:
    assert covered("赵 小虎和赵小\n虎", ["赵小虎"]) == (f"{MARK}和{MARK}", 2)


def test_letters_are_found_in_any_case() -> None:
    assert covered("Mail ZHAO@example.cn", ["zhao@EXAMPLE.cn"]) == (f"Mail {MARK}", 1)


def test_letters_are_found_with_their_accents_apart_or_together() -> None:
    assert covered("Ren\u00e9 and Rene\u0301", ["rené"])[1] == 2


def test_words_that_overlap_are_one_passage() -> None:
    assert spans("abcdef", ["abcd", "cdef"]) == [(0, 6)]
    assert spans("赵赵赵", ["赵赵"]) == [(0, 3)]


def test_long_and_short_words_leave_the_same_mark() -> None:
    assert covered("赵虎", ["赵虎"])[0] == covered("欧阳小虎子", ["欧阳小虎子"])[0]


def test_what_holds_no_letter_is_not_looked_for() -> None:
    assert bare(["——", " ", "", "A"]) == ("a",)
    assert covered("——", ["——"]) == ("——", 0)


def test_every_squashed_letter_knows_its_place() -> None:
    assert squash("ﬁ A") == ("fia", [0, 0, 2])
