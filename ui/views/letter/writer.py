"""Looking at who wrote, which is written down before it is shown; and leaving a word for who comes next."""

from PySide6.QtCore import QObject

from models.problems import Refused
from ui.host import Host
from ui.presenters import letter_side
from ui.presenters.steps import sentences
from ui.session import Session
from ui.views.editor.dialogs import ask_reason, tell_missing
from ui.views.letter.side import LetterSide


class Looking(QObject):
    """Both are steps of the letter; neither changes where it stands."""

    def __init__(self, session: Session, host: Host, side: LetterSide) -> None:
        super().__init__(side)
        self._session, self._host, self._side = session, host, side

    def look(self, id: str) -> None:
        """Takes the step, and shows who wrote only when it was taken (Art. 25)."""
        words = self._host.words
        offer = next((one for one in self._session.desk.seen(id).offers if one.verb == "look"), None)
        if offer is None:
            return
        if offer.missing:
            title = words("steps.not_yet", step=words("letters.look_whole"), n=len(offer.missing))
            tell_missing(self._host, title, sentences(offer.missing, words), words("steps.close"))
            return
        try:
            self._session.do("letter.look", id)
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        facts, original = letter_side.whole(self._session.desk.writer(id), words)
        self._side.show_whole(facts, original)

    def remark(self, id: str) -> None:
        """Ctrl M: a word that stays within the unit."""
        words = self._host.words
        if all(offer.verb != "note" for offer in self._session.desk.seen(id).offers):
            return

        def keep(text: str) -> None:
            try:
                self._session.do("letter.note", id, {"text": text})
            except Refused as problem:
                self._host.notices.problem(problem)
            else:
                self._side.show_tab("remarks")

        ask_reason(self._host, words("letters.remark_title"), words("letters.remark_step"),
                   words("letters.remark_hint"), keep)  # fmt: skip
