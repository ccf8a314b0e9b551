"""The messages as rows: written once, taken by one process at a time, and what became of each kept for its person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.items import parse_moment
from models.ladder import Texting
from models.store.portal import PortalStore
from models.store.portal_write import Writing, put_plain
from portal.sms.line import DELIVERED, FAILED, Message, NotSent, Report

SMS = "sms"
STATES = ("queued", "sending", "sent", "delivered", "failed", "expired", "unreported")
Doc = Mapping[str, Any]
Write = Callable[[str, Mapping[str, Doc]], Mapping[str, Doc]]
"""From a person and their rows of the last days to new rows, or changed ones."""


@dataclass(frozen=True, slots=True)
class Fate:
    """A new state with what is to be noted of it."""

    state: str
    noted: Mapping[str, Any]


class Queue:
    """All messages of a portal. `process` names who takes one, so that a dead process's are found again."""

    def __init__(self, store: PortalStore, now: Callable[[], datetime], process: str) -> None:
        self._store, self._now, self._process = store, now, process

    def write(self, people: Iterable[str], texting: Texting, make: Write) -> int:
        """Adds and changes rows as `make` says, all in one commit; how many."""
        now, persons = self._now(), tuple(people)
        start = f"s.{(now - timedelta(days=texting.fresh_days + 1)).date().isoformat()}"

        def job(writing: Writing) -> int:
            by_person: dict[str, dict[str, Doc]] = {}
            for identity, doc in writing.held(SMS, start=start).items():
                by_person.setdefault(str(doc["person"]), {})[identity] = doc
            made = [pair for one in persons for pair in make(one, by_person.get(one, {})).items()]
            if made:
                writing.note(None, [put_plain(SMS, identity, doc) for identity, doc in made])
            return len(made)

        return self._store.write(job)

    def standing(self, *states: str) -> Mapping[str, Doc]:
        """The messages in these states, by id."""
        with self._store.reading() as reading:
            return reading.in_states(SMS, states)

    def ready(self, texting: Texting) -> list[str]:
        """The ids of what may go now, in order: what waits, and what a process held that is gone since."""
        at = _iso(self._now())
        stuck = _iso(self._now() - timedelta(minutes=texting.stuck_minutes))
        waits = [(doc["not_before"], identity) for identity, doc in self.standing("queued").items()]
        held = [(doc["changed_at"], identity) for identity, doc in self.standing("sending").items()]
        return [
            *(identity for since, identity in sorted(held) if since <= stuck),
            *(identity for since, identity in sorted(waits) if since <= at),
        ]

    def take(self, identity: str, number: str, texting: Texting) -> Message | None:
        """Notes that this process now hands the message over; None when another took it meanwhile.

        The note comes first: after a crash in between, the message is handed over again under the same id, since
        a reminder that comes twice does less harm than one that never comes."""
        stuck = _iso(self._now() - timedelta(minutes=texting.stuck_minutes))

        def job(writing: Writing) -> Message | None:
            doc = writing.held(SMS, [identity]).get(identity)
            held = doc is not None and doc["state"] == "sending" and doc["changed_at"] <= stuck
            if doc is None or not (held or doc["state"] == "queued"):
                return None
            again = {"again": True} if held else {}
            fate = Fate("sending", {"by": self._process, "tries": doc["tries"] + 1, **again})
            writing.note(None, [self._changed(identity, doc, fate)])
            return Message(identity, number, doc["text"])

        return self._store.write(job)

    def handed_over(self, identity: str, refs: Iterable[str]) -> None:
        """The gateway took it and calls its parts so."""
        parts = dict.fromkeys(refs, "")
        self._change({identity: lambda doc: Fate("sent", {"refs": parts, "sent_at": _iso(self._now()), "code": ""})})

    def not_sent(self, identity: str, problem: NotSent, texting: Texting) -> None:
        """It goes back to the queue for a later try, as long as one may pass."""

        def judged(doc: Doc) -> Fate:
            waits = texting.retry_minutes
            if not problem.again or doc["tries"] > len(waits):
                return Fate(FAILED, {"code": problem.code})
            later = self._now() + timedelta(minutes=waits[doc["tries"] - 1])
            return Fate("queued", {"code": problem.code, "not_before": _iso(later)})

        self._change({identity: judged})

    def give_up(self, identity: str, code: str) -> None:
        """It is not sent at all, and why."""
        self._change({identity: lambda _doc: Fate(FAILED, {"code": code})})

    def reported(self, reports: Iterable[Report]) -> int:
        """Notes what gateways told; how many messages came to their end. What nobody here sent is passed over."""
        by_ref = {report.ref: report for report in reports}
        if not by_ref:
            return 0
        ours = [one for one, doc in self.standing("sent", "unreported").items() if by_ref.keys() & doc["refs"].keys()]
        return self._change({identity: lambda doc: _told(doc, by_ref) for identity in ours})

    def without_word(self, texting: Texting) -> int:
        """Notes the messages of which no gateway told anything for too long; how many."""
        since = _iso(self._now() - timedelta(hours=texting.report_hours))
        silent = [identity for identity, doc in self.standing("sent").items() if doc["sent_at"] <= since]
        return self._change({identity: lambda _doc: Fate("unreported", {}) for identity in silent})

    def _change(self, judges: Mapping[str, Callable[[Doc], Fate]]) -> int:
        def job(writing: Writing) -> int:
            docs = writing.held(SMS, judges) if judges else {}
            puts = [self._changed(one, doc, judges[one](doc)) for one, doc in docs.items()]
            if puts:
                writing.note(None, puts)
            return len(puts)

        return self._store.write(job)

    def _changed(self, identity: str, doc: Doc, fate: Fate) -> Any:
        new = {**doc, **fate.noted, "state": fate.state, "changed_at": _iso(self._now())}
        return put_plain(SMS, identity, new)


def _told(doc: Doc, by_ref: Mapping[str, Report]) -> Fate:
    """A message has arrived when all its parts have, and has failed when one did."""
    parts = {ref: by_ref[ref].fate if ref in by_ref else fate for ref, fate in doc["refs"].items()}
    fates = set(parts.values())
    state = FAILED if FAILED in fates else DELIVERED if fates == {DELIVERED} else doc["state"]
    codes = [by_ref[ref].code for ref in parts if ref in by_ref and by_ref[ref].code]
    return Fate(state, {"refs": parts, "code": codes[0] if state == FAILED and codes else ""})


def moment_of(doc: Doc, name: str) -> datetime | None:
    """A moment noted in a message."""
    return parse_moment(str(doc.get(name) or ""))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
