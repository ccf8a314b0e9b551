"""What is sealed beside the database."""

from pathlib import Path

import pytest

from models.problems import Refused
from models.suites import SM4
from portal.box import KEY_FILE, KeyBox


def test_only_this_portal_opens_it_and_only_for_whom_it_was_sealed(tmp_path: Path) -> None:
    sealed = KeyBox(tmp_path).seal(b"secret", "p_lin")
    assert KeyBox(tmp_path).unseal(sealed, "p_lin") == b"secret"
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0
    other = tmp_path / "other"
    other.mkdir()
    for box, bound in ((KeyBox(tmp_path), "p_zhou"), (KeyBox(other), "p_lin")):
        with pytest.raises(Refused, match="key_lost"):
            box.unseal(sealed, bound)


def test_another_suite_opens_what_the_one_before_sealed(tmp_path: Path) -> None:
    before, after = KeyBox(tmp_path), KeyBox(tmp_path, SM4)
    assert after.unseal(before.seal(b"secret", "p_lin"), "p_lin") == b"secret"
    assert before.unseal(after.seal(b"secret", "p_lin"), "p_lin") == b"secret"
    assert SM4.encode() in after.seal(b"secret", "p_lin")
