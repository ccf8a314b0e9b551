"""What every test stands on: Qt without a screen, and databases of both makes, fresh and cheap."""

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A machine's own secret service, language or proxy must not decide a test.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["NO_PROXY"] = "127.0.0.1,localhost"

import psycopg
import pytest
import tomli
from argon2 import PasswordHasher
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from portal import passwords
from tests.postgres import Absent, serve

# A busy machine is no fault of the code: what is slow is found by `do.py bench`.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

_parse = tomli.loads


@lru_cache(maxsize=200)
def _parsed(text: str) -> bytes:
    return pickle.dumps(_parse(text))


def _parsed_once(text: str) -> dict[str, Any]:
    """Every portal and desk of a run reads the same policy: a copy of what was read before is all that it needs."""
    found: dict[str, Any] = pickle.loads(_parsed(text))
    return found


tomli.loads = _parsed_once


def _quick_hasher(_time_cost: int, memory_cost: int, parallelism: int) -> PasswordHasher:
    """Nobody guesses at the passwords of a test: in a district of tests each sign-in would take 50 ms of hashing."""
    return PasswordHasher(1, min(memory_cost, 2048), parallelism)


passwords.PasswordHasher = _quick_hasher  # type: ignore[assignment, misc]  # in place of the class, called alike

GIVEN = "YANPING_TEST_POSTGRES"  # the URL of a server to use in place of one of our own

Prepare = Callable[[str], None]
_absences: list[Absent] = []


class Databases:
    """Fresh PostgreSQL databases; what `prepare` builds in one is built once and cloned after that."""

    def __init__(self, url: str) -> None:
        self._base, self._made = url.rpartition("/")[0], 0
        self._templates: dict[Prepare, str] = {}
        self._admin = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)

    def fresh(self, prepare: Prepare | None = None) -> str:
        """The URL of a database no one has used. `prepare(url)` fills its template and must close what it opened."""
        if prepare is None:
            return self._create("template0")
        if prepare not in self._templates:
            url = self._create("template0")
            prepare(url)
            self._templates[prepare] = url.rpartition("/")[2]
        return self._create(self._templates[prepare])

    def drop(self, url: str) -> None:
        """Removes a database, whoever still holds a connection to it."""
        self._admin.execute(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def _create(self, template: str) -> str:
        self._made += 1
        name = f"t{os.getpid()}_{self._made}"
        self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"{self._base}/{name}"

    def close(self) -> None:
        self._admin.close()


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """The test run's PostgreSQL; skips, and the closing lines say so, where there is none."""
    with ExitStack() as stack:
        try:
            url = os.environ.get(GIVEN) or stack.enter_context(serve())
        except Absent as absent:
            _absences.append(absent)
            pytest.skip(f"no PostgreSQL: {absent}")
        made = Databases(url)
        stack.callback(made.close)
        yield made


@pytest.fixture
def fresh_postgres(databases: Databases) -> Iterator[Callable[..., str]]:
    """`fresh_postgres(prepare)` is the URL of a database cloned from what `prepare(url)` built; dropped afterwards."""
    urls: list[str] = []

    def fresh(prepare: Prepare | None = None) -> str:
        urls.append(databases.fresh(prepare))
        return urls[-1]

    yield fresh
    for url in urls:
        databases.drop(url)


@pytest.fixture
def postgres_url(fresh_postgres: Callable[..., str]) -> str:
    """The URL of an empty PostgreSQL database."""
    return fresh_postgres()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: each test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In random order, but those that take half a minute first: at the end one core would wait for another's."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Thousands of tests are no garbage: to look through them again and again took longer than many of them."""
    gc.collect()
    gc.freeze()


def _undress() -> None:
    """Letters and colours that a test put in force are not those of the next."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.styleSheet():
        app.setStyleSheet("")
    if app.font() != QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont):
        app.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Windows that a test leaves behind would be polished anew at each change of letters or colours in all that follow:
    a deletion that was put off waits for an event loop that no test enters."""
    yield
    if isinstance(QCoreApplication.instance(), QApplication):
        for widget in QApplication.topLevelWidgets():
            if widget.parent() is None:
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        _undress()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A run without PostgreSQL says so where nobody can overlook it."""
    for absent in _absences[:1]:
        terminalreporter.section("NOT TESTED ON POSTGRESQL", sep="!", red=True)
        terminalreporter.line(str(absent))
