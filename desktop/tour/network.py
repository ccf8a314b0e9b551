"""A cable between a desk and the portal that can be pulled out, so that `offline` in the tour is a fact."""

import selectors
import socket
from threading import Thread
from time import sleep

HOST = "127.0.0.1"
PIECE = 65536


class Cable:
    """A relay on loopback. Pulled out, its port is closed and what was under way breaks off."""

    pace = 0
    """Bytes that go through in a second, of a line that is slow; 0 where it is as fast as the computer."""

    def __init__(self, to_port: int) -> None:
        self._to, self._listener, self._thread = to_port, _listening(0), Thread()
        self.port: int = self._listener.getsockname()[1]
        self._listener.close()
        self._wake, self._alarm = socket.socketpair()

    @property
    def url(self) -> str:
        """Where a desk finds the portal."""
        return f"http://{HOST}:{self.port}"

    @property
    def plugged(self) -> bool:
        """Whether anything goes through."""
        return self._thread.is_alive()

    def plug(self) -> None:
        """The network is there."""
        if not self.plugged:
            self._listener = _listening(self.port)
            self._thread = Thread(target=self._carry, daemon=True, name="cable")
            self._thread.start()

    def lead(self, to_port: int) -> None:
        """From now on it ends at another port."""
        self._to = to_port

    def pull(self) -> None:
        """The network is gone."""
        if self.plugged:
            self._alarm.send(b"x")
            self._thread.join(5)

    def end(self) -> None:
        """Pulled for good."""
        self.pull()
        self._wake.close()
        self._alarm.close()

    def _carry(self) -> None:
        with selectors.DefaultSelector() as ears:
            ears.register(self._listener, selectors.EVENT_READ)
            ears.register(self._wake, selectors.EVENT_READ)
            while not self._heard(ears):
                continue
            self._wake.recv(1)
            for key in [*ears.get_map().values()]:
                if key.fileobj is not self._wake and isinstance(key.fileobj, socket.socket):
                    key.fileobj.close()

    def _heard(self, ears: selectors.BaseSelector) -> bool:
        """Carries what is there; True when the cable is pulled."""
        gone: set[socket.socket] = set()
        for key, _mask in ears.select():
            end = key.fileobj
            if end is self._wake:
                return True
            if end is self._listener:
                self._join(ears)
            elif isinstance(end, socket.socket) and end not in gone and not self._passed(end, key.data):
                gone |= {end, key.data}
                for one in (end, key.data):
                    ears.unregister(one)
                    one.close()
        return False

    def _join(self, ears: selectors.BaseSelector) -> None:
        near, _address = self._listener.accept()
        try:
            far = socket.create_connection((HOST, self._to), 5)
        except OSError:
            near.close()
            return
        for one, other in ((near, far), (far, near)):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ears.register(one, selectors.EVENT_READ, other)

    def _passed(self, from_: socket.socket, to: socket.socket) -> bool:
        """Hands one piece on; False at the end of the line."""
        try:
            piece = from_.recv(PIECE)
            to.sendall(piece)
        except OSError:
            return False
        if self.pace:
            sleep(len(piece) / self.pace)
        return bool(piece)


def _listening(port: int) -> socket.socket:
    return socket.create_server((HOST, port))
