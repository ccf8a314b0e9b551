"""登记: what can be chosen, what is missing, and that who wrote goes apart from what was written."""

from tests.ui.fakes import NOW, RULES
from ui.presenters import letter_entry
from ui.text import Words

ZH = Words("zh")


def test_a_letter_that_a_clerk_enters_never_came_online() -> None:
    assert [value for value, _ in letter_entry.options("source", ZH)] == ["paper", "phone", "visit"]
    assert letter_entry.options("channel", ZH)[0] == ("mayor", "区长信箱")
    assert letter_entry.options("sort", ZH)[-1] == ("help", "求助")


def test_all_that_is_missing_is_said_at_once() -> None:
    assert letter_entry.missing({"title": " ", "body": ""}, ZH) == "还缺：标题、来信内容"
    assert letter_entry.missing({"title": "路灯", "body": "坏了"}, ZH) == ""


def test_who_wrote_goes_apart_and_what_was_left_open_is_left_out() -> None:
    entered = {
        "fields": {"title": "路灯", "body": "坏了", "about_unit": "", "publish_consent": False, "received_on": ""},
        "writer": {"name": " 李有田 ", "phone": ""},
    }
    args = letter_entry.arguments(entered, "wangtai", NOW.date())
    assert args["writer"] == {"name": "李有田"}
    assert args["fields"] == {"title": "路灯", "body": "坏了", "publish_consent": False, "received_on": "2026-04-28"}
    assert args["unit"] == "wangtai"


def test_the_unit_wished_for_may_be_left_open() -> None:
    assert letter_entry.units(RULES.directory, ZH)[0] == ("", "不清楚")
