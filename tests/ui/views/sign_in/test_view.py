"""登录: what is missing is said at its field, Enter signs in, one click tries a person out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollBar
from pytestqt.qtbot import QtBot

from models.problems import Refused
from tests.ui.fakes import NOW
from tests.ui.frame import cut_labels, nameless
from ui.presenters.signing_in import TrialPerson, pane
from ui.style.look import Look
from ui.text import Words
from ui.views.sign_in import SignInView
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import IconLine

PEOPLE = [TrialPerson("linxm", "林晓梅", "clerk", "王台镇"), TrialPerson("chenzy", "陈志远", "reviewer", "王台镇")]


def _door(qtbot: QtBot, language: str = "zh", size: int = 100, *, trying: bool = True) -> SignInView:
    words, look = Words(language), Look(size=size)
    look.apply()
    people = PEOPLE if trying else []
    made = SignInView(
        look, words, pane("", "2026-04-27T17:32:00+08:00", "https://p", "1.0.0", people, words, NOW, trying=trying)
    )
    qtbot.addWidget(made)
    made.resize(1366, 698)
    made.show()
    return made


def _lines(door: SignInView) -> list[QLineEdit]:
    return [one for one in door.findChildren(IconLine) if one.isVisible()]


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot) -> None:
    door = _door(qtbot)
    account, password = _lines(door)
    with qtbot.assertNotEmitted(door.asked):
        qtbot.keyClick(account, Qt.Key.Key_Return)
        assert account.accessibleDescription() == "请写姓名或工号。"
        account.setText("林晓梅")
        qtbot.keyClick(password, Qt.Key.Key_Return)
        assert password.accessibleDescription() == "请写密码。"


def test_enter_signs_in_and_the_button_says_so_meanwhile(qtbot: QtBot) -> None:
    door = _door(qtbot)
    account, password = _lines(door)
    account.setText(" 林晓梅 ")
    password.setText("secret")
    with qtbot.waitSignal(door.asked) as asked:
        qtbot.keyClick(password, Qt.Key.Key_Return)
    assert asked.args == ["林晓梅", "secret", False, "", ""]
    assert not door.trial.isEnabled()
    door.say("password", "姓名或密码不对。")
    assert door.trial.isEnabled()


def test_a_password_that_must_be_changed_is_asked_for_twice_and_goes_with_the_sign_in(qtbot: QtBot) -> None:
    door = _door(qtbot)
    account, password = _lines(door)
    account.setText("linxm")
    password.setText("old")
    door.say("change", "密码要换了。")
    assert door.error == "密码要换了。"
    new, again = _lines(door)
    with qtbot.assertNotEmitted(door.asked):
        qtbot.keyClick(again, Qt.Key.Key_Return)
        assert new.accessibleDescription() == "请写新密码。"
        new.setText("Right-and-better-2")
        qtbot.keyClick(new, Qt.Key.Key_Return)
        assert again.accessibleDescription()
    again.setText("Right-and-better-2")
    with qtbot.waitSignal(door.asked) as asked:
        qtbot.keyClick(again, Qt.Key.Key_Return)
    assert asked.args == ["linxm", "old", False, "Right-and-better-2", ""]
    door.say("new", "新密码不够安全。")
    assert new.accessibleDescription() == "新密码不够安全。"
    assert _lines(door) == [new, again]


URI = "otpauth://totp/portal:linxm?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=portal"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_first_password_and_then_a_telephone_each_have_the_page_to_themselves(qtbot: QtBot, language: str) -> None:
    door, words = _door(qtbot, language, trying=False), Words(language)
    _, account, password = _lines(door)
    account.setText("guozx")
    password.setText("drawn")
    door.say("change", "密码要换了。")
    for line in _lines(door):
        line.setText("Right-and-better-2")
    door.enrol(URI)
    door.say("asked", words.refusal(Refused("factor_must_enrol")))
    (code,) = _lines(door)
    assert door.focusWidget() is code
    assert code.accessibleDescription() == ""
    qtbot.wait(10)
    step = next(one for one in door.findChildren(ActionButton) if one.kind == "primary")
    assert step.mapTo(door, step.rect().bottomRight()).y() < 698
    assert not [one for one in door.findChildren(QScrollBar) if one.isVisible()]
    assert cut_labels(door) == nameless(door) == []
    with qtbot.assertNotEmitted(door.asked):
        qtbot.keyClick(code, Qt.Key.Key_Return)
    code.setText("123456")
    with qtbot.waitSignal(door.asked) as asked:
        qtbot.keyClick(code, Qt.Key.Key_Return)
    assert asked.args == ["guozx", "drawn", False, "Right-and-better-2", "123456"]
    door.say("code", "验证码不对。")
    assert code.accessibleDescription() == "验证码不对。"
    assert _lines(door) == [code]


def test_whoever_is_asked_for_a_code_may_begin_anew_as_somebody_else(qtbot: QtBot) -> None:
    door = _door(qtbot)
    account, password = _lines(door)
    account.setText("linxm")
    password.setText("right")
    door.say("asked", "还要验证码。")
    (code,) = _lines(door)
    code.setText("123456")
    back = next(one for one in door.findChildren(ActionButton) if one.text() == "换个人登录")
    back.click()
    assert _lines(door) == [account, password]
    with qtbot.waitSignal(door.asked) as asked:
        qtbot.keyClick(password, Qt.Key.Key_Return)
    assert asked.args == ["linxm", "right", False, "", ""]


def test_a_guess_too_many_leads_back_to_name_and_password(qtbot: QtBot) -> None:
    door = _door(qtbot)
    account, password = _lines(door)
    door.say("asked", "还要验证码。")
    door.say("account", "试得太多。")
    assert _lines(door) == [account, password]
    assert account.accessibleDescription() == "试得太多。"


def test_one_click_tries_a_person_out(qtbot: QtBot) -> None:
    door = _door(qtbot)
    with qtbot.waitSignal(door.tried) as tried:
        door.trial.cards[1].click()
    assert tried.args == ["chenzy"]


def test_the_real_door_asks_for_its_portal(qtbot: QtBot) -> None:
    door = _door(qtbot, trying=False)
    portal, account, password = _lines(door)
    portal.setText("https://portal.example")
    account.setText("a")
    password.setText("b")
    with qtbot.waitSignal(door.portal_given) as given:
        qtbot.keyClick(password, Qt.Key.Key_Return)
    assert given.args == ["https://portal.example"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [100, 150])
def test_nothing_is_cut_and_everything_has_a_name(qtbot: QtBot, language: str, size: int) -> None:
    door = _door(qtbot, language, size)
    door.say("password", Words(language)("sign_in.wrong_left", n=3))
    qtbot.wait(10)
    assert cut_labels(door) == []
    door.say("change", Words(language).refusal(Refused("password_must_change")))
    qtbot.wait(10)
    assert cut_labels(door) == []
    assert nameless(door) == []
