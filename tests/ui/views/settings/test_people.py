"""What administrators look after: each sees their own part alone, and what shuts somebody out is asked back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.window import DeskWindow
from models.people import Actor, Post
from sync.client.care import AccountLine, DeskLine
from tests.ui.frame import CLERK, NOW, cut_labels, overlay, settle, window
from ui import work
from ui.views.settings.screen import SettingsScreen
from ui.views.settings.seeking import SeekSlip
from ui.widgets.ask import AskSlip
from ui.widgets.buttons import ActionButton
from ui.widgets.lists import WordList

AT = NOW.isoformat()
DESKS = (
    DeskLine("linxm", "林晓梅", "d1", "窗口二号机", "10.0.3.21", AT, "s1", AT, ""),
    DeskLine("zhoum", "周敏", "d2", "", "10.0.3.22", AT, "", AT, ""),
    DeskLine("chenzy", "陈志远", "d3", "办公室", "10.0.3.23", AT, "s3", AT, AT),
    DeskLine("maoyh", "毛永红", "desk", "数字办", "10.0.3.24", AT, "s4", AT, ""),
)
ACCOUNTS = (
    AccountLine("linxm", "p_linxm", "林晓梅", ("wangtai:clerk", "wangtai:of_a_newer_portal"), False),
    AccountLine("gone", "p_gone", "离任者", (), True),
    AccountLine("maoyh", "p_admin", "毛永红", ("digital:sysadmin",), False),
)


class FakeCare:
    """A portal's doors, where the line ends."""

    def __init__(self) -> None:
        self.asked = list[Any]()

    def all_sessions(self, search: str) -> tuple[DeskLine, ...]:
        self.asked.append(("seek", search))
        return tuple(one for one in DESKS if search in one.name)

    def sessions(self) -> tuple[DeskLine, ...]:
        return tuple(replace(one, this=one.device == "d1") for one in DESKS)

    def accounts(self) -> tuple[AccountLine, ...]:
        return ACCOUNTS

    def __getattr__(self, name: str) -> Any:
        return lambda *given: self.asked.append((name, *given))


@contextmanager
def _slip(
    role: str, line: str, language: str = "zh", page: str = "people"
) -> Iterator[tuple[DeskWindow, FakeCare, SeekSlip]]:
    actor, care = Actor("p_admin", "毛永红", frozenset({Post("digital", role)}), "desk"), FakeCare()
    with window(actor=actor, language=language) as made:
        made.about = replace(made.about, care=lambda: care)
        made.go("settings", page=page)
        settle()
        view = made.screen_view
        assert isinstance(view, SettingsScreen)
        _press(view, made.words(f"settings.{line}"))
        slip = overlay(made)
        assert isinstance(slip, SeekSlip)
        yield made, care, slip


def _press(inside: Any, text: str) -> None:
    button = next(one for one in inside.findChildren(ActionButton) if one.text() == text)
    assert button.isEnabled()
    button.click()
    work.finish()
    settle()


def _lines(slip: SeekSlip) -> list[str]:
    found = slip.findChildren(WordList)[0]
    return [found.item(at).text() for at in range(found.count())]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("role", ["clerk", "auditor", "sysadmin", "secadmin"])
def test_the_page_is_there_for_whom_it_is(role: str) -> None:
    actor = Actor(CLERK.person, CLERK.name, frozenset({Post("wangtai", role)}), CLERK.device)
    with window(actor=actor) as made:
        made.go("settings")
        settle()
        assert isinstance(made.screen_view, SettingsScreen)
        pages = made.screen_view.findChildren(WordList)[0]
        names = [pages.item(at).text() for at in range(pages.count())]
        assert ("人员和电脑" in names) == (role in ("sysadmin", "secadmin"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_computers_are_found_and_a_session_is_ended(language: str) -> None:
    with _slip("secadmin", "all_desks", language) as (made, care, slip):
        assert cut_labels(slip) == []
        assert [text.partition(" ")[0] for text in _lines(slip)] == ["林晓梅", "周敏", "陈志远", "毛永红"]
        line = slip.findChildren(QLineEdit)[0]
        assert made.focusWidget() is line
        line.setText("林")
        QTest.keyClick(line, Qt.Key.Key_Return)
        work.finish()
        settle()
        assert len(_lines(slip)) == 1
        _press(slip, made.words("settings.all_desks_end"))
        assert care.asked == [("seek", ""), ("seek", "林"), ("end_any", "s1"), ("seek", "林")]


@pytest.mark.usefixtures("qapp")
def test_where_nothing_is_found_no_step_is_offered_and_it_says_so() -> None:
    with _slip("secadmin", "all_desks") as (_, _care, slip):
        slip.findChildren(QLineEdit)[0].setText("无此人")
        slip.seek()
        work.finish()
        settle()
        assert slip.missing.text() == "没有找到这样的电脑。"
        assert not any(one.isEnabled() for one in slip._steps.values())


@pytest.mark.usefixtures("qapp")
def test_a_lost_computer_is_erased_after_one_more_question_and_only_once() -> None:
    with _slip("secadmin", "all_desks") as (made, care, slip):
        rows = slip.findChildren(WordList)[0]
        rows.setCurrentRow(2)
        assert not slip._steps["revoke"].isEnabled()
        assert "已经要求清除" in slip.missing.text()
        rows.setCurrentRow(3)
        assert not any(one.isEnabled() for one in slip._steps.values())
        assert slip.missing.text() == "这台电脑请用“退出登录”。"
        rows.setCurrentRow(0)
        _press(slip, "清除电脑")
        question = overlay(made)
        assert isinstance(question, AskSlip)
        assert care.asked == [("seek", "")]
        _press(question, "清除电脑")
        assert care.asked[-1] == ("revoke", "linxm", "d1")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_account_is_closed_after_one_more_question_and_opened_at_once(language: str) -> None:
    with _slip("sysadmin", "accounts", language) as (made, care, slip):
        words = made.words
        assert cut_labels(slip) == []
        rows = slip.findChildren(WordList)[0]
        rows.setCurrentRow(2)
        assert slip.missing.text() == words("settings.accounts_own")
        rows.setCurrentRow(1)
        assert not slip._steps["disable"].isVisible()
        _press(slip, words("settings.accounts_enable"))
        assert care.asked == [("set_account", "gone", "enable")]
        slip.findChildren(QLineEdit)[0].setText("LINXM")
        slip.seek()
        work.finish()
        settle()
        assert len(_lines(slip)) == 1
        _press(slip, words("settings.accounts_disable"))
        question = overlay(made)
        assert isinstance(question, AskSlip)
        _press(question, words("settings.accounts_disable"))
        assert care.asked[-1] == ("set_account", "linxm", "disable")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_ends_the_session_of_another_computer_by_the_keyboard_alone_and_not_ones_own(language: str) -> None:
    with _slip("clerk", "sessions", language, "account") as (made, care, slip):
        assert cut_labels(slip) == []
        assert made.focusWidget() is slip.findChildren(WordList)[0]
        assert slip.missing.text() == made.words("settings.sessions_own")
        QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert slip.isVisible()
        QTest.keyClick(made.focusWidget(), Qt.Key.Key_End)
        QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        work.finish()
        settle()
        assert care.asked == [("end", "s4")]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("role", "line"), [("secadmin", "all_desks"), ("sysadmin", "accounts")])
def test_an_answer_that_comes_when_the_slip_is_closed_meets_nobody(role: str, line: str) -> None:
    with _slip(role, line) as (made, _care, slip):
        slip.seek()
        slip.dismiss()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        work.finish()
        settle()
        assert made.focusWidget() is not None
