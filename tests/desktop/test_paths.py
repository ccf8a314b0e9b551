"""Where a desk keeps what, on every system."""

import os
from pathlib import Path

import pytest

from desktop.paths import Profile, profile, user_data
from models.problems import StoreFault


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/h"}, "/h/.local/share/yanping-desk"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/yanping-desk"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/yanping-desk"),
        ("win32", {"USERPROFILE": "/u", "LOCALAPPDATA": "/u/l"}, "/u/l/yanping-desk"),
    ],
)
def test_data_lie_where_the_system_wants_them(platform: str, environ: dict[str, str], expected: str) -> None:
    assert user_data(environ, platform) == Path(expected)


def test_a_given_folder_is_the_profile_and_a_trial_person_has_an_own_one(tmp_path: Path) -> None:
    assert profile(str(tmp_path)).folder == tmp_path
    assert profile(trial="desk2").folder != profile(trial="desk1").folder


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    made = Profile(tmp_path / "a" / "b").make()
    assert (made.folder.stat().st_mode & 0o077) == 0


def test_a_place_where_nothing_can_be_written_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFault) as caught:
        Profile(tmp_path / "file" / "desk").make()
    assert caught.value.code == "profile_read_only"
    assert os.path.isfile(tmp_path / "file")
