"""The doors: a first sign-in with a password and a telephone, a code at the next, one's other computers, the lock."""

from urllib.parse import parse_qs, urlsplit

import pyotp
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget

from desktop.tour import handling
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, click, find, named, overlay, press, reads, sought, until, write
from desktop.tour.seat import Seat
from models.problems import Refused
from ui.views.settings.factor import FactorSlip, PaperSlip
from ui.views.settings.seeking import SeekSlip
from ui.widgets.lock import LockScreen
from ui.widgets.overlay import Overlay
from ui.widgets.qr import QrPicture

IDLE_MS = 400


def play(stage: Stage) -> None:
    """A new administrator at the other computer; then linxm there and at the township desk."""
    stage.record.chapter("doors")
    paper = _first(stage)
    _code(stage, paper)
    stage.town.online()
    handling.leave_to(stage.town, "linxm")
    _own_factor(stage)
    _elsewhere(stage)
    _lock(stage)


def _scanned(root: QWidget) -> str:
    """What the telephone shows that has scanned the picture."""
    uri = find(root, QrPicture).toolTip()
    return pyotp.TOTP(parse_qs(urlsplit(uri).query)["secret"][0]).now()


def _paper(slip: PaperSlip) -> tuple[str, ...]:
    """The codes as a person copies them from the slip."""
    return tuple(code for one in slip.findChildren(QLabel) for code in one.accessibleName().split())


def _line(stage: Stage, root: QWidget, key: str) -> QLineEdit:
    return named(root, QLineEdit, stage.town.words(key))


def _no(stage: Stage, code: str) -> str:
    return stage.town.words.refusal(Refused(code))


def _first(stage: Stage) -> tuple[str, ...]:
    """Gives the codes for paper."""
    record, other, office, text = stage.record, stage.other, stage.office, stage.story["door"]
    with record.step("maoyh", "makes an account for a new administrator") as step:
        drawn = office.verb("account", "add", text["account"], "--name", text["name"], "--post", text["post"])
        step.outcome = f"{drawn['account']} has a drawn password"
    with record.step(text["account"], "signs in for the first time: the password must be another one") as step:
        door = other.open()
        record.picture(door, "door-office")
        other.knock(text["account"], drawn["password"])
        new = _line(stage, door, "settings.password_new")
        record.picture(door, "door-new-password")
        for key in ("settings.password_new", "settings.password_again"):
            write(_line(stage, door, key), text["password"])
        step.outcome = "the new password is asked for"
    with record.step(text["account"], "scans the picture with her telephone and writes the code") as step:
        press(new, "Return")
        until(lambda: sought(door, QrPicture), "the picture for the telephone")
        record.picture(door, "door-scan")
        other.in_theme("dark", 100, lambda: record.picture(door, "door-scan-dark"))
        code = _line(stage, door, "sign_in.code")
        write(code, "000000")
        press(code, "Return")
        until(lambda: reads(door, _no(stage, "first_code_wrong")), "that the code is wrong")
        record.picture(door, "door-scan-wrong")
        code.clear()
        write(code, _scanned(door))
        press(code, "Return")
        other.arrive()
        slip = until(lambda: sought(other.window, PaperSlip), "the codes for paper")
        paper = _paper(slip)
        record.picture(other.window, "paper-codes")
        press(slip, "Ctrl+Return")
        record.picture(other.window, "today-administrator")
        step.outcome = f"signed in; {len(paper)} codes for paper"
    return paper


def _code(stage: Stage, paper: tuple[str, ...]) -> None:
    record, other, text = stage.record, stage.other, stage.story["door"]
    with record.step(text["account"], "signs in again: password, then a code; one of those on paper will do") as step:
        other.leave()
        door = other.open()
        other.knock(text["account"], text["password"])
        code = _line(stage, door, "sign_in.code")
        record.picture(door, "door-code")
        write(code, paper[0])
        press(code, "Return")
        other.arrive()
        step.outcome = f"signed in as {other.name}"
    with record.step(text["account"], "looks at everybody's computers") as step:
        _page(other, "people")
        record.picture(other.window, "settings-people")
        other.click("settings.all_desks")
        slip = until(lambda: sought(other.window, SeekSlip), "the computers")
        lines = find(slip, QListWidget)
        until(lambda: lines.count() > 1, "whoever is signed in")
        record.picture(other.window, "all-desks")
        step.outcome = f"{lines.count()} computers"
        press(slip, "Esc")
        other.leave()


