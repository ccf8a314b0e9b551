"""What happens at the doors stands in the log, and whom it concerns is told."""

from portal.entries import Entries
from tests.portal.town import Town


def test_an_entry_names_who_acted_and_whom_it_concerned(town: Town) -> None:
    entries = Entries(town.portal.store, town.clock)
    entries.note("session.refuse", "")
    entries.tell("account.reset", "p_lin", by="p_sec")
    assert town.logged("session.refuse") == [("-", "-")]
    assert town.logged("account.reset") == [("p_sec", "p_lin")]
    assert [(one["why"], one["by"]) for one in town.told("p_lin")] == [("account.reset", "p_sec")]
    with town.portal.store.reading() as reading:
        assert reading.audit().wrong == ""
