"""A real portal held against every line of the rule: who holds which row, who may take which step, who is heard."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from models.intents import Intent
from models.people import ROLES, Actor
from models.policy import shipped
from models.rules import PARTS
from models.store.portal_write import Writing
from models.workflow import workflows_in
from portal.accounts import Newcomer
from portal.api import api
from sync.server.intake import Batch
from tests.attack import rule
from tests.attack.asking import BEGINNING, act, bearer, heard, sync, verdicts
from tests.attack.city import PEOPLE, SECRET, City
from tests.attack.inside import Inside
from tests.attack.page import page
from tests.attack.sight import ASIDE, expected, hidden, key, scopes
from tests.house.tree import ROOT
from tests.models.bureau import CONTACT
from tests.models.office import LIN

WORKFLOWS = workflows_in(shipped(), PARTS)
EACH = [(standing, actor) for standing, some in PEOPLE.items() for actor in some]
IDS = [f"{standing} in {next(iter(actor.posts)).unit if actor.posts else 'no unit'}" for standing, actor in EACH]
ONE_EACH = [(standing, some[-1]) for standing, some in PEOPLE.items()]
"""One person in each standing; those of the district in the matter's own unit, where most could go wrong."""
each_standing = pytest.mark.parametrize(("standing", "actor"), ONE_EACH, ids=list(PEOPLE))
with_the_author = pytest.mark.parametrize(
    ("standing", "actor"), [*ONE_EACH, ("clerk own", LIN)], ids=[*PEOPLE, "the author"]
)
each_person = pytest.mark.parametrize(("standing", "actor"), EACH, ids=IDS)


# The rule speaks of all there is.


def test_the_rule_knows_every_role_and_every_standing() -> None:
    assert set(rule.ROLES) == set(ROLES)
    assert set(PEOPLE) == set(rule.STANDINGS)


def test_the_rule_knows_every_kind_state_and_step() -> None:
    assert set(rule.MAY) == set(WORKFLOWS)
    for kind, table in WORKFLOWS.items():
        assert {rule.state_of(case) for of, case in rule.SEES if of == kind} == set(table.states), kind
        assert set(rule.MAY[kind]) == set(table.steps), kind
        for verb, step in table.steps.items():
            assert set(rule.MAY[kind][verb][0]) == set(step.from_), f"{kind}.{verb}"


def test_the_rule_knows_every_route(city: City) -> None:
    paths = api(city.portal).openapi()["paths"]
    assert {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} == set(rule.ENDPOINTS)


def test_the_page_is_what_the_rule_says() -> None:
    said = "\n".join(page()) + "\n"
    assert (ROOT / "docs/rights.md").read_text("utf-8") == said, "python3 -m tests.attack.page > docs/rights.md"


def test_every_matter_stands_where_the_rule_wants_it(city: City) -> None:
    for (kind, case), identity in city.matters.items():
        assert city.stored(kind, identity).state == rule.state_of(case), case


# Rows.


def _held(http: Inside, city: City, actor: Actor, cursor: dict[str, int]) -> Iterator[dict[str, Any]]:
    more = True
    while more:
        lines = sync(http, city, actor, cursor=cursor)
        yield from (line for line in lines if line["t"] == "put")
        cursor, more = lines[-1]["cursor"], lines[-1]["more"]


