"""The far portal's files: only what the portal itself says counts as an answer."""

import pytest

from models.problems import Unreachable
from sync.client.remote import Remote
from tests.sync.client.test_remote import Answers, answers

__all__ = ["answers"]

TUS = {"Tus-Resumable": "1.0.0", "Upload-Offset": "7", "Location": "/v1/uploads/abc"}


def _remote(answers: type[Answers]) -> Remote:
    return Remote(answers.address, "token")  # type: ignore[attr-defined]  # the fake server carries what it shall answer


def test_an_upload_is_known_by_its_place_and_how_far_it_is(answers: type[Answers]) -> None:
    answers.status, answers.headers_out = 201, TUS
    begun = _remote(answers).begin_upload("a" * 64, 10, "名单.txt")
    assert (begun.id, begun.offset) == ("abc", 7)


@pytest.mark.parametrize("told", [{}, {**TUS, "Upload-Offset": "-1"}, {**TUS, "Tus-Resumable": ""}])
def test_somebody_elses_door_takes_no_file(answers: type[Answers], told: dict[str, str]) -> None:
    answers.status, answers.headers_out = 200, told
    with pytest.raises(Unreachable, match="portal_foreign"):
        _remote(answers).begin_upload("a" * 64, 10, "a.txt")


@pytest.mark.parametrize(
    ("status", "place"),
    [(200, "bytes 0-3/9"), (206, ""), (206, "bytes 1-4/9"), (206, "bytes x-3/9"), (206, "bytes 0-3/*")],
)
def test_a_part_that_is_not_the_one_asked_for_is_none(answers: type[Answers], status: int, place: str) -> None:
    answers.status, answers.body, answers.headers_out = status, b"data", {"Content-Range": place}
    with pytest.raises(Unreachable, match="portal_foreign"):
        _remote(answers).get_piece("a" * 64, 0, 4)


def test_a_portal_whose_disk_is_full_is_told_as_such(answers: type[Answers]) -> None:
    answers.status, answers.body = 503, b'{"code":"store_full","facts":{},"article":[]}'
    with pytest.raises(Unreachable, match="portal_full"):
        _remote(answers).begin_upload("a" * 64, 10, "a.txt")
