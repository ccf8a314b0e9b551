"""Files are kept whole under their fingerprint, and only what is named goes up."""

from pathlib import Path

import pytest

from models.problems import Refused, StoreFault
from sync.client.blobs import BlobFolder, fingerprint, named_in

SHA = "a" * 64


def test_a_file_comes_back_as_it_was_and_is_kept_once(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path)
    name = folder.keep("名单".encode())
    assert name == fingerprint("名单".encode()) == folder.keep("名单".encode())
    assert folder.read(name) == "名单".encode()
    folder.forget(name)
    assert folder.read(name) is None


def test_a_name_that_is_no_fingerprint_leads_nowhere(tmp_path: Path) -> None:
    for bad in ("../../etc/passwd", "A" * 64, ""):
        with pytest.raises(Refused, match="malformed"):
            BlobFolder(tmp_path).path(bad)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("in the way")
    with pytest.raises(StoreFault):
        BlobFolder(tmp_path).keep(b"x")


def test_a_text_names_its_attachments_and_its_pictures() -> None:
    fields = {"attachments": [{"sha256": SHA}], "body": f'<p><img src="blob:{"b" * 64}"><img src="blob:{SHA}"></p>'}
    assert named_in(fields) == (SHA, "b" * 64)
    assert named_in({}) == ()
