"""A gateway over HTTP, tried against one that runs as a process of its own and misbehaves on demand."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from portal.sms.gateway import Gateway, GatewayConfig, Reporting
from portal.sms.line import DELIVERED, FAILED, Message, NotSent, Report
from tests.portal.sms.other_end import OtherEnd, other_end

MESSAGE = Message("s.2026-04-28.p_lin.0", "13900000007", "【延平门户】“来信”今天到期。")


@contextmanager
def gateway(*options: str, **changed: Any) -> Iterator[tuple[OtherEnd, Gateway]]:
    with other_end("http_gateway", *options) as server:
        url = f"http://127.0.0.1:{server.port}"
        given: dict[str, Any] = {
            "url": f"{url}/send", "body": {"to": ["{phone}"], "msg": {"content": "{text}", "n": 1}, "ref": "{id}"},
            "headers": {"Authorization": "Bearer geheim"}, "ok": "code", "ok_is": ("0",), "ref": "data.id",
            "timeout_s": 0.5, "report": Reporting(f"{url}/reports", list="list"),
        }  # fmt: skip
        yield server, Gateway(GatewayConfig(**{**given, **changed}))


def not_sent(*options: str) -> NotSent:
    with gateway("--way", *options) as (_, line), pytest.raises(NotSent) as caught:
        line.send(MESSAGE)
    return caught.value


def test_a_message_goes_in_the_gateways_own_words_and_its_name_comes_back() -> None:
    with gateway() as (server, line):
        assert line.send(MESSAGE) == ("g1",)
        (told,) = server.until("body")
        assert told["body"] == {"to": [MESSAGE.number], "msg": {"content": MESSAGE.text, "n": 1}, "ref": MESSAGE.id}
        assert told["key"] == "Bearer geheim"


def test_what_became_of_it_is_asked_for_and_what_is_undecided_is_left_open() -> None:
    with gateway() as (_, line):
        for _ in range(3):
            line.send(MESSAGE)
        assert line.reports() == (Report("g1", DELIVERED), Report("g2", FAILED, "UNDELIV"))


@pytest.mark.parametrize(
    ("way", "code", "again"),
    [
        ("late", "gateway_late", True),
        ("dripping", "gateway_late", True),
        ("garbage", "gateway_garbage", True),
        ("nameless", "gateway_garbage", True),
        ("cut", "gateway_unreachable", True),
        ("503", "gateway_503", True),
        ("429", "gateway_429", True),
        ("401", "gateway_401", False),
        ("302", "gateway_302", False),
        ("no", "gateway_refused 4003", False),
    ],
)
def test_whatever_goes_wrong_is_told_and_says_whether_to_try_again(way: str, code: str, again: bool) -> None:
    problem = not_sent(way)
    assert (problem.code, problem.again) == (code, again)


def test_a_redirect_carries_the_key_nowhere() -> None:
    with gateway("--way", "302") as (server, line):
        with pytest.raises(NotSent):
            line.send(MESSAGE)
        assert [told["path"] for told in server.until("body")] == ["/send"]


def test_a_gateway_that_cannot_be_reached_has_nothing_to_tell() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    line = Gateway(GatewayConfig(url, {"to": "{phone}"}, report=Reporting(url)))
    with pytest.raises(NotSent, match="gateway_unreachable"):
        line.send(MESSAGE)
    assert line.reports() == ()


def test_a_configuration_that_no_request_can_carry_is_told_and_stops_nothing() -> None:
    line = Gateway(GatewayConfig("http://127.0.0.1:1", {}, {"Authorization": "two\nlines"}))
    with pytest.raises(NotSent, match="gateway_unreachable"):
        line.send(MESSAGE)


def test_a_gateway_that_tells_nonsense_or_nothing_of_fates_is_asked_again_later() -> None:
    with gateway("--reports", "garbage") as (_, line):
        line.send(MESSAGE)
        assert line.reports() == ()
    assert Gateway(GatewayConfig("http://x", {})).reports() == ()


def test_without_a_name_of_its_own_a_message_is_called_by_ours() -> None:
    with gateway(ref="", ok="") as (_, line):
        assert line.send(MESSAGE) == (MESSAGE.id,)


def test_the_key_and_the_address_are_not_shown() -> None:
    shown = repr(GatewayConfig("https://gw.example/?key=geheim", {"key": "geheim"}, {"A": "geheim"}))
    assert "geheim" not in shown
