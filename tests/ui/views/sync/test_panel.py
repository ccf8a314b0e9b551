"""The panel of sync: compare, save as a new draft, give up; every way keeps what was written."""

import pytest
from PySide6.QtWidgets import QLabel

from desktop.window import DeskWindow
from models.problems import Refused
from models.store.files import Noted
from models.store.withheld import Withheld
from sync.client.lists import Coming
from tests.ui.fakes import NOW, FakeDesk, busy
from tests.ui.frame import Called, cut_labels, nameless, overlay, settle, window
from ui.courier import SyncState
from ui.views.items.screen import MatterScreen
from ui.views.sync.file_row import FileRow
from ui.views.sync.page import UndeliveredScreen
from ui.views.sync.taken import Taken
from ui.widgets.buttons import ActionButton


def _press(made: DeskWindow, words: str) -> None:
    button = next(one for one in made.findChildren(ActionButton) if one.isVisible() and one.text() == words)
    button.click()
    settle()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("words", "how"), [("另存为新草稿", "new_draft"), ("放弃这一次", "drop")])
def test_a_refused_act_is_settled_one_way_or_the_other(words: str, how: str) -> None:
    desk = busy()
    with window(desk=desk) as made:
        made.go("undelivered")
        settle()
        _press(made, words)
        assert desk.settled == [("o1", how)]
        assert made.notices.log[-1].title.startswith("已")


@pytest.mark.usefixtures("qapp")
def test_a_text_of_something_that_is_not_here_can_be_kept_but_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = busy()

    def gone(id: str) -> object:
        raise Refused("not_found", id=id)

    with window(desk=desk) as made:
        monkeypatch.setattr(desk, "seen", gone)
        made.go("undelivered")
        settle()
        shown = [one.text() for one in made.findChildren(ActionButton) if one.isVisible()]
        assert "打开这一篇" not in shown
        _press(made, "另存为新草稿")
        assert desk.settled == [("o1", "new_draft")]


@pytest.mark.usefixtures("qapp")
def test_a_conflict_opens_its_three_panes() -> None:
    with window(desk=busy()) as made:
        made.go("undelivered")
        settle()
        button = next(one for one in made.findChildren(ActionButton) if one.isVisible() and one.text() == "比一比")
        assert button.kind == "primary"


@pytest.mark.usefixtures("qapp")
def test_a_session_that_is_over_is_begun_again_by_one_press() -> None:
    called = Called()
    state = SyncState("sign_in", NOW, problem=Refused("signed_out"))
    with window(desk=FakeDesk(), state=state, called=called) as made:
        made.go("undelivered")
        settle()
        _press(made, "重新登录")
        assert called.names == ["sign_out"]


@pytest.mark.usefixtures("qapp")
def test_an_empty_box_says_so() -> None:
    with window(desk=FakeDesk()) as made:
        made.go("undelivered")
        settle()
        texts = [one.accessibleName() for one in made.findChildren(ActionButton) if one.isVisible()]
        assert "比一比" not in texts


@pytest.mark.usefixtures("qapp")
def test_catalogue_opens_the_draft_that_mends() -> None:
    with window() as made:
        made.go("catalogue", column="0402")
        settle()
        _press(made, "打开这篇草稿")
        assert isinstance(made.screen_view, MatterScreen)
        assert made.screen_view.open_id() == "i8"


@pytest.mark.usefixtures("qapp")
def test_a_file_on_its_way_says_how_far_it_is_until_it_has_arrived() -> None:
    desk = busy()
    desk.going = [Noted("a" * 64, "宣传片.mp4", 104_857_600, "local", 47_185_920)]
    with window(desk=desk) as made:
        made.go("undelivered")
        settle()
        [row] = (one for one in made.findChildren(FileRow) if one.isVisible())
        assert any("已传 45%，会自动接着传" in one.text() for one in row.findChildren(QLabel))
        desk.going = []
        made.session.changed.emit([])
        settle()
        assert not [one for one in made.findChildren(FileRow) if one.isVisible()]


@pytest.mark.usefixtures("qapp")
def test_what_was_taken_in_a_mass_goes_only_after_a_second_word() -> None:
    desk = busy()
    desk.taken = [Withheld("u:wangtai", 87, 120, 30, "2026-04-28T09:00:00+08:00")]
    with window(desk=desk) as made:
        made.go("undelivered")
        settle()
        _press(made, "取走")
        assert len(desk.taken) == 1
        slip = overlay(made)
        next(one for one in slip.findChildren(ActionButton) if one.text() == "取走").click()
        settle()
        assert desk.taken == []
        assert made.notices.log[-1].title == "已取走。您写的内容都在。"
        assert not [one for one in made.findChildren(Taken) if one.isVisible()]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("words", ["重新核对", "立即核对"])
def test_a_comparison_can_be_asked_for_and_shows_that_it_is_under_way(words: str) -> None:
    desk = busy()
    desk.taken = [Withheld("u:wangtai", 87, 120, 30, "2026-04-28T09:00:00+08:00")]
    with window(desk=desk) as made:
        made.go("undelivered")
        settle()
        _press(made, words)
        assert made.courier.state.comparing
        busy_ones = [one for one in made.findChildren(ActionButton) if one.isVisible() and not one.isEnabled()]
        assert [one.text() for one in busy_ones] == ["立即核对"]


@pytest.mark.usefixtures("qapp")
def test_a_large_part_on_its_way_says_how_many_records_have_come() -> None:
    desk = busy()
    desk.arriving = [Coming("u:wangtai/archive", 3120, 7500)]
    with window(desk=desk) as made:
        made.go("undelivered")
        settle()
        [row] = (one for one in made.findChildren(FileRow) if one.isVisible())
        assert {"第一次取来：王台镇人民政府办结的", "已取 3120 条，一共 7500 条，断了会接着取"} <= {
            one.text() for one in row.findChildren(QLabel)
        }


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [100, 150])
def test_no_word_of_the_page_is_cut(language: str, size: int) -> None:
    desk = busy()
    desk.taken = [Withheld("u:wangtai", 87, 120, 30, "2026-04-28T09:00:00+08:00")]
    with window(desk=desk, language=language, size=size) as made:
        made.go("undelivered")
        settle()
        (screen,) = (one for one in made.findChildren(UndeliveredScreen) if one.isVisible())
        assert not cut_labels(screen)
        assert not nameless(screen)
