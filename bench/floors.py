"""The floors that promises are measured against: what the bare libraries cost for the same work, in the same run."""

import json
import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests
import zstandard

from bench.process import until
from bench.row import milliseconds

COMMIT = 500


def bare_window() -> float:
    """Milliseconds until a window with one icon, and the customer's packages imported, stands."""
    return until(["-m", "bench.bare_window"], "ready")["ready"]


@contextmanager
def serving(answer: bytes) -> Iterator[str]:
    """The address of a server on the loopback that gives these bytes to anyone."""

    class Plain(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: a line per request would be measured too."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def receive_parse_insert(lines: Sequence[str]) -> float:
    """Milliseconds to receive these JSON lines (compressed), parse them and insert them, 500 to a commit that waits
    for the disk: plain SQLite, whatever a desk does to its store at rest."""
    with serving(packed(lines)) as address, tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder, "floor.db"))
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("CREATE TABLE rows (type TEXT, id TEXT, version INTEGER, doc TEXT, PRIMARY KEY (type, id))")

        def pull() -> None:
            got = zstandard.ZstdDecompressor().decompress(requests.get(address, timeout=60).content).splitlines()
            for at in range(0, len(got), COMMIT):
                rows = [json.loads(line) for line in got[at : at + COMMIT]]
                with base:
                    base.executemany(
                        "INSERT INTO rows VALUES (?, ?, ?, ?)",
                        [(r["type"], r["id"], r["version"], json.dumps(r["doc"], ensure_ascii=False)) for r in rows],
                    )

        taken = milliseconds(pull)
        base.close()
    return taken


def packed(lines: Sequence[str]) -> bytes:
    """These lines as one body at level 3 of zstd."""
    return zstandard.ZstdCompressor(level=3).compress("\n".join(lines).encode())