@each_person
def test_a_person_holds_exactly_the_rows_that_the_rule_gives(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    hello = http.ask("POST", "/v1/hello", headers=bearer(city, actor)).json()
    granted = scopes(actor)
    assert set(hello["scopes"]) == granted
    lines = list(_held(http, city, actor, dict.fromkeys(granted, 0)))
    assert {line["id"].partition(".")[0] for line in lines if line["type"] == "account"} <= {actor.person}
    assert {line["doc"]["person"] for line in lines if line["type"] == "undelivered"} <= {actor.person}
    mine, given = {key(line) for line in lines if line["type"] not in ASIDE}, expected(city, standing)
    assert {each for each in mine if not each[0].startswith("version")} == {
        each for each in given if not each[0].startswith("version")
    }
    assert {each for each in mine if each[0].startswith("version")} <= given
    _hold_no_word_too_many(lines)


def _hold_no_word_too_many(lines: list[dict[str, Any]]) -> None:
    for line in lines:
        text = json.dumps(line["doc"], ensure_ascii=False)
        if line["type"] == "docket":
            assert SECRET not in text
        if line["type"] not in ("writer", "undelivered"):  # what a person was refused is in their own words
            assert not [value for value in CONTACT.values() if value in text], line["id"]


def test_every_kind_of_kept_text_is_really_there_to_be_seen_or_not(http: Inside, city: City) -> None:
    seen = {key(line)[0] for line in _held(http, city, LIN, dict.fromkeys(("u:wangtai", "u:wangtai/archive"), 0))}
    assert {"version edit", "version text", "writer", *rule.MAY} <= seen


@each_person
def test_scopes_that_are_not_granted_bring_nothing(http: Inside, city: City, standing: str, actor: Actor) -> None:
    units = (f"u:{unit}{tail}" for unit in ("wangtai", "finance", "xiqin", "nowhere") for tail in ("", "/archive"))
    desks = (f"desk:{role}{tail}" for role in (*rule.ROLES, "nothing") for tail in ("", "/archive"))
    foreign = {*units, *desks, "me:p_lin", "me:p_nobody"} - scopes(actor)
    first, *rest = sync(http, city, actor, cursor=dict.fromkeys(foreign, 0))
    assert first["drop_scopes"] == sorted(foreign)
    assert [line["t"] for line in rest] == ["end"]
    assert standing in rule.STANDINGS


# Steps.


@with_the_author
def test_every_step_on_every_matter_is_answered_as_the_rule_says(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    asked, awaited = [], {}
    for (kind, case), identity in city.matters.items():
        for verb, (starts, _) in rule.MAY[kind].items():
            one = act(city, kind, verb, identity)
            asked.append(one)
            right = rule.answer(kind, case, verb, standing, author=actor == LIN and kind == "item")
            awaited[one["op"]] = (case, right, "state_changed" if starts else "exists_already")
    wrong = []
    for op, verdict in verdicts(http, city, actor, asked).items():
        case, right, closed = awaited.pop(op)
        if (verdict["result"], verdict["code"]) != ("rejected", closed if right == "may" else right):
            wrong.append((case, right, verdict))
        text = json.dumps(verdict["facts"], ensure_ascii=False)
        assert SECRET not in text
        assert not [value for value in CONTACT.values() if value in text]
    assert not wrong, wrong[:5]
    assert not awaited


@with_the_author
def test_a_step_that_is_ones_own_is_heard_in_its_states_and_in_no_other(
    city: City, standing: str, actor: Actor
) -> None:
    """Judged on the portal's database and never committed, so that the city stays as it is."""
    policies = city.house.policies
    with city.portal.store.engine.connect() as connection:
        writing = Writing(connection)
        rules = policies.stamped(policies.rules(), writing)
        for (kind, case), identity in city.matters.items():
            for verb, (starts, _) in rule.MAY[kind].items():
                if rule.answer(kind, case, verb, standing, author=actor == LIN and kind == "item") != "may":
                    continue
                intent = Intent(city.id(), f"{kind}.{verb}", identity, args=dict(BEGINNING[kind] if not starts else {}))
                told = Batch(writing, rules, [intent]).judge(intent, actor, city.clock())
                heard_out = told.code not in ("state_changed", "not_yours", "not_found", "portal_fault")
                assert heard_out == (rule.state_of(case) in starts or not starts), (case, verb, told)
        connection.rollback()


# What is hidden is answered like what is not there.


@each_standing
def test_what_is_hidden_is_answered_like_what_does_not_exist(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    sync(http, city, actor, [act(city, "item", "withdraw", city.id())])  # from now on an act was judged before each
    for kind, case, identity in hidden(city, standing):
        # A clerk may begin a matter under a free name: the rule says that a name which is taken is told apart.
        whole = list(rule.MAY[kind]) if rule.state_of(case) == case else ["withdraw", "look", "note"]
        verbs = [verb for verb in whole if rule.MAY[kind].get(verb, "x")[0] or not standing.startswith("clerk")]
        steps, open_ = [], []
        for name in (identity, city.id()):
            asked = {"device": actor.device, "ops": [act(city, kind, verb, name, "") for verb in verbs]}
            steps.append(heard(http, city, actor, "POST", "/v1/sync", name, doc=asked))
            open_.append(heard(http, city, actor, "POST", "/v1/presence", name, doc={"open": [name]}))
        assert steps[0] == steps[1], case
        assert open_[0] == open_[1], case


@each_standing
def test_a_step_that_speaks_of_a_file_waits_for_one_that_is_hidden_as_for_one_that_is_missing(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    for (kind, case), file in city.files.items():
        if standing in rule.SEES[kind, case].reads:
            continue
        both = []
        for name in (file, "ab" * 32):
            one = {**act(city, "item", "edit", "no-such-item"), "blobs": [name]}
            asked = {"device": actor.device, "ops": [one]}
            both.append(heard(http, city, actor, "POST", "/v1/sync", name, doc=asked))
        assert both[0] == both[1], case
        assert '"waiting"' in both[0].body


@each_standing
def test_acts_of_others_are_not_known(http: Inside, city: City, standing: str, actor: Actor) -> None:
    with city.portal.store.looking() as connection:
        ops = [row[0] for row in connection.exec_driver_sql("SELECT op FROM op_log WHERE person = 'p_lin' LIMIT 200")]
    both = [
        heard(http, city, actor, "POST", "/v1/ops/known", names[0], doc={"ops": names})
        for names in (ops, [city.id() for _ in ops])
    ]
    assert both[0] == both[1], standing
    assert both[0].body == '{"verdicts":[]}'


# Routes.

OUTSIDE = {
    "POST /v1/sync": {"doc": {"device": "d"}}, "POST /v1/ops/known": {"doc": {"ops": []}},
    "POST /v1/presence": {"doc": {"open": []}}, "POST /v1/password": {"doc": {"old": "a", "new": "b"}},
    "POST /v1/digest": {"doc": {"scope": "pub", "seq": 0}}, "GET /v1/wait": {"query": {"head": 0}},
}  # fmt: skip


@pytest.mark.parametrize("route", [route for route, (who, _) in rule.ENDPOINTS.items() if who != rule.OPEN])
@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer x", "Basic bGluOngA", "Bearer " + "a" * 43])
def test_without_a_session_every_route_is_closed_and_says_the_same(
    http: Inside, city: City, route: str, token: str
) -> None:
    method, path = route.split(" ")
    headers = {"authorization": token} if token else {}
    told = set()
    for name in (next(iter(city.files.values())), "ab" * 32):
        answer = http.ask(method, path.replace("{sha256}", name), headers=headers, **OUTSIDE.get(route, {}))
        told.add((answer.status, answer.text))
    assert told == {(401, '{"code": "signed_out", "facts": {}, "article": []}')}


@pytest.mark.parametrize("route", [route for route, (who, _) in rule.ENDPOINTS.items() if who != rule.OPEN])
def test_while_a_new_password_is_due_only_the_door_is_open(http: Inside, city: City, route: str) -> None:
    account = f"new{route.count('/')}{len(route)}{route[-3:-1].strip('/')}".lower()
    newcomer = Newcomer(account, f"p_{account}", account, frozenset())
    password = dict(city.portal.accounts.add([newcomer]))[account]
    opened = http.ask("POST", "/v1/session", doc={"account": account, "password": password, "device": "d"}).json()
    headers = {"authorization": f"Bearer {opened['token']}"}
    method, path = route.split(" ")
    answer = http.ask(method, path.replace("{sha256}", "ab" * 32), headers=headers, **OUTSIDE.get(route, {}))
    shut = rule.ENDPOINTS[route][0] == rule.PERSON
    assert (answer.status == 403 and answer.code == "password_must_change") == shut
