"""The routes of attachments, over the line: up by tus 1.0, down by ranges, and nobody sees what is not theirs."""

import base64
import hashlib
import io
import os

import pytest
import requests
from PIL import Image

from tests.models.office import CLERK_ELSEWHERE
from tests.portal.line import Line
from tests.portal.test_api import bearer
from tests.portal.town import Town

__all__ = ["bearer"]

DATA = "公示名单\n".encode() * 40_000
CHUNK = "application/offset+octet-stream"


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _coded(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _begin(line: Line, who: dict[str, str], data: bytes, name: str = "名单.txt", **other: str) -> requests.Response:
    said = f"sha256 {_coded(_sha(data).encode())},name {_coded(name.encode())}"
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(data)), "Upload-Metadata": said, **other}
    return line.post("/v1/uploads", headers={**who, **{k: v for k, v in headers.items() if v}})


def _send(line: Line, who: dict[str, str], place: str, at: int, data: bytes, **other: str) -> requests.Response:
    headers = {
        "Tus-Resumable": "1.0.0", "Upload-Offset": str(at), "Content-Type": CHUNK,
        "Upload-Checksum": f"sha256 {_coded(hashlib.sha256(data).digest())}", **other,
    }  # fmt: skip
    return line.request("PATCH", place, data, headers={**who, **headers})


def _bring(line: Line, who: dict[str, str], data: bytes, name: str = "名单.txt") -> requests.Response:
    return _send(line, who, _begin(line, who, data, name).headers["location"], 0, data)


def _stranger(town: Town, line: Line) -> dict[str, str]:
    door = {"account": "far", "password": town.passwords["far"], "device": CLERK_ELSEWHERE.device}
    return {"authorization": f"Bearer {line.post('/v1/session', json=door).json()['token']}"}


def test_a_file_goes_up_in_pieces_and_comes_down_as_it_was(line: Line, bearer: dict[str, str]) -> None:
    begun = _begin(line, bearer, DATA)
    place = begun.headers["location"]
    assert (begun.status_code, begun.headers["upload-offset"], begun.headers["tus-resumable"]) == (201, "0", "1.0.0")
    assert begun.headers["upload-expires"].endswith("GMT")
    first = _send(line, bearer, place, 0, DATA[:300_000])
    assert (first.status_code, first.headers["upload-offset"]) == (204, "300000")
    look = line.request("HEAD", place, headers={**bearer, "Tus-Resumable": "1.0.0"})
    assert (look.headers["upload-offset"], look.headers["upload-length"]) == ("300000", str(len(DATA)))
    assert _begin(line, bearer, DATA).headers["upload-offset"] == "300000"
    last = _send(line, bearer, place, 300_000, DATA[300_000:])
    assert last.headers["upload-offset"] == str(len(DATA))
    down = line.get(f"/v1/blobs/{_sha(DATA)}", headers=bearer)
    assert (down.status_code, down.content) == (200, DATA)
    assert down.headers["content-disposition"] == "attachment"
    assert down.headers["x-content-type-options"] == "nosniff"


def test_what_a_client_may_expect_is_told_before_it_begins(line: Line) -> None:
    told = line.request("OPTIONS", "/v1/uploads")
    assert (told.status_code, told.headers["tus-version"]) == (204, "1.0.0")
    assert "creation" in told.headers["tus-extension"]
    assert told.headers["tus-max-size"] == "104857600"


