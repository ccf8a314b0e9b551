"""One HTTP connection of a desk, no more than it needs: it shares its processors with what is measured."""

import asyncio
from collections.abc import Callable

import zstandard


class Cut(Exception):
    """The line broke, or no answer came in time."""


class Line(asyncio.Protocol):
    """Asks and reads one answer after the other on one connection, opened anew when the other side has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, dict[bytes, bytes], bytes]] | None = None
        self._head: tuple[int, dict[bytes, bytes], int] | None = None
        self._data = bytearray()

    async def ask(self, request: bytes, patience: float) -> tuple[int, dict[bytes, bytes], bytes]:
        """Status, headers by their names in small letters, and the unpacked body. Cut where none came."""
        loop = asyncio.get_running_loop()
        if self._transport is None or self._transport.is_closing():
            try:
                await loop.create_connection(lambda: self, "127.0.0.1", self._port)
            except OSError as fault:
                raise Cut(str(fault)) from fault
        self._answer, self._head = loop.create_future(), None
        self._data.clear()
        assert self._transport is not None
        self._transport.write(request)
        timer = loop.call_later(patience, self._give_up)
        try:
            return await self._answer
        finally:
            timer.cancel()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        if self._head is None:
            end = self._data.find(b"\r\n\r\n")
            if end < 0:
                return
            first, *lines = bytes(self._data[:end]).split(b"\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (each.partition(b":") for each in lines)}
            status = int(first.split(b" ", 2)[1])
            size = 0 if status == 204 else int(headers.get(b"content-length", b"0"))
            self._head = status, headers, size
            del self._data[: end + 4]
        status, headers, size = self._head
        if len(self._data) < size:
            return
        body = bytes(self._data[:size])
        if headers.get(b"content-encoding") == b"zstd":
            body = zstandard.ZstdDecompressor().decompressobj().decompress(body)
        self._settle(lambda answer: answer.set_result((status, headers, body)))
        if headers.get(b"connection", b"").lower() == b"close":
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._settle(lambda answer: answer.set_exception(Cut("closed")))

    def close(self) -> None:
        """Lets go of the connection."""
        if self._transport is not None:
            self._transport.abort()

    def _give_up(self) -> None:
        self._settle(lambda answer: answer.set_exception(Cut("slow")))
        self.close()

    def _settle(self, how: Callable[[asyncio.Future[tuple[int, dict[bytes, bytes], bytes]]], None]) -> None:
        if self._answer is not None and not self._answer.done():
            how(self._answer)
