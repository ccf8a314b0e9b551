"""A window in memory and a desk in memory, for one screen at a time."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.fake_desk import FakeDesk, FakeHost, matter
from ui import work
from ui.style.look import Look


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[FakeHost]:
    """A window that remembers what it was asked for."""
    made = FakeHost(Look("light", 100))
    made.resize(1000, 640)
    qtbot.addWidget(made)
    made.show()
    yield made
    work.finish()


@pytest.fixture
def desk() -> FakeDesk:
    """A desk with the item of the drawings."""
    return FakeDesk({"m1": matter()})