def test_who_remembers_wrongly_how_far_a_file_is_looks_again(line: Line, bearer: dict[str, str]) -> None:
    place = _begin(line, bearer, DATA).headers["location"]
    _send(line, bearer, place, 0, DATA[:100])
    for at, piece in ((0, DATA[:100]), (200, DATA[200:300])):
        answer = _send(line, bearer, place, at, piece)
        assert (answer.status_code, answer.json()["code"], answer.json()["facts"]) == (
            409, "offset_wrong", {"offset": 100},
        )  # fmt: skip
    assert _send(line, bearer, place, 100, DATA[100:]).status_code == 204
    assert _send(line, bearer, place, 100, DATA[100:]).json()["facts"] == {"offset": len(DATA)}


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"Upload-Checksum": f"sha256 {_coded(bytes(32))}"}, 460, "chunk_damaged"),
        ({"Upload-Checksum": f"sha1 {_coded(bytes(20))}"}, 460, "chunk_damaged"),
        ({"Upload-Checksum": "md5 AAAA"}, 400, "malformed"), ({"Upload-Checksum": "sha256 ???"}, 400, "malformed"),
        ({"Content-Type": "application/json"}, 415, "chunk_type"), ({"Upload-Offset": "-1"}, 400, "malformed"),
        ({"Upload-Offset": "９"}, 400, "malformed"), ({"Tus-Resumable": "0.2.2"}, 412, "tus_version"),
    ],
)  # fmt: skip
def test_a_piece_that_is_none_changes_nothing(
    line: Line, bearer: dict[str, str], changed: dict[str, str], status: int, code: str
) -> None:
    place = _begin(line, bearer, DATA).headers["location"]
    answer = _send(line, bearer, place, 0, DATA[:100], **{k: v.encode() for k, v in changed.items()})  # type: ignore[arg-type]  # headers as they would come
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert _begin(line, bearer, DATA).headers["upload-offset"] == "0"


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"Upload-Length": ""}, 400, "malformed"), ({"Upload-Length": "1e9"}, 400, "malformed"),
        ({"Upload-Length": "0"}, 415, "blob_type"), ({"Upload-Length": "104857601"}, 413, "too_large"),
        ({"Upload-Metadata": ""}, 400, "malformed"), ({"Upload-Metadata": "sha256 !!,name AAAA"}, 400, "malformed"),
        ({"Upload-Metadata": f"sha256 {_coded(b'../x')},name {_coded(b'a.txt')}"}, 400, "malformed"),
        ({"Tus-Resumable": ""}, 412, "tus_version"),
    ],
)  # fmt: skip
def test_an_upload_that_is_none_is_told_so(
    line: Line, bearer: dict[str, str], changed: dict[str, str], status: int, code: str
) -> None:
    answer = _begin(line, bearer, DATA, **changed)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_piece_larger_than_a_piece_and_one_behind_the_end_are_refused(line: Line, bearer: dict[str, str]) -> None:
    place = _begin(line, bearer, DATA).headers["location"]
    for piece in (DATA + b"x", bytes(1_048_577)):
        assert _send(line, bearer, place, 0, piece).json()["code"] == "too_large"


def test_a_program_does_not_come_in_under_another_name_and_stops_at_its_first_piece(
    line: Line, bearer: dict[str, str]
) -> None:
    data = b"MZ" + bytes(500_000)
    place = _begin(line, bearer, data, "通知.pdf").headers["location"]
    answer = _send(line, bearer, place, 0, data[:1000])
    assert (answer.status_code, answer.json()["facts"]["kind"]) == (415, "program")
    assert line.request("HEAD", place, headers={**bearer, "Tus-Resumable": "1.0.0"}).status_code == 404


def test_bytes_that_are_not_those_of_the_fingerprint_are_forgotten(line: Line, bearer: dict[str, str]) -> None:
    place = _begin(line, bearer, DATA).headers["location"]
    answer = _send(line, bearer, place, 0, bytes(reversed(DATA)).replace(b"\n", b" ")[: len(DATA)])
    assert answer.json()["code"] in ("blob_damaged", "blob_type")
    assert _begin(line, bearer, DATA).headers["upload-offset"] == "0"


def test_a_virus_is_refused_whatever_it_is_called(line: Line, bearer: dict[str, str]) -> None:
    data = b"x" * 262_140 + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" + b"y" * 100
    answer = _bring(line, bearer, data, "说明.txt")
    assert (answer.status_code, answer.json()["code"]) == (422, "blob_virus")


