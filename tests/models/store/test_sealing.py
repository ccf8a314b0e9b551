"""A store opens by its key alone, no word of it lies in plain, and becoming so loses nothing."""

import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from models.problems import StoreFault
from models.store import sealing
from models.store.connect import open_store, told
from models.store.desk_tables import DESK, meta
from models.store.portal_tables import PORTAL
from models.store.sealing import PLAIN, SEALED, connected, mark_of, seal_in_place

KEY, OTHER = bytes(range(32)), bytes(32)
WORDS = "关于林晓梅来信的答复"


def _keep(path: Path, key: bytes, value: str = WORDS) -> None:
    engine = open_store(path, "desk", DESK, key)
    with engine.begin() as connection:
        connection.execute(meta.insert().values(key=value[:20], value=value * 50))
    engine.dispose()


def _kept(path: Path, key: bytes) -> list[str]:
    engine = open_store(path, "desk", DESK, key)
    with engine.connect() as connection:
        found = [row.value[: len(WORDS)] for row in connection.execute(meta.select())]
    engine.dispose()
    return found


def _fault(path: Path, key: bytes) -> str:
    with pytest.raises(StoreFault) as no:
        open_store(path, "desk", DESK, key)
    return no.value.code


def _all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_word_lies_in_plain_while_it_is_open_or_after(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    engine = open_store(path, "desk", DESK, KEY)
    with engine.begin() as connection:
        connection.execute(meta.insert().values(key="k", value=WORDS * 50))
    assert len(_all_bytes(tmp_path)) > 100_000
    assert WORDS.encode() not in _all_bytes(tmp_path)
    engine.dispose()
    assert WORDS.encode() not in _all_bytes(tmp_path)
    assert _kept(path, KEY) == [WORDS]


def test_another_key_or_none_opens_nothing_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _keep(path, KEY)
    before = path.read_bytes()
    assert (_fault(path, OTHER), _fault(path, b"")) == ("store_key", "store_key")
    assert path.read_bytes() == before
    assert _kept(path, KEY) == [WORDS]


@pytest.mark.parametrize("content", [b"PK\x03\x04 a letter" * 50, os.urandom(9000)])
def test_a_foreign_file_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    assert _fault(path, KEY) == "store_foreign"
    assert path.read_bytes() == content


def test_a_portals_database_is_foreign_to_a_desk_with_a_key(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    open_store(path, "portal", PORTAL).dispose()
    before = path.read_bytes()
    assert _fault(path, KEY) == "store_foreign"
    assert path.read_bytes() == before


def test_a_store_that_lay_in_plain_is_sealed_with_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _keep(path, b"")
    assert mark_of(path) == PLAIN
    assert _kept(path, KEY) == [WORDS]
    assert (mark_of(path), WORDS.encode() in _all_bytes(tmp_path)) == (SEALED, False)
    assert [each.name for each in tmp_path.iterdir() if "seal" in each.name] == []
    assert not seal_in_place(path, KEY)


@pytest.mark.parametrize("at", ["_exported", "_settle"])
def test_a_machine_switched_off_midway_loses_nothing(tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.db"
    _keep(path, b"")
    (tmp_path / "desk.db.sealing").write_bytes(b"half")

    def off(*_given: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(sealing, at, off)
        with pytest.raises(KeyboardInterrupt):
            open_store(path, "desk", DESK, KEY)
    assert mark_of(path) == PLAIN
    assert _kept(path, b"") == [WORDS]
    assert _kept(path, KEY) == [WORDS]


def test_a_plain_store_that_another_program_holds_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _keep(path, b"")
    with closing(connected(path, KEY, plain=True)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert _fault(path, KEY) == "store_locked"
        other.execute("ROLLBACK")
    assert _kept(path, KEY) == [WORDS]


def test_a_damaged_plain_store_is_not_sealed(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _keep(path, b"")
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 20] = b"\x07" * (4096 * 19)
    path.write_bytes(data)
    assert _fault(path, KEY) == "store_damaged"
    assert path.read_bytes() == bytes(data)


def test_a_page_that_was_changed_is_damage_and_never_read_as_content(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _keep(path, KEY)
    data = bytearray(path.read_bytes())
    for at in range(8192 + 100, len(data), 8192):
        data[at] ^= 1
    path.write_bytes(data)
    engine = open_store(path, "desk", DESK, KEY)
    with pytest.raises(StoreFault, match="store_damaged"), told(str(path)), engine.connect() as connection:
        connection.execute(meta.select()).all()
    engine.dispose()
