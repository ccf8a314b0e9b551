"""Beside a matter stand who wrote and how it went; a remark is asked for where one may be left."""

import pytest

from tests.ui.fake_desk import FakeHost, session
from tests.ui.views.requests.desk import desk, in_hand
from ui.presenters.steps import TrailLine
from ui.views.handling.inspector import HandlingInspector


@pytest.mark.parametrize("notable", [True, False])
def test_the_writer_stands_masked_above_the_trail(host: FakeHost, notable: bool) -> None:
    held = desk(in_hand())
    side = HandlingInspector(session(held), host)
    host.layout().addWidget(side)
    side.put(next(iter(held.matters)), [TrailLine("受理", "林晓梅", "今天 9:41")], notable=notable)
    asked: list[bool] = []
    side.note_asked.connect(lambda: asked.append(True))
    side.note.click()
    assert asked == [True]
    assert side.note.isVisibleTo(side) is notable
    assert not side.writer.open
