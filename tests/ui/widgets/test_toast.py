"""What a toast says is never cut, whatever size letters have while it stands."""

from pytestqt.qtbot import QtBot

from tests.ui.frame import cut_labels, settle, window


def test_its_words_have_room_when_letters_grow_while_it_stands(qtbot: QtBot) -> None:
    with window() as made:
        made.notices.toast("已合并，两封一起答复。")
        settle()
        made.look.put(size=150)
        settle()
        assert made.toast.isVisible()
        assert cut_labels(made.toast) == []
