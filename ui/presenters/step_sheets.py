"""What a step asks of the person who takes it: a field for each argument of its table, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models import letters, requests
from models.handling import disputing
from models.items import WITHDRAWALS
from models.matter import Matter
from models.policy import Directory
from models.shapes import parse_day
from models.steps import Step
from ui.presenters.editing import Option
from ui.presenters.steps import said
from ui.text import Words

LONG = frozenset(("reason", "text", "note", "what", "question", "answer", "result", "public_body", "public_reply"))
"""Arguments of text that want more than a line."""
UNIT, UNITS = frozenset(("unit", "lead")), frozenset(("units",))
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "way": requests.WAYS,
    "ground": letters.GROUNDS,
    "score": letters.SCORES,
    "sort": disputing.SORTS,
    "change": ("correct", "update"),
    "withdrawal": WITHDRAWALS,
}
"""What may be chosen, by the argument's kind or its name; each has its word under `steps.option`."""
MOST_DAYS = 60
Answer = str | int | bool | list[str] | None
Given = Mapping[str, Any]
NOTHING: Given = {}


@dataclass(frozen=True, slots=True)
class FieldFace:
    """One question of a sheet. `kind` is line, text, lines, number, day, flag, maybe, choice or units."""

    name: str
    kind: str
    label: str
    hint: str = ""
    required: bool = True
    options: tuple[Option, ...] = ()
    value: Answer = ""
    most: int = MOST_DAYS


@dataclass(frozen=True, slots=True)
class SheetFace:
    """A step's sheet: what it is called, what it brings about, the button's word and colour, its questions."""

    title: str
    icon: str
    step: str
    danger: bool
    effect: str
    fields: tuple[FieldFace, ...]


def sheet(
    matter: Matter, step: Step, directory: Directory, words: Words, today: date, given: Given = NOTHING,
    begun: Given = NOTHING,
) -> SheetFace:  # fmt: skip
    """The sheet of a step; what is `given` is not asked, what is `begun` stands in its field from the start."""
    place = f"steps.{matter.kind}.{step.verb}"
    fields = (
        _field(name, kind, place, directory, words, begun.get(name, today.isoformat() if kind == "day" else ""))
        for name, kind in step.args.items()
        if name not in given and kind.removesuffix("?") in _KINDS
    )
    effect = words(f"{place}.effect") if words.has(f"{place}.effect") else ""
    return SheetFace(said(step, words), step.icon, said(step, words), step.style == "danger", effect, tuple(fields))


def asks(step: Step, words: Words, kind: str, given: Given = NOTHING) -> bool:
    """Whether a step asks anything at all, or must tell its effect first; otherwise it is taken at once."""
    open_ = [name for name, how in step.args.items() if name not in given and how.removesuffix("?") in _KINDS]
    return bool(open_) or words.has(f"steps.{kind}.{step.verb}.effect")


def _field(name: str, kind: str, place: str, directory: Directory, words: Words, value: Answer) -> FieldFace:
    required = not kind.endswith("?")
    how = _how(name, kind.removesuffix("?"), required)
    hint = _word(place, f"{name}_hint", words)
    options = _options(name, kind.removesuffix("?"), how, directory, words)
    if how == "choice" and not required:
        options = (("", words("steps.option.none")), *options)
    return FieldFace(name, how, _word(place, name, words) or name, hint, required, options, value)


def _word(place: str, name: str, words: Words) -> str:
    """The word of an argument in this step, else its word in any step; empty where there is none."""
    keys = (f"{place}.{name}", f"steps.arg.{name}")
    return next((words(key) for key in keys if words.has(key)), "")


_KINDS: Mapping[str, str] = {
    "text": "line", "words": "line", "texts": "lines", "flag": "flag", "number": "number", "day": "day",
    "way": "choice", "ground": "choice", "score": "choice", "change": "choice", "withdrawal": "choice",
}  # fmt: skip


def _how(name: str, kind: str, required: bool) -> str:
    """How an argument is asked, by its name where its kind does not say it all."""
    if name in UNITS:
        return "units"
    if name in UNIT or name in OPTIONS:
        return "choice"
    if kind in ("text", "words") and name in LONG:
        return "text"
    return "maybe" if kind == "flag" and not required else _KINDS[kind]


def _options(name: str, kind: str, how: str, directory: Directory, words: Words) -> tuple[Option, ...]:
    if how == "units" or name in UNIT:
        units = tuple((unit.id, said(unit, words)) for unit in directory.units.values())
        return units if how == "units" else (("", words("steps.option.choose")), *units)
    if how == "maybe":
        return tuple((value, words(f"steps.option.maybe.{value or 'open'}")) for value in ("", "yes", "no"))
    listed = OPTIONS.get(kind) or OPTIONS.get(name) or ()
    return tuple((value, words(f"steps.option.{kind if kind in OPTIONS else name}.{value}")) for value in listed)


def problems(fields: tuple[FieldFace, ...], answers: Mapping[str, Answer], words: Words) -> Mapping[str, str]:
    """What is wrong with the answers, a sentence for each field; empty when the step can be taken."""
    found = {}
    for face in fields:
        answer = answers.get(face.name)
        if face.required and answer in ("", [], None):
            found[face.name] = words("steps.missing", field=face.label)
        elif face.kind == "day" and answer and parse_day(str(answer)) is None:
            found[face.name] = words("steps.no_day")
    return found


def arguments(fields: tuple[FieldFace, ...], answers: Mapping[str, Answer], given: Given = NOTHING) -> dict[str, Any]:
    """The step's arguments as the rules take them; what was left empty and need not be said is left out."""
    args: dict[str, Any] = dict(given)
    for face in fields:
        answer = answers.get(face.name)
        if face.kind == "maybe":
            answer = {"yes": True, "no": False}.get(str(answer))
        if face.kind == "lines":
            answer = [line.strip() for line in str(answer).splitlines() if line.strip()]
        if face.required or answer not in ("", [], None):
            args[face.name] = answer
    return args
