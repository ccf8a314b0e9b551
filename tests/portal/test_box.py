"""What is sealed beside the database."""

from pathlib import Path

import pytest

from models.problems import Refused
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
