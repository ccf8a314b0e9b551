"""How the portal reads HTTP: a request that could be read in two ways is none, and one that comes slowly is not waited
for without end."""

import asyncio
from typing import Any, ClassVar

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


LARGEST_HEAD = 32_768
"""Bytes of a request before its body."""


class Strict(h11.Connection):
    """A body comes with its length, never in pieces of a coding (RFC 9112, 6.3): where something before the portal
    reads the one and h11 the other, what one of them takes for a body is to the other the next request."""

    def next_event(self) -> Any:
        """As h11, for which a head that says how it is coded, or is too large, is none."""
        event = super().next_event()
        if isinstance(event, h11.Request):
            size = len(event.target) + sum(len(name) + len(value) for name, value in event.headers)
            if size > LARGEST_HEAD or any(name == b"transfer-encoding" for name, _ in event.headers):
                raise h11.RemoteProtocolError("coded or too large")
        return event


class Patient(H11Protocol):
    """uvicorn's reading, with an end to waiting. The head of a request has `head` seconds in all, of its body at least
    `least` bytes must come in every `span` seconds; a portal that is too busy to read waits for none."""

    head: ClassVar[float] = 10.0
    span: ClassVar[float] = 20.0
    least: ClassVar[int] = 10_000
    _timer: asyncio.TimerHandle | None = None
    _stage: object = None
    _come = 0

    def __init__(self, config: uvicorn.Config, *more: Any, **named: Any) -> None:
        super().__init__(config, *more, **named)
        self.conn = Strict(h11.SERVER, LARGEST_HEAD)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the base class
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        self._come += len(data)
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _look(self) -> None:
        """What is waited for: the head of a request, its body, or nothing."""
        stage = self.conn.their_state
        if stage is self._stage:
            return
        self._stop()
        self._stage = stage
        if stage is h11.IDLE and not self.transport.is_closing():
            self._timer = self.loop.call_later(self.head, self._on_head_late)
        elif stage is h11.SEND_BODY:
            self._await_more()

    def _await_more(self) -> None:
        self._come = 0
        self._timer = self.loop.call_later(self.span, self._on_span_over)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _on_head_late(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(TOO_SLOW)
            self.transport.close()

    def _on_span_over(self) -> None:
        if self._come >= self.least or self.flow.read_paused:
            self._await_more()
        else:
            self.transport.close()
