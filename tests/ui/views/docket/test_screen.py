"""Those who watch see what is due and by whom it is late, narrow it, and take their steps; no word of it is shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.window import DeskWindow
from models.people import Actor
from tests.models.bureau import CONTACT, LEADER, LIN, SUPERVISOR, WORDS
from tests.ui.frame import cut_labels, nameless, overlay, settle, window
from tests.ui.views.docket.dockets import desk
from ui.views.docket.screen import DocketScreen
from ui.views.steps import StepSheet

pytestmark = pytest.mark.usefixtures("qapp")


def _screen(made: DeskWindow) -> DocketScreen:
    made.go("docket")
    settle()
    view = made.screen_view
    assert isinstance(view, DocketScreen)
    return view


def _numbers(view: DocketScreen) -> list[str]:
    rows = view.watching.panel.list.rows
    return [face.id for at in range(rows.rowCount()) if (face := rows.face(at)) is not None]


def _told(view: DocketScreen) -> str:
    return " ".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())


def test_the_soonest_day_comes_first_and_walking_the_list_opens_beside_it(qtbot: QtBot) -> None:
    with window(desk=desk(), actor=SUPERVISOR) as made:
        view = _screen(made)
        assert _numbers(view) == ["d12", "d14", "d16", "d13", "d17"]
        qtbot.keyClick(view.watching.panel.list, Qt.Key.Key_Down)
        assert view.open_id() == "d12"
        told = _told(view)
        assert "王台镇人民政府" in told
        assert "效督〔2026〕8号" in told
        assert not any(word in told for word in (*CONTACT.values(), "李**", str(WORDS["title"])))


def test_lamp_kind_and_unit_narrow_the_list_and_an_empty_one_says_so(qtbot: QtBot) -> None:
    with window(desk=desk(), actor=SUPERVISOR) as made:
        view = _screen(made)
        panel = view.watching.panel
        panel.lamp.setCurrentIndex(panel.lamp.findData("late"))
        settle()
        assert _numbers(view) == ["d12", "d14"]
        panel.kind.setCurrentIndex(panel.kind.findData("service"))
        settle()
        assert _numbers(view) == []
        panel.put(type(panel.watch)("done"))
        settle()
        assert _numbers(view) == ["d15"]
        made.run("filter")
        qtbot.keyClicks(panel.search, "nothing")
        qtbot.waitUntil(lambda: _numbers(view) == [])


def test_a_supervisor_supervises_from_the_pane_with_a_number_and_a_day() -> None:
    held = desk()
    with window(desk=held, actor=SUPERVISOR) as made:
        _screen(made)
        made.go("docket", id="d14")
        settle()
        made.run("return")
        sheet = overlay(made)
        assert isinstance(sheet, StepSheet)
        sheet._fields["number"][0].inner.setText("效督〔2026〕9号")  # type: ignore[attr-defined]  # a line
        sheet._fields["note"][0].inner.setPlainText("请说明超期原因。")  # type: ignore[attr-defined]  # a text
        sheet.go.click()
        settle()
        assert held.done[-1][:2] == ("letter.supervise", "d14")
        assert "效督〔2026〕9号" in _told(made.screen_view)  # type: ignore[arg-type]  # the docket's own


def test_a_leader_grants_the_days_that_were_asked_for() -> None:
    held = desk(LEADER)
    held.matters["d14"] = held.matters["d14"].with_system(due={"local": "2026-05-08"}, due_at="2026-05-08")
    with window(desk=held, actor=LEADER) as made:
        _screen(made)
        made.go("docket", id="d14")
        settle()
        made.run("primary")
        sheet = overlay(made)
        assert isinstance(sheet, StepSheet)
        assert sheet.answers()["days"] == 5
        sheet.go.click()
        assert held.done[-1] == ("letter.grant_extension", "d14", {"days": 5})


def test_a_leader_begins_with_what_waits_for_a_decision() -> None:
    with window(desk=desk(LEADER), actor=LEADER) as made:
        settle()
        view = _screen(made)
        assert _numbers(view) == ["d14"]
        view.watching.panel.put(type(view.watching.panel.watch)())
        settle()
        assert len(_numbers(view)) == 5


def test_only_those_who_watch_have_the_docket_in_their_rail() -> None:
    with window(desk=desk(), actor=SUPERVISOR) as made:
        _screen(made)
        assert any(one.id == "go_docket" for one in made.all_commands())
    with window(actor=LIN) as made:
        made.go("items")
        assert not any(one.id == "go_docket" for one in made.all_commands())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [900, 1366])
@pytest.mark.parametrize("actor", [SUPERVISOR, LEADER], ids=["supervisor", "leader"])
def test_nothing_is_cut_and_everything_that_takes_the_keyboard_has_a_name(
    language: str, width: int, actor: Actor
) -> None:
    with window(language=language, desk=desk(actor), actor=actor, theme="contrast") as made:
        made.resize(width, 698)
        view = _screen(made)
        for at in ("", "d12", "d14", "d16"):
            made.go("docket", **({"id": at} if at else {}))
            settle()
            assert cut_labels(view) == []
            assert nameless(view) == []


def test_in_a_narrow_window_the_way_back_leads_to_the_list() -> None:
    with window(desk=desk(), actor=SUPERVISOR) as made:
        made.resize(900, 698)
        view = _screen(made)
        made.go("docket", id="d12")
        settle()
        assert not view.watching.panel.isVisible()
        view.watching.back_to_list()
        assert view.watching.panel.isVisible()
        assert view.open_id() == ""
