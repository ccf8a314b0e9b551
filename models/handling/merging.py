"""Letters of one writer on one matter are answered together, and can be taken apart again (Art. 29)."""

from dataclasses import replace

from models.handling.reckoning import clocks_of, counted
from models.matter import Entry, Matter
from models.problems import Refused
from models.steps import Case


def not_merged(case: Case) -> None:
    """A letter that is answered with another has no answer of its own."""
    if case.matter.system.get("merged_into"):
        raise Refused("merged_already", (29,), id=str(case.matter.system["merged_into"]))


def is_merged(case: Case) -> None:
    """The letter is answered with another."""
    if not case.matter.system.get("merged_into"):
        raise Refused("not_merged", (29,))


def mergeable(case: Case) -> None:
    """Both lie with one unit, are in hand, and come from one writer as far as anybody can tell (Art. 29)."""
    other = case.others.get(str(case.intent.args["into"]))
    if other is None or other.unit != case.matter.unit or other.kind != case.matter.kind:
        raise Refused("not_found", (29,), id=str(case.intent.args["into"])[:40])
    if other.state != "in_hand" or other.system.get("merged_into") or case.matter.system.get("merged"):
        raise Refused("merge_not_open", (29,))
    mine, theirs = set(case.matter.system.get("same", ())), set(other.system.get("same", ()))
    if mine and theirs and mine.isdisjoint(theirs):
        raise Refused("merge_other_writer", (29,))


def join(case: Case, matter: Matter) -> Matter:
    """The letter waits for the answer to the other."""
    return matter.with_system(merged_into=case.intent.args["into"])


def part(case: Case, matter: Matter) -> Matter:
    """The letter is answered by itself again."""
    return matter.with_system(merged_into=None)


def take_in(case: Case, matter: Matter) -> tuple[Matter, ...]:
    """The other letter answers for both; the earlier day binds it (Art. 26, 29)."""
    other = case.others[str(case.intent.args["into"])]
    listed = [*other.system.get("merged", ()), matter.id]
    kept = other.with_system(merged=listed, merged_clocks=other.system.get("merged_clocks") or other.system["clocks"])
    earlier = min((other, matter), key=lambda each: str(each.system.get("due", {}).get("local", "9999")))
    return (counted(case, kept, clocks_of(earlier)),)


def let_out(case: Case, matter: Matter) -> tuple[Matter, ...]:
    """The other letter answers for itself alone, and by its own day. A desk may have heard of that already, and of this
    letter not yet."""
    other = case.others.get(str(case.matter.system["merged_into"]))
    if other is None or matter.id not in other.system.get("merged", ()):
        return ()
    left = [each for each in other.system["merged"] if each != matter.id]
    own = other.with_system(merged=left or None)
    if left:
        return (own,)
    before = clocks_of(own.with_system(clocks=own.system["merged_clocks"]))
    return (counted(case, own, before).with_system(merged_clocks=None),)


def answer_merged(case: Case, matter: Matter) -> tuple[Matter, ...]:
    """Every letter that was merged gets the answer, and its clocks stop with it."""
    answered = []
    for identity in matter.system.get("merged", ()):
        letter = case.others.get(identity)
        if letter is None or letter.state != "in_hand":
            continue
        stopped = [replace(clock, stopped=case.now.date()) for clock in clocks_of(letter)]
        told = counted(case, letter, stopped).with_system(answered_at=case.at, sign_off=matter.system.get("sign_off"))
        told = told.with_fields({"reply": matter.fields.get("reply", "")}, case.intent.chain)
        entry = replace(_last(matter), op=case.intent.op, from_state=letter.state, to_state=matter.state)
        answered.append(replace(told, state=matter.state, changed_at=case.at, trail=(*letter.trail, entry)))
    return tuple(answered)


def _last(matter: Matter) -> Entry:
    return matter.trail[-1]


GUARDS = (not_merged, is_merged, mergeable)
EFFECTS = (join, part)
OTHERS = (take_in, let_out, answer_merged)
