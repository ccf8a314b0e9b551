"""The file of a scope over the line: immutable under its name, in ranges, and only for whom the scope is."""

from collections.abc import Iterator
from threading import Event

import pytest

from models.problems import Unreachable
from portal import listings
from sync import snapshot
from sync.client.remote import Remote
from sync.client.transport import Pace
from sync.digest import Sum, mark
from sync.server import snapshots
from sync.snapshot import HARD, QUICK, Frames, parts
from tests.models.office import LIN
from tests.portal.line import Line
from tests.portal.town import Town

PATH = "/v1/snapshot/u:wangtai/archive"


@pytest.fixture
def client(town: Town) -> Iterator[Line]:
    town.signed(), town.signed()
    made = Line(town.portal)
    yield made
    made.close()


@pytest.fixture
def bearer(town: Town, client: Line) -> dict[str, str]:
    told = {"account": "lin", "password": town.passwords["lin"], "device": LIN.device}
    return {"authorization": f"Bearer {client.post('/v1/session', json=told).json()['token']}"}


def test_the_same_bytes_come_whole_or_in_ranges(client: Line, bearer: dict[str, str]) -> None:
    whole = client.get(PATH, headers=bearer)
    etag, size = whole.headers["etag"], len(whole.content)
    assert (whole.status_code, whole.headers["content-type"]) == (200, "application/zstd")
    assert "content-encoding" not in whole.headers
    first = client.get(PATH, headers={**bearer, "range": "bytes=0-99"})
    rest = client.get(PATH, headers={**bearer, "range": "bytes=100-", "if-range": etag})
    assert [first.status_code, rest.status_code] == [206, 206]
    assert rest.headers["content-range"] == f"bytes 100-{size - 1}/{size}"
    assert first.content + rest.content == whole.content


def test_another_name_than_that_of_the_file_begins_again(client: Line, bearer: dict[str, str]) -> None:
    whole = client.get(PATH, headers=bearer)
    again = client.get(PATH, headers={**bearer, "range": "bytes=999999-", "if-range": '"another-1"'})
    assert (again.status_code, again.content) == (200, whole.content)


@pytest.mark.parametrize(
    "wanted", ["bytes=9999999-", "bytes=5-4", "bytes=-0", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4"]
)
def test_a_range_that_the_file_has_not_is_refused_with_its_size(
    client: Line, bearer: dict[str, str], wanted: str
) -> None:
    no = client.get(PATH, headers={**bearer, "range": wanted})
    size = len(client.get(PATH, headers=bearer).content)
    assert (no.status_code, no.json()["code"], no.json()["facts"]) == (416, "range_wrong", {"size": size})


@pytest.mark.parametrize("scope", ["u:xiqin", "u:nowhere", "desk:inspector/archive", "..%2Fportal.db", "me:p_zhou"])
def test_a_scope_of_others_is_answered_as_one_that_is_none(client: Line, bearer: dict[str, str], scope: str) -> None:
    no = client.get(f"/v1/snapshot/{scope}", headers=bearer)
    assert (no.status_code, no.json()["code"]) == (404, "not_found")
    assert client.get(PATH).status_code == 401


def test_a_desk_reads_it_over_the_line(client: Line, bearer: dict[str, str]) -> None:
    remote = Remote(client.url, bearer["authorization"].removeprefix("Bearer "))
    first = remote.snapshot("u:wangtai/archive", most=150)
    data = b"".join(first.data)
    rest = remote.snapshot("u:wangtai/archive", first.etag, len(data))
    assert (first.start, rest.start, len(data)) == (0, 150, 150)
    text = "".join(text for text, _ in Frames().take(data + b"".join(rest.data)))
    assert len(list(parts(text))) > 3
    other = remote.snapshot("u:wangtai/archive", "another-1", 150)
    assert (other.start, len(b"".join(other.data))) == (0, rest.size)
    remote.close()


def test_over_a_slow_line_it_comes_packed_harder_and_what_was_begun_goes_on(
    client: Line, bearer: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    remote = Remote(client.url, bearer["authorization"].removeprefix("Bearer "))
    quick = remote.snapshot("u:wangtai/archive", most=150)
    begun = b"".join(quick.data)
    monkeypatch.setattr(Pace, "is_slow", True)
    rest = remote.snapshot("u:wangtai/archive", quick.etag, 150)
    assert (rest.kind, rest.etag) == (QUICK.kind, quick.etag)
    text = "".join(text for text, _ in Frames(QUICK).take(begun + b"".join(rest.data)))
    hard = remote.snapshot("u:wangtai/archive")
    assert hard.kind == HARD.kind
    assert "".join(text for text, _ in Frames(HARD).take(b"".join(hard.data))) == text
    remote.close()


def test_a_desk_compares_over_the_line(client: Line, bearer: dict[str, str]) -> None:
    remote = Remote(client.url, bearer["authorization"].removeprefix("Bearer "))
    head = remote.hello().head
    whole = remote.digest("u:wangtai/archive", head)
    listed = remote.digest("u:wangtai/archive", head, ("", ""))
    assert whole.rows == len(listed.places) > 0
    assert Sum().plus([mark(*each[:3]) for each in listed.places]).text == whole.sum
    remote.close()


@pytest.mark.parametrize(
    "asked", [{}, {"scope": "pub"}, {"scope": "pub", "seq": -1}, {"scope": "pub", "seq": 1, "after": ["a"]}]
)
def test_a_comparing_that_is_none_is_malformed(client: Line, bearer: dict[str, str], asked: dict[str, object]) -> None:
    no = client.post("/v1/digest", json=asked, headers=bearer)
    assert (no.status_code, no.json()["code"]) == (400, "malformed")


def test_a_file_in_the_making_comes_piece_by_piece(
    town: Town, client: Line, bearer: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk takes in what is there while the portal still writes; who does not say that it can is asked to wait."""
    going_on = [Event(), Event()]

    def stepping(*asked: object) -> Iterator[bytes]:
        whole = b"".join(snapshot.frames(*asked))  # type: ignore[arg-type]  # passed on
        yield whole[:150]
        assert going_on[0].wait(20)
        yield whole[150:300]
        assert going_on[1].wait(20)
        yield whole[300:]

    monkeypatch.setattr(snapshots, "frames", stepping)
    monkeypatch.setattr(listings, "PATIENCE", 1)
    remote = Remote(client.url, bearer["authorization"].removeprefix("Bearer "))
    first = remote.snapshot("u:wangtai/archive", most=150)
    data = b"".join(first.data)
    assert (first.start, first.size, len(data)) == (0, None, 150)
    with pytest.raises(Unreachable, match="portal_busy"):
        remote.snapshot("u:wangtai/archive", first.etag, 150)
    assert client.get(PATH, headers=bearer).status_code == 503
    going_on[0].set()
    second = remote.snapshot("u:wangtai/archive", first.etag, 150, 100)
    data += b"".join(second.data)
    assert (second.start, second.size, len(data)) == (150, None, 250)
    other = remote.snapshot("u:wangtai/archive", "another-1", 150, 100)
    assert (other.start, b"".join(other.data)) == (0, data[:100])
    going_on[1].set()
    rest = remote.snapshot("u:wangtai/archive", first.etag, 250)
    data += b"".join(rest.data)
    assert rest.size == len(data)
    assert len(list(parts("".join(text for text, _ in Frames().take(data))))) > 3
    remote.close()
