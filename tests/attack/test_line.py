"""What a stranger can put on the line: bytes, numbers, depth, bombs, headers; each is one refusal, and nothing else."""

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import zstandard
from hypothesis import example, given
from hypothesis import strategies as st

from models.problems import Refused
from portal.carriage import unpacked
from sync import codec
from sync.reading import DEEPEST, parse, sound
from tests.attack.asking import bearer
from tests.attack.city import City
from tests.attack.inside import Inside
from tests.models.office import LIN

MOST = 8_000_000
READERS = (
    codec.request_of, codec.intent_of, codec.verdict_of, codec.refusal_of, codec.session_of, codec.hello_of,
    codec.others_of, codec.known_of,
)  # fmt: skip
HEAD = b'{"t":"put","scope":"a","seq":1,"type":"item","id":"x","version":1,"doc":'
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
KEYS = ("t", "op", "id", "kind", "doc", "ops", "cursor", "facts", "posts", "others", "verdicts", "article", "args")


def deep(levels: int, opening: str = "[", closing: str = "]") -> str:
    return opening * levels + closing * levels


@contextmanager
def _malformed_at_most() -> Iterator[None]:
    try:
        yield
    except Refused as no:
        if no.code not in ("malformed", "too_large"):
            raise


def refused_or_read(data: bytes) -> None:
    with _malformed_at_most():
        codec.decode_line(data)


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: HEAD + tail))
@example(HEAD + b'{"a":"\xed\xa0\x80"}}')
@example(HEAD + b'{"a":"\\ud800"}}')
@example(HEAD + b'{"a":1e999}}')
@example(HEAD + deep(900).encode() + b"}")
@example(HEAD + b'{"a":' + deep(900).encode() + b"}}")
@example(b'{"doc":{"a":' + deep(900).encode() + b'},"t":"put","scope":"a","seq":1,"type":"i","id":"x","version":1}')
@example('{"t":"head"}'.encode("utf-16"))
@example(b"\xef\xbb\xbf{}")
def test_any_bytes_on_the_line_are_a_message_or_one_refusal(data: bytes) -> None:
    refused_or_read(data)


@given(st.dictionaries(st.sampled_from(KEYS), json_values, max_size=6))
@example({"op": "a", "result": "ok", "facts": {"x": json.loads(deep(900))}})
@example({"code": "x", "facts": {"x": [[1, [2]], {}]}})
def test_any_value_is_a_message_or_one_refusal(doc: Any) -> None:
    for read in READERS:
        with _malformed_at_most():
            read(doc)


@pytest.mark.parametrize(
    "text",
    ["NaN", "Infinity", "-Infinity", '{"a":NaN}', "1e999", "[-1e999]", "9" * 5000, deep(200_000),
     deep(200_000, '{"a":', "}"), "\ud800", "[1,]", "{'a':1}", "\x00", ""],
)  # fmt: skip
def test_what_is_not_json_to_every_program_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="malformed"):
        parse(text.encode("utf-8", "surrogatepass"))


def test_what_no_database_or_other_program_can_keep_is_not_sound() -> None:
    assert sound(json.loads(deep(DEEPEST)))
    for wrong in (
        json.loads(deep(DEEPEST + 1)),
        {"a": 2**63},
        [-(2**64)],
        ["\ud800"],
        {"\0": 1},
        json.loads(deep(900)),
    ):
        assert not sound(wrong)
    assert parse('{"a":1,"a":2}') == {"a": 2}


def _act(args: str) -> bytes:
    return (
        f'{{"device":"{LIN.device}","ops":[{{"op":"op-12345678","kind":"item.create","id":"id-12345678","args":{args}}}]}}'
    ).encode()


@pytest.mark.parametrize(
    "args",
    [deep(400, '{"a":', "}").replace('{"a":}', "{}"), '{"fields":{"title":"\\ud800"}}', '{"a":"\\u0000"}',
     '{"a":1e999}', '{"a":NaN}', '{"a":' + "9" * 300 + "}", '{"fields":' + deep(100) + "}"],
)  # fmt: skip
def test_a_poisoned_act_is_malformed_and_no_fault_of_the_portals(http: Inside, city: City, args: str) -> None:
    answer = http.ask("POST", "/v1/sync", body=_act(args), headers=bearer(city, LIN))
    assert (answer.status, answer.code) == (400, "malformed")


