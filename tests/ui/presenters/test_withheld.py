"""What was taken in a mass is asked about with both numbers, and with what is safe."""

import pytest

from models.store.withheld import Withheld
from tests.ui.fakes import RULES
from ui.presenters.withheld import cards
from ui.text import Words

FOUND = Withheld("u:wangtai", 87, 120, 30, "2026-04-28T09:00:00+08:00")


def test_the_question_says_how_many_of_how_many_and_whose() -> None:
    (card,) = cards([FOUND], RULES.directory, Words("zh"))
    assert card.title == "门户要取走王台镇人民政府在办的 87 条记录，这部分一共 120 条"
    assert "其中事项 30 件" in card.happened
    assert "一条也没有删" in card.safe
    assert "「取走」" in card.todo
    assert "「重新核对」" in card.todo
    assert card.sure == "取走这 87 条记录？"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_buttons_are_called_as_the_sentence_calls_them(language: str) -> None:
    words = Words(language)
    (card,) = cards([FOUND], RULES.directory, words)
    assert words("sync.taken_apply") in card.todo
    assert words("sync.taken_again") in card.todo
