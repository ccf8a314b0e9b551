"""The part of a far portal that carries files: tus 1.0 upwards, byte ranges downwards, a piece at a time."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, Protocol

from requests import Response

from models.problems import Unreachable
from sync.protocol import Part, Underway

TUS = "1.0.0"
CHUNK = "application/offset+octet-stream"
LARGEST_PIECE = 4_000_000
NONE: Mapping[str, str] = {}
TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and seconds in which no byte moves, before a try counts as failed."""


class Calling(Protocol):
    """Whoever makes requests and reads their answers."""

    def _call(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        kind: str = "application/json",
        timeout: tuple[float, float] = TIMEOUT,
        pack: bool = True,
        headers: Mapping[str, str] = NONE,
    ) -> Response:
        """One request; Refused or Unreachable where the answer is none that was hoped for."""

    def _body(self, answer: Response, most: int = LARGEST_PIECE) -> bytes:
        """All of an answer."""


class RemoteFiles:
    """What of a `Portal` speaks of files, over the requests of whoever is both."""

    def begin_upload(self: Calling, sha256: str, size: int, name: str) -> Underway:
        """Begins to bring a file, or hears how far it has come."""
        said = ",".join(f"{key} {_coded(value.encode())}" for key, value in (("sha256", sha256), ("name", name)))
        headers = {"Tus-Resumable": TUS, "Upload-Length": str(size), "Upload-Metadata": said}
        answer = self._call("POST", "/v1/uploads", headers=headers)
        answer.close()
        return Underway(answer.headers.get("Location", "").rpartition("/")[2], _number(answer.headers))

    def add_to_upload(self: Calling, identity: str, offset: int, data: bytes) -> int:
        """Brings the next bytes of a file, under their own digest."""
        digest = f"sha256 {_coded(hashlib.sha256(data).digest())}"
        headers = {"Tus-Resumable": TUS, "Upload-Offset": str(offset), "Upload-Checksum": digest}
        answer = self._call("PATCH", f"/v1/uploads/{identity}", data, CHUNK, pack=False, headers=headers)
        answer.close()
        return _number(answer.headers)

    def get_piece(self: Calling, sha256: str, offset: int, most: int) -> Part:
        """A part of a file."""
        asked = {"Range": f"bytes={offset}-{offset + most - 1}", "If-Range": f'"{sha256}"', "Accept-Encoding": ""}
        answer = self._call("GET", f"/v1/blobs/{sha256}", headers=asked)
        start, size = _place(answer)
        if start != offset:
            answer.close()
            raise Unreachable("portal_foreign")
        return Part(self._body(answer, most), size)

    def get_small(self: Calling, sha256: str) -> bytes:
        """The small picture of a file that is one."""
        return self._body(self._call("GET", f"/v1/blobs/{sha256}/small"))


def _coded(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _number(headers: Mapping[str, Any]) -> int:
    """How far a file has come; an answer that does not say it is none of the portal's."""
    said = str(headers.get("Upload-Offset", ""))
    if headers.get("Tus-Resumable") != TUS or not (said.isascii() and said.isdigit()):
        raise Unreachable("portal_foreign")
    return int(said)


def _place(answer: Response) -> tuple[int, int]:
    """From where a part is, and how large the whole: `bytes 0-99/1000`. No other answer is a part."""
    unit, _, said = answer.headers.get("Content-Range", "").partition(" ")
    span, _, size = said.partition("/")
    start = span.partition("-")[0]
    if answer.status_code != 206 or unit != "bytes" or not (start.isdigit() and size.isdigit()):
        answer.close()
        raise Unreachable("portal_foreign")
    return int(start), int(size)
