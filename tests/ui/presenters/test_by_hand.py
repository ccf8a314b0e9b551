"""What is carried by file, in the clerk's words."""

from dataclasses import dataclass
from datetime import timedelta

from tests.ui.fakes import NOW
from ui.presenters.by_hand import pane, told
from ui.text import Words

ZH = Words("zh")


@dataclass
class Bundle:
    made_at: str
    acts: int = 3
    back_at: str = ""


@dataclass
class Done:
    sent: int = 0
    refused: int = 0
    conflicts: int = 0
    received: int = 0


def _ago(**span: int) -> str:
    return (NOW - timedelta(**span)).isoformat()


def test_before_anything_left_it_says_what_it_is_for() -> None:
    shown = pane([], 4, ZH, NOW)
    assert (shown.out, "4 件" in shown.text, shown.late) == (0, True, False)
    assert "没有等着送的" in pane([], 0, ZH, NOW).text


def test_the_bundle_waited_for_longest_is_named() -> None:
    shown = pane([Bundle(_ago(days=9), back_at=_ago(days=8)), Bundle(_ago(days=4)), Bundle(_ago(days=1))], 0, ZH, NOW)
    assert (shown.out, shown.late) == (2, False)
    assert shown.text.startswith("离线包（4月24日）")
    assert "3 件" in shown.text


def test_one_that_will_soon_be_too_old_is_said_so() -> None:
    shown = pane([Bundle(_ago(days=26))], 0, ZH, NOW)
    assert shown.late
    assert "快到期" in shown.text


def test_what_receipts_brought_is_told_together() -> None:
    assert told([Done(2), Done(1)], ZH) == "回执已导入：门户收下 3 件。"
    assert "有 2 件没收下" in told([Done(2, 1, 1)], ZH)
