"""What a revoked desk brings is kept once, for its person alone."""

from typing import Any

import pytest

from models.problems import Refused
from models.scopes import KEPT_ROW
from sync.protocol import SessionInfo
from tests.models.office import LIN, ZHOU
from tests.portal.town import Town


def _revoked(town: Town) -> SessionInfo:
    doors = town.portal.sessions
    token = doors.sign_in("lin", town.passwords["lin"], "lost", "10.0.0.1").token
    doors.revoke("lin", "lost", "p_sec")
    return doors.person_of(token, emptying=True)


def _text(town: Town, op: str, title: str) -> dict[str, Any]:
    intent = {"op": op, "kind": "item.create", "id": town.id(), "args": {"fields": {"title": title}}}
    return {"intent": intent, "title": title, "at": "2026-04-28T11:00:00+08:00"}


def test_texts_are_kept_once_and_come_to_their_persons_next_desk_alone(town: Town) -> None:
    session, texts = _revoked(town), [_text(town, "d-00000001", "没送出的")]
    for _ in range(2):
        town.portal.leaving.keep(session, texts)
    rows = [doc for (type_, _), doc in town.seat(LIN).everything().rows.items() if type_ == KEPT_ROW]
    assert [(doc["title"], doc["intent"]["args"]["fields"]["title"]) for doc in rows] == [("没送出的", "没送出的")]
    assert not [key for key in town.seat(ZHOU).everything().rows if key[0] == KEPT_ROW]
    assert town.logged("device.left") == [("p_lin", "p_lin")]


def test_only_a_revoked_desk_brings_any_and_only_what_is_an_act(village: Town) -> None:
    doors = village.portal.sessions
    plain = doors.person_of(doors.sign_in("zhou", village.passwords["zhou"], "d", "10.0.0.1").token)
    with pytest.raises(Refused, match="not_found"):
        village.portal.leaving.keep(plain, [])
    session = _revoked(village)
    for wrong in ({}, {"intent": {}}, "text", {"intent": {"op": "../../x", "kind": "item.edit", "id": "12345678"}}):
        with pytest.raises(Refused, match="malformed"):
            village.portal.leaving.keep(session, [wrong])
    village.portal.leaving.keep(session, [])
