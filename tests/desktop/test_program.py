"""The program's course: door, desk, another language, sign-out, the end."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.backups import Backups
from desktop.crash import CrashHandler
from desktop.entrance import Pass, Room
from desktop.opened import Opened
from desktop.paths import Profile
from desktop.program import Program
from desktop.secrets import Secrets
from desktop.signing import Signing
from models.problems import Refused, StoreFault, Unreachable
from models.store.desk import open_desk
from sync.client.care import Care
from tests.ui.fakes import NOW, FakeDesk
from tests.ui.frame import Brought
from ui import work
from ui.host import About
from ui.settings import Settings
from ui.style.look import Look
from ui.widgets.ask import AskSlip

GIVEN = Pass("token", "p_linxm", "林晓梅", (("wangtai", "clerk"),), NOW.isoformat())


@dataclass
class FakeEntrance:
    """A portal and a store in memory."""

    reachable: bool = True
    desk: FakeDesk = field(default_factory=FakeDesk)
    locked: bool = False
    fault: StoreFault | None = None
    done: list[str] = field(default_factory=list)

    def point_to(self, portal: str) -> None:
        """There is only one."""

    def sign_in(self, account: str, password: str, new: str = "", code: str = "") -> Pass:
        if not self.reachable:
            raise Unreachable("no_network")
        return GIVEN

    def enter(self, given: Pass, account: str) -> Room:
        def close() -> None:
            self.done.append("closed")

        if self.locked:
            raise Refused("lease_ended", days=30)
        if self.fault is not None:
            raise self.fault
        return Room(self.desk, "desk1", self._round, lambda: (0, 0), lambda _n: 60.0, close)

    def _round(self) -> Brought:
        self.done.append("round")
        if self.locked:
            raise Refused("lease_ended", days=30)
        if not self.reachable:
            raise Unreachable("no_network")
        return Brought(("i1",))

    def store_key(self, given: Pass, known: str) -> str:
        return known

    def change_password(self, given: Pass, old: str, new: str) -> Pass:
        self.done.append("password")
        return given

    def care(self, given: Pass) -> Care:
        raise AssertionError("nobody asks")

    def paper(self) -> tuple[str, ...]:
        return ()

    def empty(self) -> int | None:
        return None

    def sign_out(self, given: Pass) -> None:
        self.done.append("signed out")


@dataclass
class Course:
    """A program and what it stands on."""

    program: Program
    entrance: FakeEntrance
    signing: Signing
    settings: Settings


@pytest.fixture
def course(qapp: QApplication, tmp_path: Path) -> Iterator[Course]:
    entrance, settings, look, place = FakeEntrance(), Settings(), Look("light"), Profile(tmp_path)
    memory = Secrets(tmp_path / "secrets", lambda: None)
    signing = Signing(place, settings, entrance, lambda: memory, None, lambda: NOW, "https://portal", "1.0.0")
    crash = CrashHandler(place, look, lambda: program._words())
    program = Program(
        place, settings, look, entrance, signing, crash, lambda: NOW, lambda folder: About("1.0.0", folder, "https://p")
    )
    yield Course(program, entrance, signing, settings)
    program.quit()
    work.finish()


def _enter(qtbot: QtBot, course: Course) -> None:
    course.program.start()
    with qtbot.waitSignal(course.signing.entered):
        course.signing.ask("linxm", "right", False)


def test_the_door_opens_to_the_desk_and_the_first_round_begins(qtbot: QtBot, course: Course) -> None:
    _enter(qtbot, course)
    window = course.program.window
    assert window is not None
    assert window.current == "today"
    qtbot.waitUntil(lambda: "round" in course.entrance.done)
    qtbot.waitUntil(lambda: window.courier.state.phase == "synced")


def test_offline_says_so_and_goes_on(qtbot: QtBot, course: Course) -> None:
    _enter(qtbot, course)
    course.program.sign_out()
    course.entrance.reachable = False
    with qtbot.waitSignal(course.signing.entered):
        course.signing.ask("linxm", "right", False)
    window = course.program.window
    assert window is not None
    qtbot.waitUntil(lambda: window.courier.state.phase == "offline")
    assert any("离线登录" in notice.title for notice in window.notices.log)


def test_another_language_keeps_the_session(qtbot: QtBot, course: Course) -> None:
    _enter(qtbot, course)
    before = course.program.window
    course.settings.put("language", "en")
    assert before is not None
    before.relanguage()
    after = course.program.window
    assert after is not None
    assert after is not before
    assert after.session is before.session
    assert after.windowTitle() == "Settings — Yanping Portal Desk"


def test_signing_out_closes_the_store_and_shows_the_door(qtbot: QtBot, course: Course) -> None:
    _enter(qtbot, course)
    course.program.sign_out()
    assert course.program.window is None
    assert "closed" in course.entrance.done
    qtbot.waitUntil(lambda: "signed out" in course.entrance.done)
    assert course.program._door is not None


def test_without_a_tray_closing_ends_the_program(qtbot: QtBot, course: Course) -> None:
    _enter(qtbot, course)
    with qtbot.waitSignal(course.program.ended):
        course.program.hide()
    assert "closed" in course.entrance.done


def test_a_program_that_ended_unexpectedly_says_what_was_found(qtbot: QtBot, course: Course) -> None:
    course.program.recovered = True
    _enter(qtbot, course)
    window = course.program.window
    assert window is not None
    assert any("意外关闭" in notice.title for notice in window.notices.log)


def test_a_desk_too_long_without_the_portal_stays_behind_the_door_and_says_what_is_safe(
    qtbot: QtBot, course: Course
) -> None:
    course.entrance.locked = True
    _enter(qtbot, course)
    assert course.program.window is None
    door = course.program._door
    assert door is not None
    assert "30 天没有连上门户" in door.error
    assert "没有丢" in door.error
    course.entrance.locked = False
    with qtbot.waitSignal(course.signing.entered):
        course.signing.ask("linxm", "right", False)
    assert course.program.window is not None


def test_a_desk_whose_time_ends_while_it_is_open_closes_itself(qtbot: QtBot, course: Course) -> None:
    _enter(qtbot, course)
    qtbot.waitUntil(lambda: "round" in course.entrance.done)
    window = course.program.window
    assert window is not None
    course.entrance.locked = True
    window.courier.now()
    qtbot.waitUntil(lambda: course.program.window is None)
    assert "closed" in course.entrance.done
    assert course.program._door is not None
    assert "30 天没有连上门户" in course.program._door.error


def test_a_store_that_cannot_be_written_is_told_at_the_door(qtbot: QtBot, course: Course) -> None:
    course.entrance.fault = StoreFault("store_read_only", path="/desk.db")
    _enter(qtbot, course)
    assert course.program.window is None
    door = course.program._door
    assert door is not None
    assert "/desk.db 只能读" in door.error


def test_going_back_to_a_backup_opens_the_window_again(qtbot: QtBot, course: Course, tmp_path: Path) -> None:
    kept = Backups(tmp_path, GIVEN.person, lambda: NOW)
    open_desk(tmp_path / "people" / GIVEN.person).close()
    made = kept.make()
    _enter(qtbot, course)
    before = course.program.window
    assert before is not None
    assert before.about.backing_up is not None
    before.about.backing_up.restore(made.path)
    after = course.program.window
    assert after is not None
    assert after is not before
    assert any("已恢复" in notice.title for notice in after.notices.log)
    made.path.write_bytes(b"no store")
    assert after.about.backing_up is not None
    after.about.backing_up.restore(made.path)
    assert course.program.window is not None
    assert [notice.level for notice in course.program.window.notices.log] == ["act"]


def test_a_damaged_store_offers_its_newest_backup_at_the_door(qtbot: QtBot, course: Course, tmp_path: Path) -> None:
    open_desk(tmp_path / "people" / GIVEN.person).close()
    Backups(tmp_path, GIVEN.person, lambda: NOW).make()
    course.entrance.fault = StoreFault("store_damaged", path="desk.db")
    _enter(qtbot, course)
    slip = course.program._door.findChild(AskSlip) if course.program._door is not None else None
    assert slip is not None
    assert slip.primary is not None
    course.entrance.fault = None
    slip.primary.click()
    assert course.program.window is not None


def test_copies_for_other_programs_go_when_the_window_locks(qtbot: QtBot, course: Course, tmp_path: Path) -> None:
    _enter(qtbot, course)
    copy = Opened(tmp_path).put(io.BytesIO(b"words"), "a.docx")
    window = course.program.window
    assert window is not None
    window.run("lock")
    assert not copy.exists()
