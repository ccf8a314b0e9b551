"""What the portal knows of a file."""

from models.store.portal_blobs import Filed, file, filed
from tests.portal.conftest import town as town
from tests.portal.town import Town


def test_a_file_noted_twice_belongs_to_both_who_brought_it(town: Town) -> None:
    store = town.portal.store
    for person in ("p_lin", "p_chen"):
        file(store, Filed("a" * 64, 3, "text", person, "2026-04-28T12:00:00+08:00"))
    known = filed(store, "a" * 64)
    assert known is not None
    assert (known.by, known.size) == ("p_lin", 3)
    with store.reading() as reading:
        assert [reading.reachable("a" * 64, one, ()) for one in ("p_lin", "p_chen", "p_zhou")] == [True, True, False]
    assert filed(store, "b" * 64) is None
