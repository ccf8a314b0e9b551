"""The parts that every matter's pane shows alike: its state, the steps offered, what is missing, the trail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.items import parse_moment
from models.matter import Entry, Matter
from models.people import WRITER, Actor
from models.problems import Refused
from models.rules import may_begin
from models.workflow import Offer, Rules
from ui.presenters.faces import ChipFace
from ui.text import Words

KEYS = {"primary": "Ctrl Enter", "danger": "Ctrl Backspace"}
"""The key of a button by its style: the step that moves a matter on, and the one that sends it back."""


@dataclass(frozen=True, slots=True)
class StepFace:
    """A step as a button: `style` is primary, plain, danger or quiet; `missing` are sentences, none when it can be.

    `needs` names the arguments that a person must give, which is what opens a dialog."""

    verb: str
    kind: str
    label: str
    icon: str
    style: str
    key: str = ""
    missing: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One step of the trail: what, who, when, the remark, and whether only this computer knows of it."""

    verb: str
    who: str
    when: str
    note: str = ""
    local: bool = False


def state_face(matter: Matter, rules: Rules, words: Words) -> ChipFace:
    """The chip of a matter's state."""
    state = rules.workflow(matter.kind).states[matter.state]
    return ChipFace(said(state, words), state.icon, state.tone)


def said(thing: object, words: Words) -> str:
    """The word of a state, step, unit or column in the person's language."""
    language = "en" if words.language == "en" else "zh"
    return str(getattr(thing, language, "") or getattr(thing, "name", ""))


def step_faces(matter: Matter, offers: Iterable[Offer], words: Words) -> tuple[StepFace, ...]:
    """The steps that can be shown as buttons; only the first primary one stays primary, so that there is one."""
    faces = []
    taken: set[str] = set()
    for offer in offers:
        step = offer.step
        style = "plain" if step.style in taken and step.style in KEYS else step.style
        taken.add(style)
        faces.append(
            StepFace(
                verb=step.verb,
                kind=f"{matter.kind}.{step.verb}",
                label=said(step, words),
                icon=step.icon,
                style=style,
                key=KEYS.get(style, ""),
                missing=sentences(offer.missing, words),
                needs=tuple(name for name, kind in step.args.items() if not kind.endswith("?")),
                codes=tuple(problem.code for problem in offer.missing),
            )
        )
    return tuple(faces)


def sentences(problems: Sequence[Refused], words: Words) -> tuple[str, ...]:
    """What is missing, each as its sentence with the articles that say so."""
    return tuple(words.refusal(problem).replace("\n", "") for problem in problems)


def primary(steps: Iterable[StepFace]) -> StepFace | None:
    """The one step that moves the matter on."""
    return next((step for step in steps if step.style == "primary"), None)


def may_create(actor: Actor, rules: Rules, kind: str = "item") -> bool:
    """Whether this person is shown how to begin a new one."""
    return may_begin(kind, actor, rules)


def find(steps: Iterable[StepFace], verb: str) -> StepFace | None:
    """The face of a verb, None when it is not offered."""
    return next((step for step in steps if step.verb == verb), None)


def trail(
    matter: Matter, rules: Rules, waiting: Mapping[str, object], words: Words, now: datetime
) -> tuple[TrailLine, ...]:
    """The trail, newest first; `waiting` holds the ids of acts that the portal has not confirmed yet."""
    steps = rules.workflow(matter.kind).steps
    return tuple(
        TrailLine(
            verb=said(steps[entry.verb], words) if entry.verb in steps else entry.verb,
            who=_who(entry, matter.kind, words),
            when=moment(entry.at, words, now),
            note=_remark(entry, words),
            local=entry.op in waiting,
        )
        for entry in reversed(matter.trail)
    )


def _who(entry: Entry, kind: str, words: Words) -> str:
    """Who took a step; a citizen is called by what they are in a matter of this kind."""
    return words(f"editor.trail.from_{kind}") if entry.by == WRITER.person else entry.name


def _remark(entry: Entry, words: Words) -> str:
    code = entry.facts.get("code")
    reason = words(f"editor.withdraw.{code}") if code and words.has(f"editor.withdraw.{code}") else ""
    return words.joined([reason, entry.note])


def breakable(number: str) -> str:
    """A long number that may be broken behind its hyphens, where a line ends; for showing only."""
    return number.replace("-", "-\u200b")


def moment(text: str, words: Words, now: datetime) -> str:
    """A written moment as people say it, in the time of this computer's zone; empty where there is none."""
    when = parse_moment(text)
    return words.moment(when.astimezone(now.tzinfo), now) if when else ""
