"""The file that says how to reach phones: read strictly, and its secrets never repeated."""

from pathlib import Path

import pytest

from models.problems import Refused
from portal.sms.config import NAME, TRIAL, line_in
from portal.sms.gateway import Gateway
from portal.sms.smpp import Smpp
from portal.sms.spool import Spool

SMPP = 'sender = "smpp"\n[smpp]\nhost = "smsc.example"\nport = 2775\nsystem_id = "yp"\npassword = "geheim"\n'
HTTP = (
    'sender = "http"\n[http]\nurl = "https://gw.example"\ntimeout_s = 5\nok = "code"\nok_is = [0, "OK"]\n'
    '[http.body]\nto = "{phone}"\n[http.report]\nurl = "https://gw.example/r"\ndelivered = ["0"]\n'
)


def written(folder: Path, text: str) -> Path:
    (folder / NAME).write_text(text, "utf-8")
    return folder


def test_without_the_file_nobody_is_texted(tmp_path: Path) -> None:
    assert line_in(tmp_path) is None
    assert line_in(written(tmp_path, 'sender = "none"')) is None


def test_each_way_is_made_from_its_table(tmp_path: Path) -> None:
    assert isinstance(line_in(written(tmp_path, SMPP)), Smpp)
    assert isinstance(line_in(written(tmp_path, TRIAL)), Spool)
    gateway = line_in(written(tmp_path, HTTP))
    assert isinstance(gateway, Gateway)
    assert gateway._config.ok_is == ("0", "OK")
    assert gateway._config.report is not None
    assert gateway._config.report.delivered == ("0",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sender = smpp", "line 1"),
        ('sender = "pigeon"', "sender = none, spool, smpp, http"),
        ('sender = "smpp"', "[smpp]"),
        (SMPP + 'colour = "blue"\n', "smpp.colour"),
        (SMPP + 'split = "never"\n', "smpp.split"),
        (SMPP.replace("2775", '"2775"'), "smpp.port"),
        (SMPP.replace('password = "geheim"\n', ""), "password"),
        (HTTP.replace("https://gw.example/r", "ftp://gw"), "http.url"),
        (HTTP.replace("{phone}", "{mobile}"), "http.body"),
        (HTTP.replace("{phone}", "{"), "http.body"),
        (HTTP.replace("[http.report]\nurl", "[http.report]\naddress"), "report.address"),
    ],
)
def test_what_is_wrong_is_named_and_what_stands_there_is_not(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        line_in(written(tmp_path, text))
    assert caught.value.code == "sms_config"
    assert reason in str(caught.value.facts["reason"])
    assert "geheim" not in repr(caught.value)


def test_a_file_that_is_no_text_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="sms_config"):
        line_in(tmp_path)
