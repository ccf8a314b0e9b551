"""The words of a message: short, and about the matter's number only, since anyone may look over a shoulder."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from models.people import Unit
from models.reminders import Reminder
from portal.sentences import TEXT

LATE, TODAY, NEAR = frozenset({"overdue"}), frozenset({"today"}), frozenset({"in_5_wd", "in_1_wd"})


@lru_cache(maxsize=4)
def _texts(language: str) -> Mapping[str, str]:
    return tomllib.loads((TEXT / language / "sms.toml").read_text("utf-8"))


class Wording:
    """Writes messages in one language; a unit is called by its short name."""

    def __init__(self, units: Mapping[str, Unit], language: str = "zh") -> None:
        self._units, self._language = units, language

    def of(self, one: Reminder) -> str:
        """The message for one reminder."""
        return self._signed(self._said(one.why, self._blanks(one)))

    def digest(self, many: Sequence[Reminder]) -> str:
        """One message in place of many, each reminder being of another matter."""
        counts = {"overdue": _count(many, LATE), "today": _count(many, TODAY), "near": _count(many, NEAR)}
        return self._signed(self._said("digest", {**counts, "n": len(many), "other": len(many) - sum(counts.values())}))

    def test(self) -> str:
        """What the operator sends to see whether the line works."""
        return self._signed(self._said("test", {}))

    def _signed(self, text: str) -> str:
        return self._said("sign", {}) + text

    def _said(self, key: str, blanks: Mapping[str, Any]) -> str:
        return _texts(self._language)[key].format_map(blanks)

    def _blanks(self, one: Reminder) -> dict[str, Any]:
        unit = self._units.get(str(one.facts.get("unit", "")))
        name = (unit.short if self._language == "zh" else unit.en) if unit else ""
        blanks = {"left": 0, "late": 0, **one.facts}
        blanks["unit"] = name if one.kind == "unit" or not name else self._said("for_unit", {"unit": name})
        blanks["what"] = self._what(one)
        blanks["day"] = self._day(one.day)
        blanks["until"] = self._said("until", {"day": blanks["day"]}) if one.day else ""
        return blanks

    def _what(self, one: Reminder) -> str:
        known = _texts(self._language)
        kind, number = known.get(f"kind_{one.kind}", one.kind), one.facts.get("number")
        return self._said("what" if number else "one", {"kind": kind, "number": number})

    def _day(self, day: date | None) -> str:
        return self._said("day", {"month": day.month, "day": day.day}) if day else ""


def _count(many: Sequence[Reminder], whys: frozenset[str]) -> int:
    return sum(one.why in whys for one in many)
