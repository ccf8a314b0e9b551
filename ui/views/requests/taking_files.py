"""Files for an answer: chosen, read off the main thread, covered where parts stay back; and the notice as a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from models.late import load
from models.notices.page import plain_title
from models.problems import Refused
from ui import work
from ui.host import Host
from ui.printing import notices as paper
from ui.session import Session
from ui.views.editor.attaching import show_file
from ui.views.editor.preview import Preview
from ui.views.requests.redact import RedactSheet

MOST = 100_000_000


class TakingFiles(QObject):
    """`added(file)` with a stored file; `covered(file, what, count)` with one that was covered and verified."""

    added = Signal(dict)
    covered = Signal(dict, str, int)

    def __init__(self, session: Session, host: Host, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._host, self._over = session, host, over

    def add(self) -> None:
        """Asks for files to be given as they are."""
        for path in self._chosen():
            self._read(path, self._keep)

    def cover(self) -> None:
        """Asks for a file of which parts stay back."""
        for path in self._chosen(one=True):
            self._read(path, self._open_redaction)

    def open(self, sha: str, files: Sequence[Mapping[str, Any]]) -> None:
        """Shows one of the files."""
        show_file(self._session, self._host, files, sha)

    def save_word(self, notice: str) -> None:
        """Asks where, and writes the notice as a Word document."""
        words = self._host.words
        name = f"{plain_title(notice)}.docx"
        kind = f"{words('requests.outcome.word_file')} (*.docx)"
        chosen, _ = QFileDialog.getSaveFileName(self._over, words("requests.outcome.export_word"), name, kind)
        if chosen:
            self.write_word(notice, Path(chosen))

    def write_word(self, notice: str, file: Path) -> None:
        """Writes the notice off the main thread, with the name masked as it was reviewed."""

        def write() -> None:
            try:
                file.write_bytes(load("models.notices.word").docx(notice))
            except OSError as fault:
                raise Refused("file_not_written", name=file.name) from fault

        told = self._host.words("requests.outcome.exported", name=file.name)
        work.run(write, lambda _none: self._host.notices.toast(told), self._failed, owner=self)

    def print_out(self, notice: str) -> None:
        """Shows the notice as it will be printed."""
        Preview(self._host, plain_title(notice), {"notice": lambda: paper.pages(notice)}).open()

    def take(self, name: str, data: bytes, *, redacting: bool = False) -> None:
        """A file that was read, as if chosen."""
        (self._open_redaction if redacting else self._keep)(name, data)

    def _chosen(self, *, one: bool = False) -> list[Path]:
        title = self._host.words("requests.files.choose")
        if one:
            name, _ = QFileDialog.getOpenFileName(self._over, title)
            return [Path(name)] if name else []
        return [Path(name) for name in QFileDialog.getOpenFileNames(self._over, title)[0]]

    def _read(self, path: Path, then: Any) -> None:
        def read() -> bytes:
            try:
                if path.stat().st_size > MOST:
                    raise Refused("attachment_too_large", name=path.name)
                data = path.read_bytes()
            except OSError as fault:
                raise Refused("file_unreadable", name=path.name) from fault
            if not data:
                raise Refused("file_empty", name=path.name)
            return data

        work.run(read, lambda data: then(path.name, data), self._failed, owner=self)

    def _keep(self, name: str, data: bytes) -> None:
        self.added.emit(self._stored(name, data))

    def _stored(self, name: str, data: bytes) -> dict[str, Any]:
        return {"sha256": self._session.desk.put_blob(data, name), "name": name, "size": len(data)}

    def _open_redaction(self, name: str, data: bytes) -> None:
        sheet = RedactSheet(self._host, name, data)
        sheet.covered.connect(
            lambda made, what: self.covered.emit(self._stored(made.name, made.data), what, made.count)
        )
        sheet.start()

    def _failed(self, problem: Exception) -> None:
        self._host.notices.problem(problem)
