"""What stands on the phone: short, signed, and nobody's name in it."""

import tomllib
from datetime import date
from typing import Any

import pytest

from models.ladder import ladder_in
from models.reminders import Reminder
from portal.sentences import TEXT
from portal.sms.wording import Wording
from tests.models.office import DIRECTORY, TEXTS

DAY = date(2026, 5, 6)
LADDER = ladder_in(TEXTS)
WHYS = sorted(
    {
        *(rung.id for rung in LADDER.rungs), *(wait.why for wait in LADDER.waits.values()),
        *(news.why for news in LADDER.news.values()),
        "extension_asked", "correction_ends", "consult_ends", "answer_due",
    }
)  # fmt: skip


def reminder(why: str, kind: str = "letter", day: date | None = DAY, **facts: Any) -> Reminder:
    known = {"number": "WT2026-0312", "unit": "wangtai", **facts}
    return Reminder(f"m.{why}", kind, "m", why, day, "", known)


def said(one: Reminder, language: str = "zh") -> str:
    return Wording(DIRECTORY.units, language).of(one)


def test_a_message_tells_unit_matter_last_day_and_what_to_do() -> None:
    assert (
        said(reminder("in_5_wd", left=5))
        == "【延平门户】王台镇：来信WT2026-0312还有5个工作日，最后一天5月6日，请抓紧办理。"
    )
    assert said(reminder("overdue", late=2)) == "【延平门户】王台镇：来信WT2026-0312已超期2个工作日，请立即办理。"


def test_a_matter_without_a_number_or_a_last_day_is_told_by_its_kind() -> None:
    one = reminder("to_sign", "item", None, number="")
    assert said(one) == "【延平门户】王台镇：1件信息待您审签。"


def test_a_unit_from_which_nobody_came_is_called_by_its_name_alone() -> None:
    one = Reminder("wangtai.sign_in", "unit", "wangtai", "sign_in", DAY, "", {"unit": "wangtai"})
    assert said(one) == "【延平门户】王台镇今天还没有人登录门户，请登录查看待办（第二十八条）。"


@pytest.mark.parametrize("why", WHYS)
@pytest.mark.parametrize("kind", ["item", "letter", "request", "service"])
def test_every_reminder_has_words_and_fits_into_one_message(why: str, kind: str) -> None:
    one = reminder(why, kind, left=5, late=12, by="陈志远", days=15)
    assert len(said(one)) <= 70
    assert "陈志远" not in said(one)
    assert said(one, "en").isascii()


def test_many_are_told_in_one_by_how_near_they_are() -> None:
    whys = ("overdue", "today", "today", "in_1_wd", "in_5_wd", "arrived", "urged")
    text = Wording(DIRECTORY.units).digest([reminder(why) for why in whys])
    assert text == "【延平门户】您有7件待办：超期1件，今天到期2件，临近到期2件，其他2件。请登录工作台办理。"
    assert len(text) <= 70


def test_the_trial_of_the_line_says_what_it_is() -> None:
    assert Wording({}).test().startswith("【延平门户】这是一条测试短信")


def test_no_words_are_kept_for_what_is_never_said() -> None:
    about = {"sign", "what", "one", "day", "until", "for_unit", "digest", "test", "sign_in"}
    known = tomllib.loads((TEXT / "zh" / "sms.toml").read_text("utf-8"))
    assert {key for key in known if not key.startswith("kind_")} - about == set(WHYS)
