"""The attachments of the text that is open: added, taken away, and brought back with one 撤销."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.problems import Refused
from ui.glances import Glances
from ui.host import Host
from ui.session import Session
from ui.travelling import Travelling
from ui.views.editor.attachments import AttachmentList
from ui.views.editor.incoming import Incoming, Taken
from ui.views.editor.picture_sheet import is_picture, open_picture


class Attaching(QObject):
    """`changed` says that the files are others now."""

    changed = Signal()

    def __init__(self, session: Session, host: Host, shown: AttachmentList, incoming: Incoming) -> None:
        super().__init__(shown)
        self._session, self._host, self._shown = session, host, shown
        self.files: list[Mapping[str, Any]] = []
        shown.asked.connect(incoming.choose_files)
        shown.removed.connect(self._on_removed)
        shown.opened.connect(self.open)
        incoming.attached.connect(self._on_attached)
        self._going = Travelling(session, shown)
        self._going.told.connect(shown.tell)
        Glances(session, shown, shown)

    def put(self, files: Sequence[Mapping[str, Any]], *, writable: bool) -> None:
        """Shows the files of a matter."""
        self.files = list(files)
        self._shown.put(self.files, writable=writable)
        self._going.again()

    def open(self, sha: str) -> None:
        """Shows a picture here, any other file with the program that the computer has for it."""
        show_file(self._session, self._host, self.files, sha)

    def _on_attached(self, taken: Taken) -> None:
        file = {"sha256": taken.sha256, "name": taken.name, "size": taken.size, "mime": taken.mime}
        self._change([each for each in self.files if each["sha256"] != taken.sha256] + [file])
        self._host.notices.toast(self._host.words("editor.attachments.added", name=taken.name))

    def _on_removed(self, sha: str) -> None:
        before, words = list(self.files), self._host.words
        self._change([each for each in before if each["sha256"] != sha])
        self._host.notices.toast(
            words("editor.attachments.removed"), words("editor.undo"), lambda: self._change(before)
        )

    def _change(self, files: list[Mapping[str, Any]]) -> None:
        self.put(files, writable=True)
        self.changed.emit()


def show_file(session: Session, host: Host, files: Sequence[Mapping[str, Any]], sha: str) -> None:
    """Shows one of these files; what stands in the way is told in a sentence."""
    name = next((str(file["name"]) for file in files if file["sha256"] == sha), "")
    if is_picture(name):
        open_picture(host, name, session.desk.blob(sha))
        return
    try:
        session.desk.open_blob(sha)
    except Refused as problem:
        host.notices.problem(problem)
