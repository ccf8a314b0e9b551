"""Any two kept texts are compared, and an old one becomes a new draft without touching what stands."""

from types import SimpleNamespace

import pytest

from tests.ui.fake_desk import BODY, FakeDesk, FakeHost, session
from ui.views.history.view import HistoryView


@pytest.fixture
def view(desk: FakeDesk, host: FakeHost) -> HistoryView:
    def version(name: str, body: str, at: str) -> SimpleNamespace:
        return SimpleNamespace(
            id=name, digest="ab12cd34", fields={"title": "公示", "body": body}, at=at, why="submit", name="林"
        )

    desk.kept["m1"] = [
        version("v1", BODY, "2026-04-27T10:00:00+08:00"),
        version("v2", BODY.replace("布署", "部署"), "2026-04-28T08:00:00+08:00"),
    ]
    made = HistoryView(session(desk), host)
    host.layout().addWidget(made)
    made.show_matter("m1")
    return made


def test_the_newest_stands_beside_the_one_before_it(view: HistoryView) -> None:
    assert "部署" in view.sides.new.edit.toPlainText()
    assert "布署" in view.sides.old.edit.toPlainText()
    assert view.sides.new.marks.on("differences")


def test_the_oldest_stands_alone(view: HistoryView) -> None:
    view._list.setCurrentRow(1)
    assert not view.sides.old.isVisibleTo(view)


def test_an_old_text_becomes_a_new_draft(view: HistoryView, desk: FakeDesk) -> None:
    before = desk.matters["m1"]
    view._list.setCurrentRow(1)
    view._on_restore()
    taken = desk.done[-1]
    assert taken.kind == "item.create"
    assert "布署" in desk.matters[taken.id].fields["body"]
    assert desk.matters["m1"] == before


def test_what_was_being_written_stands_among_the_kept_texts(view: HistoryView, desk: FakeDesk) -> None:
    written = SimpleNamespace(
        id="w1", digest="cd34ab12", fields={"title": "公示", "body": "<p>写到一半</p>"},
        at="2026-04-28T09:00:00+08:00", why="writing", name="林",
    )  # fmt: skip
    desk.kept["m1.put_by"] = [written]
    view.show_matter("m1")
    assert view._list.item(0).text().startswith("写作途中")
    view._on_restore()
    assert "写到一半" in desk.matters[desk.done[-1].id].fields["body"]
