"""One calm line about who else is there."""

from datetime import timedelta

from sync.protocol import Other
from tests.ui.fakes import NOW
from ui.presenters.company import line
from ui.text import Words

ZHOU = Other("周敏", "2026-04-28T09:38:00+08:00")
CHEN = Other("陈志远", "2026-04-28T01:20:00+00:00")


def test_one_person_is_named_with_the_time() -> None:
    assert line([ZHOU], Words("zh"), NOW) == "周敏也打开着，9:38 起"
    assert line([ZHOU], Words("en"), NOW) == "周敏 also has it open, since 9:38"


def test_several_are_named_with_the_earliest_time_in_this_zone() -> None:
    assert line([ZHOU, CHEN], Words("zh"), NOW) == "周敏、陈志远也打开着，9:20 起"
    assert line([ZHOU, CHEN], Words("en"), NOW) == "周敏, 陈志远 also have it open, since 9:20"


def test_what_was_opened_yesterday_says_so_and_nobody_is_no_line() -> None:
    assert line([ZHOU], Words("zh"), NOW + timedelta(days=1)) == "周敏也打开着，昨天 9:38 起"
    assert line([], Words("zh"), NOW) == ""
