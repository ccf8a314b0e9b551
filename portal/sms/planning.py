"""Which messages are due to one person: one for each matter, one for all when there are many, none at night."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.ladder import Texting
from models.reminders import Days, Reminder
from portal.sms.wording import Wording


@dataclass(frozen=True, slots=True)
class Phone:
    """A person and the number under which they are reached."""

    person: str
    number: str


def masked(number: str) -> str:
    """A number as it may be shown: 139****0007."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 8 else "****"


def rings_from(now: datetime, texting: Texting, calendar: Days) -> datetime:
    """The moment from which a phone may ring: now, or the next morning after quiet hours and days of rest."""
    rests = texting.rest_days_quiet and not calendar.is_working(now.date())
    if not rests and texting.quiet_to <= now.time() < texting.quiet_from:
        return now
    day = now.date() if not rests and now.time() < texting.quiet_to else now.date() + timedelta(days=1)
    while texting.rest_days_quiet and not calendar.is_working(day):
        day += timedelta(days=1)
    return datetime.combine(day, texting.quiet_to, now.tzinfo)


def due_messages(
    found: Sequence[Reminder],
    known: Mapping[str, Mapping[str, Any]],
    phone: Phone,
    now: datetime,
    texting: Texting,
    calendar: Days,
    wording: Wording,
) -> Mapping[str, Mapping[str, Any]]:
    """New rows by id for what this person was not told yet; `known` are their rows of the last days.

    The n-th message of a day has one name, so two processes that write it at once cannot both succeed."""
    told = {key for doc in known.values() for key in doc["keys"]}
    since = (now - timedelta(days=texting.fresh_days)).isoformat(timespec="seconds")
    groups = _by_matter(one for one in holding(found, now) if one.at >= since and one.key not in told)
    start = f"s.{now.date().isoformat()}.{phone.person}."
    sent = sum(identity.startswith(start) for identity in known)
    room = texting.most_a_day - sent
    if not groups or room <= 0:
        return {}
    many = len(groups) > min(texting.digest_over, room)
    parts = [[one for group in groups for one in group]] if many else groups
    texts = [wording.digest([group[0] for group in groups])] if many else [wording.of(group[0]) for group in groups]
    at, later = now.isoformat(timespec="seconds"), rings_from(now, texting, calendar).isoformat(timespec="seconds")
    return {
        f"{start}{sent + place}": _row(part, text, phone, at, later)
        for place, (part, text) in enumerate(zip(parts, texts, strict=True))
    }


def holding(found: Iterable[Reminder], now: datetime) -> list[Reminder]:
    """The reminders whose words are still true: what counts days speaks of its own day, and the next one follows."""
    today = now.date().isoformat()
    return [one for one in found if not one.daily or one.at[:10] == today]


def _by_matter(fresh: Collection[Reminder] | Any) -> list[list[Reminder]]:
    """The reminders of each matter, the one that tells most first: the newest."""
    groups: dict[tuple[str, str], list[Reminder]] = {}
    for one in sorted(fresh, key=lambda one: one.at, reverse=True):
        groups.setdefault((one.kind, one.id), []).append(one)
    return list(groups.values())


def _row(part: Sequence[Reminder], text: str, phone: Phone, at: str, later: str) -> dict[str, Any]:
    told = {(one.kind, one.id): one for one in reversed(part)}
    return {
        "person": phone.person, "to": masked(phone.number), "text": text, "keys": [one.key for one in part],
        "about": [{"kind": one.kind, "id": one.id, "why": one.why} for one in told.values()],
        "state": "queued", "tries": 0, "made_at": at, "not_before": later, "changed_at": at,
    }  # fmt: skip


def outdated(doc: Mapping[str, Any], current: Collection[str], now: datetime, texting: Texting) -> str:
    """Why a message that still waits is no longer worth sending, or nothing."""
    if not set(doc["keys"]) & set(current):
        return "settled"
    since = (now - timedelta(days=texting.fresh_days)).isoformat(timespec="seconds")
    return "too_late" if doc["made_at"] < since else ""
