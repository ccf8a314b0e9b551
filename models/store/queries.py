"""What a list is asked for, and the ways in which a matter can belong to the answer: for whom it waits, whose it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from models.facets import MAIN_SITE
from models.people import DISTRICT_ROLES, Actor
from models.steps import Workflow

DISCARDED = ("discarded",)
UNSENT = ("draft", "self_reviewed", "returned")


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked for. `tab` is mine, unit, in_review, returned, to_review, today, todo or all; the others
    narrow it. `due` is the first and the last day on which it may be due, both empty where that does not matter.
    `sort` is changed, oldest, due or title."""

    kind: str = "item"
    tab: str = "all"
    states: tuple[str, ...] = ()
    column: str = ""
    person: str = ""
    words: str = ""
    sort: str = "changed"
    unit: str = ""
    due: tuple[str, str] = ("", "")
    not_states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One way for a matter to belong to a list: every filled facet must be one of its values; `partner` is a unit, the
    main site or a role that is asked for something besides."""

    kind: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    not_state: tuple[str, ...] = ()
    not_author: tuple[str, ...] = ()
    due: tuple[str, str] = ("", "")


def terms(query: Query, actor: Actor, workflows: Mapping[str, Workflow] | None = None) -> tuple[Term, ...]:
    """The ways for a matter to belong to the answer; any one is enough. `workflows` tell for whom a state waits."""
    kind, column = (tuple(filter(None, (value,))) for value in (query.kind, query.column))
    if query.tab == "todo":
        found = tuple(_todo(actor, (workflows or {}).get(query.kind)))
    else:
        found = _TABS.get(query.tab, _everything)(actor)
    return tuple(_narrow(replace(term, kind=kind, column=column), query) for term in found)


def _todo(actor: Actor, workflow: Workflow | None) -> Iterator[Term]:
    """What waits for this person: states that wait for one of their roles, and what they alone may decide on."""
    for role in sorted({post.role for post in actor.posts}):
        units = () if role in DISTRICT_ROLES else actor.units(role)
        states = workflow.waiting_for(role) if workflow else ()
        if states:
            yield Term(unit=units, state=states)
        yield Term(unit=units, partner=(role,))


def _narrow(term: Term, query: Query) -> Term:
    if query.states:
        state = tuple(each for each in query.states if not term.state or each in term.state)
        term = replace(term, state=state or ("",), not_state=())
    if query.not_states and not term.state:
        term = replace(term, not_state=(*term.not_state, *query.not_states))
    if query.person:
        term = replace(term, author=(query.person,) if term.author in ((), (query.person,)) else ("",))
    if query.unit:
        term = replace(term, unit=(query.unit,) if not term.unit or query.unit in term.unit else ("",))
    return replace(term, due=query.due) if any(query.due) else term


def _everything(_actor: Actor) -> tuple[Term, ...]:
    return (Term(not_state=DISCARDED),)


def _mine(actor: Actor) -> tuple[Term, ...]:
    return (Term(author=(actor.person,), not_state=DISCARDED),)


def _unit(actor: Actor) -> tuple[Term, ...]:
    if any(post.role in DISTRICT_ROLES for post in actor.posts):
        return _everything(actor)
    units = actor.units()
    return (
        (Term(unit=units, not_state=DISCARDED), Term(partner=units, not_state=(*DISCARDED, *UNSENT))) if units else ()
    )


def _in_review(actor: Actor) -> tuple[Term, ...]:
    units = actor.units("clerk", "reviewer")
    own = (Term(unit=units, state=("in_review", "countersign")),) if units else ()
    return *own, *_asked(actor)


def _asked(actor: Actor) -> tuple[Term, ...]:
    """What other units, or the main site's operators, are asked."""
    units = actor.units("reviewer")
    partner = (Term(partner=units, state=("countersign",)),) if units else ()
    offered = (Term(state=("with_portal",)), Term(partner=(MAIN_SITE,), state=("published",)))
    return (*partner, *(offered if actor.holds("operator") else ()))


def _to_review(actor: Actor) -> tuple[Term, ...]:
    units = actor.units("reviewer")
    own = (Term(unit=units, state=("in_review",), not_author=(actor.person,)),) if units else ()
    return *own, *_asked(actor)


def _returned(actor: Actor) -> tuple[Term, ...]:
    if actor.units("clerk"):
        return (Term(author=(actor.person,), state=("returned",)),)
    return (Term(unit=actor.units(), state=("returned",)),) if actor.units() else ()


def _today(actor: Actor) -> tuple[Term, ...]:
    return Term(author=(actor.person,), state=UNSENT), *_to_review(actor)


_TABS = {
    "mine": _mine, "unit": _unit, "in_review": _in_review, "returned": _returned, "to_review": _to_review,
    "today": _today,
}  # fmt: skip
