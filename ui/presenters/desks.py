"""Computers with their sessions, and accounts, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.items import parse_moment
from models.policy import Directory
from sync.client.care import AccountLine, DeskLine
from ui.presenters.shell import unit_name
from ui.text import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list from the portal: the steps that concern it, each with why it cannot be taken, if it cannot."""

    text: str
    steps: Mapping[str, str]


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


def of_anybody(one: DeskLine, words: Words, now: datetime) -> Entry:
    """A computer of anybody's, for the security administrator."""
    spared = words("settings.sessions_own") if one.this else words("settings.sessions_gone") if one.revoked else ""
    text = words.joined([one.name, one.account, told(one, words, now)])
    return Entry(text, {"end": kept_from(one, words), "revoke": spared})


def account_entry(one: AccountLine, directory: Directory, words: Words, person: str) -> Entry:
    """An account, for the system administrator, who is `person` and does not close their own."""
    held = words.listed([_post(post, directory, words) for post in one.posts])
    closed = words("settings.accounts_closed") if one.disabled else ""
    own = words("settings.accounts_own") if one.person == person else ""
    first, second = words.joined([one.name, one.account, closed]), held or words("settings.accounts_no_post")
    return Entry(f"{first}\n{second}", {"enable": ""} if one.disabled else {"disable": own})


def _post(post: str, directory: Directory, words: Words) -> str:
    """A post as the portal names it, `wangtai:clerk`; a role that this program does not know keeps its name."""
    unit, _, role = post.partition(":")
    known = f"shell.role.{role}"
    return f"{unit_name(directory, unit, words)} {words(known) if words.has(known) else role}"


def _at(text: str, words: Words, now: datetime) -> str:
    moment = parse_moment(text)
    return words.moment(moment, now) if moment is not None else "–"