@pytest.mark.parametrize("kind", ["letters", "requests", "services", "errors", "status"])
def test_a_poisoned_letter_is_malformed(http: Inside, kind: str) -> None:
    for body in (
        deep(500).encode(),
        b'{"title":"\\ud800"}',
        b'{"a":' + deep(300).encode() + b"}",
        b"\xff\xfe{\x00}\x00",
    ):
        answer = http.ask("POST", f"/v1/public/{kind}", body=body)
        assert (answer.status, answer.code) == (400, "malformed")


# Bombs.


def _zstd(data: bytes, **how: Any) -> bytes:
    return zstandard.ZstdCompressor(**how).compress(data)


BOMBS = {
    "gzip": gzip.compress(bytes(64_000_000)),
    "gzip in gzip": gzip.compress(gzip.compress(bytes(64_000_000))),
    "zstd": _zstd(bytes(64_000_000)),
    "zstd of unknown size": _zstd(bytes(64_000_000), write_content_size=False),
    "zstd of many frames": _zstd(bytes(1_000_000)) * 64,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_a_body_is_stopped_at_the_limit(http: Inside, city: City, name: str) -> None:
    packing = name.partition(" ")[0]
    headers = {**bearer(city, LIN), "content-encoding": packing}
    answer = http.ask("POST", "/v1/sync", body=BOMBS[name], headers=headers)
    assert answer.code in ("too_large", "malformed")
    assert answer.status in (400, 413)


def test_a_window_that_would_take_a_gigabyte_is_refused() -> None:
    params = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    machine = zstandard.ZstdCompressor(compression_params=params).compressobj()
    with pytest.raises(Refused, match="malformed"):
        unpacked(machine.compress(b"x" * 1000) + machine.flush(), "zstd", MOST)


@pytest.mark.parametrize("packing", ["gzip, zstd", "br", "deflate", "gzip;q=1", "identity, gzip", "x" * 5000])
def test_packings_that_were_not_agreed_are_refused(packing: str) -> None:
    with pytest.raises(Refused, match="malformed"):
        unpacked(zlib.compress(b"{}"), packing, MOST)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "zstd"]), st.integers(0, 300), st.integers(0, 255))
def test_a_packed_body_with_one_byte_wrong_is_refused_or_read(data: bytes, packing: str, at: int, byte: int) -> None:
    whole = bytearray(gzip.compress(data) if packing == "gzip" else _zstd(data))
    whole[at % len(whole)] = byte
    with _malformed_at_most():
        unpacked(bytes(whole), packing, MOST)


# Headers.


@pytest.mark.parametrize("host", ["evil.example", "", "portal:99999", "a" * 5000, "[::1", "portal\u00a0x"])
def test_no_answer_depends_on_the_host_that_a_request_names(http: Inside, city: City, host: str) -> None:
    answer = http.ask("POST", "/v1/hello", headers={**bearer(city, LIN), "host": host})
    assert answer.status == 200
    assert "location" not in answer.headers
    assert host == "" or host not in json.dumps(dict(answer.headers)) + answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/v1/blobs/%0d%0aset-cookie:%20a=b",
        "/v1/%0d%0ax:y",
        "/v1/blobs/..%2f..%2fetc%2fpasswd",
        "/v1//hello",
        "//evil/v1",
    ],
)
def test_nothing_of_a_path_comes_back_in_a_header(http: Inside, city: City, path: str) -> None:
    answer = http.ask("GET", path, headers=bearer(city, LIN))
    assert answer.status in (404, 405)
    assert set(answer.headers) <= {"content-length", "content-type", "cache-control", "allow"}


def test_every_answer_forbids_to_be_kept_and_a_file_to_be_run(http: Inside, city: City) -> None:
    assert http.ask("POST", "/v1/hello", headers=bearer(city, LIN)).headers["cache-control"] == "no-store"
    file = http.ask("GET", f"/v1/blobs/{next(iter(city.files.values()))}", headers=bearer(city, LIN))
    assert file.headers["x-content-type-options"] == "nosniff"
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.headers["content-type"] == "application/octet-stream"
