"""A scope as one file: what goes in comes out, in whatever pieces it arrives, and nothing else passes for it."""

from collections.abc import Iterator
from random import choices

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from models.problems import Refused
from sync import snapshot
from sync.protocol import Row
from sync.reading import dumps
from sync.snapshot import HARD, PACKS, QUICK, Finish, Frames, Pack, Start, frames, parts

START = Start("epoch", "u:wangtai/archive", 7, 2)
WORDS = "关于开展防汛备汛工作的通知各村居要压实责任细化措施确保任务落到实处"
DOCS = st.dictionaries(st.text('abc水\n"\\', max_size=5), st.text('停水\n{}",:\\', max_size=9), max_size=3)


def _rows(docs: list[dict[str, str]]) -> list[Row]:
    return [Row("item", f"i{number}", number, dumps(doc), doc) for number, doc in enumerate(docs)]


def _read(data: bytes, piece: int, pack: Pack) -> Iterator[Start | Row | Finish]:
    taking = Frames(pack)
    for at in range(0, len(data), piece):
        for text, _ in taking.take(data[at : at + piece]):
            yield from parts(text)


@settings(max_examples=60)
@given(st.lists(DOCS, max_size=12), st.integers(1, 400), st.integers(1, 5), st.sampled_from(PACKS))
def test_every_row_comes_out_as_it_went_in_whatever_the_pieces(
    docs: list[dict[str, str]], piece: int, each: int, pack: Pack
) -> None:
    rows, before = _rows(docs), snapshot.FRAME_ROWS
    snapshot.FRAME_ROWS = each
    try:
        data = b"".join(frames(START, rows, pack))
    finally:
        snapshot.FRAME_ROWS = before
    first, *found, last = _read(data, piece, pack)
    assert first == START
    assert found == rows
    assert isinstance(last, Finish)
    assert last.sum.rows == len(rows)


def test_a_frame_that_is_not_whole_is_kept_to_go_on_with() -> None:
    data = b"".join(frames(START, _rows([{"a": "b"}] * 3)))
    taking = Frames()
    assert list(taking.take(data[:-5])) == []
    assert taking.rest == data[:-5]
    ((_, size),) = taking.take(data[-5:])
    assert (size, taking.rest) == (len(data), b"")


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html>",
        zstandard.compress(b"no json\n"),
        zstandard.compress(b'{"type":"item","id":"i","version":1,"doc":[]}\n'),
        zstandard.compress(b'{"type":"item","id":"i","version":-1,"doc":{}}\n'),
        zstandard.compress(b'{"type":"item","id":"i","doc":{}}\n'),
        zstandard.compress(b'{"type":"item","id":"i","version":1,"doc":{"a":"\\ud800"}}\n'),
        zstandard.compress(b'{"t":"end","rows":1,"sum":"zz"}\n'),
        zstandard.compress(b"\xff\xfe"),
        b"".join(frames(START, _rows([{"a": "b" * 99}])))[:-3] + b"\0\0\0",
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="malformed"):
        list(_read(data, 50, QUICK))


def test_a_frame_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(Refused, match="malformed"):
        list(_read(zstandard.compress(b"a" * (snapshot.LARGEST_FRAME + 1)), 65_536, QUICK))


def test_keys_that_a_later_program_adds_are_passed_over() -> None:
    line = '{"type":"item","id":"i","version":1,"doc":{"a":1},"later":2}'
    assert list(parts(line)) == [Row("item", "i", 1, '{"a":1}')]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_a_bomb_is_refused_long_before_it_is_large(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "LARGEST_FRAME", 1_000_000)
    bomb = pack.pack(b"0" * 50_000_000)
    with pytest.raises(Refused, match="malformed"):
        list(Frames(pack).take(bomb))


def test_packed_hard_it_is_a_good_deal_smaller() -> None:
    docs = [{"title": f"第{number}号", "body": "".join(choices(WORDS, k=300))} for number in range(300)]
    quick, hard = (sum(map(len, frames(START, _rows(docs), pack))) for pack in (QUICK, HARD))
    assert hard < 0.85 * quick
