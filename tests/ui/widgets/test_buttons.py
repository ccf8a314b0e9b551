"""Buttons: keys, busy labels, and names that can be read out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.style.look import Look
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.fields import Choice, Field, IconLine, Tick
from ui.widgets.panels import column
from ui.widgets.tabs import SegmentedTabs


def test_enter_presses_a_plain_button_and_never_a_primary_one(qtbot: QtBot) -> None:
    for kind, expected in (("plain", 1), ("danger", 1), ("quiet", 1), ("primary", 0)):
        button, pressed = ActionButton(Look(), "提交", kind), []
        qtbot.addWidget(button)
        button.clicked.connect(lambda _=False, told=pressed: told.append(1))
        qtbot.keyClick(button, Qt.Key.Key_Return)
        assert len(pressed) == expected, kind
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert len(pressed) == expected + 1, kind


def test_a_busy_button_keeps_its_width_and_cannot_be_pressed(qtbot: QtBot) -> None:
    button = ActionButton(Look(), "送审", "primary", key="Ctrl Enter")
    qtbot.addWidget(button)
    button.show()
    width = button.width()
    button.set_busy("正在送审…")
    assert not button.isEnabled()
    assert button.minimumWidth() >= width
    button.set_busy("")
    assert button.isEnabled()
    assert button.accessibleName() == "送审"


def test_an_icon_alone_says_its_word_and_key(qtbot: QtBot) -> None:
    button = IconButton(Look(), "close", "关闭", "Esc")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("关闭", "关闭  Esc")
    assert button.sizeHint().width() >= 28


def test_a_field_says_what_is_wrong_only_when_told(qtbot: QtBot) -> None:
    line = IconLine(Look(), "lock-outline")
    field = Field(Look(), "密码", line, "至少 10 个字")
    qtbot.addWidget(field)
    field.say("请写密码。")
    assert line.property("wrong") == "true"
    assert line.accessibleDescription() == "请写密码。"
    field.say("")
    assert line.property("wrong") == "false"


def test_tabs_are_one_stop_and_arrows_choose(qtbot: QtBot) -> None:
    tabs, chosen = SegmentedTabs(Look(), "范围"), []
    qtbot.addWidget(tabs)
    tabs.put([("mine", "我的"), ("unit", "本单位")])
    tabs.chosen.connect(chosen.append)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert chosen == ["unit", "mine"]
    assert tabs.accessibleName() == "范围 我的"


def test_filling_a_choice_tells_nobody(qtbot: QtBot) -> None:
    choice, told = Choice(Look(), "栏目"), []
    qtbot.addWidget(choice)
    choice.currentIndexChanged.connect(told.append)
    choice.put([("", "所有"), ("0702", "公示")], "0702")
    assert choice.value() == "0702"
    assert told == []


def test_a_tick_is_set_by_space(qtbot: QtBot) -> None:
    tick = Tick(Look(), "在这台电脑上记住我")
    qtbot.addWidget(tick)
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()


def test_a_text_of_fixed_height_takes_no_room_that_it_cannot_use(qtbot: QtBot) -> None:
    sheet, box = QWidget(), QPlainTextEdit()
    qtbot.addWidget(sheet)
    box.setFixedHeight(72)
    field, down = Field(Look("light"), "在哪里看", box), column(sheet)
    down.addWidget(field)
    down.addStretch()
    sheet.resize(400, 480)
    sheet.show()
    assert (field.y(), field.height() < 110) == (0, True)
