"""What the portal keeps is shown once, with its reason, and what is put away is told the portal under one name."""

import json
from typing import Any

from models.intents import Intent
from models.scopes import KEPT_ROW
from models.store.desk import row_values
from models.store.received import Gone, Put, receive
from sync.client import kept
from sync.codec import intent_doc
from sync.protocol import CLEAR
from tests.sync.fleet import CLERK, Fleet, Station

ROW = f"{CLERK.person}.refused0"


def _put(**more: Any) -> Put:
    act = Intent("refused0", "item.edit", "matter00", args={"set": {"title": "题"}})
    doc = {"person": CLERK.person, "op": act.op, "intent": intent_doc(act), "title": "题", "at": "2026-04-28T09:00"}
    return Put(f"me:{CLERK.person}", row_values(KEPT_ROW, ROW, 7, {**doc, **more}))


def _take_in(station: Station, puts: list[Put], gone: list[Gone]) -> None:
    with station.desk.store.writing() as connection:
        receive(connection, puts, gone)
        kept.take_in(connection, puts, gone)


def test_a_row_is_a_card_with_the_reason_that_the_portal_gave(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    why = {"code": "conflict", "facts": {"fields": ["title"]}, "article": [6]}
    _take_in(clerk, [_put(**why)], [])
    (card,) = clerk.desk.undelivered()
    assert (card.problem.code, card.problem.facts, card.problem.article) == ("conflict", {"fields": ("title",)}, (6,))
    assert (card.title, card.intent.args) == ("题", {"set": {"title": "题"}})


def test_a_row_without_a_reason_was_left_on_an_emptied_desk(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    _take_in(clerk, [_put()], [])
    assert [one.problem.code for one in clerk.desk.undelivered()] == ["left_behind"]


def test_what_was_put_away_elsewhere_goes_here_and_a_row_that_comes_again_does_not_bring_it_back(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    _take_in(clerk, [_put()], [])
    _take_in(clerk, [], [Gone(f"me:{CLERK.person}", KEPT_ROW, ROW)])
    assert clerk.desk.undelivered() == []
    _take_in(clerk, [_put()], [])
    assert clerk.desk.undelivered() == []


def test_the_portal_is_told_by_one_name_until_the_row_is_gone(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    _take_in(clerk, [_put()], [])
    with clerk.desk.store.reading() as connection:
        assert kept.put_away(connection) == []
    clerk.desk.settle("refused0", "drop")
    with clerk.desk.store.reading() as connection:
        (told,) = kept.put_away(connection)
        assert kept.put_away(connection) == [told]
    assert (told.kind, told.id, len(told.op)) == (CLEAR, "refused0", 34)
    assert json.dumps(intent_doc(told))
    _take_in(clerk, [], [Gone(f"me:{CLERK.person}", KEPT_ROW, ROW)])
    with clerk.desk.store.reading() as connection:
        assert kept.put_away(connection) == []
