"""A sign-in at another desk is told once, and one's own never."""

from models.store.desk import row_values
from models.store.received import Put, receive
from sync.client.elsewhere import elsewhere
from tests.sync.fleet import CLERK, Fleet


def _told(fleet: Fleet, device: str, at: str, why: str = "session.new_desk") -> None:
    doc = {"person": CLERK.person, "why": why, "device": device, "label": "PC-7", "by": "", "at": at}
    row = Put(f"me:{CLERK.person}", row_values("account", f"{CLERK.person}.{at}", 1, doc))
    with fleet.station(CLERK).desk.store.writing() as connection:
        receive(connection, [row], [])


def test_each_is_told_once_the_last_first(fleet: Fleet) -> None:
    store = fleet.station(CLERK).desk.store
    assert elsewhere(store, "here") is None
    _told(fleet, "here", "2026-04-28T09:00:00+08:00")
    _told(fleet, "there", "2026-04-28T10:00:00+08:00")
    _told(fleet, "", "2026-04-28T11:00:00+08:00", "account.reset")
    found = elsewhere(store, "here")
    assert found is not None
    assert (found.at, found.label) == ("2026-04-28T10:00:00+08:00", "PC-7")
    assert elsewhere(store, "here") is None
