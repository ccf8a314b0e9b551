"""Draws up a notice from its template and what is known; what is not known stays as a marked gap, never as a guess."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.matter import Matter
from models.notices.facts import Facts, long_day, of_answer, of_request
from models.notices.templates import Template, remedy, template, words
from models.outcomes import ground, outcomes
from models.people import Unit
from models.policy import Directory

SLOT = re.compile(r"\{(\w+)\}")
STOPS = "。；;，,"


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a line; `gap` names what is still to be filled in where the words are only the mark of a gap."""

    text: str
    gap: str = ""


Line = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in its parts, in the order of an official letter; `gaps` are the names of what is still open."""

    id: str
    organ: str
    title: str
    number: str
    addressee: Part
    lines: tuple[Line, ...]
    day: str

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is still to be filled in, each once, in the order in which it is read."""
        parts = (self.addressee, *(part for line in self.lines for part in line))
        return tuple(dict.fromkeys(part.gap for part in parts if part.gap))


@dataclass(frozen=True, slots=True)
class Sending:
    """What only the hand that prints knows: the applicant's true name, the number given, the day of the sign-off."""

    name: str = ""
    number: str = ""
    day: date | None = None


DRAFT = Sending()


def answer_notice(
    request: Matter, unit: Unit, on: date, directory: Directory, sending: Sending = DRAFT
) -> Notice | None:
    """The notice of the outcome that is chosen on the request; None while none is chosen."""
    code = outcomes(directory).codes.get(str((request.fields.get("outcome") or {}).get("code") or ""))
    if code is None:
        return None
    number = str((request.fields.get("outcome") or {}).get("doc_no") or "").strip()
    sending = replace(sending, number=sending.number or number)
    known = {
        **of_request(request, directory),
        **of_answer(request.fields, directory, on),
        "remedy": remedy(directory, code.remedy, on),
    }
    return draw_up(
        template(directory, code.notice, on), known, masked_name(request, directory), unit, directory, sending
    )


def step_notice(
    name: str, request: Matter, given: Mapping[str, str], unit: Unit, on: date, directory: Directory,
    sending: Sending = DRAFT,
) -> Notice:  # fmt: skip
    """A notice on the way to the answer: 补正, 延期, 征求意见, 回执; `given` is what its step says."""
    form = template(directory, name, on)
    known = {
        **of_request(request, directory),
        "ground": ground(directory, form.ground, on),
        "remedy": remedy(directory, form.remedy, on),
        **given,
    }
    to = masked_name(request, directory) if form.to == "writer" else given.get("addressee", "")
    return draw_up(form, known, to, unit, directory, sending)


def masked_name(request: Matter, directory: Directory) -> str:
    """The applicant as all but the handling people may see the name."""
    return str((request.system.get("writer") or {}).get("name") or words(directory)["applicant"])


def draw_up(
    form: Template, known: Facts, to: str, unit: Unit, directory: Directory, sending: Sending = DRAFT
) -> Notice:
    """The notice of a template filled with what is known."""
    said = words(directory)
    gap = str(said["gap"])
    name = sending.name if form.to == "writer" and sending.name else to
    return Notice(
        id=form.id,
        organ=unit.full or unit.name,
        title=form.title,
        number=sending.number or str(said["no_number"]),
        addressee=Part(name) if name else Part(gap, "addressee"),
        lines=tuple(tuple(_parts(line, known, gap)) for line in _standing(form, known)),
        day=long_day(sending.day) if sending.day else str(said["no_day"]),
    )


def _standing(form: Template, known: Facts) -> Iterator[str]:
    """The lines that stand: an optional one only where what it speaks of is known."""
    for line in form.lines:
        if not line.startswith("?"):
            yield line
            continue
        name, _, text = line[1:].partition(" ")
        if known.get(name):
            yield text


def _parts(line: str, known: Facts, gap: str) -> Iterator[Part]:
    """The line in parts; a value that ends as a sentence loses its stop where the template sets its own."""
    pieces = SLOT.split(line)
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            if piece:
                yield Part(piece)
            continue
        value, after = known.get(piece, ""), pieces[at + 1]
        bare = value.rstrip(STOPS) if after[:1] and after[0] in STOPS else value
        yield Part(bare) if bare else Part(gap, piece)
