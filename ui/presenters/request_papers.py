"""The written notices that a request has come to: its receipt, those of the steps on the way, that of the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.docket import is_docket
from models.handling.extending import told_day
from models.items import parse_moment
from models.matter import Matter
from models.notices.drawing import step_notice
from models.notices.facts import long_day
from models.notices.page import html
from models.people import Unit
from models.policy import Directory
from models.shapes import parse_day

Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """A notice by the name of its template; `html` as it is kept, with the applicant's name masked."""

    name: str
    html: str


def papers(request: Matter, unit: Unit, directory: Directory) -> tuple[Paper, ...]:
    """All of them, in the order in which they came to be."""
    if is_docket(request):
        return ()
    drawn = (
        Paper(name, html(step_notice(name, request, given, unit, on, directory)))
        for name, given, on in _due(request, directory)
    )
    answer = str(request.fields.get("notice") or "")
    signed = answer and request.state in ("answered", "closed", "disputed", "outcome_in_review")
    return (*drawn, *([Paper("answer", answer)] if signed else []))


def _due(request: Matter, directory: Directory) -> Sequence[tuple[str, Given, date]]:
    """Which notices are due: the template, what its step said, and the day whose law it quotes."""
    system = request.system
    received = parse_day(str(request.fields.get("received_on") or request.created_at[:10])) or date.min
    found: list[tuple[str, Given, date]] = [("receipt", {}, received)]
    correction = system.get("correction")
    if correction:
        given = {"what": str(correction["what"]), "until": long_day(str(correction["until"]))}
        found.append(("correction", given, _day(correction["asked_at"], received)))
    for asked in system.get("consults") or ():
        sent = _day(asked["sent_at"], received)
        name = "third_party" if asked.get("third_party") else "co_maker"
        given = {"addressee": str(asked["whom"]), "question": str(asked["question"])}
        found.append((name, given, sent))
        found.append(("consulting", {"asked": str(asked["whom"]), "sent": long_day(sent)}, sent))
    extension = system.get("extension") or {}
    if extension.get("state") in ("granted", "told"):
        on = _day(extension["granted_at"], received)
        given = {"reason": str(extension["reason"]), "days": str(extension["granted"])}
        day = told_day(request, directory, on) if extension["state"] == "granted" else None
        found.append(("extension", {**given, "due": long_day(day)} if day else given, on))
    return found


def _day(moment: object, otherwise: date) -> date:
    found = parse_moment(str(moment))
    return found.date() if found else otherwise
