"""Findings in the window: painted in the text, walked through, mended by one click, kept with a reason."""

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from models.checks.finding import Finding
from models.checks.masking import mask_card, mask_id, mask_mobile, mask_name
from ui.editor import commands
from ui.editor.checking import Checked
from ui.editor.marking import Mark, Marks
from ui.editor.places import Locator, Spot
from ui.editor.text_edit import TextEdit
from ui.host import Host
from ui.presenters import findings as presenter
from ui.views.editor.cards import ChecksTab
from ui.views.editor.dialogs import ask_reason
from ui.views.editor.head import Head


class Remedies(QObject):
    """A text without a title of its own has no `head`. `changed` says that the open findings are others now;
    `attach_wanted` that an attachment is to be added, `reasoned` that a reason was given for a finding to stand,
    `file_wanted` carries the name of the attachment that a finding speaks of."""

    changed = Signal()
    attach_wanted = Signal()
    reasoned = Signal()
    file_wanted = Signal(str)

    def __init__(self, host: Host, edit: TextEdit, head: Head | None, tab: ChecksTab, marks: Marks) -> None:
        super().__init__(edit)
        self._host, self._edit, self._head, self._tab, self._marks = host, edit, head, tab, marks
        self.findings: tuple[Finding, ...] = ()
        self.kept: dict[str, str] = {}
        self._cursors: dict[str, QTextCursor] = {}
        self._at = -1
        self._checked = False
        self._fields: Mapping[str, Any] = {}
        tab.gone_to.connect(self._on_card)
        tab.mended.connect(self.mend)
        tab.kept.connect(self.keep)

    def start(self, kept: Mapping[str, str]) -> None:
        """Another text: nothing is known of it yet but what was kept before."""
        self.findings, self.kept, self._cursors, self._at = (), dict(kept), {}, -1
        self._checked = False
        self._marks.put("findings", ())
        self._marks.put("links", ())
        self._show()

    def put(self, checked: Checked) -> None:
        """Shows what a check found, as far as the text still stands as it was checked."""
        locator = Locator(self._edit.document(), checked.snapshot, checked.leaves, self._edit.ledger.places())
        self.findings, self._checked, self._fields = checked.findings, True, checked.fields
        found = [(one, self._cursor(locator, one)) for one in checked.findings]
        self._cursors = {one.key: cursor for one, cursor in found if cursor is not None}
        links = [locator.cursor(Spot(link.block, link.start, link.end)) for link in checked.links]
        self._marks.put("links", [Mark("link", cursor) for cursor in links if cursor is not None])
        self._show()

    @property
    def counts(self) -> presenter.Counts:
        """Open findings by level."""
        return presenter.counts(self.findings, self.kept)

    def go(self, key: str) -> None:
        """Goes to the place of a finding: in the text, the title, or its card."""
        finding = self._finding(key)
        if finding is None:
            return
        self._at = self._order().index(finding) if finding in self._order() else -1
        if key in self._cursors:
            self._edit.setFocus()
            self._edit.reveal(QTextCursor(self._cursors[key]))
        elif finding.place.part == "title" and self._head is not None:
            self._head.title.setFocus()
            self._head.title.setSelection(finding.place.start, finding.place.end - finding.place.start)
        else:
            self._tab.focus(key)

    def step(self, by: int) -> None:
        """F8 and F7: the next or previous finding in the order of the text, around the end."""
        order = self._order()
        if order:
            self._at = (self._at + by) % len(order) if self._at >= 0 else (0 if by > 0 else len(order) - 1)
            self.go(order[self._at].key)

    def mend(self, key: str) -> None:
        """Applies the remedy as one undo step; what it means stands in the finding."""
        finding = self._finding(key)
        if finding is None or finding.remedy is None or self._edit.isReadOnly():
            return
        if finding.remedy.kind == "attach":
            self.attach_wanted.emit()
        elif finding.place.part == "title" and self._head is not None:
            line = self._head.title
            line.setSelection(finding.place.start, finding.place.end - finding.place.start)
            line.insert(finding.remedy.text)
            self._head.changed.emit()
        elif key in self._cursors:
            commands.replace(QTextCursor(self._cursors.pop(key)), finding.remedy.text)
        self._drop(key)

    def mend_here(self) -> None:
        """Alt Enter: the remedy of the finding at the cursor, or of the one last gone to."""
        finding = self._here()
        if finding:
            self.mend(finding.key)

    def mask_selection(self) -> None:
        """Alt M: masks the selected number, or the finding at the cursor."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection() and not self._edit.isReadOnly():
            commands.replace(cursor, masked(cursor.selectedText()))
        else:
            self.mend_here()

    def keep(self, key: str) -> None:
        """Lets a finding stand; where a reason is owed it is asked for and told to the reviewer."""
        finding = self._finding(key)
        if finding is None:
            return
        words = self._host.words
        if finding.keep == "free" and finding.level == "hint":
            self._keep(key, words("editor.checks.kept_free"))
            return
        title = words("editor.dialogs.keep", what=finding.excerpt[:20])
        ask_reason(
            self._host,
            title,
            words("editor.checks.keep_reason"),
            words("editor.dialogs.keep_hint"),
            lambda reason: self._keep(key, reason),
        )

    def _on_card(self, key: str) -> None:
        finding = self._finding(key)
        self.go(key)
        if finding is not None and finding.place.attachment:
            self.file_wanted.emit(finding.place.attachment)

    def _keep(self, key: str, reason: str) -> None:
        self.kept[key] = reason
        self.reasoned.emit()
        self._show()

    def _drop(self, key: str) -> None:
        """A mended finding goes at once; the next check confirms it."""
        self.findings = tuple(one for one in self.findings if one.key != key)
        self._cursors.pop(key, None)
        self._show()

    def _show(self) -> None:
        words = self._host.words
        open_ = [one for one in self.findings if one.key not in self.kept and one.level != "unchecked"]
        self._marks.put(
            "findings", [Mark(one.level, self._cursors[one.key]) for one in open_ if one.key in self._cursors]
        )
        clean = words("editor.checks.under_way")
        if self._checked:
            clean = presenter.summary(self.counts, self._fields, self.findings, words)
        self._tab.put(presenter.cards(self.findings, self.kept, words), self.counts, clean)
        self.changed.emit()

    def _finding(self, key: str) -> Finding | None:
        return next((one for one in self.findings if one.key == key), None)

    def _order(self) -> list[Finding]:
        return sorted(self.findings, key=lambda one: (one.place.part != "title", one.place.part != "body", one.place))

    def _here(self) -> Finding | None:
        at = self._edit.textCursor().position()
        for key, cursor in self._cursors.items():
            if cursor.selectionStart() <= at <= cursor.selectionEnd():
                return self._finding(key)
        order = self._order()
        return order[self._at] if 0 <= self._at < len(order) else None

    def _cursor(self, locator: Locator, finding: Finding) -> QTextCursor | None:
        place = finding.place
        if place.part not in ("body", "link", "alt"):
            return None
        end = place.end if place.part != "alt" else place.start
        return locator.cursor(Spot(place.block, 0 if place.part == "alt" else place.start, end))


_ID, _MOBILE, _NUMBER = re.compile(r"\d{14,17}[\dXx]"), re.compile(r"1\d{10}"), re.compile(r"\d{7,}")


def masked(text: str) -> str:
    """A selected number or name with its middle hidden, each kind in the way of the trade."""
    bare = re.sub(r"[\s-]", "", text)
    if _ID.fullmatch(bare) and len(bare) in (15, 18):
        return mask_id(bare)
    if _MOBILE.fullmatch(bare):
        return mask_mobile(bare)
    return mask_card(bare) if _NUMBER.fullmatch(bare) else mask_name(text.strip())
