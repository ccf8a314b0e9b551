"""Every word that people read, chosen by key from resources/text and filled with facts; dates as the office does."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

import tomli

from models.problems import Refused

TEXT = Path(__file__).resolve().parent.parent / "resources" / "text"
LANGUAGES = ("zh", "en")
_WEEK = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_LONG_WEEK = {
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_NEAR = {"zh": {-1: "昨天", 0: "今天", 1: "明天"}, "en": {-1: "yesterday", 0: "today", 1: "tomorrow"}}


@cache
def _file(language: str, name: str) -> Mapping[str, object]:
    path = TEXT / language / f"{name}.toml"
    with path.open("rb") as file:
        return tomli.load(file)


def flattened(tree: Mapping[str, object], under: str = "") -> dict[str, str]:
    """A text file's tree as `{"head.title": sentence}`; plural pairs keep their `one` and `other`."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            found |= flattened(value, f"{under}{key}.")
        else:
            found[under + key] = str(value)
    return found


class Words:
    """The words of one language. A missing key raises KeyError: it is a defect, and a test finds it."""

    def __init__(self, language: str = "zh") -> None:
        self.language = language

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence of `file.key`, filled; of a pair `one`/`other` the one that `n` asks for."""
        text = self._found(key, facts.get("n"))
        return text.format_map(facts) if facts or "{" in text else text

    def _found(self, key: str, count: object = None) -> str:
        name, *path = key.split(".")
        found: object = _file(self.language, name)
        for step in path:
            if not isinstance(found, Mapping):
                raise KeyError(key)
            found = found[step]
        if isinstance(found, Mapping):
            found = found["one" if count == 1 and "one" in found else "other"]
        return str(found)

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        try:
            name, *path = key.split(".")
            found: object = _file(self.language, name)
            for step in path:
                if not isinstance(found, Mapping):
                    return False
                found = found[step]
        except (KeyError, FileNotFoundError):
            return False
        return True

    def refusal(self, problem: Refused) -> str:
        """What happened, what is safe and what to do, for a refusal; an unknown code gets the general sentence."""
        key = f"refusals.{problem.code}"
        if not self.has(key):
            return self("refusals.unknown", code=problem.code)
        facts = {name: self._said(value) for name, value in problem.facts.items()}
        return self._found(key).format_map(_Forgiving(facts))

    def _said(self, value: object) -> object:
        """A fact as people call it: names of fields, ticks and arguments have their terms."""
        if isinstance(value, (tuple, list)):
            return self.listed([str(self._said(each)) for each in value])
        if isinstance(value, str) and _MOMENT.match(value):
            when = datetime.fromisoformat(value)
            return f"{self.day(when.date(), when.date(), near=False, week=False)} {self.clock(when)}"
        key = f"terms.{value}"
        return self(key) if isinstance(value, str) and value.isidentifier() and self.has(key) else value

    def opening(self, sentences: str) -> tuple[str, str]:
        """The first sentence, what happened, and the rest: what is safe and what to do."""
        stop = "。" if self.language == "zh" else ". "
        first, found, rest = sentences.replace("\n", "").partition(stop)
        return first + found.strip() if rest else sentences, rest.strip()

    def day(self, when: date, today: date, *, near: bool = True, week: bool = True) -> str:
        """`今天` `明天` where true, `5月6日 周三` in the running year, `2025年12月30日` otherwise."""
        gap = (when - today).days
        if near and gap in _NEAR[self.language]:
            return _NEAR[self.language][gap]
        if when.year != today.year:
            if self.language == "en":
                return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
            return f"{when.year}年{when.month}月{when.day}日"
        name = _WEEK[self.language][when.weekday()]
        if self.language == "en":
            bare = f"{when.day} {_MONTHS[when.month - 1]}"
            return f"{name} {bare}" if week else bare
        bare = f"{when.month}月{when.day}日"
        return f"{bare} {name}" if week else bare

    def long_day(self, when: date) -> str:
        """`4月28日 星期二`, for the line under the greeting."""
        name = _LONG_WEEK[self.language][when.weekday()]
        if self.language == "en":
            return f"{name} {when.day} {_MONTHS[when.month - 1]}"
        return f"{when.month}月{when.day}日 {name}"

    def month(self, when: date, *, year: bool = True) -> str:
        """`2026年4月`, `Apr 2026`; without the year `4月`, `Apr`."""
        if self.language == "en":
            return f"{_MONTHS[when.month - 1]} {when.year}" if year else _MONTHS[when.month - 1]
        return f"{when.year}年{when.month}月" if year else f"{when.month}月"

    def week_days(self) -> tuple[str, ...]:
        """The heads of a calendar: `一 二 三 四 五 六 日`."""
        return tuple(name.removeprefix("周") for name in _WEEK[self.language])

    def clock(self, when: datetime) -> str:
        """`9:41`."""
        return f"{when.hour}:{when.minute:02}"

    def moment(self, when: datetime, now: datetime) -> str:
        """`今天 9:41` `昨天 15:20` `4月27日` `2025年12月30日`: as near as it matters."""
        day = self.day(when.date(), now.date(), week=False)
        gap = (when.date() - now.date()).days
        return f"{day} {self.clock(when)}" if gap in (-1, 0) else day

    def joined(self, parts: list[str]) -> str:
        """Parts of one line of meta, `来信 · 网上投诉 · 承办中`."""
        return " · ".join(part for part in parts if part)

    def sentences(self, *parts: str) -> str:
        """Whole sentences one after the other."""
        return ("" if self.language == "zh" else " ").join(part for part in parts if part)

    def listed(self, names: list[str]) -> str:
        """Names in a row: `甲、乙、丙` or `a, b, c`."""
        return ("、" if self.language == "zh" else ", ").join(names)


class _Forgiving(dict[str, object]):
    """Facts of a refusal that came from a newer portal may lack a name that our sentence wants."""

    def __missing__(self, key: str) -> str:
        return "…"