def _page(seat: Seat, page: str) -> None:
    press(seat.window, "Ctrl+,")
    until(lambda: seat.window.current == "settings", "the settings")
    handling.choose_line(seat.window, seat.words(f"settings.page_{page}"))


def _own_factor(stage: Stage) -> None:
    record, town = stage.record, stage.town
    password = town.password_of("linxm")
    with record.step("linxm", "turns a second factor on for herself, and off again") as step:
        _page(town, "account")
        record.picture(town.window, "settings-account")
        town.click("settings.factor")
        slip = until(lambda: sought(town.window, FactorSlip), "the slip of the second factor")
        record.picture(town.window, "factor-begin")
        write(_line(stage, slip, "settings.factor_password"), password)
        press(slip, "Ctrl+Return")
        until(lambda: sought(slip, QrPicture), "the picture for the telephone")
        record.picture(town.window, "factor-scan")
        write(_line(stage, slip, "settings.factor_code"), _scanned(slip))
        press(slip, "Ctrl+Return")
        papers = until(lambda: sought(town.window, PaperSlip), "the codes for paper")
        code = _paper(papers)[0]
        press(papers, "Ctrl+Return")
        town.click("settings.factor")
        slip = until(lambda: sought(town.window, FactorSlip), "the slip of the second factor")
        record.picture(town.window, "factor-on")
        write(_line(stage, slip, "settings.factor_password"), password)
        write(_line(stage, slip, "settings.factor_code"), code)
        press(slip, "Ctrl+Return")
        until(lambda: sought(town.window, Overlay) is None, "the second factor off")
        step.outcome = "on with a code of the telephone, off with one on paper"


def _elsewhere(stage: Stage) -> None:
    record, town, other = stage.record, stage.town, stage.other
    with record.step("linxm", "signs in at another computer; her own says so") as step:
        other.enter("linxm")
        town.synced()
        until(lambda: reads(town.window, town.words("sign_in.new_desk")), "word of the other computer")
        record.picture(town.window, "signed-in-elsewhere")
        step.outcome = "the township desk names the other computer"
    with record.step("linxm", "looks where she is signed in, and ends the other one") as step:
        _page(town, "account")
        town.click("settings.sessions")
        slip = until(lambda: sought(town.window, SeekSlip), "the computers")
        record.picture(town.window, "sessions")
        lines = find(slip, QListWidget)
        for at in range(lines.count()):
            lines.setCurrentRow(at)
            if slip.primary is not None and slip.primary.isEnabled():
                break
        else:
            raise WentWrong("no computer can be signed out")
        record.picture(town.window, "sessions-chosen")
        press(slip, "Ctrl+Return")
        until(lambda: reads(town.window, town.words("settings.sessions_ended")), "that it is ended")
        press(other.window, "F5")
        until(lambda: other.window.courier.state.phase == "sign_in", "the other computer must sign in again")
        click(other.window, other.window.bar.sync.accessibleName())
        drawer = overlay(other.window)
        record.picture(other.window, "session-ended")
        press(drawer, "Esc")
        other.leave()
        step.outcome = "the other computer asks for a new sign-in"


def _lock(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "leaves her chair; after a while the desk covers itself") as step:
        town.go("Alt+1", "today")
        town.window.locking._timer.start(IDLE_MS)  # the minutes of the policy are too long to wait for
        lock = until(lambda: sought(town.window, LockScreen), "the lock")
        record.picture(town.window, "locked")
        town.in_theme("dark", 100, lambda: record.picture(town.window, "locked-dark"))
        step.outcome = f"{town.window.windowTitle()}: nothing of the work is seen"
    with record.step("linxm", "comes back, and mistypes her password once") as step:
        line = find(lock, QLineEdit)
        write(line, "000000")
        press(line, "Return")
        record.picture(town.window, "locked-wrong")
        write(line, town.password_of("linxm"))
        press(line, "Return")
        until(lambda: sought(town.window, LockScreen) is None, "the desk open again")
        step.outcome = f"open on {town.window.current} again"