def test_a_file_of_others_is_answered_like_one_that_nobody_ever_brought(
    village: Town, line: Line, bearer: dict[str, str]
) -> None:
    _bring(line, bearer, DATA)
    who = _stranger(village, line)
    unknown = os.urandom(20).hex().encode() * 9000
    known, new = _begin(line, who, DATA), _begin(line, who, unknown)
    assert (known.status_code, known.headers["upload-offset"]) == (new.status_code, new.headers["upload-offset"])
    assert set(known.headers) == set(new.headers)
    assert [line.get(f"/v1/blobs/{_sha(one)}", headers=who).json()["code"] for one in (DATA, unknown)] == [
        "not_found", "not_found",
    ]  # fmt: skip
    assert line.get(f"/v1/blobs/{_sha(DATA)}/small", headers=who).status_code == 404
    place = known.headers["location"]
    assert _send(line, bearer, place, 0, DATA).json()["code"] == "not_found"
    assert _send(line, who, place, 0, DATA).headers["upload-offset"] == str(len(DATA))
    assert line.get(f"/v1/blobs/{_sha(DATA)}", headers=who).content == DATA


def test_what_is_known_and_theirs_to_see_need_not_come_again(line: Line, bearer: dict[str, str]) -> None:
    _bring(line, bearer, DATA)
    again = _begin(line, bearer, DATA)
    assert again.headers["upload-offset"] == str(len(DATA))
    look = line.request("HEAD", again.headers["location"], headers={**bearer, "Tus-Resumable": "1.0.0"})
    assert look.headers["upload-offset"] == str(len(DATA))


SPANS = [
    ("bytes=0-9", 206, DATA[:10], f"bytes 0-9/{len(DATA)}"), ("bytes=5-", 206, DATA[5:], None),
    ("bytes=-7", 206, DATA[-7:], None), (f"bytes=10-{10**17}", 206, DATA[10:], None),
    (f"bytes={len(DATA)}-", 416, b"", f"bytes */{len(DATA)}"), ("bytes=9-3", 200, DATA, None),
    ("bytes=0-1,5-6", 200, DATA, None), ("lines=1-2", 200, DATA, None), ("bytes=-", 200, DATA, None),
    ("bytes=-0", 416, b"", f"bytes */{len(DATA)}"),
]  # fmt: skip


def test_a_part_of_a_file_comes_by_range(line: Line, bearer: dict[str, str]) -> None:
    _bring(line, bearer, DATA)
    for asked, status, data, told in SPANS:
        answer = line.get(f"/v1/blobs/{_sha(DATA)}", headers={**bearer, "Range": asked})
        assert (answer.status_code, answer.content) == (status, data), asked
        assert told is None or answer.headers["content-range"] == told
    for etag, status in ((f'"{_sha(DATA)}"', 206), ('"other"', 200)):
        headers = {**bearer, "Range": "bytes=0-9", "If-Range": etag}
        assert line.get(f"/v1/blobs/{_sha(DATA)}", headers=headers).status_code == status


def test_a_picture_has_a_small_one_and_a_list_of_names_has_none(line: Line, bearer: dict[str, str]) -> None:
    target = io.BytesIO()
    Image.effect_noise((1600, 1200), 90).save(target, "JPEG", quality=95)
    photo = target.getvalue()
    place = _begin(line, bearer, photo, "现场.jpg").headers["location"]
    for at in range(0, len(photo), 500_000):
        _send(line, bearer, place, at, photo[at : at + 500_000])
    small = line.get(f"/v1/blobs/{_sha(photo)}/small", headers=bearer)
    assert (small.status_code, small.headers["content-type"]) == (200, "image/jpeg")
    with Image.open(io.BytesIO(small.content)) as image:
        assert image.size == (320, 240)
    assert len(small.content) < len(photo) / 10
    _bring(line, bearer, DATA)
    assert line.get(f"/v1/blobs/{_sha(DATA)}/small", headers=bearer).status_code == 404
