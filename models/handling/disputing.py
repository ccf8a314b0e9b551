"""The register of reviews and suits about disclosure requests: the unit that is late answers for it (Art. 17)."""

from models.handling.reckoning import overdue
from models.matter import Matter
from models.problems import Refused
from models.shapes import parse_day
from models.steps import Case

SORTS = ("review", "suit")


def disputable(case: Case) -> None:
    """An answer, or the lack of one, can be disputed (Art. 17)."""
    if case.matter.state != "answered":
        overdue(case)


def sort_right(case: Case) -> None:
    """It is a review or a suit, on a day that has come (Art. 17)."""
    args = case.intent.args
    day = parse_day(str(args["day"]))
    if args["sort"] not in SORTS:
        raise Refused("argument_wrong", (17,), name="sort")
    if day and day > case.now.date():
        raise Refused("received_wrong", (17,), day=str(args["day"]))


def dispute_open(case: Case) -> None:
    """There is a dispute without an end."""
    if all(each.get("result") for each in case.matter.system.get("disputes", ())):
        raise Refused("no_dispute", (17,))


def enter_dispute(case: Case, matter: Matter) -> Matter:
    """The organ or court, the number, the day, and who answers for the unit (Art. 17)."""
    names = ("organ", "number", "day", "who", "sort")
    entered = {name: case.intent.args[name] for name in names}
    return matter.with_system(disputes=[*matter.system.get("disputes", ()), {**entered, "at": case.at}])


def end_dispute(case: Case, matter: Matter) -> Matter:
    """How it ended."""
    listed = list(matter.system["disputes"])
    at = next(at for at, each in enumerate(listed) if not each.get("result"))
    listed[at] = {**listed[at], "result": case.intent.args["result"], "ended": case.intent.args["day"]}
    return matter.with_system(disputes=listed)


def disputed(case: Case, matter: Matter) -> str:
    """A disputed answer waits for the end; a request without an answer is still to be answered."""
    open_ = any(not each.get("result") for each in matter.system.get("disputes", ()))
    if case.matter.state == "answered" and open_:
        return "disputed"
    return "answered" if case.matter.state == "disputed" and not open_ else case.matter.state


GUARDS = (disputable, sort_right, dispute_open)
EFFECTS = (enter_dispute, end_dispute)
