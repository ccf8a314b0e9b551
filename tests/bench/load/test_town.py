"""A town for many desks is a real portal with everybody signed in."""

from pathlib import Path

from bench.load.town import Plan, settle
from portal.app import open_up
from sync.protocol import SyncRequest
from sync.server.service import Service


def test_every_desk_is_signed_in_and_has_drafts_of_its_own(tmp_path: Path) -> None:
    desks = settle(tmp_path / "portal", "", Plan(3, together=2, drafts=2, closed=1))
    house = open_up(tmp_path / "portal").house
    assert len({identity for desk in desks for identity in desk.drafts}) == 6
    for desk in desks:
        lines = list(Service(house, desk.token).sync(SyncRequest(desk.device, desk.epoch, desk.cursor, brief=True)))
        assert len(lines) == 2
    with house.store.reading() as reading:
        for identity, version in desks[0].drafts.items():
            matter = reading.matter("item", identity)
            assert matter is not None
            assert (matter.version, matter.author, matter.state) == (version, "p_desk00000", "draft")
    house.store.close()
