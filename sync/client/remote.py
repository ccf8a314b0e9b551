"""The portal over HTTP, as a desk sees it: every answer is either what the protocol promises, or one clear code."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import zstandard
from requests import Response
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema, RequestException, SSLError, Timeout
from urllib3.exceptions import HTTPError

from models.problems import Refused, Unreachable
from sync.client.answers import lines_of, nothing_new, unpacker
from sync.client.engine import Meter
from sync.client.remote_files import NONE, TIMEOUT, RemoteFiles
from sync.client.transport import Pace, distrusted, is_open, line_to
from sync.codec import hello_of, known_of, others_of, refusal_of, request_doc, session_of
from sync.digest import digest_of
from sync.protocol import (
    MAX_BYTES,
    Digest,
    Hello,
    KnownOps,
    Line,
    Others,
    Piece,
    SessionInfo,
    SyncRequest,
)
from sync.reading import Reader, dumps, parse
from sync.snapshot import HARD, PACKS, QUICK

T = TypeVar("T")
WAIT_TIMEOUT = (10.0, 60.0)
BRIEF = (3.0, 5.0)
PACKED_FROM = 4_000
"""Bytes from which a request is worth compressing."""
EMPTY = 204
PARTIAL = 206
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")
PIECE = 65_536
LONGEST_LINE = 64_000_000
LARGEST = 200_000_000
_BUSY = (429, 502, 503, 504)


class Remote(RemoteFiles):
    """A `Portal` behind an address. `meter` counts what went over the line, heads of requests and answers included."""

    def __init__(self, address: str, token: str = "", authority: Path | None = None) -> None:
        self._address = address.rstrip("/")
        self._open = is_open(self._address)
        self._http = line_to(self._address, authority)
        # Of what `requests` says by itself nothing is needed, and every round would say it again.
        self._http.headers.clear()
        self._http.headers.update({"Accept-Encoding": "zstd, gzip", "User-Agent": "desk"})
        self._token = token
        self.meter = Meter()
        self._pace = Pace()

    def session(self, account: str, password: str, device: str, code: str = "", label: str = "") -> SessionInfo:
        """Signs in; later calls carry the token."""
        asked = {"account": account, "password": password, "device": device, "label": label}
        asked |= {"code": code} if code else {}
        info = _meant(session_of, self.ask("POST", "/v1/session", asked))
        self._token = info.token
        return info

    def sign_out(self) -> None:
        """Ends the session."""
        self._call("DELETE", "/v1/session").close()
        self._token = ""

    def hello(self) -> Hello:
        """What the portal is and allows."""
        return _meant(hello_of, self.ask("POST", "/v1/hello", {}))

    def sync(self, request: SyncRequest) -> Iterator[Line]:
        """One round, read as it arrives."""
        answer = self._call("POST", "/v1/sync", dumps(request_doc(request)).encode())
        with answer:
            if answer.status_code == EMPTY:
                yield from nothing_new(request, answer.headers.get("epoch", ""), answer.headers.get("now", ""))
            yield from lines_of(self._bytes(answer))

    def snapshot(self, scope: str, etag: str = "", start: int = 0, most: int = MAX_BYTES) -> Piece:
        """Bytes of the file of a scope, from `start` on where the portal still has the one of this `etag`; over a slow
        line one that is packed harder."""
        named = {"If-Range": f'"{etag}"'} if etag else {}
        wanted = {"Range": f"bytes={start}-{start + most - 1}", **named}
        pack = HARD if self._pace.is_slow else QUICK
        path = f"/v1/snapshot/{quote(scope, safe='/')}?as_made=1&pack={pack.name}"
        answer = self._call("GET", path, headers=wanted)
        found = _RANGE.fullmatch(answer.headers.get("Content-Range", "")) if answer.status_code == PARTIAL else None
        size = found[2] if found else answer.headers.get("Content-Length", "")
        kind = answer.headers.get("Content-Type", "")
        if kind not in {one.kind for one in PACKS} or not (size.isdigit() or (found and size == "*")):
            raise Unreachable("portal_foreign")
        begun, whole = int(found[1]) if found else 0, None if size == "*" else int(size)
        return Piece(answer.headers.get("ETag", "").strip('"'), begun, whole, self._bytes(answer), kind)

    def wait(self, head: int) -> int:
        """The portal's sequence once it is above `head`, at the latest after 45 s."""
        found = parse(self._body(self._call("GET", f"/v1/wait?head={head}", timeout=WAIT_TIMEOUT)))
        value = found.get("head") if isinstance(found, dict) else None
        if type(value) is not int:
            raise Unreachable("portal_foreign")
        return value

    def digest(self, scope: str, seq: int, after: tuple[str, str] | None = None) -> Digest:
        """What the portal has in a scope, to be compared with what is here."""
        asked = {"scope": scope, "seq": seq, **({"after": list(after)} if after is not None else {})}
        return _meant(digest_of, self.ask("POST", "/v1/digest", asked))

    def known(self, ops: Sequence[str]) -> KnownOps:
        """The acts among `ops` that the portal has judged."""
        return _meant(known_of, self.ask("POST", "/v1/ops/known", {"ops": list(ops)}))

    def presence(self, open_: Sequence[str]) -> Others:
        """Who else has these matters open; asked in passing, so it is never waited for long."""
        asked = dumps({"open": list(open_)}).encode()
        return _meant(others_of, self._parsed(self._body(self._call("POST", "/v1/presence", asked, timeout=BRIEF))))

    def introduce(self, key: str) -> Any:
        """Tells the public half by which this desk's bundles are known; the portal's own, as JSON."""
        return self.ask("POST", "/v1/bundles/keys", {"key": key})

    def change_password(self, old: str, new: str) -> str:
        """Sets a new password; later calls carry the token that it gives."""
        answer = self.ask("POST", "/v1/password", {"old": old, "new": new})
        self._token = _meant(lambda doc: Reader(doc, "password").text("token", None), answer)
        return self._token

    def store_key(self, key: str = "") -> str:
        """Has the portal keep the key of this desk's store, if one is given; the one that it kept before."""
        answer = self.ask("POST", "/v1/store-key", {"key": key})
        return _meant(lambda doc: Reader(doc, "store_key").text("key", ""), answer)

    def close(self) -> None:
        """Lets go of the connections."""
        self._http.close()

    def ask(self, method: str, path: str, doc: Mapping[str, Any] | None = None) -> Any:
        """What a route answers in JSON; None where it answers nothing."""
        answer = self._body(self._call(method, path, dumps(dict(doc)).encode() if doc is not None else b""))
        return self._parsed(answer) if answer else None

    @staticmethod
    def _parsed(answer: bytes) -> Any:
        try:
            return parse(answer)
        except Refused as fault:
            raise Unreachable("portal_foreign") from fault

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
        if self._open:
            raise Unreachable("plain_http")
        headers = {**headers, **({"Content-Type": kind} if body else {})}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if pack and len(body) >= PACKED_FROM:
            body, headers["Content-Encoding"] = zstandard.ZstdCompressor(level=1).compress(body), "zstd"
        try:
            answer = self._http.request(
                method, self._address + path, data=body or None, headers=headers, timeout=timeout, stream=True,
                allow_redirects=False,
            )  # fmt: skip
            if answer.status_code == EMPTY:
                answer.raw.read()  # only what was read to its end leaves its connection to the next request
        except (RequestException, HTTPError, OSError) as fault:
            raise _unreachable(fault) from fault
        self._count(1, _weight(answer.request.headers, path) + len(body), _weight(answer.headers, ""))
        if answer.status_code >= 300:
            raise self._problem(answer)
        return answer

    def _count(self, requests_: int, up: int, down: int) -> None:
        meter = self.meter
        self.meter = Meter(meter.requests + requests_, meter.up + up, meter.down + down)

    def _problem(self, answer: Response) -> Refused:
        """What an answer other than success says: the portal's own refusal, or that something else answered."""
        status = answer.status_code
        try:
            refusal = refusal_of(parse(self._body(answer)))
        except Refused:
            refusal = None
        later = _seconds(answer.headers.get("Retry-After", ""))
        if refusal is not None and status not in _BUSY and status < 500:
            return refusal
        if refusal is not None and status == 429:
            return refusal
        if status in _BUSY:
            full = refusal is not None and refusal.code == "store_full"
            return Unreachable("portal_full" if full else "portal_busy", retry_after=later)
        return Unreachable("portal_fault", status=status) if status >= 500 else Unreachable("portal_foreign")

    def _body(self, answer: Response, most: int = LARGEST) -> bytes:
        with answer:
            parts, size = [], 0
            for piece in self._bytes(answer):
                size += len(piece)
                if size > most:
                    raise Unreachable("portal_foreign")
                parts.append(piece)
            return b"".join(parts)

    def _bytes(self, answer: Response) -> Iterator[bytes]:
        """The body, unpacked as it arrives. A body that is cut or garbled is Unreachable, never a short answer."""
        unpack = unpacker(answer.headers.get("Content-Encoding", ""))
        # An answer that is still being made comes in pieces, each of which is wanted as soon as it is there.
        read = answer.raw.read1 if "Transfer-Encoding" in answer.headers else answer.raw.read
        try:
            while piece := self._pace.of(lambda: read(PIECE, decode_content=False)):
                self._count(0, 0, len(piece))
                self._http.touch()
                yield unpack(piece)
        except (RequestException, HTTPError, OSError, zlib.error, zstandard.ZstdError, EOFError) as fault:
            raise _unreachable(fault) from fault


def _meant(made: Callable[[object], T], doc: object) -> T:
    """The message in an answer; what is JSON and yet no such message came from something else."""
    try:
        return made(doc)
    except Refused as fault:
        raise Unreachable("portal_foreign") from fault


def _unreachable(fault: Exception) -> Unreachable:
    if isinstance(fault, SSLError):
        return distrusted(fault)
    if isinstance(fault, InvalidURL | MissingSchema | InvalidSchema):
        return Unreachable("portal_address")
    reason = "slow" if isinstance(fault, Timeout) else "no_line" if isinstance(fault, NoConnection) else "cut"
    return Unreachable("unreachable", reason=reason)


def _weight(headers: Mapping[str, str], path: str) -> int:
    return 30 + len(path) + sum(len(name) + len(value) + 4 for name, value in headers.items())


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0.0
