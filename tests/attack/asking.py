"""Asks the city's portal as one of its people, and writes down what it answered and what that asked of the database."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from models.people import Actor
from tests.attack.city import City
from tests.attack.inside import Inside
from tests.models.bureau import CONTACT, WORDS
from tests.models.office import FIELDS

BEGINNING: Mapping[str, Mapping[str, Any]] = {
    "item": {"fields": FIELDS},
    "letter": {"fields": {**WORDS, "channel": "unit"}, "writer": dict(CONTACT)},
    "request": {"fields": {"title": WORDS["title"], "body": WORDS["body"]}, "writer": dict(CONTACT)},
    "service": {"fields": {"title": WORDS["title"], "body": WORDS["body"], "sort": "consult"}, "writer": dict(CONTACT)},
}
"""What a step needs that begins a matter of a kind."""


def bearer(city: City, actor: Actor) -> dict[str, str]:
    """The header of a signed-in person."""
    return {"authorization": f"Bearer {city.seat(actor).service._token}"}


def act(city: City, kind: str, verb: str, identity: str, state: str = "nowhere") -> dict[str, Any]:
    """A step that cannot be taken, since the state that the person says to have seen is none."""
    args = BEGINNING[kind] if verb in ("create", "receive") else {}
    seen = {"state": state if verb not in ("create", "receive") else ""}
    return {"op": city.id(), "kind": f"{kind}.{verb}", "id": identity, "expect": seen, "args": args}


def sync(
    http: Inside, city: City, actor: Actor, ops: Sequence[Mapping[str, Any]] = (), **more: Any
) -> list[dict[str, Any]]:
    """The lines of one round."""
    body = {"device": actor.device, "ops": list(ops), **more}
    answer = http.ask("POST", "/v1/sync", doc=body, headers=bearer(city, actor))
    assert answer.status == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def verdicts(http: Inside, city: City, actor: Actor, ops: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The verdicts on any number of acts, by the name of the act."""
    lines = [line for at in range(0, len(ops), 500) for line in sync(http, city, actor, ops[at : at + 500], cursor={})]
    return {line["op"]: line for line in lines if line["t"] == "verdict"}


_SEQ = re.compile(r'"seq":(\d+)')


@dataclass(frozen=True)
class Heard:
    """One answer as an outsider can measure it; the names that the question brought are replaced."""

    status: int
    body: str
    headers: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]


@contextmanager
def listening(city: City) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        heard.append(statement)

    engine = city.portal.store.engine
    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


def heard(http: Inside, city: City, actor: Actor, method: str, path: str, name: str, **more: Any) -> Heard:
    """The answer to a question about `name`."""
    headers = {**more.pop("headers", {}), **bearer(city, actor)}
    with listening(city) as statements:
        answer = http.ask(method, path, headers=headers, **more)
    text = answer.content.decode(errors="replace").replace(name, "<name>")
    for one in (more.get("doc") or {}).get("ops", ()):
        text = text.replace(one["op"], "<op>") if isinstance(one, dict) else text
    # The act that was judged before this question is another each time.
    text = re.sub(r'"last":"\w+"', '"last":"<op>"', text)
    # What was refused is kept, so that the counter stands elsewhere at each question: what counts is how it moves.
    seqs = [int(seq) for seq in _SEQ.findall(text)]
    text = _SEQ.sub(lambda found: f'"seq":{int(found[1]) - min(seqs)}', text)
    told = {name: value for name, value in answer.headers.items() if name.lower() != "content-length"}
    return Heard(answer.status, text, tuple(sorted(told.items())), tuple(statements))
