"""A portal on a real port, and a desk's way to ask it, so that what is tested is what is served."""

import json
import socket
import threading
import time
from typing import Any

import requests
import uvicorn

from portal.api import api
from portal.app import Portal


class Line:
    """Serves a portal in a thread; `post`, `get` and `request` ask it."""

    def __init__(self, portal: Portal) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(api(portal), log_level="error", access_log=False, server_header=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update({"accept": "*/*", "user-agent": "test"})

    def request(self, method: str, path: str, content: bytes | None = None, **more: Any) -> requests.Response:
        if "json" in more:
            content = json.dumps(more.pop("json")).encode()
        return self._session.request(method, self.url + path, data=content, timeout=60, **more)

    def post(self, path: str, **more: Any) -> requests.Response:
        return self.request("POST", path, **more)

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.request("GET", path, **more)

    def close(self) -> None:
        self._session.close()
        self._server.should_exit = True
        self._thread.join(20)
        self._socket.close()
