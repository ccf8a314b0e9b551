"""The portal's side of comparing: whole or in pages, the same rows add up to the same."""

import pytest

from sync.digest import Sum, digest_doc, digest_of, mark
from sync.protocol import Digest
from sync.server import digest as digests
from tests.sync.fleet import CLERK, Fleet

OPEN = "u:wangtai"


def test_the_list_adds_up_to_the_sum_whatever_the_page(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = fleet.station(CLERK)
    for _ in range(5):
        clerk.write()
    clerk.sync()
    monkeypatch.setattr(digests, "MOST_PLACES", 2)
    with fleet.store.reading() as reading:
        head, place, found, more = reading.head(), ("", ""), Sum(), True
        whole = digests.digest(reading, OPEN, head)
        while more:
            page = digests.digest(reading, OPEN, head, place)
            found = found.plus([mark(*each[:3]) for each in page.places])
            more, place = page.more, page.places[-1][:2] if page.places else place
    assert (whole.rows, whole.sum) == (5, found.text)
    assert found.rows == 5


def test_who_is_too_far_behind_or_ahead_is_told_nothing(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = fleet.station(CLERK)
    clerk.write(), clerk.write()
    clerk.sync()
    monkeypatch.setattr(digests, "MOST_TOUCHED", 1)
    with fleet.store.reading() as reading:
        assert digests.digest(reading, OPEN, 0) == Digest()
        assert digests.digest(reading, OPEN, reading.head() + 1) == Digest()


@pytest.mark.parametrize(
    "found", [Digest(), Digest(2, "0" * 16, (("item", "i"),)), Digest(places=(("item", "i", 3, 4),), more=True)]
)
def test_an_answer_comes_back_as_it_was_said(found: Digest) -> None:
    assert digest_of(digest_doc(found)) == found
