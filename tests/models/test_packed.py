"""What was packed comes out as it went in, and is smaller."""

from hypothesis import given
from hypothesis import strategies as st

from models.packed import packed, unpacked


@given(st.text())
def test_words_come_out_as_they_went_in(words: str) -> None:
    assert unpacked(packed(words)) == words


def test_a_text_takes_less_room() -> None:
    words = "镇政府召开专题会议，研究部署当前重点工作。" * 40
    assert len(packed(words)) < len(words.encode()) / 10
