"""Computers with their sessions in words."""

from datetime import datetime

from models.items import parse_moment
from sync.client.care import DeskLine
from ui.text import Words


def told(one: DeskLine, words: Words, now: datetime) -> str:
    """One computer on one line: what it calls itself, where it is, how it stands, and when it was seen."""
    name = one.label or words("settings.sessions_unnamed")
    standing = "this" if one.this else "revoked" if one.revoked else "" if one.session else "off"
    parts = [words("settings.sessions_line", name=name, address=one.address or "–")]
    parts += [words(f"settings.sessions_{standing}")] if standing else []
    parts.append(
        words("settings.sessions_seen", since=_at(one.since or one.seen, words, now), seen=_at(one.seen, words, now))
    )
    return words.joined(parts)


def _at(text: str, words: Words, now: datetime) -> str:
    moment = parse_moment(text)
    return words.moment(moment, now) if moment is not None else "–"
