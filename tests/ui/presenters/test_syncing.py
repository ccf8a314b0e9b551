"""Sync in words: what went, what waits and why, what was not taken."""

from dataclasses import replace

from models.problems import Refused, Unreachable
from models.store.withheld import Withheld
from tests.ui.fakes import NOW, RULES, busy
from ui.courier import Compared, SyncState
from ui.presenters.syncing import SyncPane, pane, state_line
from ui.text import Words

ZH = Words("zh")


def _pane(state: SyncState) -> SyncPane:
    desk = busy()
    return pane(state, desk.outbox(), desk.undelivered(), lambda id: f"题{id}", RULES, ZH, NOW)


def test_offline_says_that_all_is_here_and_goes_by_itself() -> None:
    line = state_line(SyncState("offline", NOW), ZH)
    assert line.level == "known"
    assert "自动送出" in line.text
    assert "9:41" in line.text


def test_a_refused_act_says_what_happened_what_is_safe_and_what_to_do() -> None:
    card = _pane(SyncState("synced", NOW)).refused[0]
    assert card.title == "提交：题i3"
    assert card.comparable
    assert card.safe == "您的内容完整留在本机。"
    assert card.happened
    assert card.todo


def test_a_text_that_another_computer_left_is_told_by_its_own_title_and_cannot_be_opened() -> None:
    desk = busy()
    left = [replace(one, title="没送出就丢了的") for one in desk.undelivered()]
    (card,) = pane(SyncState("synced", NOW), [], left, lambda _id: "", RULES, ZH, NOW).refused
    assert card.title == "提交：没送出就丢了的"
    assert not card.there


def test_acts_wait_for_the_file_that_one_of_their_matter_speaks_of() -> None:
    desk = busy()
    waiting = list(desk.outbox())
    files = {sha for one in waiting for sha in one.blobs}
    shown = pane(SyncState("syncing", NOW), waiting, [], lambda id: id, RULES, ZH, NOW, going=files).waiting
    assert files
    assert {one.why for one in shown} == {"等附件传完", "马上送"}


def test_what_waits_stands_in_order_with_the_reason() -> None:
    waiting = _pane(SyncState("offline", NOW)).waiting
    assert [one.op for one in waiting] == ["o2", "o3", "o4"]
    assert waiting[0].why == "等网络"
    assert waiting[2].detail == "今天 9:41 · 信息 · 附件 1 个"
    assert waiting[0].icon == "clipboard-check-outline"


def test_the_next_try_has_its_time() -> None:
    assert _pane(SyncState("offline", NOW, NOW.replace(minute=46))).next_try == "9:46 再试"


def test_what_answers_in_the_portals_place_is_said_by_name() -> None:
    for code, words in (
        ("certificate_wrong", "安全证书不对"),
        ("portal_foreign", "不是门户"),
        ("client_old", "版本太旧"),
    ):
        line = state_line(SyncState("offline", NOW, problem=Refused(code)), ZH)
        assert words in line.title
        assert "9:41" in line.text
        assert not line.command
    assert "可以照常工作" in state_line(SyncState("offline", NOW, problem=Unreachable("unreachable")), ZH).title


def test_a_session_that_is_over_leads_to_the_door_and_says_why() -> None:
    for code, words in (
        ("signed_out", "请重新登录"),
        ("password_must_change", "密码要换"),
        ("account_disabled", "停用"),
    ):
        line = state_line(SyncState("sign_in", NOW, problem=Refused(code)), ZH)
        assert words in line.title
        assert (line.step, line.command) == ("重新登录", "sign_out")


def test_a_program_or_a_portal_that_is_too_old_is_named_though_all_went_well() -> None:
    for code, first in (("desk_outdated", "程序太旧"), ("portal_behind", "门户还是旧版本")):
        line = state_line(SyncState("synced", NOW, problem=Refused(code)), ZH)
        assert first in line.title
        assert "照常送" in line.title + line.text


def test_while_a_question_waits_nothing_says_that_all_is_well() -> None:
    taken = [Withheld("u:wangtai", 87, 120, 30, "2026-04-28T09:00:00+08:00")]
    state = SyncState(phase="synced", last=NOW, compared=Compared(NOW, 0, 0))
    told, quiet = (pane(state, [], [], str, RULES, Words("zh"), NOW, some) for some in (taken, []))
    assert (quiet.state.level, told.state.level) == ("verified", "known")
    assert "要您定" in told.state.title
    assert ("一致" in quiet.compared, "不一样" in told.compared) == (True, True)
    offline = pane(replace(state, phase="offline"), [], [], str, RULES, Words("zh"), NOW, taken)
    assert offline.state.title == Words("zh")("sync.offline")
