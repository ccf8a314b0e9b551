"""The question about what the portal took away in a mass: let it go, or ask the portal once more."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui import work
from ui.host import Host
from ui.notices import Question
from ui.presenters.withheld import TakenCard
from ui.session import Session
from ui.views.sync.card import Card
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import column


class Taken(QWidget):
    """One such question with its two answers."""

    def __init__(self, session: Session, host: Host, card: TakenCard) -> None:
        super().__init__()
        self._session, self._host, self._card = session, host, card
        words, look = session.words, host.look
        again = ActionButton(look, words("sync.taken_again"), "primary", icon="refresh", height=28)
        again.clicked.connect(host.courier.compare)
        self._apply = ActionButton(look, words("sync.taken_apply"), height=28)
        self._apply.clicked.connect(self._ask)
        column(self).addWidget(Card(look, words, card, (again, self._apply), "cloud-alert-outline", "amber_lamp"))

    def _ask(self) -> None:
        words, card = self._session.words, self._card
        question = Question(card.sure, card.effect, words("sync.taken_apply"), self._let_go, danger=True)
        self._host.notices.ask(question)

    def _let_go(self) -> None:
        self._apply.set_busy(self._session.words("sync.taken_apply"))
        desk, scope = self._session.desk, self._card.scope
        work.run(lambda: desk.let_go(scope), self._on_gone, self._on_failed, owner=self)

    def _on_gone(self, ids: Sequence[str]) -> None:
        self._host.notices.toast(self._session.words("sync.taken_gone"))
        self._session.changed.emit(list(ids))

    def _on_failed(self, problem: Exception) -> None:
        self._apply.set_busy("")
        self._host.notices.problem(problem)
