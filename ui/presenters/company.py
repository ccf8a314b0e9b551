"""Who else has a matter open, as one calm line."""

from collections.abc import Sequence
from datetime import datetime

from models.items import parse_moment
from sync.protocol import Other
from ui.text import Words


def line(others: Sequence[Other], words: Words, now: datetime) -> str:
    """`周敏也打开着，9:38 起`; nothing when nobody else is there. Of several the longest there says since when."""
    if not others:
        return ""
    moments = [moment for each in others if (moment := parse_moment(each.since)) is not None]
    since = min(moments).astimezone(now.tzinfo) if moments else now
    when = words.clock(since) if since.date() == now.date() else words.moment(since, now)
    key = "editor.company.one" if len(others) == 1 else "editor.company.several"
    return words(key, names=words.listed([each.name for each in others]), since=when)
