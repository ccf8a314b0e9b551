"""A portal serves its own schema and two before it; older desks upload, newer ones are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Refused
from sync.protocol import PROTOCOL, SyncRequest
from sync.server.schemas import other_than, served, uploads_only


@pytest.mark.parametrize(("schema", "span"), [(1, (1, 1)), (2, (1, 2)), (3, (1, 3)), (4, (2, 4)), (9, (7, 9))])
def test_its_own_and_two_before(schema: int, span: tuple[int, int]) -> None:
    assert served(schema) == span


@given(portal=st.integers(1, 30), desk=st.integers(0, 30))
def test_every_desk_is_served_or_uploads_or_is_told_that_the_portal_is_old(portal: int, desk: int) -> None:
    request = SyncRequest("d", schema=desk)
    if desk > portal:
        with pytest.raises(Refused) as no:
            uploads_only(request, portal)
        assert (no.value.code, no.value.facts["schema"]) == ("portal_old", portal)
        return
    least, most = served(portal)
    assert uploads_only(request, portal) == (not least <= desk <= most)
    assert other_than(request, portal) == (0 if desk == portal else portal)


def test_another_protocol_is_another_matter() -> None:
    with pytest.raises(Refused, match="client_old"):
        uploads_only(SyncRequest("d", protocol=PROTOCOL - 1), 1)
    with pytest.raises(Refused, match="portal_old"):
        uploads_only(SyncRequest("d", protocol=PROTOCOL + 1), 1)
