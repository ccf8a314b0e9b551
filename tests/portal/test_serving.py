"""A portal served as its own process."""

import json
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from models.people import Post
from models.problems import Refused, Unreachable
from portal.__main__ import main
from portal.accounts import Newcomer
from portal.app import open_up
from portal.serving import serve
from sync.client.remote import Remote
from tests.house.tree import ROOT
from tests.sync.client.district import District


def test_serve_tells_its_address_answers_and_stops_cleanly(tmp_path: Path) -> None:
    assert main(["init", "--data", str(tmp_path)]) == 0
    command = [sys.executable, "-m", "portal", "serve", "--data", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        assert requests.get(f"{url}/v1/openapi.json", timeout=10).status_code == 200
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=15)
    assert (process.returncode, rest, errors) == (0, "", "")


def test_a_desk_that_waits_does_not_hold_up_the_stop(tmp_path: Path) -> None:
    assert main(["init", "--data", str(tmp_path)]) == 0
    house = open_up(tmp_path)
    newcomer = Newcomer("zhang", "p_zhang", "张伟", frozenset({Post("wangtai", "clerk")}))
    password = house.accounts.add([newcomer], must_change=False)["zhang"]
    house.close()
    command = [sys.executable, "-m", "portal", "serve", "--data", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        remote = Remote(json.loads(process.stdout.readline())["url"])
        remote.session("zhang", password, "device-1")
        answered = list[int]()
        waiting = threading.Thread(target=lambda: answered.append(remote.wait(2**62)))
        waiting.start()
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        _out, errors = process.communicate(timeout=15)
        waiting.join(5)
    # uvicorn says so when it has to cut off whoever it waited for
    assert (process.returncode, errors, len(answered)) == (0, "", 1)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")  # an old client is just what is wanted here
def test_https_is_served_to_whoever_believes_the_authority_and_in_no_old_way(tmp_path: Path) -> None:
    district = District(tmp_path)
    pair = str(district.vouches())
    data = str(tmp_path / "data")
    assert main(["init", "--data", data]) == 0
    command = [sys.executable, "-m", "portal", "serve", "--data", data, "--port", "0", "--tls-cert", pair]
    with subprocess.Popen([*command, "--tls-key", pair], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = json.loads(process.stdout.readline())["url"]
            _asked_in_three_ways(url, district)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=15)


def _asked_in_three_ways(url: str, district: District) -> None:
    assert url.startswith("https://")
    with pytest.raises(Refused, match="password_wrong"):
        Remote(url, authority=district.file).session("admin", "no", "device-1")
    with pytest.raises(Unreachable, match="certificate_issuer"):
        Remote(url).hello()
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.load_verify_locations(district.file)
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as line,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        old.wrap_socket(line, server_hostname="127.0.0.1")


@pytest.mark.parametrize("words", [["--tls-cert", "none.pem"], ["--tls-cert", "none.pem", "--tls-key", "none.pem"]])
def test_a_certificate_that_cannot_be_used_stops_the_start(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--data", str(tmp_path)]) == 0
    assert main(["serve", "--data", str(tmp_path), "--port", "0", *words]) == 1
    assert "none.pem" in capsys.readouterr().err


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    portal = open_up(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Refused, match="port_taken"):
            serve(portal, "127.0.0.1", taken.getsockname()[1], print)
    portal.close()
