"""A portal served as its own process."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from models.problems import Refused
from portal.__main__ import main
from portal.app import open_up
from portal.serving import serve
from tests.house.tree import ROOT


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


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    portal = open_up(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Refused, match="port_taken"):
            serve(portal, "127.0.0.1", taken.getsockname()[1], print)
    portal.close()
