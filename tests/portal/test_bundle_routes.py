"""The one route by which desk and portal come to know each other."""

from models import seals
from sync.bundle import keys_of
from tests.models.office import LIN
from tests.portal.line import Line
from tests.portal.town import Town

KEY = seals.new_signer()[1]


def test_keys_are_exchanged_by_whoever_is_signed_in(village: Town, line: Line) -> None:
    assert line.post("/v1/bundles/keys", json={"key": KEY}).status_code == 401
    door = {"account": "lin", "password": village.passwords["lin"], "device": LIN.device}
    bearer = {"authorization": f"Bearer {line.post('/v1/session', json=door).json()['token']}"}
    answer = line.post("/v1/bundles/keys", json={"key": KEY}, headers=bearer)
    assert keys_of(answer.json()) == village.portal.bundles.keys().public
    assert village.portal.bundles.admit(LIN.person, LIN.device).key == KEY
    for wrong in ({}, {"key": 1}, {"key": "ed25519:0"}, [], {"key": None}):
        refused = line.post("/v1/bundles/keys", json=wrong, headers=bearer)
        assert (refused.status_code, refused.json()["code"]) == (400, "malformed")
