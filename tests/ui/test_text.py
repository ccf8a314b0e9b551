"""Words: complete in both languages, dates as the office says them."""

import re
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from models.problems import Refused
from tests.ui.fakes import NOW
from ui.text import LANGUAGES, TEXT, Words, flattened

FILES = sorted({path.stem for language in LANGUAGES for path in (TEXT / language).glob("*.toml")})
CHINESE = "[\u4e00-\u9fff]"


def _read(language: str, name: str) -> dict[str, str]:
    return flattened(tomllib.loads((TEXT / language / f"{name}.toml").read_text("utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_both_languages_say_the_same_things_with_the_same_facts(name: str) -> None:
    chinese, english = _read("zh", name), _read("en", name)
    assert _joined(chinese) == _joined(english)
    for key in chinese.keys() & english.keys():
        if not key.endswith((".one", ".other")):
            assert _facts(chinese[key]) == _facts(english[key]), key


def _joined(texts: dict[str, str]) -> set[str]:
    return {re.sub(r"\.(one|other)$", "", key) for key in texts}


def _facts(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)", text))


@pytest.mark.parametrize("name", FILES)
def test_chinese_sentences_carry_chinese_punctuation(name: str) -> None:
    bad = re.compile(f"{CHINESE}[,;!?](?!//)|{CHINESE}:{CHINESE}")
    wrong = [text for text in _read("zh", name).values() if bad.search(text)]
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_no_sentence_coaxes_praises_or_shouts(name: str) -> None:
    wrong = [text for text in _read("zh", name).values() if re.search("亲，|哦|啦|！|操作成功|确定$", text)]
    assert wrong == []


def test_a_day_carries_its_weekday_and_is_near_where_that_is_true() -> None:
    words, today = Words("zh"), date(2026, 4, 28)
    assert words.day(date(2026, 5, 6), today) == "5月6日 周三"
    assert words.day(today, today) == "今天"
    assert words.day(today + timedelta(1), today) == "明天"
    assert words.day(date(2025, 12, 30), today) == "2025年12月30日"
    assert words.long_day(today) == "4月28日 星期二"
    assert Words("en").day(date(2026, 5, 6), today) == "Wed 6 May"


def test_a_moment_is_as_exact_as_it_matters() -> None:
    words = Words("zh")
    assert words.moment(NOW.replace(minute=5), NOW) == "今天 9:05"
    assert words.moment(NOW - timedelta(days=1), NOW) == "昨天 9:41"
    assert words.moment(datetime(2026, 4, 20, 8, tzinfo=NOW.tzinfo), NOW) == "4月20日"


def test_a_missing_sentence_is_a_defect() -> None:
    with pytest.raises(KeyError):
        Words("zh")("shell.no_such_sentence")


def test_a_refusal_of_a_newer_portal_still_gets_a_sentence() -> None:
    said = Words("zh").refusal(Refused("never_heard_of"))
    assert "never_heard_of" in said
    assert "没有丢" in said


def test_every_key_that_the_code_names_exists() -> None:
    root = Path(__file__).resolve().parents[2]
    words, missing = Words("zh"), []
    for folder in ("ui", "desktop"):
        for path in (root / folder).rglob("*.py"):
            for key in re.findall(r'words\(\s*"([a-z_]+\.[a-z_0-9.]+)"', path.read_text("utf-8")):
                if not words.has(key):
                    missing.append(f"{path.name}: {key}")
    assert missing == []


def test_a_time_in_a_refusal_is_told_as_people_tell_it() -> None:
    problem = Refused("state_changed", by="陈志远", at="2026-11-24T10:41:33+08:00", state="returned", verb="recall")
    assert "11月24日 10:41" in Words("zh").refusal(problem)
    assert "T10:41" not in Words("en").refusal(problem)


def test_a_month_is_named_with_and_without_its_year() -> None:
    when = date(2026, 4, 1)
    assert (Words("zh").month(when), Words("en").month(when)) == ("2026年4月", "Apr 2026")
    assert (Words("zh").month(when, year=False), Words("en").month(when, year=False)) == ("4月", "Apr")
