"""What is answered directly is answered as the framework would, and a small round waits for no thread."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.problems import StoreFault
from portal import rounds
from portal.api import api
from portal.direct import Api
from tests.attack.inside import Inside
from tests.models.office import FIELDS, LIN
from tests.portal.town import Town

ASKED: list[tuple[str, str, Any, dict[str, Any]]] = [
    ("POST", "/v1/sync", {"device": LIN.device}, {}),
    ("POST", "/v1/sync", {"device": LIN.device, "cursor": {"u:wangtai": 0}, "brief": True}, {}),
    ("POST", "/v1/sync", {"device": "another"}, {}),
    ("POST", "/v1/sync", {"device": LIN.device, "ops": "none"}, {}),
    ("POST", "/v1/sync", [], {}),
    ("GET", "/v1/wait", None, {"head": 0}),
    ("GET", "/v1/wait", None, {"head": -1}),
    ("GET", "/v1/wait", None, {"head": "٣"}),
    ("GET", "/v1/wait", None, {"head": 2**63}),
    ("GET", "/v1/wait", None, {}),
    ("PUT", "/v1/sync", None, {}),
]


@pytest.fixture
def app(village: Town) -> Api:
    """The application, not served."""
    village.seat(LIN).ok("create", village.id(), {"fields": FIELDS})
    return api(village.portal)


@pytest.fixture
def desk(app: Api) -> Iterator[Inside]:
    """Asks it."""
    made = Inside(app)
    yield made
    made.close()


def _bearer(village: Town) -> dict[str, str]:
    return {"authorization": f"Bearer {village.seat(LIN).service._token}"}


@pytest.mark.parametrize(("method", "path", "doc", "query"), ASKED)
@pytest.mark.parametrize("known", [True, False])
def test_a_direct_answer_is_the_frameworks(
    village: Town, app: Api, desk: Inside, method: str, path: str, doc: Any, query: dict[str, Any], known: bool
) -> None:
    headers = _bearer(village) if known else {}
    direct = desk.ask(method, path, doc=doc, query=query, headers=headers)
    app.direct = {}
    other = desk.ask(method, path, doc=doc, query=query, headers=headers)
    assert (direct.status, direct.content, dict(direct.headers)) == (other.status, other.content, dict(other.headers))


@pytest.mark.parametrize(("fault", "status"), [(StoreFault("store_full", path="p"), 503), (KeyError("a bug"), 500)])
def test_what_fails_on_the_direct_way_is_told_as_anywhere(
    village: Town, desk: Inside, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    def answered(*_: object) -> None:
        raise fault

    monkeypatch.setattr(rounds, "_answered", answered)
    answer = desk.ask("POST", "/v1/sync", doc={"device": LIN.device}, headers=_bearer(village))
    assert answer.status == status
    assert answer.code in ("store_full", "portal_fault")


def test_only_a_small_round_of_a_desk_that_is_near_is_answered_without_a_thread(
    village: Town, desk: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = list[object]()
    true = rounds.run_in_threadpool

    async def noted(job: Any, *more: Any) -> Any:
        threads.append(job)
        return await true(job, *more)

    monkeypatch.setattr(rounds, "run_in_threadpool", noted)
    monkeypatch.setattr(rounds, "FEW", 0)
    seat, headers = village.seat(LIN), _bearer(village)
    seat.everything()

    def round_(cursor: dict[str, int], **more: Any) -> None:
        threads.clear()
        asked = {"device": LIN.device, "cursor": cursor, "brief": True, **more}
        assert desk.ask("POST", "/v1/sync", doc=asked, headers=headers).status in (200, 204)

    round_(seat.cursor)
    assert len(threads) == 1
    village.portal.house.watch.meet(seat.cursor)
    round_(seat.cursor)
    assert threads == []
    round_(dict.fromkeys(seat.cursor, 0))
    assert len(threads) == 1
    round_(seat.cursor, ops=[{"op": village.id(), "kind": "item.edit", "id": village.id(), "args": {"set": {}}}])
    assert len(threads) == 1
