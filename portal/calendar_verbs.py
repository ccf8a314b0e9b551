"""The verbs of the calendar: take a notice in, list those that bind, count a last day, explain those of a matter."""

import argparse
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from models.clock import Clock, Due, Period, Reason, clock_from, due_day
from models.holidays import Notice
from models.matter import Matter
from models.policy import Directory, shipped
from models.problems import Refused
from models.workdays import Calendar
from portal.app import Portal, is_made
from portal.commands import Verbs, existing, say, verb
from portal.importing import Imported, import_notice
from portal.recounting import Recounted


def calendar_import(args: argparse.Namespace) -> None:
    """Takes in a notice of holidays and counts the open matters anew; `--by` names the administrator who does it."""
    try:
        text = args.file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Refused("file_unreadable", name=args.file.name) from fault
    portal = existing(args)
    try:
        done = import_notice(portal, args.data, args.file.name, text, args.by)
    finally:
        portal.close()
    say(json.dumps(_imported(done), ensure_ascii=False) if args.json else _told(done))


def _imported(done: Imported) -> dict[str, Any]:
    notice = done.notice
    return {
        "number": notice.number, "year": notice.year, "fresh": done.fresh,
        "moved": [_moved(one) for one in done.moved],
    }  # fmt: skip


def _moved(one: Recounted) -> dict[str, Any]:
    return {"kind": one.kind, "id": one.id, "from": one.before, "to": one.after, "result": one.result}


def _told(done: Imported) -> str:
    lines = [f"{done.notice.number}\t{done.notice.year}\t{len(done.moved)}"]
    lines += [f"{one.kind}\t{one.id}\t{_days(one.before)} -> {_days(one.after)}\t{one.result}" for one in done.moved]
    return "\n".join(lines)


def _days(dues: Mapping[str, str]) -> str:
    return " ".join(f"{name} {day}" for name, day in dues.items())


def calendar_list(args: argparse.Namespace) -> None:
    """The notices that bind, in the order in which they do."""
    portal = existing(args)
    calendar = _calendar(portal)
    with portal.store.reading() as reading:
        by = {str(doc.get("text")): str(doc.get("imported_by", "")) for doc in reading.documents("policy").values()}
    portal.close()
    shown = [_listed(notice, by.get(notice.text, "")) for notice in calendar.notices]
    if args.json:
        say(json.dumps({"notices": shown}, ensure_ascii=False))
        return
    for one in shown:
        say("\t".join(str(value) for value in one.values()))


def _listed(notice: Notice, by: str) -> dict[str, Any]:
    return {
        "number": notice.number, "issued": notice.issued.isoformat(), "year": notice.year,
        "sort": "local" if notice.local else "special" if notice.special else "annual",
        "off": len(notice.off), "work": len(notice.work), "imported_by": by, "title": notice.title,
    }  # fmt: skip


def calendar_due(args: argparse.Namespace) -> None:
    """The last day of so many days from a receipt, with every day counted or not; without a portal by the notices that
    the program brings."""
    due = due_day(Clock("asked", "", 0, "", args.received, Period(args.days, args.unit)), _calendar_at_hand(args))
    _answer(args, {"due": due.day.isoformat(), "provisional": due.provisional, "days": _reasons(due)}, [due])


def clock_explain(args: argparse.Namespace) -> None:
    """Every day of a matter's clocks: counted, skipped or suspended, and why."""
    portal = existing(args)
    try:
        matter, calendar = _matter(portal, args.id), _calendar(portal)
    finally:
        portal.close()
    found = [(clock, due_day(clock, calendar)) for clock in map(clock_from, matter.system.get("clocks", ()))]
    clocks = [
        {
            "id": clock.id, "duty": clock.duty, "article": clock.article, "profile": clock.profile,
            "due": due.day.isoformat(), "provisional": due.provisional,
            "stopped": clock.stopped and clock.stopped.isoformat(), "days": _reasons(due),
        }
        for clock, due in found
    ]  # fmt: skip
    _answer(args, {"id": matter.id, "kind": matter.kind, "clocks": clocks}, [due for _, due in found])


def _answer(args: argparse.Namespace, doc: Mapping[str, Any], dues: Iterable[Due]) -> None:
    if args.json:
        say(json.dumps(doc, ensure_ascii=False))
        return
    for due in dues:
        say(f"{due.day}{' provisional' if due.provisional else ''}")
        for reason in due.reasons:
            say(f"  {reason.day}\t{reason.counts}\t{_reason(reason)}")


def _reasons(due: Due) -> list[dict[str, Any]]:
    return [
        {"date": reason.day.isoformat(), "counts": reason.counts, "reason": _reason(reason)} for reason in due.reasons
    ]


def _reason(reason: Reason) -> str:
    """`holiday 五一 国办发明电〔2025〕7号`, `roll weekend`: what the day is, or what happened."""
    step = "" if reason.step in ("count", "start") else reason.step
    return " ".join(part for part in (step, reason.why, reason.name[0], reason.notice) if part)


def _calendar_at_hand(args: argparse.Namespace) -> Calendar:
    if not is_made(args.data, args.database):
        return Directory(shipped()).calendar
    portal = existing(args)
    try:
        return _calendar(portal)
    finally:
        portal.close()


def _calendar(portal: Portal) -> Calendar:
    return portal.house.policies.rules().directory.calendar


def _matter(portal: Portal, identity: str) -> Matter:
    with portal.store.reading() as reading:
        for kind in portal.house.policies.rules().workflows:
            matter = reading.matter(kind, identity)
            if matter is not None:
                return matter
    raise Refused("not_found", id=identity[:40])


def _number(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1000:
        raise ValueError(text)
    return number


def add_to(verbs: Verbs) -> None:
    """Puts these verbs among the portal's."""
    calendar = verbs.add_parser("calendar", help="the working days").add_subparsers(required=True, metavar="verb")
    one = verb(calendar, "import", calendar_import)
    one.add_argument("file", type=Path)
    one.add_argument("--by", default="", metavar="ACCOUNT", help="the administrator who does it; else the first one")
    verb(calendar, "list", calendar_list)
    one = verb(calendar, "due", calendar_due)
    one.add_argument("--received", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    one.add_argument("--days", type=_number, required=True, metavar="N")
    one.add_argument("--unit", choices=("wd", "cd"), default="wd", help="working days or calendar days")
    clock = verbs.add_parser("clock", help="the last days of a matter").add_subparsers(required=True, metavar="verb")
    verb(clock, "explain", clock_explain).add_argument("id")
