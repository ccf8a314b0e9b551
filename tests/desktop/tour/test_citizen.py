"""The citizen of the tour speaks to the public door over HTTP, and a desk is searched for words to the last byte."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError

import pytest

from desktop.tour.citizen import Citizen, Slip
from desktop.tour.handling import words_kept

heard: list[tuple[str, dict[str, object]]] = []


class Door(BaseHTTPRequestHandler):
    """Answers as the public routes do, and remembers what it was asked."""

    def do_POST(self) -> None:
        doc = json.loads(self.rfile.read(int(self.headers["content-length"])))
        heard.append((self.path, doc))
        known = self.path.startswith("/v1/public/")
        self.send_response(200 if known and doc.get("code") != "gone" else 404)
        self.end_headers()
        self.wfile.write(json.dumps({"number": "XF1", "code": "AB", "due": "2026-12-14", "state": "replied"}).encode())

    def log_message(self, *_said: object) -> None:
        """Silent."""


@pytest.fixture
def citizen() -> Iterator[Citizen]:
    """Somebody before a door of their own."""
    heard.clear()
    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Citizen(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_citizen_takes_home_number_code_and_last_day(citizen: Citizen) -> None:
    assert citizen.brings("letter", {"title": "路灯"}) == Slip("XF1", "AB", "2026-12-14")
    assert heard == [("/v1/public/letters", {"title": "路灯"})]


def test_everything_afterwards_is_asked_by_the_code(citizen: Citizen) -> None:
    slip = Slip("XF1", "AB", "2026-12-14")
    assert citizen.asks(slip)["state"] == "replied"
    citizen.does("rating", slip, score="satisfied")
    assert [doc for _path, doc in heard] == [{"code": "AB"}, {"code": "AB", "score": "satisfied"}]


def test_a_code_that_the_portal_does_not_know_ends_the_step(citizen: Citizen) -> None:
    with pytest.raises(HTTPError):
        citizen.asks(Slip("XF1", "gone", ""))


def test_words_are_found_in_any_file_of_a_desk_written_plainly_or_escaped(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "desk.db").write_bytes(b"\x00" + "校车怎么走".encode() + b"\x01")
    (tmp_path / "log").write_text(json.dumps({"title": "塌方"}), "utf-8")
    words = {"plain": "校车", "escaped": "塌方", "absent": "公交"}
    assert words_kept(tmp_path, words) == ["plain", "escaped"]
