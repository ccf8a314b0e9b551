"""Prints the rule as docs/rights.md, so that people read what the portal is held against."""

from collections.abc import Iterable, Iterator

from tests.attack.rule import AUTHOR, ENDPOINTS, MAY, READER, SEES, STANDINGS, UNIT_ROLES, UNITS


def told(standings: Iterable[str]) -> str:
    """A set of standings in few words."""
    left, words = set(standings), []
    for unit in UNITS:
        both = {f"{role} {unit}" for role in UNIT_ROLES}
        if both <= left:
            left -= both
            words.append(f"{unit} unit")
    words += [each for each in (*STANDINGS, AUTHOR, READER) if each in left]
    return ", ".join([*words, *sorted(left - {*STANDINGS, AUTHOR, READER})]) or "–"


def page() -> Iterator[str]:
    """Its lines."""
    yield from _HEAD.splitlines()
    for kind in MAY:
        yield from ("", f"## {kind}: who sees it", "")
        yield from ("| state | row | who wrote | docket | replaced drafts | kept texts |", "|---|---|---|---|---|---|")
        for (of, case), sight in SEES.items():
            if of == kind:
                seen = (sight.reads, sight.writer, sight.docket, sight.drafts, sight.texts)
                yield f"| {case} | " + " | ".join(map(told, seen)) + " |"
        yield from ("", f"## {kind}: who may take which step", "", "| step | from | by |", "|---|---|---|")
        for verb, (starts, by) in MAY[kind].items():
            yield f"| `{verb}` | {', '.join(starts) or '–'} | {told(by) if by else 'the portal alone'} |"
    yield from ("", "## Routes", "", "| route | heard | gets |", "|---|---|---|")
    for route, (who, what) in ENDPOINTS.items():
        yield f"| `{route}` | {who} | {what} |"


_HEAD = """\
# Who may see and do what

Printed by `python3 -m tests.attack.page` from `tests/attack/rule.py`, written apart from the program;
`tests/attack/test_rights.py` holds a real portal against every line of it: people in every standing, on every matter in
every state, through every route and every step. What a person does not hold is answered like what does not exist: same
status, same body, same headers, same questions to the database. A new role, state, step or route without a line here
fails that test.

*own unit*: its clerks and reviewers; *partner*: a unit asked to countersign an item, or named beside the leading one
by a leader; *other*: every other unit. A district role (leader, dispatcher, office, operator, supervisor, inspector,
the three administrators) gains nothing from the unit it is held in; *no post* is an account without a role. `sms`,
`account` and `undelivered` rows are their person's alone, and so is putting away what is kept in the latter
(`undelivered.clear`); `contact` is theirs and the operator's; units, persons and
policy are everybody's who is signed in. On a row
or docket that is held, a step that is not one's own is `not_yours`. To who holds neither, it is
`not_found`; one that would begin a matter under a name that is taken says only that it is."""

if __name__ == "__main__":
    print("\n".join(page()))
