"""The trial's way to the phones: a folder of files."""

import json
from pathlib import Path

import pytest

from portal.sms.line import DELIVERED, Message, NotSent, Report
from portal.sms.spool import Spool


def test_each_message_is_one_file_however_often_it_is_tried(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "sms")
    for _ in range(2):
        assert spool.send(Message("s.1", "13900000007", "【延平门户】来信今天到期。")) == ("s.1",)
    (file,) = (tmp_path / "sms").iterdir()
    assert json.loads(file.read_text("utf-8")) == {
        "id": "s.1", "phone": "13900000007", "text": "【延平门户】来信今天到期。",
    }  # fmt: skip
    assert set(spool.reports()) == {Report("s.1", DELIVERED)}
    assert spool.reports() == ()
    spool.close()


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "sms").write_text("a file stands in the way")
    with pytest.raises(NotSent) as caught:
        Spool(tmp_path / "sms").send(Message("s.1", "1", "x"))
    assert caught.value.again
