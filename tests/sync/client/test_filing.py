"""A file is shown as it was kept; what was damaged on this computer is told, and fetched again where it can be."""

import io

import pytest
from PIL import Image

from models.problems import Refused
from models.rules import load_rules
from models.suites import AES, POLICY, SM4
from tests.sync.fleet import CLERK, SECOND, TEXTS, Fleet, Station

PLAIN = b"name, number\n" * 20_000


def _attached(station: Station) -> tuple[str, list[bytes]]:
    """A file on a draft, and what is handed to another program of it, with the name that it bears there."""
    shown = list[bytes]()
    station.desk._show_file = lambda file, name: shown.append(file.read() + name[8:].encode())
    sha = station.desk.put_blob(PLAIN, "名单.txt")
    station.write(attachments=[{"sha256": sha, "name": "名单.txt", "size": len(PLAIN)}])
    return sha, shown


def _touch(station: Station, sha: str) -> None:
    """One bit of the file on the disk is another."""
    path = station.desk.blobs.path(sha)
    stored = path.read_bytes()
    path.write_bytes(stored[:-1] + bytes([stored[-1] ^ 1]))


def test_a_file_that_went_bad_before_it_was_sent_is_told_and_not_sent_for_ever(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    sha, shown = _attached(clerk)
    _touch(clerk, sha)
    assert clerk.desk.blob(sha) is None
    with pytest.raises(Refused, match="blob_lost"):
        clerk.desk.open_blob(sha)
    clerk.sync()
    assert [one.problem.code for one in clerk.desk.undelivered()] == ["blob_lost"]
    assert shown == []


def test_a_file_that_went_bad_later_is_told_and_fetched_again(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    sha, shown = _attached(clerk)
    clerk.sync()
    _touch(clerk, sha)
    with pytest.raises(Refused, match="blob_altered"):
        clerk.desk.open_blob(sha)
    [waits] = clerk.desk.travelling()
    assert waits.problem is not None
    assert waits.problem.code == "blob_altered"
    with pytest.raises(Refused, match="blob_unknown"):
        clerk.desk.open_blob(sha)
    clerk.sync()
    clerk.desk.open_blob(sha)
    assert shown == [PLAIN + "-名单.txt".encode()]
    assert clerk.desk.travelling() == []


def test_after_another_word_of_the_policy_new_files_are_sealed_by_it_and_old_ones_open(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    made = {}
    for suite in (AES, SM4, AES):
        texts = {**TEXTS, POLICY: f'suite = "{suite}"'}
        clerk.desk.adopt(load_rules(texts, clerk.desk.rules.inspect))
        sha = clerk.desk.put_blob(f"{len(made)} {suite}".encode(), "名单.txt")
        clerk.desk.blobs.keep_small(sha, suite.encode())
        made[sha] = suite
    for sha, suite in made.items():
        assert clerk.desk.blobs.path(sha).read_bytes()[1:].startswith(suite.encode())
        assert str(clerk.desk.blob(sha)).endswith(f"{suite}'")
        assert clerk.desk.small(sha) == suite.encode()


def test_the_picture_to_be_shown_small_is_the_file_itself_where_it_is_here_and_else_comes(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    drawn = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(drawn, "PNG")
    sha = clerk.desk.put_blob(drawn.getvalue(), "现场.png")
    clerk.write(attachments=[{"sha256": sha, "name": "现场.png", "size": drawn.tell()}])
    assert clerk.desk.small(sha) == drawn.getvalue()
    clerk.sync()
    second.sync()
    assert second.desk.small(sha) is None
    assert second.sync().files
    assert (second.desk.small(sha) or b"")[:3] == b"\xff\xd8\xff"
    assert second.desk.travelling() == [], "the whole file was fetched for a glance"
    assert second.desk.blobs.size(sha) == 0
