"""Somebody outside: writes at the portal's public door over HTTP, and asks by the code what became of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class Slip:
    """What a citizen takes home: the number in the register, the code to ask by, the last day of the answer."""

    number: str
    code: str
    due: str


class Citizen:
    """No account, no desk: only the public pages of the portal."""

    def __init__(self, portal: str) -> None:
        self._portal = portal

    def brings(self, kind: str, doc: Mapping[str, Any]) -> Slip:
        """Hands in a letter, a disclosure request or a service case."""
        told = self._post(f"{kind}s", doc)
        return Slip(str(told["number"]), str(told["code"]), str(told["due"]))

    def asks(self, slip: Slip) -> Mapping[str, Any]:
        """What the page says under the code."""
        return self._post("status", {"code": slip.code})

    def does(self, what: str, slip: Slip, **said: Any) -> Mapping[str, Any]:
        """A writer's own step: `rating`, `correction`, `materials`."""
        return self._post(what, {"code": slip.code, **said})

    def _post(self, path: str, doc: Mapping[str, Any]) -> Mapping[str, Any]:
        data = json.dumps(doc, ensure_ascii=False).encode()
        asked = Request(f"{self._portal}/v1/public/{path}", data, {"content-type": "application/json"})
        with urlopen(asked, timeout=PATIENCE_S) as answer:
            told: Mapping[str, Any] = json.load(answer)
        return told
