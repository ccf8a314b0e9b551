"""An HTTP gateway on the loopback, in a process of its own, that can be slow, broken or silent when it is told to."""

import argparse
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TAKEN: list[str] = []
ANSWERS = {
    "garbage": (200, "<html>登录</html>".encode()),
    "no": (200, b'{"code": 4003, "message": "balance"}'),
    "nameless": (200, b'{"code": 0, "data": {}}'),
}
STATES = ("DELIVRD", "UNDELIV", "ACCEPTD")


class Desk(BaseHTTPRequestHandler):
    """One request."""

    asked: argparse.Namespace

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        say(body=json.loads(body), key=self.headers.get("Authorization"), path=self.path)
        {"late": self.late, "dripping": self.drip, "cut": self.connection.close}.get(self.asked.way, self.at_once)()

    def do_GET(self) -> None:
        say(asked_for_reports=True)
        told = [{"id": ref, "state": STATES[place % 3]} for place, ref in enumerate(TAKEN)]
        self.answer(200, b"[[" if self.asked.reports == "garbage" else json.dumps({"list": told}).encode())

    def at_once(self) -> None:
        way = self.asked.way
        if way in ANSWERS or way.isdigit():
            self.answer(*ANSWERS.get(way, (int(way) if way.isdigit() else 0, b"{}")))
            return
        TAKEN.append(f"g{len(TAKEN) + 1}")
        self.answer(200, json.dumps({"code": 0, "data": {"id": TAKEN[-1]}}).encode())

    def late(self) -> None:
        time.sleep(self.asked.seconds)
        self.at_once()

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            time.sleep(self.asked.seconds / 10)

    def answer(self, status: int, data: bytes) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing of its own."""


def say(**told: Any) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--way", default="good")
    parser.add_argument("--reports", default="good")
    parser.add_argument("--seconds", type=float, default=3.0)
    Desk.asked = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    say(port=server.server_port)
    server.serve_forever()


if __name__ == "__main__":
    main()
