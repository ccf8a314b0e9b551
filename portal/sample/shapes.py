"""The ways an item can go, from a forgotten draft to an edition that was corrected after publication."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from portal.sample.flaws import flaw
from portal.sample.pace import ZONE, workday
from portal.sample.walk import Walk

Words = Mapping[str, str]


def _signed(walk: Walk) -> None:
    walk.sign()
    for unit in walk.fields.get("co_units", ()):
        walk.countersign(unit)
    walk.item = walk.first
    if walk.offered:
        walk.accept()


def published(walk: Walk, words: Words) -> None:
    walk.create(whole=walk.rng.random() < 0.6)
    walk.submit()
    _signed(walk)


def returned_once(walk: Walk, words: Words) -> None:
    fault = flaw(walk.fields, walk.rng)
    mended = walk.flawed(fault)
    walk.create()
    walk.submit()
    walk.send_back(words.get("reason", fault.reason))
    walk.edit(mended, wait=(20, 90))
    walk.submit()
    _signed(walk)


def recalled(walk: Walk, words: Words) -> None:
    mended = walk.flawed(flaw(walk.fields, walk.rng))
    walk.create()
    walk.submit()
    walk.take(walk.cast.clerk, "recall", walk.pace.after(4, 15))
    walk.edit(mended, wait=(5, 20))
    walk.submit()
    _signed(walk)


def objected(walk: Walk, words: Words) -> None:
    mended = walk.flawed(flaw(walk.fields, walk.rng))
    walk.create()
    walk.submit()
    walk.sign()
    walk.countersign(walk.fields["co_units"][0], agree=False, reason=words["reason"])
    walk.edit(mended, wait=(30, 120))
    walk.submit()
    _signed(walk)


def declined(walk: Walk, words: Words) -> None:
    """Published on the unit's own site; the main site does not take it as well."""
    walk.create()
    walk.submit()
    walk.sign()
    walk.decline(words["reason"])


def moved(walk: Walk, words: Words) -> None:
    """Written for the main site, not taken there, and published in the unit's own column instead."""
    turned_down(walk, words)
    walk.edit({"column": words["own"]}, wait=(20, 60))
    walk.submit()
    _signed(walk)


def _ahead(walk: Walk, days: int) -> date:
    """A working day so many days ahead, and never before the one after next: the signature may still be to come."""
    today = walk.pace.now.date()
    after_next = workday(workday(today + timedelta(days=1)) + timedelta(days=1))
    return max(after_next, workday(today + timedelta(days=days)))


def timed(walk: Walk, words: Words) -> None:
    walk.create()
    walk.submit()
    at = datetime.combine(_ahead(walk, 2), time(9, 0), ZONE)
    if walk.for_main:
        walk.sign()
        walk.accept(at)
    else:
        walk.sign(at)
    walk.publish(at)
    if walk.offered and not walk.for_main:
        walk.accept()


def withdrawn(walk: Walk, words: Words) -> None:
    published(walk, words)
    walk.pace.days(int(words.get("days", "9")))
    walk.withdraw(words["code"], words["note"])


def revised(walk: Walk, words: Words) -> None:
    change = words.get("change", "correct")
    mended = walk.flawed(flaw(walk.fields, walk.rng)) if change == "correct" else {"body": _updated(walk, words)}
    published(walk, words)
    walk.pace.days(walk.rng.randint(2, 20))
    walk.revise(change, words["draft"])
    walk.edit(mended)
    walk.submit()
    _signed(walk)


def _updated(walk: Walk, words: Words) -> str:
    lines = walk.fields["body"].split("\n")
    at = next((index for index, line in enumerate(lines) if line.startswith('<p class="right">')), len(lines))
    return "\n".join([*lines[:at], f"<p>{words['note']}</p>", *lines[at:]])


def restored(walk: Walk, words: Words) -> None:
    walk.create()
    walk.take(walk.cast.clerk, "discard", walk.pace.after(5, 40))
    walk.take(walk.cast.clerk, "restore", walk.pace.days(3))
    walk.submit()
    _signed(walk)


def draft(walk: Walk, words: Words) -> None:
    walk.create(whole=False)


def shared_draft(walk: Walk, words: Words) -> None:
    body = walk.fields["body"]
    lines = body.split("\n")
    walk.fields["body"] = "\n".join(lines[: max(1, len(lines) - 3)])
    walk.create()
    walk.edit({"body": body}, by=walk.cast.second, wait=(40, 160))


def self_reviewed(walk: Walk, words: Words) -> None:
    walk.create()
    walk.self_review()


def in_review(walk: Walk, words: Words) -> None:
    walk.create(whole=walk.rng.random() < 0.5)
    walk.submit()


def again_in_review(walk: Walk, words: Words) -> None:
    fault = flaw(walk.fields, walk.rng)
    mended = walk.flawed(fault)
    walk.create()
    walk.submit()
    walk.send_back(fault.reason)
    walk.edit(mended)
    walk.submit()


def returned(walk: Walk, words: Words) -> None:
    fault = flaw(walk.fields, walk.rng)
    if "reason" not in words:
        walk.flawed(fault)
    walk.create()
    walk.submit()
    walk.send_back(words.get("reason", fault.reason))


def countersigning(walk: Walk, words: Words) -> None:
    walk.create()
    walk.submit()
    walk.sign()
    for unit in walk.fields["co_units"][1:]:
        walk.countersign(unit)


def with_portal(walk: Walk, words: Words) -> None:
    walk.create()
    walk.submit()
    walk.sign()


def turned_down(walk: Walk, words: Words) -> None:
    with_portal(walk, words)
    walk.decline(words["reason"])


def scheduled(walk: Walk, words: Words) -> None:
    walk.create()
    walk.submit()
    walk.sign(datetime.combine(_ahead(walk, int(words.get("days", "6"))), time(8, 30), ZONE))


def discarded(walk: Walk, words: Words) -> None:
    walk.create()
    walk.take(walk.cast.clerk, "discard", walk.pace.after(15, 90))


Shape = Callable[[Walk, Words], None]
SHAPES: Mapping[str, tuple[Shape, str]] = {
    "published": (published, "published"),
    "returned_once": (returned_once, "published"),
    "recalled": (recalled, "published"),
    "objected": (objected, "published"),
    "declined": (declined, "published"),
    "moved": (moved, "published"),
    "timed": (timed, "published"),
    "withdrawn": (withdrawn, "withdrawn"),
    "revised": (revised, "published"),
    "restored": (restored, "published"),
    "draft": (draft, "draft"),
    "shared_draft": (shared_draft, "draft"),
    "self_reviewed": (self_reviewed, "self_reviewed"),
    "in_review": (in_review, "in_review"),
    "again_in_review": (again_in_review, "in_review"),
    "returned": (returned, "returned"),
    "countersigning": (countersigning, "countersign"),
    "with_portal": (with_portal, "with_portal"),
    "turned_down": (turned_down, "returned"),
    "scheduled": (scheduled, "scheduled"),
    "discarded": (discarded, "discarded"),
}
"""Each way with the state in which it leaves the item."""
