"""An HTTP gateway to the phones, of any make: its address, its words and its answers are told in the configuration."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from portal.sms.line import DELIVERED, FAILED, Message, NotSent, Report

MOST = 65_536
"""So much of an answer is read; no gateway says more about one message."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Reporting:
    """Where to ask what became of messages, and how to read it."""

    url: str = field(repr=False)
    list: str = ""
    ref: str = "id"
    state: str = "state"
    delivered: tuple[str, ...] = ("DELIVRD",)
    failed: tuple[str, ...] = ("UNDELIV", "REJECTD", "EXPIRED", "DELETED")


@dataclass(frozen=True, slots=True)
class GatewayConfig:
    """How a gateway is spoken to. In `body` and `headers` stand {phone}, {text} and {id}."""

    url: str = field(repr=False)
    body: Mapping[str, Any] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    ok: str = ""
    ok_is: tuple[str, ...] = ()
    ref: str = ""
    timeout_s: float = 10.0
    report: Reporting | None = None


class _Stays(HTTPRedirectHandler):
    """A redirect would carry the key of the gateway to another place: it is not followed."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class Gateway:
    """Hands over by one request for each message."""

    def __init__(self, config: GatewayConfig) -> None:
        self._config = config
        self._opener: OpenerDirector = build_opener(_Stays())

    def send(self, message: Message) -> tuple[str, ...]:
        """One request. NotSent when the answer is late, broken, or says no."""
        told = {"phone": message.number, "text": message.text, "id": message.id}
        body = json.dumps(_filled(self._config.body, told), ensure_ascii=False).encode()
        headers = {name: value.format_map(told) for name, value in self._config.headers.items()}
        answer = self._ask(Request(self._config.url, body, {"Content-Type": "application/json", **headers}))
        if self._config.ok:
            said = str(_at(answer, self._config.ok))
            if said not in self._config.ok_is:
                raise NotSent(f"gateway_refused {said[:40]}", again=False)
        ref = _at(answer, self._config.ref) if self._config.ref else message.id
        if ref in (None, ""):
            raise NotSent("gateway_garbage")
        return (str(ref)[:80],)

    def reports(self) -> tuple[Report, ...]:
        """What the gateway tells now; one that tells nothing, or cannot be reached, is asked again later."""
        asks = self._config.report
        if asks is None:
            return ()
        try:
            answer = self._ask(Request(asks.url, headers=dict(self._config.headers)))
        except NotSent:
            return ()
        entries = _at(answer, asks.list) if asks.list else answer
        return tuple(_reports(entries, asks)) if isinstance(entries, list) else ()

    def close(self) -> None:
        """Nothing is held between requests."""

    def _ask(self, request: Request) -> Any:
        until = time.monotonic() + self._config.timeout_s
        try:
            with self._opener.open(request, timeout=self._config.timeout_s) as answer:
                data = _read(answer, until)
        except HTTPError as fault:
            with fault:
                raise NotSent(f"gateway_{fault.code}", again=fault.code in PASSING) from fault
        except TimeoutError as fault:
            raise NotSent("gateway_late") from fault
        except (OSError, HTTPException, ValueError) as fault:
            late = isinstance(getattr(fault, "reason", None), TimeoutError)
            raise NotSent("gateway_late" if late else "gateway_unreachable") from fault
        try:
            return json.loads(data)
        except ValueError as fault:
            raise NotSent("gateway_garbage") from fault


def _read(answer: Any, until: float) -> bytes:
    """The answer, unless it drips in more slowly than it may."""
    data = b""
    while part := answer.read1(4096):
        data += part
        if len(data) > MOST:
            raise NotSent("gateway_garbage")
        if time.monotonic() > until:
            raise NotSent("gateway_late")
    return data


def blanks_fit(config: GatewayConfig) -> bool:
    """Whether what stands in braces in the configuration can be filled at all."""
    told = {"phone": "1", "text": "t", "id": "i"}
    try:
        _filled(config.body, told)
        _filled(config.headers, told)
    except (LookupError, ValueError):
        return False
    return True


def _filled(template: Any, told: Mapping[str, str]) -> Any:
    if isinstance(template, str):
        return template.format_map(told)
    if isinstance(template, Mapping):
        return {name: _filled(value, told) for name, value in template.items()}
    return [_filled(each, told) for each in template] if isinstance(template, list) else template


def _at(answer: Any, path: str) -> Any:
    """What stands at `a.b.0` in an answer, or None."""
    for name in path.split("."):
        if isinstance(answer, Mapping):
            answer = answer.get(name)
        elif isinstance(answer, list) and name.isdigit() and int(name) < len(answer):
            answer = answer[int(name)]
        else:
            return None
    return answer


def _reports(entries: Iterable[Any], asks: Reporting) -> Iterable[Report]:
    for each in entries:
        ref, state = _at(each, asks.ref), str(_at(each, asks.state))
        if ref is not None and state in (*asks.delivered, *asks.failed):
            fate = DELIVERED if state in asks.delivered else FAILED
            yield Report(str(ref)[:80], fate, "" if fate == DELIVERED else state[:40])
