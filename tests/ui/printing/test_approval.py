"""The approval sheet fits its page and goes on under its head where the trail is long."""

import pytest

from ui.printing import approval
from ui.printing.approval import Approval

pytestmark = pytest.mark.usefixtures("qapp")


def _sheet(steps: int) -> Approval:
    row = ("经办人", "林晓梅", "状态", "已发布")
    line = ("编辑", "林晓梅", "2026-04-28 09:41", "")
    return Approval("审核表", (row,) * 3, (("标题", "公示"),), ("步骤", "人", "时间", "意见"), (line,) * steps, "尾注")


def test_an_ordinary_sheet_is_one_page() -> None:
    assert len(approval.pages(_sheet(8))) == 1


def test_a_long_trail_repeats_its_head() -> None:
    pages = approval.pages(_sheet(80))
    assert len(pages) > 1
    assert any(box is pages[1].boxes[0][1] for _top, box in pages[0].boxes)
