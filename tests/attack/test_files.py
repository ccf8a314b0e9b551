"""Files, parts of them, their small pictures and their way up: for who holds a row that names one, and nobody else."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from models.people import Actor
from tests.attack import rule
from tests.attack.asking import Heard, bearer, heard
from tests.attack.city import PEOPLE, SECRET, SMALL, City
from tests.attack.inside import Inside
from tests.models.office import LIN

each_standing = pytest.mark.parametrize(
    ("standing", "actor"), [(name, some[-1]) for name, some in PEOPLE.items()], ids=list(PEOPLE)
)
ABSENT = "ab" * 32
PARTS = ("bytes=0-3", "bytes=9-", "bytes=-5", "bytes=99999-", "bytes=0-1,3-4", "words")
SOME = (("item", "draft"), ("item", "countersign"), ("letter", "with_leader"), ("service", "told"))
TUS = {"tus-resumable": "1.0.0"}
CHUNK = {**TUS, "content-type": "application/offset+octet-stream", "upload-offset": "0"}


def down(http: Inside, city: City, actor: Actor, name: str, **headers: str) -> Heard:
    """The answer to who asks for a file, or a part of it."""
    return heard(http, city, actor, "GET", f"/v1/blobs/{name}", name, headers=headers)


@each_standing
def test_a_file_is_read_by_who_holds_a_row_that_names_it_and_is_not_there_for_others(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    absent = down(http, city, actor, ABSENT)
    assert absent.status == 404
    for (kind, case), file in city.files.items():
        answer, path = down(http, city, actor, file), f"/v1/blobs/{file}/small"
        small = heard(http, city, actor, "GET", path, file)
        if standing in rule.SEES[kind, case].reads:
            assert (answer.status, SECRET in answer.body) == (200, True), case
            assert (small.status, small.body) == (200, SMALL.decode()), case
        else:
            assert answer == absent == small, case


@each_standing
def test_parts_and_conditions_tell_no_more_than_the_whole(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    conditions = [{"range": part} for part in PARTS]
    conditions += [{name: f'"{ABSENT}"', "range": "bytes=0-3"} for name in ("if-range", "if-none-match", "if-match")]
    for kind, case in SOME:
        file, reads = city.files[kind, case], standing in rule.SEES[kind, case].reads
        for asked in conditions:
            named = {name: value.replace(ABSENT, file) for name, value in asked.items()}
            answer = down(http, city, actor, file, **named)
            if reads:
                assert answer.status in (200, 206, 416), (case, asked)
            else:
                assert answer == down(http, city, actor, ABSENT, **asked), (case, asked)


def _begun(http: Inside, city: City, actor: Actor, name: str, size: int) -> Heard:
    """The answer to who begins to bring a file of this fingerprint; where it goes on is drawn from the fingerprint."""
    named = {"sha256": name, "name": "附件.txt"}
    said = ",".join(f"{key} {_coded(value)}" for key, value in named.items())
    headers = {**TUS, "upload-length": str(size), "upload-metadata": said}
    answer = heard(http, city, actor, "POST", "/v1/uploads", name, headers=headers)
    place = tuple((key, re.sub("[0-9a-f]{32}$", "<id>", value)) for key, value in answer.headers)
    return replace(answer, headers=place)


def _coded(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


@each_standing
def test_who_brings_a_file_that_is_hidden_hears_that_nothing_of_it_is_here(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    for kind, case in SOME:
        file = city.files[kind, case]
        size = len(f"{SECRET}，{kind} {case}的附件".encode())
        answer = _begun(http, city, actor, file, size)
        offset = int(dict(answer.headers)["upload-offset"])
        if standing in rule.SEES[kind, case].reads:
            assert offset == size, case
        else:
            fresh = hashlib.sha256(f"{standing} {kind} {case}".encode()).hexdigest()
            assert answer == _begun(http, city, actor, fresh, size), case
            assert offset == 0, case


@each_standing
def test_what_another_brings_cannot_be_looked_at_nor_added_to(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    under = city.seat(LIN).service.begin_upload(hashlib.sha256(b"half").hexdigest(), 4, "半.txt")
    for method, headers, body in (("HEAD", TUS, b""), ("PATCH", CHUNK, b"ha"), ("PATCH", CHUNK, b"half too long")):
        both = [
            heard(http, city, actor, method, f"/v1/uploads/{name}", name, headers=headers, body=body)
            for name in (under.id, "ab" * 16)
        ]
        assert both[0] == both[1], standing
        assert both[0].status == 404
    assert city.seat(LIN).service.look_at_upload(under.id).offset == 0


@pytest.mark.parametrize(
    "name", ["../../portal.db", "%2e%2e%2fportal.db", "a" * 63, "A" * 64, "a" * 64 + "/x", "\u0000"]
)
def test_what_is_no_fingerprint_is_what_is_not_there(http: Inside, city: City, name: str) -> None:
    answer = http.ask("GET", f"/v1/blobs/{name}", headers=bearer(city, LIN))
    assert (answer.status, answer.code) == (404, "not_found")
    assert b"SQLite" not in answer.content
