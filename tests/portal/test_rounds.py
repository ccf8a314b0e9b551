"""What is answered directly is answered as the framework would, and a small round waits for no thread."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from models.intents import Intent
from models.problems import StoreFault
from portal import rounds
from portal.api import api
from portal.direct import Api
from sync.client.answers import lines_of, unpacker
from sync.client.remote import Remote
from sync.codec import intent_doc
from sync.protocol import End, RowPut, SyncRequest, Verdict
from sync.protocol import Line as Line_
from sync.server import service
from sync.server.intake import Intake
from tests.attack.inside import Inside
from tests.models.office import FIELDS, LIN
from tests.portal.line import Line
from tests.portal.town import Town

SCOPES = ("me:p_lin", "pub", "u:wangtai", "u:wangtai/archive")
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


def _drafts(village: Town, count: int) -> list[dict[str, Any]]:
    return [intent_doc(village.intent("create", village.id(), {"fields": FIELDS})) for _ in range(count)]


@pytest.mark.parametrize("packing", ["zstd", "gzip", ""])
def test_many_acts_are_answered_a_part_at_a_time_to_who_asks_for_it(village: Town, packing: str) -> None:
    village.portal = replace(village.portal, house=replace(village.portal.house, step=2))
    desk, seat = Inside(api(village.portal)), village.seat(LIN)
    asked = {"device": LIN.device, "ops": _drafts(village, 5), "cursor": dict.fromkeys(SCOPES, 0), "steps": True}
    headers = {**_bearer(village), "accept-encoding": packing}
    answer = desk.ask("POST", "/v1/sync", doc=asked, headers=headers)
    desk.close()
    coded = answer.headers.get("content-encoding", "")
    assert coded == ("zstd" if packing == "zstd" else "")
    lines = list(lines_of(iter([unpacker(coded)(answer.content)])))
    assert [type(line).__name__[0] for line in lines].count("H") == 1
    ends = [line for line in lines if isinstance(line, End)]
    assert [end.goes_on for end in ends] == [True, True, False]
    assert [line.result for line in lines if isinstance(line, Verdict)] == ["ok"] * 5
    assert len({line.row.id for line in lines if isinstance(line, RowPut) and line.row.type == "item"}) == 5
    assert max(ends[0].cursor.values()) < max(ends[2].cursor.values())
    assert seat.sync(cursor=ends[2].cursor).lines == []


def test_what_fails_after_a_part_went_out_cuts_the_answer_and_loses_no_verdict(
    village: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    village.portal = replace(village.portal, house=replace(village.portal.house, step=2))
    desk, intake, acts = Inside(api(village.portal)), village.portal.house.intake, _drafts(village, 4)
    true, taken = type(intake).take, list[int]()

    def take(self: Any, *asked: Any) -> Any:
        taken.append(len(taken))
        if len(taken) == 2:
            raise StoreFault("store_full", path="p")
        return true(self, *asked)

    monkeypatch.setattr(type(intake), "take", take)
    asked = {"device": LIN.device, "ops": acts, "steps": True}
    cut = desk.ask("POST", "/v1/sync", doc=asked, headers=_bearer(village))
    assert cut.status == 200
    lines = list(lines_of(iter([cut.content])))
    assert [one.goes_on for one in lines if isinstance(one, End)] == [True]
    assert "store_full" in caplog.text
    taken.clear()
    monkeypatch.undo()
    again = list(lines_of(iter([desk.ask("POST", "/v1/sync", doc=asked, headers=_bearer(village)).content])))
    desk.close()
    first, second = ([one for one in some if isinstance(one, Verdict)] for some in (lines, again))
    assert second[:2] == first
    assert len(second) == 4


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


def test_a_desk_reads_the_parts_as_they_come_and_keeps_its_connection(village: Town) -> None:
    """Over a real line: a part is there while the next one is still being judged."""
    village.portal = replace(village.portal, house=replace(village.portal.house, step=2))
    line, acts = Line(village.portal), [village.intent("create", village.id(), {"fields": FIELDS}) for _ in range(6)]
    remote, held, true = Remote(line.url), threading.Event(), type(village.portal.house.intake).take
    remote.session(LIN.name, village.passwords[LIN.name], LIN.device)

    def take(intake: Any, actor: Any, some: Any, now: Any) -> Any:
        if some[0].op == acts[4].op:
            assert held.wait(20)
        return true(intake, actor, some, now)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(village.portal.house.intake), "take", take)
        came = list[Line_]()
        for each in remote.sync(SyncRequest(LIN.device, ops=tuple(acts), steps=True)):
            came.append(each)
            if sum(isinstance(one, End) for one in came) == 2:
                held.set()
    assert [one.result for one in came if isinstance(one, Verdict)] == ["ok"] * 6
    remote.hello()
    pools = remote._http.get_adapter(line.url).poolmanager.pools
    (key,) = pools.keys()
    assert pools[key].num_connections == 1
    remote.close()
    line.close()


def test_few_read_at_once_and_who_waits_to_be_judged_holds_up_nobody(village: Town) -> None:
    """Over a real line: the acts of eight are all there before the first is judged, though three read at once."""
    line, together, many = Line(village.portal), threading.Barrier(8, timeout=20), 8
    acts = [village.intent("create", village.id(), {"fields": FIELDS}) for _ in range(many)]
    token = _bearer(village)["authorization"].removeprefix("Bearer ")
    take, page, reading, most = Intake.take, service.page, set[int](), list[int]()

    def taken(*asked: Any) -> Any:
        together.wait()
        return take(*asked)

    def read(*asked: Any) -> Any:
        reading.add(threading.get_ident())
        most.append(len(reading))
        threading.Event().wait(0.02)
        reading.discard(threading.get_ident())
        return page(*asked)

    def bring(act: Intent) -> str:
        with closing(Remote(line.url, token)) as remote:
            lines = list(remote.sync(SyncRequest(LIN.device, ops=(act,))))
        return next(one.result for one in lines if isinstance(one, Verdict))

    with pytest.MonkeyPatch.context() as patch, closing(line), ThreadPoolExecutor(many) as pool:
        patch.setattr(Intake, "take", taken)
        patch.setattr(service, "page", read)
        assert list(pool.map(bring, acts)) == ["ok"] * many
    assert len(most) == many
    assert max(most) <= rounds.AT_ONCE
