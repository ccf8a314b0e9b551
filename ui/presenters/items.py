"""The list of items: its tabs, rows and filter, and which pane an opened item wants."""

from datetime import datetime

from models.items import parse_moment
from models.people import Actor
from models.policy import Column, Directory
from models.workflow import Rules, State
from ui.presenters.faces import ChipFace, RowFace
from ui.presenters.shapes import Listed, ListTab, Seen
from ui.text import Words

TABS = (
    ListTab("mine", "mine"), ListTab("unit", "unit"), ListTab("in_review", "in_review", counted="in_review"),
    ListTab("returned", "returned", counted="returned"),
)  # fmt: skip
REVIEWING = frozenset({"sign_off", "countersign", "accept", "decline", "return"})


def first_tab(actor: Actor) -> str:
    """Where a person's list begins: one's own texts for who writes, the queue for who reviews, else the unit's."""
    if actor.holds("clerk"):
        return "mine"
    return "in_review" if actor.holds("reviewer") or actor.holds("operator") else "unit"


def tabs(_actor: Actor) -> tuple[ListTab, ...]:
    """The same for everybody."""
    return TABS


def state_word(state: State, words: Words) -> str:
    """The word of a state in the person's language."""
    return state.zh if words.language == "zh" else state.en


def column_word(column: Column, words: Words, *, code: bool = True) -> str:
    """`公示 0702`."""
    name = column.name if words.language == "zh" or not column.en else column.en
    return f"{name} {column.code}" if code else name


def chip(kind: str, state: str, rules: Rules, words: Words) -> ChipFace:
    """The chip of a state; a state that this program does not know yet shows its bare name."""
    table = rules.workflows.get(kind)
    found = table.states.get(state) if table else None
    if found is None:
        return ChipFace(state)
    return ChipFace(state_word(found, words), found.icon, found.tone)


def row_face(listed: Listed, rules: Rules, words: Words, now: datetime) -> RowFace:
    """An item as a row of the list."""
    meta = place_word(listed.column, rules, words)
    moment = parse_moment(listed.changed_at) if listed.changed_at else None
    right = words.moment(moment.astimezone(now.tzinfo), now) if moment else ""
    title = listed.title or words("items.untitled")
    face = chip(listed.kind, listed.state, rules, words)
    unsent = words("items.spoken_unsent") if listed.waiting else ""
    spoken = [title, face.word, meta, right, unsent]
    return RowFace(
        id=listed.id,
        title=title,
        spoken=words("shell.spoken_join").join(part for part in spoken if part),
        chip=face,
        meta=meta,
        right=right,
        unsent=listed.waiting,
        unread=bool(getattr(listed, "unread", False)),
        copied=f"{title}  {listed.id}",
    )


def place_word(column: str, rules: Rules, words: Words) -> str:
    """The word of a column; its bare code where the directory does not know it."""
    found = rules.directory.columns.get(column)
    return column_word(found, words) if found else column


def columns_kept(rules: Rules, actor: Actor, words: Words) -> list[tuple[str, str]]:
    """The columns of the person's unit, for the filter."""
    unit = next(iter(actor.units()), "")
    return column_options(rules.directory, unit, words, any_word=words("items.any_column"))


def pane_for(seen: Seen) -> str:
    """Which pane shows this item to this person: the review where a step of the review is offered, else the editor."""
    offered = {offer.verb for offer in seen.offers}
    return "review" if offered & REVIEWING else "editor"


def column_options(
    directory: Directory, unit: str, words: Words, *, any_word: str = "", site: str = "unit"
) -> list[tuple[str, str]]:
    """The leaf columns that a unit keeps, as `公告公示 › 公示 0702`, for a choice."""
    parents = {column.parent for column in directory.columns.values()}
    made = [("", any_word)] if any_word else []
    for code, column in directory.columns.items():
        if code in parents or column.site != site or not column.applies_to(unit):
            continue
        above = directory.columns.get(column.parent)
        lead = f"{column_word(above, words, code=False)} › " if above else ""
        made.append((code, lead + column_word(column, words)))
    return made
