"""The line to the portal: TLS 1.2 or newer, by the district's own authority alone where one is given, and plain HTTP to
this computer itself only."""

import ipaddress
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import SSLError

from models.problems import Refused, Unreachable

SLOW = 500_000
"""Bytes a second below which a line is slow: a township's carries half of them."""
ENOUGH = 100_000
"""Bytes that must have come before that is said."""
RESTED = 3.0
"""Seconds without use after which a connection is opened anew: the portal lets go of one after five, and a request must
not meet that moment."""
OLDEST = ssl.TLSVersion.TLSv1_2
_WORDS = {10: "certificate_expired", 9: "certificate_expired", 62: "certificate_host", 64: "certificate_host"}
"""What OpenSSL says of a certificate (X509_V_ERR_…): its time is over or has not begun; it is another host's."""
_UNKNOWN_ISSUERS = (2, 18, 19, 20, 21)
_OLD = ("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "NO_PROTOCOLS_AVAILABLE", "VERSION_TOO_LOW")


class Pace:
    """How fast bytes come, by the time that was spent waiting for them."""

    def __init__(self) -> None:
        self._bytes, self._seconds = 0.0, 0.0

    @property
    def is_slow(self) -> bool:
        """Whether it is worth work at both ends to send fewer."""
        return self._bytes >= ENOUGH and self._bytes < SLOW * self._seconds

    def of(self, read: Callable[[], bytes]) -> bytes:
        """What a read brings; what came long ago counts ever less."""
        begun = time.monotonic()
        piece = read()
        if self._bytes > 20 * ENOUGH:
            self._bytes, self._seconds = self._bytes / 2, self._seconds / 2
        self._bytes, self._seconds = self._bytes + len(piece), self._seconds + time.monotonic() - begun
        return piece


class Connections(requests.Session):
    """One connection after the other carries all requests, as long as it does not rest."""

    def __init__(self) -> None:
        super().__init__()
        self._used = time.monotonic()

    def touch(self) -> None:
        """Something went or came."""
        self._used = time.monotonic()

    def send(self, request: requests.PreparedRequest, **how: Any) -> requests.Response:
        """As `requests` does, by a connection that has not rested."""
        if time.monotonic() - self._used > RESTED:
            self.close()
        answer = super().send(request, **how)
        self.touch()
        return answer


class _Guarded(HTTPAdapter):
    """Speaks HTTPS by one context, which says how old a protocol may be and whom to believe."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, **kwargs, ssl_context=self._context)


def line_to(address: str, authority: Path | None = None) -> Connections:
    """The way to one portal. With `authority`, the PEM file of a CA, no other is believed; else those that the
    environment names (`REQUESTS_CA_BUNDLE`), else the usual ones. Refused authority_wrong when the file is none."""
    session = Connections()
    # What the environment says of proxies and certificates is looked up once, and not before every request; an
    # address that is none has no way to be looked up, and is named at the first request.
    with suppress(ValueError):
        found = session.merge_environment_settings(address, {}, True, str(authority) if authority else True, None)
        session.proxies, session.verify, session.trust_env = found["proxies"], found["verify"], False
    if address.startswith("https://"):
        session.mount("https://", _Guarded(_context(authority)))
    return session


def _context(authority: Path | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = OLDEST
    if authority is not None:
        try:
            context.load_verify_locations(authority)
        except (OSError, ssl.SSLError) as fault:
            raise Refused("authority_wrong", path=str(authority)) from fault
    return context


def is_open(address: str) -> bool:
    """Whether anybody on the way could read what goes to this address; to one that is none nothing goes."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme != "http":
        return False
    host = parts.hostname or ""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def distrusted(fault: SSLError) -> Unreachable:
    """Why a line that should be safe did not come about: nothing was sent over it."""
    cause: BaseException | None = fault
    while cause is not None and not isinstance(cause, ssl.SSLError):
        inner = getattr(cause, "reason", None)
        first = cause.args[0] if cause.args else None
        cause = next((one for one in (inner, first, cause.__context__) if isinstance(one, BaseException)), None)
    if isinstance(cause, ssl.SSLCertVerificationError):
        known = "certificate_issuer" if cause.verify_code in _UNKNOWN_ISSUERS else "certificate_wrong"
        return Unreachable(_WORDS.get(cause.verify_code, known))
    old = any(word in str(cause.reason if cause else fault) for word in _OLD)
    return Unreachable("tls_old" if old else "certificate_wrong")
