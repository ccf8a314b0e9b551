"""Days in a row as the office writes them: `4月25、26日，5月1日至5日`; articles of law as it cites them."""

from collections.abc import Iterable
from datetime import date, timedelta

from ui.text import Words

ONE_DAY = timedelta(days=1)
_DIGITS = "〇一二三四五六七八九"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG = 3
"""From so many days in a row on, only the first and the last are written."""


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days as runs of first and last."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == ONE_DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def spoken_days(days: Iterable[date], words: Words) -> str:
    """All these days, the month said once where it stays the same."""
    parts = [part for first, last in runs(days) for part in _parts(first, last)]
    return _english(parts) if words.language == "en" else _chinese(parts)


def _parts(first: date, last: date) -> list[tuple[date, date]]:
    if (last - first).days + 1 >= LONG or first == last:
        return [(first, last)]
    return [(first, first), (last, last)]


def _chinese(parts: list[tuple[date, date]]) -> str:
    text, month = "", 0
    for first, last in parts:
        same = first.month == month
        if text:
            text = f"{text.removesuffix('日')}、" if same and first == last else f"{text}，"
        head = f"{first.day}日" if same else f"{first.month}月{first.day}日"
        tail = (
            "" if first == last else f"至{last.day}日" if last.month == first.month else f"至{last.month}月{last.day}日"
        )
        text, month = text + head + tail, last.month
    return text


def _english(parts: list[tuple[date, date]]) -> str:
    said = []
    for at, (first, last) in enumerate(parts):
        follows = at + 1 < len(parts) and parts[at + 1][0].month == last.month and first == last
        month = "" if follows else f" {_MONTHS[last.month - 1]}"
        head = f"{first.day}" if first.month == last.month else f"{first.day} {_MONTHS[first.month - 1]}"
        said.append(f"{head}{month}" if first == last else f"{head}–{last.day}{month}")
    return ", ".join(said)


def numeral(number: int) -> str:
    """A number under a hundred in Chinese characters, as articles are numbered."""
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones or not tens else "")


def article_words(article: int, basis: str, words: Words) -> str:
    """`第二十六条` of the rules themselves, `条例 33 条` of the statute, else the document that says so."""
    if not article:
        return basis or words("why.source.nothing")
    if basis == "条例":
        return words("why.source.statute", number=article)
    return words("why.source.own", number=numeral(article) if words.language == "zh" else article)
