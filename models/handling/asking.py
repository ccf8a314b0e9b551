"""What has to be asked before an answer: corrections, opinions of others, missing materials (Art. 15, 20)."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from models.clock import Clock, Period, due_day
from models.handling.reckoning import number
from models.matter import Matter
from models.problems import Refused
from models.shapes import materials, parse_day
from models.steps import Case
from models.writers import veil

NOTICE = "correction_notice"


# Guards.


def correction_first(case: Case) -> None:
    """A correction is asked for once (条例 30)."""
    if case.matter.system.get("correction"):
        raise Refused("correction_once", (15,))


def correction_in_time(case: Case) -> None:
    """A correction is asked for within seven working days of receipt (条例 30)."""
    directory, today = case.rules.directory, case.now.date()
    received = parse_day(str(case.matter.fields.get("received_on", ""))) or today
    duty = directory.duty(NOTICE, received)
    if duty is None:
        return
    clock = Clock(NOTICE, duty.id, duty.article, duty.profile, received, Period(duty.number, "wd"))
    last = due_day(clock, directory.calendar).day
    if today > last:
        raise Refused("correction_late", (15,), day=last.isoformat())


def term_right(case: Case) -> None:
    """The applicant is given a term that can be kept."""
    if not 1 <= case.intent.args["days"] <= number(case, "correction_term"):
        raise Refused("argument_wrong", case.step.article, name="days")


def term_over(case: Case) -> None:
    """The term for the correction has passed in silence (条例 30)."""
    until = parse_day(str(case.matter.system.get("correction", {}).get("until", "")))
    if until is None or case.now.date() <= until:
        raise Refused("not_due", (15,), at=until.isoformat() if until else "")


def something_missing(case: Case) -> None:
    """Who asks for materials names them (Art. 20)."""
    if not [each for each in case.intent.args["missing"] if each.strip()]:
        raise Refused("argument_missing", (20,), name="missing")


def day_passed(case: Case) -> None:
    """What came in did not come tomorrow, nor before it was asked for."""
    day = parse_day(str(case.intent.args.get("received_on") or ""))
    asked = parse_day(str(case.matter.system.get("correction", {}).get("asked_at", ""))[:10])
    if day and (day > case.now.date() or (asked and day < asked)):
        raise Refused("received_wrong", case.step.article, day=day.isoformat())


# Effects.


def ask_applicant(case: Case, matter: Matter) -> Matter:
    """What is unclear, and until when the applicant may say; silence counts as giving up (条例 30)."""
    args = case.intent.args
    until = (case.now.date() + timedelta(days=args["days"])).isoformat()
    return matter.with_system(correction={"what": args["what"], "asked_at": case.at, "until": until}, due_at=until)


def take_correction(case: Case, matter: Matter) -> Matter:
    """What the applicant says to it stands behind what was asked at first."""
    args = case.intent.args
    words = veil(args["text"], case.rules.contact(matter.id))
    answered = {**matter.system.get("correction", {}), "text": words, "received_at": case.at}
    return matter.with_system(correction=answered)


def ask_others(case: Case, matter: Matter) -> Matter:
    """Whom the unit asks for an opinion, and what (条例 32, 34)."""
    args = case.intent.args
    sent = {"whom": args["whom"], "question": args["question"], "third_party": args["third_party"], "sent_at": case.at}
    return matter.with_system(consults=[*matter.system.get("consults", ()), sent])


def take_opinion(case: Case, matter: Matter) -> Matter:
    """What those who were asked say; a co-maker's silence is consent, a third party's is not (条例 32, 34)."""
    args, asked = case.intent.args, list(matter.system["consults"])
    asked[-1] = {**asked[-1], "answer": args["answer"], "agrees": args.get("agrees"), "back_at": case.at}
    return matter.with_system(consults=asked)


def ask_materials(case: Case, matter: Matter) -> Matter:
    """What is missing before the case can be judged (Art. 20)."""
    args = case.intent.args
    asked = {"missing": list(args["missing"]), "note": args.get("note") or "", "at": case.at, "name": case.actor.name}
    return matter.with_system(materials=[*matter.system.get("materials", ()), asked])


def take_materials(case: Case, matter: Matter) -> Matter:
    """What came in; the days count from the complete submission (Art. 20)."""
    asked = list(matter.system.get("materials", ()))
    if asked:
        asked[-1] = {**asked[-1], "back_at": case.at}
    return matter.with_system(materials=asked).with_fields(
        {"materials": case.intent.args["materials"]}, case.intent.chain
    )


ARGUMENTS: Mapping[str, Callable[[object], bool]] = {"materials": materials}
GUARDS = (correction_first, correction_in_time, term_right, term_over, something_missing, day_passed)
EFFECTS = (ask_applicant, take_correction, ask_others, take_opinion, ask_materials, take_materials)
