"""The list of disclosure requests: its tabs by role, its rows with their lamps; never a word about who asked."""

from datetime import datetime

from models.people import Actor
from models.requests import CHANNELS
from models.workflow import Rules
from ui.presenters.faces import RowFace
from ui.presenters.letters_list import answering_unit, handled_face
from ui.presenters.shapes import Listed, ListTab
from ui.text import Words

OPEN = ("received", "correction", "in_hand", "consulting", "outcome_in_review", "disputed")
ANSWERED = ("answered", "closed", "lapsed")
_HANDLING = ListTab("handling", "unit", OPEN, sort="due")
_TODO = ListTab("todo", "todo", sort="due", counted="request")
_SIGNING = ListTab("signing", "unit", ("outcome_in_review",), sort="due")
_ANSWERED = ListTab("answered", "all", ANSWERED)
_EXTENSIONS = ListTab("extensions", "todo", kind="docket", column="request", sort="due", counted="docket")
_WATCHED = ListTab("watched", "all", kind="docket", column="request")
_ALL = ListTab("all", "all")


def tabs(actor: Actor) -> tuple[ListTab, ...]:
    """What waits comes first; those who watch see dockets, which say nothing of what was asked (Art. 16, 27)."""
    if actor.units("clerk", "reviewer"):
        signing = (_SIGNING,) if actor.holds("reviewer") else ()
        return (_TODO, _HANDLING, *signing, _ANSWERED, _ALL)
    extensions = (_EXTENSIONS,) if actor.holds("office") else ()
    return (*extensions, _WATCHED)


def first_tab(actor: Actor) -> str:
    """Everyone begins with what waits for them."""
    return tabs(actor)[0].id


def channel_word(channel: str, _rules: Rules, words: Words) -> str:
    """How a request came; a way that this program does not know keeps its bare name."""
    return words(f"requests.channel.{channel}") if channel in CHANNELS else channel


def channels(_rules: Rules, _actor: Actor, words: Words) -> list[tuple[str, str]]:
    """The ways in which requests come, for the filter."""
    return [("", words("requests.any_column")), *((each, words(f"requests.channel.{each}")) for each in CHANNELS)]


def row_face(listed: Listed, rules: Rules, words: Words, now: datetime) -> RowFace:
    """A request, or its docket, as a row."""
    came = words("requests.docket") if listed.kind == "docket" else channel_word(listed.column, rules, words)
    meta = words.joined([came, answering_unit(listed, rules, words)])
    return handled_face(listed, "request", meta, rules, words, now)
