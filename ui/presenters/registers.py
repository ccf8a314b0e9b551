"""The register of reviews and suits (复议诉讼): which request, before whom, which number, who answers, how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.matter import Matter
from models.shapes import parse_day
from ui.text import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register; `open`: it has not ended."""

    id: str
    title: str
    words: str
    result: str
    open: bool


def entries(requests: Iterable[Matter], words: Words, today: date) -> tuple[Entry, ...]:
    """All reviews and suits, those that are open first, then the newest."""
    found = []
    for request in requests:
        for each in request.system.get("disputes") or ():
            day = parse_day(str(each.get("day") or ""))
            told = [
                words(f"steps.option.sort.{each.get('sort', 'review')}"), str(each.get("organ", "")),
                str(each.get("number", "")), words.day(day, today, near=False) if day else "",
                words("requests.dispute.who", who=each.get("who", "")),
            ]  # fmt: skip
            title = str(request.fields.get("title") or request.system.get("number") or "")
            result = str(each.get("result") or "")
            found.append((not result, str(each.get("day") or ""), Entry(
                request.id, title, words.joined(told), result or words("requests.dispute.open"), not result,
            )))  # fmt: skip
    found.sort(key=lambda one: one[:2], reverse=True)
    return tuple(entry for _open, _day, entry in found)
