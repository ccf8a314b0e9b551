"""What the portal knows of files on their way up."""

from models.store import portal_uploads as noted
from models.store.portal import open_portal
from models.store.portal_blobs import Filed, file, filed
from models.store.portal_uploads import KNOWN, OPEN, WHOLE, Upload


def test_what_was_known_costs_nothing_and_each_person_has_their_own_measure(database_url: str) -> None:
    store = open_portal(database_url)
    with store.apart() as connection:
        for n, (person, state) in enumerate([("a", OPEN), ("a", WHOLE), ("a", KNOWN), ("b", OPEN)]):
            noted.put(connection, Upload(str(n), person, "f" * 64, 10, "x.txt", f"2026-05-0{n + 1}", state))
        assert noted.brought(connection, "a", "2026-05-01") == 20
        assert noted.brought(connection, "a", "2026-05-02") == 10
        assert noted.brought(connection, "nobody", "") == 0
        assert [one.id for one in noted.begun_before(connection, OPEN, "2026-05-03", 9)] == ["0"]
        noted.drop(connection, "0")
        assert noted.find(connection, "0") is None
        assert noted.all_names(connection) == {"1", "2", "3"}
    store.close()


def test_a_file_is_taken_away_once_nobody_has_it(database_url: str) -> None:
    store = open_portal(database_url)
    file(store, Filed("f" * 64, 1, "text", "p_a", "2026"))
    file(store, Filed("f" * 64, 1, "text", "p_b", "2026"))
    for person, left in (("p_a", True), ("p_b", False)):
        with store.apart() as connection:
            one = Upload(person, person, "f" * 64, 1, "x.txt", "2026", WHOLE)
            noted.put(connection, one)
            assert noted.let_go(connection, one, "2027")
            assert noted.take_away(connection, "f" * 64) != left
        assert (filed(store, "f" * 64) is not None) == left
    store.close()
