"""Word lists are data with a source and a date; a broken one is refused with its file, line and remedy."""

import pytest

from models.checks import read_lists
from models.policy import shipped
from models.problems import BrokenPolicy

HEAD = 'source = "试"\ndate = 2026-01-01\nrule = "typo"\n'


def broken(text: str) -> tuple[object, object, str]:
    with pytest.raises(BrokenPolicy) as refusal:
        read_lists({"words/own.toml": text})
    facts = refusal.value.facts
    return facts["file"], facts["line"], str(facts["reason"])


def test_every_shipped_list_reads() -> None:
    assert sum(len(bucket) for bucket in read_lists(shipped()).words.values()) > 100


def test_a_list_without_source_or_date_is_refused() -> None:
    assert broken('rule = "typo"\n') == ("words/own.toml", 1, "a word list needs its source and its date")


def test_a_broken_line_is_named() -> None:
    assert broken(HEAD + "words = [\n")[:2] == ("words/own.toml", 5)


def test_a_word_of_one_character_is_refused_at_its_line() -> None:
    assert broken(HEAD + '\n[[word]]\ntext = "的"\n')[:2] == ("words/own.toml", 5)
    assert broken(HEAD + '\nwords = [\n"政府",\n"的",\n]\n')[:2] == ("words/own.toml", 7)


def test_an_unknown_level_is_refused() -> None:
    assert broken(HEAD + 'level = "fatal"\n')[:2] == ("words/own.toml", 4)


def test_a_pattern_that_is_none_is_refused_at_its_line() -> None:
    assert broken(HEAD + '\n[[pattern]]\nquick = "省省委"\nfind = "("\n')[:2] == ("words/own.toml", 5)


def test_plain_words_need_nothing_but_themselves() -> None:
    lists = read_lists({"words/own.toml": HEAD + 'words = ["布署", "按排"]\n', "units.toml": "not for us = ["})
    assert sorted(lists.words) == ["布署", "按排"]


WAIVED = 'source = "a"\ndate = 2026-01-01\n[[waiver]]\nrule = "mobile"\ntext = "13900000000"\nuntil = 2026-12-31\n'


def test_an_exception_in_a_policy_file_is_read_with_its_last_day() -> None:
    lists = read_lists({"words/waivers.toml": WAIVED + 'reason = "值班电话"\n'})
    assert [(each.rule, each.until) for each in lists.waivers] == [("mobile", "2026-12-31")]


def test_an_exception_without_its_reason_is_refused_where_it_stands() -> None:
    with pytest.raises(BrokenPolicy) as no:
        read_lists({"words/waivers.toml": WAIVED})
    assert no.value.facts["line"] == 3
