"""Fills the gaps of a sample text with facts that stay the same wherever the text names them again."""

import random
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

GAP = re.compile(r"\{([^{}]+)\}")
DAY = re.compile(r"(date|md|ym|iso)([+-]\d+)?$")
TIME = re.compile(r"(year|month)([+-]\d+)?$")
DRAW = re.compile(r"([a-z_]+\d*):(.+)$")
SPAN = re.compile(r"(-?\d+(?:\.\d)?)~(\d+(?:\.\d)?)$")
TERM = re.compile(r"([+-]?)([a-z_]+\d*|\d+(?:\.\d+)?)")


class Phrases:
    """The facts of one text: `{n:12~60}` draws a number, `{v:@village}` from a list, `{k:甲|乙}` one of several;
    `{n}` repeats it, `{=a+b}` adds, `{%a/b}` gives the percentage, `{date+7}` `{md}` `{year-1}` tell the time."""

    def __init__(self, facts: Mapping[str, str], lists: Mapping[str, Sequence[str]], day: date, rng: random.Random):
        self.facts = dict(facts)
        self._lists = lists
        self._left: dict[str, list[str]] = {}
        self._day = day
        self._rng = rng

    def fill(self, text: str) -> str:
        """`text` with every gap filled, from left to right."""
        return GAP.sub(lambda gap: self._one(gap[1]), text)

    def meet(self, *texts: str) -> None:
        """Draw every fact that the texts introduce, so that each may name what another one draws."""
        for text in texts:
            for gap in GAP.findall(text):
                if drawn := DRAW.match(gap):
                    self.facts.setdefault(drawn[1], self._draw(drawn[2]))

    def _one(self, gap: str) -> str:
        if gap in self.facts:
            return self.facts[gap]
        if gap[0] == "=":
            return self._shown(self._sum(gap[1:]))
        if gap[0] == "%":
            part, whole = gap[1:].split("/")
            return f"{self._sum(part) / self._sum(whole) * 100:.1f}%"
        if drawn := DRAW.match(gap):
            return self.facts.setdefault(drawn[1], self._draw(drawn[2]))
        return self._time(gap)

    def _sum(self, terms: str) -> float:
        total = 0.0
        for sign, name in TERM.findall(terms):
            value = float(self.facts.get(name, name))
            total += -value if sign == "-" else value
        return total

    @staticmethod
    def _shown(value: float) -> str:
        return str(round(value)) if abs(value - round(value)) < 0.01 else f"{value:.1f}"

    def _draw(self, source: str) -> str:
        if source.startswith("@"):
            return self._from_list(source[1:])
        if span := SPAN.match(source):
            low, high = span[1], span[2]
            if "." in low + high:
                return f"{self._rng.uniform(float(low), float(high)):.1f}"
            return str(self._rng.randint(int(low), int(high)))
        return self._rng.choice(source.split("|"))

    def _from_list(self, name: str) -> str:
        left = self._left.get(name) or self._rng.sample(list(self._lists[name]), len(self._lists[name]))
        self._left[name] = left[1:]
        return left[0]

    def _time(self, gap: str) -> str:
        if span := DAY.match(gap):
            return spoken(self._day + timedelta(days=int(span[2] or 0)), span[1])
        if span := TIME.match(gap):
            if span[1] == "year":
                return str(self._day.year + int(span[2] or 0))
            return str((self._day.month - 1 + int(span[2] or 0)) % 12 + 1)
        raise KeyError(gap)


def spoken(day: date, form: str = "date") -> str:
    """The day in Chinese: `date` 2026年4月28日, `md` 4月28日, `ym` 2026年4月, `iso` 2026-04-28."""
    if form == "iso":
        return day.isoformat()
    forms = {
        "date": f"{day.year}年{day.month}月{day.day}日",
        "md": f"{day.month}月{day.day}日",
        "ym": f"{day.year}年{day.month}月",
    }
    return forms[form]
