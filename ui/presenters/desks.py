"""Computers with their sessions in words."""

from datetime import datetime

from models.items import parse_moment
from sync.client.care import DeskLine
from ui.text import Words


def told(one: DeskLine, words: Words, now: datetime) -> str:
    """One computer on two lines: what it calls itself and how it stands, then since when, when last, and from where."""
    name = one.label or words("settings.sessions_unnamed")
    standing = "this" if one.this else "revoked" if one.revoked else "" if one.session else "off"
    first = words.joined([name, *([words(f"settings.sessions_{standing}")] if standing else [])])
    since, seen = _at(one.since or one.seen, words, now), _at(one.seen, words, now)
    second = [words("settings.sessions_seen", since=since, seen=seen)]
    second += [words("settings.sessions_line", address=one.address)] if one.address else []
    return f"{first}\n{words.joined(second)}"


def kept_from(one: DeskLine, words: Words) -> str:
    """Why the session of a computer cannot be ended from here; nothing where it can."""
    if one.this:
        return words("settings.sessions_own")
    return "" if one.session else words("settings.sessions_over")


def _at(text: str, words: Words, now: datetime) -> str:
    moment = parse_moment(text)
    return words.moment(moment, now) if moment is not None else "–"
