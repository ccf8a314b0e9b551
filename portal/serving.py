"""Serves a portal on a port, tells its address once it answers, and stops cleanly when it is told to."""

import gc
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from models.problems import Refused
from portal.api import api
from portal.app import Portal
from portal.patience import Patient

GRACE = 3
SWITCH = 0.0005
"""Seconds after which a thread lets another one go on: an act asks the database some fifty things, and after each of
them would wait ten times as long for a loop that has much to do."""
GARBAGE = (20_000, 20, 100)
"""Objects made before young garbage is sought, and how many of those rounds before older is."""


class Server(uvicorn.Server):
    """uvicorn's server that tells when it is `ready` and when it is `stopping`, and for which being told to stop is a
    good end."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready, self._stopping = ready, stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """uvicorn raises the signal again at its end, which would make a clean stop look like a crash."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.handle_exit)
        yield


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificate (with those between it and the CA) and key, as PEM files."""

    certificate: Path
    key: Path


def serve(portal: Portal, host: str, port: int, tell: Callable[[str], None], tls: Tls | None = None) -> None:
    """Serves until a signal; `tell` gets the URL when the portal answers. Refused: port_taken, tls_unusable."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, since asyncio sends small answers at once only then; else each waits some 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as fault:
        listening.close()
        raise Refused("port_taken", port=port, host=host) from fault
    shown = f"[{host}]" if family == socket.AF_INET6 else host
    url = f"{'https' if tls else 'http'}://{shown}:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        api(portal), http=Patient, log_level="warning", access_log=False, server_header=False, date_header=False,
        timeout_graceful_shutdown=GRACE,
    )  # fmt: skip
    if tls is not None:
        _secure(config, tls, listening)
    # All that is loaded by now stays, and a batch of acts makes many objects, hardly any of them in circles.
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    sys.setswitchinterval(SWITCH)
    try:
        Server(config, lambda: tell(url), portal.house.watch.end).run(sockets=[listening])
    finally:
        listening.close()
        portal.close()


def _secure(config: uvicorn.Config, tls: Tls, listening: socket.socket) -> None:
    """TLS 1.2 or newer: an older one is refused in the handshake."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(tls.certificate, tls.key)
    except (OSError, ssl.SSLError) as fault:
        listening.close()
        raise Refused("tls_unusable", path=f"{tls.certificate} / {tls.key}") from fault
    config.load()
    config.ssl = context
