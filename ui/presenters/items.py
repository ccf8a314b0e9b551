"""The list of items: its tabs, rows and filter, and which pane an opened item wants."""

from collections.abc import Iterable
from datetime import date, datetime

from models.items import parse_moment
from models.people import Actor
from models.policy import Column, Directory
from models.workflow import Rules, State
from ui.presenters.faces import ChipFace, RowFace
from ui.presenters.shapes import Counts, Filter, Listed, Seen
from ui.text import Words

TABS = ("mine", "unit", "in_review", "returned")
COUNTED = ("in_review", "returned")
REVIEWING = frozenset({"sign_off", "countersign", "accept", "decline", "return"})


def first_tab(actor: Actor) -> str:
    """Where a person's list begins: one's own texts for who writes, the queue for who reviews, else the unit's."""
    if actor.holds("clerk"):
        return "mine"
    return "in_review" if actor.holds("reviewer") or actor.holds("operator") else "unit"


def tab_words(counts: Counts, words: Words) -> list[tuple[str, str]]:
    """The tabs; those that want something of me carry their count."""
    made = []
    for tab in TABS:
        count = counts.get(tab, 0) if tab in COUNTED else 0
        word = words(f"items.tab_{tab}")
        made.append((tab, f"{word} {count}" if count else word))
    return made


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
    column = rules.directory.columns.get(listed.column)
    meta = column_word(column, words) if column else listed.column
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


def state_options(rules: Rules, kind: str, words: Words) -> list[tuple[str, str]]:
    """All states of a kind, for the filter."""
    any_state = ("", words("items.any_state"))
    return [any_state, *((state.id, state_word(state, words)) for state in rules.workflow(kind).states.values())]


def empty_words(filter: Filter, words: Words) -> tuple[str, str, str]:
    """Icon, title and sentence of an empty list: an empty filter is another thing than an empty list."""
    if filter.narrowed:
        return "text-search", words("items.none_match"), words("items.none_match_text")
    return (
        "file-document-outline",
        words(f"items.none_{filter.tab}"),
        words(f"items.none_{filter.tab}_text"),
    )


def exported(rows: Iterable[Listed], rules: Rules, words: Words) -> list[list[str]]:
    """A table of rows for a spreadsheet, with its head; dates are ISO there."""
    names = ("title", "state", "column", "author", "changed_at", "id")
    table = [[words(f"items.export_{name}") for name in names]]
    for one in rows:
        column = rules.directory.columns.get(one.column)
        table.append(
            [
                one.title,
                chip(one.kind, one.state, rules, words).word,
                column_word(column, words) if column else one.column,
                one.author,
                one.changed_at[:16].replace("T", " "),
                one.id,
            ]
        )
    return table


def export_name(words: Words, today: date) -> str:
    """The suggested name of an exported file."""
    return words("items.export_name", day=today.isoformat())
