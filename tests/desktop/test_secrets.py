"""What a computer remembers: sealed by the password, touched by nobody, in the keyring where there is one."""

from pathlib import Path

import pytest

from desktop.entrance import Pass
from desktop.secrets import Secrets, seal, unseal

GIVEN = Pass("token", "p_linxm", "林晓梅", (("wangtai", "clerk"),), "2026-04-28T09:41:00+08:00")


class FakeRing:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[(service, name)] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[(service, name)]


def test_only_the_password_opens_what_is_sealed() -> None:
    sealed = seal("right", b"token")
    assert unseal("right", sealed) == b"token"
    assert unseal("wrong", sealed) is None
    assert b"token" not in sealed


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_touched_file_opens_for_nobody(at: int) -> None:
    sealed = bytearray(seal("right", b"token"))
    sealed[at] ^= 1
    assert unseal("right", bytes(sealed)) is None


def test_the_same_thing_is_never_sealed_alike() -> None:
    assert seal("right", b"token") != seal("right", b"token")


def test_without_a_keyring_the_sealed_file_serves(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path / "secrets", lambda: None)
    secrets.keep("linxm", "right", GIVEN, remember=True)
    again = Secrets(tmp_path / "secrets", lambda: None)
    assert again.open("linxm", "right") == GIVEN
    assert again.open("linxm", "wrong") is None
    assert again.open("zhoumin", "right") is None
    assert again.knows("linxm")
    assert again.remembered("linxm") == ""
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0


def test_the_keyring_remembers_only_who_wants_it(tmp_path: Path) -> None:
    ring = FakeRing()
    secrets = Secrets(tmp_path / "secrets", lambda: ring)
    secrets.keep("linxm", "right", GIVEN, remember=True)
    assert secrets.remembered("linxm") == "right"
    secrets.keep("linxm", "right", GIVEN, remember=False)
    assert secrets.remembered("linxm") == ""
    secrets.keep("linxm", "right", GIVEN, remember=True)
    secrets.forget("linxm")
    assert ring.kept == {}
    assert secrets.open("linxm", "right") == GIVEN


def test_a_damaged_file_is_an_empty_memory(tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("{")
    assert Secrets(tmp_path / "secrets", lambda: None).open("linxm", "right") is None


def test_several_people_share_one_computer(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path / "secrets", lambda: None)
    secrets.keep("linxm", "one", GIVEN, remember=False)
    secrets.keep("chenzy", "two", GIVEN, remember=False)
    assert secrets.open("linxm", "one") == GIVEN
    assert secrets.open("linxm", "two") is None


def test_a_remembered_start_opens_what_is_sealed_until_it_is_forgotten(tmp_path: Path) -> None:
    ring = FakeRing()
    secrets = Secrets(tmp_path / "secrets", lambda: ring)
    secrets.keep("linxm", "right", GIVEN, remember=True)
    assert secrets.open_remembered("linxm") == GIVEN
    secrets.keep("linxm", "other", GIVEN, remember=True)
    assert secrets.open_remembered("linxm") == GIVEN
    secrets.forget("linxm")
    assert not ring.kept
    assert secrets.open_remembered("linxm") is None
