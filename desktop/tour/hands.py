"""A person's hands and eyes at a window: waiting, pressing, writing, pasting, clicking what stands there."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QWidget

from ui.widgets.overlay import Overlay

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")
PATIENCE_S = 20.0


class WentWrong(Exception):
    """What the tour expected did not come; the text says what."""


faults: list[str] = []
"""What nobody caught while the tour ran; looked at whenever something is waited for."""


def settle(turns: int = 4) -> None:
    """Lets everything that was posted happen."""
    app = QApplication.instance()
    for _ in range(turns):
        if app is not None:
            app.processEvents()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if faults:
        raise WentWrong(faults.pop())


def until(look: Callable[[], T | None], what: str, seconds: float = PATIENCE_S) -> T:
    """Waits until `look()` gives something true, and gives it; WentWrong says `what` did not come."""
    end = monotonic() + seconds
    while True:
        settle()
        found = look()
        if found:
            return found
        if monotonic() > end:
            raise WentWrong(f"waited {seconds:.0f} s in vain: {what}")
        sleep(0.01)


def rest(seconds: float) -> None:
    """Hands in the lap."""
    end = monotonic() + seconds
    while monotonic() < end:
        settle(1)
        sleep(0.01)


def find(root: QWidget, kind: type[W], which: Callable[[W], bool] = lambda _one: True) -> W:
    """The first widget of a kind that is seen under a window."""
    found = sought(root, kind, which)
    if found is None:
        raise WentWrong(f"no {kind.__name__} is shown")
    return found


def sought(root: QWidget, kind: type[W], which: Callable[[W], bool] = lambda _one: True) -> W | None:
    """The same, None where nothing of that kind is seen."""
    return next((one for one in root.findChildren(kind) if one.isVisible() and which(one)), None)


def overlay(window: QWidget) -> Overlay:
    """The sheet, drawer or question that lies over a window."""
    return until(lambda: sought(window, Overlay), "a sheet over the window")


def button(root: QWidget, words: str) -> QAbstractButton:
    """A button by its words, or its name where it has only a picture."""
    return until(
        lambda: sought(root, QAbstractButton, lambda one: words in (one.text(), one.accessibleName())),
        f"a button {words!r}",
    )


def click(root: QWidget, words: str) -> None:
    """Clicks a button by its words."""
    QTest.mouseClick(button(root, words), Qt.MouseButton.LeftButton)
    settle()


def named(root: QWidget, kind: type[W], name: str) -> W:
    """A field by the name that is read out for it."""
    return until(lambda: sought(root, kind, lambda one: one.accessibleName() == name), f"a field {name!r}")


def press(widget: QWidget, keys: str) -> None:
    """Presses keys as written on a button, `Ctrl+Return`; those of the whole window want `widget` to be the window."""
    window = widget.window()
    window.activateWindow()
    settle(1)
    stroke = QKeyCombination.fromCombined(QKeySequence(keys)[0].toCombined())  # type: ignore[index] # Qt's stubs lack it
    QTest.keyClick(widget, stroke.key(), stroke.keyboardModifiers())
    settle()


def write(widget: QWidget, text: str) -> None:
    """Writes as an input method hands words over; a new line is the Enter key."""
    widget.window().activateWindow()
    widget.setFocus()
    for number, line in enumerate(text.strip().split("\n")):
        if number:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        event = QInputMethodEvent("", [])
        event.setCommitString(line)
        QApplication.sendEvent(widget, event)
    settle()


def paste(widget: QWidget, html: str, text: str) -> None:
    """Copies what another program would, and presses Ctrl V."""
    mime = QMimeData()
    mime.setHtml(html)
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    widget.setFocus()
    press(widget, "Ctrl+V")


def pick_file(do: Callable[[], None], path: Path) -> None:
    """Does what asks for a file, and writes its name into the dialog that comes."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            line = find(dialog, QLineEdit)
            line.setText(str(path))
            QTest.keyClick(line, Qt.Key.Key_Return)
        else:
            QTimer.singleShot(20, answer)

    QTimer.singleShot(20, answer)
    do()
    settle()


def choose(box: QComboBox, value: str) -> None:
    """Chooses one of several as a person does, who is told of it."""
    at = box.findData(value)
    if at < 0:
        raise WentWrong(f"{box.accessibleName()!r} does not offer {value!r}")
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle()


def click_at(widget: QWidget, point: QPoint) -> None:
    """Clicks into a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    settle()


def reads(root: QWidget, words: str) -> bool:
    """Whether words stand on a label somewhere in sight."""
    return sought(root, QLabel, lambda one: words in one.text()) is not None
