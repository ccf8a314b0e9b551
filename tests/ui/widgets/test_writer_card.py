"""Nothing of a writer is shown before the look is recorded, and it is masked again by time, matter or leaving."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.models.bureau import CONTACT, ZHOU
from tests.ui.fake_desk import FakeHost, session
from tests.ui.frame import settle
from tests.ui.views.requests.desk import RequestDesk, bureau, desk, in_hand
from ui.style.look import Look
from ui.widgets.writer_card import WriterCard


@pytest.fixture
def host(qtbot: QtBot) -> FakeHost:
    made = FakeHost(Look("light", 100))
    qtbot.addWidget(made)
    made.show()
    return made


def _card(host: FakeHost, held: RequestDesk) -> WriterCard:
    card = WriterCard(session(held), host)
    host.layout().addWidget(card)
    card.put(next(iter(held.matters)))
    return card


def _said(card: WriterCard) -> str:
    settle()
    return " ".join(one.text() for one in card.findChildren(QLabel) if one.isVisible())


def test_a_look_is_recorded_before_anything_is_shown(host: FakeHost) -> None:
    held = desk(in_hand())
    card = _card(host, held)
    assert CONTACT["phone"] not in _said(card)
    card.look.click()
    assert [intent.verb for intent in held.done] == ["look"]
    assert CONTACT["phone"] in _said(card)
    assert card.open


def test_after_its_time_it_is_masked_again(host: FakeHost) -> None:
    card = _card(host, desk(in_hand()))
    card.look.click()
    card._timer.timeout.emit()
    assert not card.open
    assert CONTACT["phone"] not in _said(card)


def test_another_matter_or_leaving_ends_the_look(host: FakeHost) -> None:
    first = in_hand()
    made = bureau()
    other = made.received()
    held = desk(first)
    held.matters[other.id] = other
    card = _card(host, held)
    card.look.click()
    card.put(other.id)
    assert not card.open
    card.put(first.id)
    card.look.click()
    card.hide()
    assert not card.open


def test_who_does_not_handle_it_is_told_so_and_shown_nothing(host: FakeHost) -> None:
    held = desk(in_hand(), ZHOU)
    card = _card(host, held)
    card.look.click()
    assert held.done == []
    assert not card.open
    assert host.told[0].level == "act"
