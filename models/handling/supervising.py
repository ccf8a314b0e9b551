"""Urging, and supervising with a number that the unit has to answer, by those who do not read the matter (Art. 27)."""

from models.matter import Matter
from models.problems import Refused
from models.shapes import parse_day
from models.steps import Case
from models.writers import veil


def supervision_open(case: Case) -> None:
    """There is a supervision that the unit has not answered (Art. 27)."""
    if all(each.get("answer") for each in case.matter.system.get("supervisions", ())):
        raise Refused("no_supervision", (27,))


def answer_day_ahead(case: Case) -> None:
    """The unit is given a day that lies ahead (Art. 27)."""
    day = parse_day(str(case.intent.args["answer_by"]))
    if day is None or day < case.now.date():
        raise Refused("time_past", (27,), at=str(case.intent.args["answer_by"]))


def number_fresh(case: Case) -> None:
    """Each supervision has a number of its own (督办单号, Art. 27)."""
    number = case.intent.args["number"].strip()
    if any(each["number"] == number for each in case.matter.system.get("supervisions", ())):
        raise Refused("number_taken", (27,), number=number[:60])


def record_urging(case: Case, matter: Matter) -> Matter:
    """Who urged, and in which words (Art. 27)."""
    note = case.intent.args.get("note") or ""
    urged = {"by": case.actor.person, "name": case.actor.name, "at": case.at, "note": note}
    return matter.with_system(urges=[*matter.system.get("urges", ()), urged])


def record_supervision(case: Case, matter: Matter) -> Matter:
    """The number, what is demanded, and the day by which the unit answers (Art. 27)."""
    args = case.intent.args
    demanded = {"number": args["number"].strip(), "answer_by": args["answer_by"], "note": args["note"]}
    by = {"by": case.actor.person, "name": case.actor.name, "at": case.at}
    return matter.with_system(supervisions=[*matter.system.get("supervisions", ()), {**demanded, **by}])


def record_supervision_answer(case: Case, matter: Matter) -> Matter:
    """What the unit answers; it leaves the unit, so it names nobody (Art. 25, 27)."""
    listed = list(matter.system["supervisions"])
    at = next(at for at, each in enumerate(listed) if not each.get("answer"))
    text = veil(case.intent.args["text"], case.rules.contact(matter.id))
    answer = {"text": text, "by": case.actor.person, "name": case.actor.name, "at": case.at}
    listed[at] = {**listed[at], "answer": answer}
    return matter.with_system(supervisions=listed)


GUARDS = (supervision_open, answer_day_ahead, number_fresh)
EFFECTS = (record_urging, record_supervision, record_supervision_answer)
