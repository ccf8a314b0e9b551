"""What a screen of matters shows of each kind: its tabs, its rows, its filter and its words, as data for one screen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.docket import ROW, is_docket
from models.people import Actor
from models.workflow import Rules
from sync.client.desk import Query
from ui.presenters import docket_list, items, letters_list, requests_list, services_list
from ui.presenters.faces import RowFace
from ui.presenters.shapes import Counts, Filter, Listed, ListTab, Seen
from ui.text import Words

Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of matter on its screen. `text` is the file of its words; `columns` the options of the filter's first
    choice and `place` the word of one of them; `pane` names the view that shows an opened one to this person; `acts`
    are what can be done to several ticked ones at once."""

    id: str
    text: str
    icon: str
    tabs: Callable[[Actor], tuple[ListTab, ...]]
    first_tab: Callable[[Actor], str]
    row: Callable[[Listed, Rules, Words, datetime], RowFace]
    columns: Callable[[Rules, Actor, Words], Options]
    place: Callable[[str, Rules, Words], str]
    pane: Callable[[Seen], str]
    acts: tuple[str, ...] = ("export",)
    exported: tuple[str, ...] = ("title", "state", "column", "author", "changed_at", "id")


KINDS: Mapping[str, Kind] = {
    "item": Kind(
        "item", "items", "file-document-outline", items.tabs, items.first_tab, items.row_face, items.columns_kept,
        items.place_word, items.pane_for, ("export", "move", "discard"),
    ),
    "letter": Kind(
        "letter", "letters", "email-outline", letters_list.tabs, letters_list.first_tab, letters_list.row_face,
        letters_list.channels, letters_list.channel_word, lambda _seen: "letter",
        exported=("title", "state", "column", "author", "due", "id"),
    ),
    "request": Kind(
        "request", "requests", "file-question-outline", requests_list.tabs, requests_list.first_tab,
        requests_list.row_face, requests_list.channels, requests_list.channel_word, lambda _seen: "request",
        exported=("title", "state", "column", "author", "due", "id"),
    ),
    "service": Kind(
        "service", "services", "briefcase-check-outline", services_list.tabs, services_list.first_tab,
        services_list.row_face, services_list.sorts, services_list.sort_word, lambda _seen: "service",
        exported=("title", "state", "column", "author", "due", "id"),
    ),
}  # fmt: skip


def kind_of(id: str) -> Kind:
    """The kind of an id; what has no screen of its own is shown as an item is."""
    return KINDS.get(id, KINDS["item"])


def pane_for(seen: Seen) -> str:
    """Which pane shows this matter to this person: a docket has one of its own, whatever its kind."""
    return "docket" if is_docket(seen.matter) else kind_of(seen.matter.kind).pane(seen)


def row_face(listed: Listed, rules: Rules, words: Words, now: datetime) -> RowFace:
    """A matter of any kind, or the docket of one, as a row."""
    if listed.kind == ROW:
        return docket_list.row_face(listed, rules, words, now)
    return kind_of(listed.kind).row(listed, rules, words, now)


def tab_of(kind: Kind, actor: Actor, id: str) -> ListTab:
    """The tab of an id; one that this person has not is asked for by its bare name."""
    return next((tab for tab in kind.tabs(actor) if tab.id == id), ListTab(id, id))


def query_of(kind: Kind, filter: Filter, actor: Actor) -> Query:
    """The question for a list of one kind of matter."""
    tab = tab_of(kind, actor, filter.tab)
    return Query(
        kind=tab.kind or kind.id,
        tab=tab.tab,
        states=(filter.state,) if filter.state else tab.states,
        column=filter.column or tab.column,
        person=filter.person,
        words=filter.words,
        sort=tab.sort,
    )


def tab_words(kind: Kind, counts: Counts, actor: Actor, words: Words) -> Options:
    """The tabs; those that want something of me carry their count."""
    made = []
    for tab in kind.tabs(actor):
        count = counts.get(tab.counted, 0)
        word = words(f"{kind.text}.tab_{tab.id}")
        made.append((tab.id, f"{word} {count}" if count else word))
    return made


def state_options(kind: Kind, rules: Rules, words: Words) -> Options:
    """All states of a kind, for the filter."""
    any_state = ("", words("items.any_state"))
    states = rules.workflow(kind.id).states.values()
    return [any_state, *((state.id, items.state_word(state, words)) for state in states)]


SEVERAL = 50
"""Matters that no search finds yet, from which on that is said: those of a person's own steps are found at once."""


def unindexed_words(typed: str, unindexed: int, words: Words, key: str = "unindexed") -> str:
    """Why a search may find less than there is, in short or (`unindexed_text`) as a sentence; empty where it finds
    all."""
    return words(f"items.{key}", n=unindexed) if typed and unindexed >= SEVERAL else ""


def empty_words(kind: Kind, filter: Filter, unindexed: int, words: Words) -> tuple[str, str, str]:
    """Icon, title and sentence of an empty list: an empty filter is another thing than an empty list."""
    if filter.narrowed:
        late = unindexed_words(filter.words, unindexed, words, "unindexed_text")
        return "text-search", words("items.none_match"), late or words("items.none_match_text")
    key = f"{kind.text}.none_{filter.tab}"
    return kind.icon, words(key), words(f"{key}_text")


def exported(kind: Kind, rows: Iterable[Listed], rules: Rules, words: Words) -> list[list[str]]:
    """A table of rows for a spreadsheet, with its head; dates are ISO there."""
    table = [[words(f"{kind.text}.export_{name}") for name in kind.exported]]
    for one in rows:
        values = {
            "title": one.title,
            "state": items.chip(one.kind, one.state, rules, words).word,
            "column": kind.place(one.column, rules, words),
            "author": one.author,
            "due": one.due[:10],
            "changed_at": one.changed_at[:16].replace("T", " "),
            "id": one.id,
        }
        table.append([values[name] for name in kind.exported])
    return table


def export_name(kind: Kind, words: Words, today: date) -> str:
    """The suggested name of an exported file."""
    return words(f"{kind.text}.export_name", day=today.isoformat())
