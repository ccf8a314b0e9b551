"""A desk's disk gives nothing away, and whatever happens to its key, its person comes back to every word."""

import io
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices

from desktop import ring
from desktop.cli import main
from desktop.opened import Opened
from desktop.paths import Profile
from desktop.rooms import HttpEntrance
from models.store.desk import NAME, open_desk
from models.store.sealing import is_sealed
from sync.client.blobs import BlobFolder, fingerprint
from tests.portal.conftest import line as line
from tests.portal.conftest import village as village
from tests.portal.line import Line
from tests.portal.town import Town

WORDS = "关于延平大道施工停水的通知"


class Ring:
    """A computer's keyring."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.held[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self.held[service, name]


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    held = Ring()
    monkeypatch.setattr(ring, "find", lambda: held)
    return held


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ring, "find", lambda: None)


class Computer:
    """One profile, worked on from the command line."""

    def __init__(self, folder: Path, line: Line, town: Town) -> None:
        self.folder, self.line, self.town = folder, line, town

    def run(self, verb: str, *more: str, said: str = "") -> tuple[int, list[dict[str, Any]]]:
        told = io.StringIO()
        code = main([verb, *more, "--profile", str(self.folder)], io.StringIO(said), told)
        return code, [json.loads(text) for text in told.getvalue().splitlines()]

    def sign_in(self, account: str = "lin", password: str = "") -> tuple[int, list[dict[str, Any]]]:
        password = password or self.town.passwords[account]
        where = ("--portal", self.line.url, "--account", account, "--password-stdin")
        return self.run("sign-in", *where, said=f"{password}\n")

    def write(self) -> None:
        act = {"kind": "item.create", "args": {"fields": {"title": WORDS, "column": "0703"}}}
        code, told = self.run("do", said=json.dumps(act, ensure_ascii=False))
        assert (code, told[0]["ok"]) == (0, True)

    def titles(self) -> list[str]:
        return [one["fields"]["title"] for one in self.run("show")[1]]

    def store(self, person: str = "p_lin") -> Path:
        return self.folder / "people" / person / NAME


@pytest.fixture
def computer(tmp_path: Path, line: Line, village: Town) -> Computer:
    return Computer(tmp_path / "desk", line, village)


def _plain_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_profile_folder_holds_no_word_no_name_and_no_token(computer: Computer, keyring: Ring) -> None:
    assert computer.sign_in()[0] == 0
    computer.write()
    assert computer.run("sync")[0] == 0
    assert computer.run("backup", "make")[0] == 0
    (secret,) = (json.loads(value) for (_, name), value in keyring.held.items() if name.startswith("#session"))
    held = _plain_bytes(computer.folder)
    for word in (WORDS, WORDS[2:8], secret["token"], secret["key"], computer.town.passwords["lin"]):
        assert word.encode() not in held
    assert bytes.fromhex(secret["key"]) not in held
    assert computer.titles() == [WORDS]


def test_without_a_keyring_the_key_outlives_the_password(computer: Computer, no_keyring: None) -> None:
    """The administrator sets another password: what the old one opened is lost, and the portal gives the key back."""
    computer.sign_in()
    computer.write()
    fresh = computer.town.portal.accounts.reset("lin")
    (computer.folder / "session.json").unlink()
    where = ("--portal", computer.line.url, "--account", "lin", "--password-stdin", "--new-password-stdin")
    code, told = computer.run("sign-in", *where, said=f"{fresh}\nAn0ther-good-1\n")
    assert (code, told[0].get("ok")) == (0, True)
    assert computer.titles() == [WORDS]


def test_an_emptied_keyring_loses_nothing(computer: Computer, keyring: Ring) -> None:
    computer.sign_in()
    computer.write()
    keyring.held.clear()
    assert computer.run("show")[0] == 1
    computer.sign_in()
    assert computer.titles() == [WORDS]


def test_when_all_but_the_portal_forgot_the_key_it_comes_back(computer: Computer, keyring: Ring) -> None:
    computer.sign_in()
    computer.write()
    keyring.held.clear()
    (computer.folder / "secrets.bin").unlink()
    computer.sign_in()
    assert computer.titles() == [WORDS]


def test_when_all_forgot_it_the_store_is_named_and_left_alone(computer: Computer, keyring: Ring) -> None:
    computer.sign_in()
    computer.write()
    keyring.held.clear()
    (computer.folder / "secrets.bin").unlink()
    with computer.town.portal.store.apart() as connection:
        connection.exec_driver_sql("UPDATE device SET store_key = ''")
    before = computer.store().read_bytes()
    code, told = computer.sign_in()
    assert (code, told[0]["code"]) == (1, "store_key")
    assert computer.store().read_bytes() == before


def test_a_profile_carried_to_another_computer_opens_for_its_person(
    computer: Computer, keyring: Ring, tmp_path: Path
) -> None:
    computer.sign_in()
    computer.write()
    keyring.held.clear()
    shutil.copytree(computer.folder, tmp_path / "elsewhere")
    there = Computer(tmp_path / "elsewhere", computer.line, computer.town)
    assert there.sign_in()[0] == 0
    assert there.titles() == [WORDS]


def test_two_people_at_one_computer_have_a_key_each(computer: Computer, keyring: Ring) -> None:
    computer.sign_in()
    computer.write()
    computer.sign_in("zhou")
    keys = {value for (_, name), value in keyring.held.items() if "#store" in name}
    assert len(keys) == 2
    assert is_sealed(computer.store())
    assert is_sealed(computer.store("p_zhou"))
    computer.sign_in()
    assert computer.titles() == [WORDS]


def test_a_desk_of_before_is_sealed_with_its_backups_and_files_at_the_next_sign_in(
    computer: Computer, keyring: Ring
) -> None:
    computer.sign_in()
    computer.write()
    computer.run("backup", "make")
    _as_before(computer, keyring)
    sha256 = fingerprint(WORDS.encode())
    plain = computer.store().parent / "blobs" / sha256[:2] / sha256
    plain.parent.mkdir(parents=True)
    plain.write_bytes(WORDS.encode())
    assert WORDS.encode() in _plain_bytes(computer.folder)
    computer.sign_in()
    computer.run("backup", "make")
    assert WORDS.encode() not in _plain_bytes(computer.folder)
    assert computer.titles() == [WORDS]
    (key,) = (value for (_, name), value in keyring.held.items() if "#store" in name)
    store = open_desk(computer.store().parent, bytes.fromhex(key))
    assert BlobFolder(store.folder, store.file_key).read(sha256) == WORDS.encode()
    store.close()


def _as_before(computer: Computer, keyring: Ring) -> None:
    """As a program without keys left it: the store and its backups in plain, and nobody who knows a key."""
    (key,) = (value for (_, name), value in keyring.held.items() if "#store" in name)
    for path in (computer.store(), *(computer.folder / "backups").rglob("*.db")):
        plain = path.with_suffix(".plain")
        open_desk(plain.parent / "fresh").close()
        shutil.move(plain.parent / "fresh" / NAME, plain)
        sealed = open_desk(path.parent, bytes.fromhex(key)) if path.name == NAME else None
        if sealed is not None:
            _copied(sealed, plain)
            sealed.close()
        plain.replace(path)
    keyring.held.clear()
    (computer.folder / "secrets.bin").unlink()
    with computer.town.portal.store.apart() as connection:
        connection.exec_driver_sql("UPDATE device SET store_key = ''")


def _copied(sealed: Any, plain: Path) -> None:
    with sealed.reading() as reading, closing(sqlite3.connect(plain)) as there:
        for table in ("outbox", "overlay", "meta"):
            rows = [tuple(row) for row in reading.exec_driver_sql(f"SELECT * FROM {table}")]
            if rows:
                there.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        there.commit()


def test_a_sealed_backup_is_put_back(computer: Computer, keyring: Ring) -> None:
    computer.sign_in()
    computer.write()
    made = computer.run("backup", "make")[1][0]
    computer.store().write_bytes(b"SQLite format 3\0" + bytes(9000))
    assert computer.run("backup", "restore", made["name"])[0] == 0
    assert computer.titles() == [WORDS]
    assert is_sealed(computer.store())


def test_what_is_opened_in_another_program_is_a_copy_that_goes_with_the_person(
    line: Line, village: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = list[Path]()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(Path(url.toLocalFile())))
    profile = Profile(tmp_path / "desk").make()
    entrance = HttpEntrance(line.url, profile, village.clock)
    given = entrance.sign_in("lin", village.passwords["lin"])
    given = replace(given, key=entrance.store_key(given, ""))
    room = entrance.enter(given, "lin")
    sha256 = room.desk.put_blob(WORDS.encode(), "通知.txt")
    assert WORDS.encode() not in _plain_bytes(profile.folder)
    room.desk.open_blob(sha256)
    assert shown[0].read_bytes() == WORDS.encode()
    assert shown[0].name.endswith("通知.txt")
    room.close()
    assert not shown[0].exists()
    left = Opened(profile.folder).put(io.BytesIO(WORDS.encode()), "通知.txt")
    HttpEntrance(line.url, profile, village.clock)
    assert not left.exists(), "a copy that a crash left was there after the next start"
