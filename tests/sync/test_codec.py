"""Messages go over the line and come back as they were; whatever else comes is refused, never a fault."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.intents import Expect, Intent
from models.people import Post
from models.problems import Refused
from sync import codec
from sync.protocol import (
    End,
    Head,
    Hello,
    KnownOps,
    Line,
    Other,
    Row,
    RowPut,
    RowRemove,
    SessionInfo,
    SyncRequest,
    Verdict,
)

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
names = st.text("abcdefgh0123456789", min_size=8, max_size=26)
numbers = st.integers(0, 2**62)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
docs = st.dictionaries(words, json_values, max_size=4)
intents = st.builds(
    Intent, op=names, kind=st.just("item.edit"), id=names, base=numbers, after=st.none() | names, line=words,
    expect=st.builds(Expect, words, words), args=docs, blobs=st.just(("a" * 64,)), made_at=words,
)  # fmt: skip
facts = st.dictionaries(words, words | st.integers() | st.booleans() | st.tuples(words), max_size=3)
verdicts = st.builds(
    Verdict, names, st.sampled_from(["ok", "rejected", "conflict", "waiting", "unsupported", "retry"]),
    st.just("own_draft"), facts, st.just((6,)), numbers,
)  # fmt: skip
scopes = st.text("abc:/", min_size=1, max_size=8)


def _put(scope: str, seq: int, id_: str, version: int, doc: dict[str, Any]) -> RowPut:
    return RowPut(scope, seq, Row("item", id_, version, json.dumps(doc, ensure_ascii=False, separators=(",", ":"))))


lines = st.one_of(
    st.builds(Head, words, words, st.booleans(), st.just(("u:a",)), st.just(("pub", "u:b"))),
    verdicts,
    st.builds(_put, scopes, numbers, names, numbers, docs),
    st.builds(RowRemove, scopes, numbers, st.just("item"), names, st.just("moved")),
    st.builds(End, st.dictionaries(scopes, numbers, max_size=3), st.booleans(), st.floats(0, 100)),
)


@given(lines)
def test_a_line_comes_back_as_it_was(line: Line) -> None:
    data = codec.encode_line(line)
    assert data.endswith(b"\n")
    assert data.count(b"\n") == 1
    assert codec.decode_line(data.rstrip(b"\n")) == line


@given(st.builds(SyncRequest, names, words, st.dictionaries(scopes, numbers, max_size=3), st.tuples(intents)))
def test_a_request_comes_back_as_it_was(request: SyncRequest) -> None:
    assert codec.request_of(json.loads(json.dumps(codec.request_doc(request)))) == request


def _refusal(decode: Any, value: Any) -> tuple[str, bool]:
    """How a decoder answers: the code it refuses with and whether it says where; nothing when it takes the value."""
    try:
        found = decode(value)
    except Refused as refusal:
        return refusal.code, "where" in refusal.facts
    return ("", found is None)


@given(st.binary(max_size=200) | docs.map(lambda doc: json.dumps(doc).encode()))
@example(b'{"t":[]}')
def test_anything_else_on_the_line_is_passed_over_or_refused(data: bytes) -> None:
    assert _refusal(codec.decode_line, data) in (("malformed", True), ("", True))


@given(json_values | docs)
def test_anything_else_as_a_message_is_refused_with_the_place(value: Any) -> None:
    for decode in (codec.intent_of, codec.session_of, codec.hello_of, codec.verdict_of):
        assert _refusal(decode, value) == ("malformed", True)


@given(lines, st.integers(0, 400))
def test_a_line_that_was_cut_is_never_read_as_another(line: Line, at: int) -> None:
    data = codec.encode_line(line).rstrip(b"\n")
    if at < len(data):
        with pytest.raises(Refused, match="malformed"):
            codec.decode_line(data[:at])


def test_a_document_keeps_what_this_program_does_not_know_to_the_letter() -> None:
    text = '{"kind":"item","later":{"z":[1,2.50,"é\\u0041"]}}'
    line = codec.decode_line(codec.encode_line(RowPut("pub", 1, Row("item", "x", 1, text))))
    assert isinstance(line, RowPut)
    assert line.row.doc_text == text


def test_a_row_whose_keys_come_in_another_order_is_the_same_row() -> None:
    doc = {"doc": {"a": 1}, "t": "put", "id": "x", "type": "item", "version": 3, "seq": 4, "scope": "pub"}
    line = codec.decode_line(json.dumps(doc).encode())
    assert line == RowPut("pub", 4, Row("item", "x", 3, '{"a":1}'))


def test_a_kind_of_line_from_a_newer_portal_is_passed_over_and_its_verdicts_are_asked_for_again() -> None:
    assert codec.decode_line(b'{"t":"rumour","of":"x"}') is None
    verdict = codec.decode_line(b'{"t":"verdict","op":"o","result":"perhaps"}')
    assert isinstance(verdict, Verdict)
    assert (verdict.result, verdict.final) == ("retry", False)


@pytest.mark.parametrize(
    "bad",
    [{"op": "short"}, {"id": "../../etc"}, {"args": []}, {"blobs": ["zz"]}, {"base": -1}, {"base": True}, {"kind": ""},
     {"args": {"x": "\ud800"}}, {"args": {"x": ["\0"]}}, {"after": 5}, {"expect": "x"}],
)  # fmt: skip
def test_an_act_that_is_not_shaped_as_one_is_refused(bad: dict[str, Any]) -> None:
    good = codec.intent_doc(Intent("op12345678", "item.edit", "id12345678"))
    with pytest.raises(Refused, match="malformed"):
        codec.intent_of({**good, **bad})


def test_sessions_greetings_and_known_acts_come_back_as_they_were() -> None:
    session = SessionInfo("t", "p_x", "人", (Post("wangtai", "clerk"),), "d", "e", "l", True)
    assert codec.session_of(json.loads(json.dumps(codec.session_doc(session)))) == session
    hello = Hello("e", "n", ("pub",), (1, 2), (1, 1), 5, 6, 7)
    assert codec.hello_of(json.loads(json.dumps(codec.hello_doc(hello)))) == hello
    known = KnownOps((Verdict("op", "ok", seq=3),))
    assert codec.known_of(codec.known_doc(known)) == known
    others = {"i1": (Other("周敏", "2026-04-28T09:38:00+08:00"),)}
    assert codec.others_of(json.loads(json.dumps(codec.others_doc(others)))) == others
    refusal = Refused("conflict", (7,), fields=("title",), n=2)
    back = codec.refusal_of(json.loads(json.dumps(codec.refusal_doc(refusal))))
    assert (back.code, back.article, back.facts) == (refusal.code, refusal.article, refusal.facts)


def test_a_line_whose_kind_is_no_word_is_passed_over_like_any_unknown_one() -> None:
    assert codec.decode_line(b'{"t":[]}') is None
    assert codec.decode_line(b'{"t":{}}') is None
