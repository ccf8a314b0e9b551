"""The portal's database: opened again as it was, and read in one moment."""

import pytest

from models.problems import StoreFault
from models.store.portal import open_portal
from models.store.portal_write import put_plain
from tests.models.office import LIN
from tests.portal.conftest import town as town
from tests.portal.conftest import village as village
from tests.portal.town import Town


def test_a_portal_opened_again_is_the_same_portal(village: Town) -> None:
    item, path = village.draft(), village.folder / "portal.db"
    again = open_portal(path)
    assert again.epoch == village.portal.store.epoch
    with again.reading() as reading:
        assert reading.matter("item", item) == village.matter(item)
    again.close()


def test_what_is_read_together_belongs_together(town: Town) -> None:
    """A commit in the middle of a reading does not show in it."""
    item = town.draft()
    with town.portal.store.reading() as reading:
        head = reading.head()
        town.seat(LIN).ok("edit", item, {"set": {"title": "后来的标题"}})
        assert reading.head() == head
        found = reading.matter("item", item)
    assert found is not None
    assert found.fields["title"] != "后来的标题"


def test_a_foreign_file_is_left_alone(village: Town) -> None:
    path = village.folder / "foreign.db"
    path.write_bytes(b"not ours" * 100)
    with pytest.raises(StoreFault, match="store_foreign"):
        open_portal(path)
    assert path.read_bytes() == b"not ours" * 100


def test_a_person_has_the_posts_of_the_directory(town: Town) -> None:
    with town.portal.store.reading() as reading:
        found = reading.actor("p_lin", "d")
        assert found is not None
        assert found.posts == LIN.posts
        assert reading.actor("p_nobody") is None


def test_unlisted_rows_are_found_by_the_state_they_are_in(town: Town) -> None:
    docs = {name: {"person": "p_lin", "state": name} for name in ("queued", "sent", "failed")}
    puts = [put_plain("sms", name, doc) for name, doc in docs.items()]
    town.portal.store.write(lambda writing: writing.note(None, puts))
    with town.portal.store.reading() as reading:
        assert reading.in_states("sms", ("queued", "sent")).keys() == {"queued", "sent"}


def test_what_a_server_has_prepared_for_a_connection_outlives_a_moment_of_reading(postgres_url: str) -> None:
    store = open_portal(postgres_url)
    for _ in range(8):
        with store.reading() as reading:
            reading.head()
            found = reading.connection.exec_driver_sql("SELECT statement FROM pg_prepared_statements").scalars()
            prepared = [one for one in found if "commit_counter.value" in one]
    store.close()
    assert len(prepared) == 1
