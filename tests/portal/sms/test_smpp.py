"""The line to a carrier's centre, tried against one that runs as a process of its own."""

import logging
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from portal.sms.line import DELIVERED, FAILED, Message, NotSent, Report
from portal.sms.smpp import PART, Smpp, SmppConfig, parts_of
from tests.portal.sms.other_end import PATIENCE, OtherEnd, other_end

SHORT = "【延平门户】王台镇：来信WT2026-0312还有5个工作日，最后一天5月6日，请抓紧办理。"
LONG = "【延平门户】" + "，".join(f"第{n}件来信请抓紧办理" for n in range(1, 16)) + "。"
NUMBER = "13900000007"


def message(text: str = SHORT, identity: str = "s.2026-04-28.p_lin.0", number: str = NUMBER) -> Message:
    return Message(identity, number, text)


@contextmanager
def bound(*options: str, **changed: Any) -> Iterator[tuple[OtherEnd, Smpp]]:
    """A centre and a line to it."""
    with other_end("centre", *options) as centre:
        given = {"host": "127.0.0.1", "port": centre.port, "system_id": "yanping", "password": "geheim"}
        line = Smpp(SmppConfig(**{**given, "timeout_s": 1.0, **changed}))
        try:
            yield centre, line
        finally:
            line.close()


def reports(line: Smpp, number: int = 1) -> list[Report]:
    """What the line tells, once there is so much."""
    found: list[Report] = []
    end = time.monotonic() + PATIENCE
    while len(found) < number and time.monotonic() < end:
        found += line.reports()
        time.sleep(0.01)
    return found


def test_a_chinese_message_arrives_as_it_was_written_and_its_receipt_comes_back() -> None:
    with bound() as (centre, line):
        (ref,) = line.send(message())
        told = centre.until("text")[0]
        assert (told["to"], told["text"], told["of"], told["coding"]) == (NUMBER, SHORT, 1, 8)
        assert reports(line) == [Report(ref, DELIVERED)]


@pytest.mark.parametrize("split", ["udh", "sar"])
def test_a_long_message_goes_in_parts_and_is_put_together_again(split: str) -> None:
    with bound(split=split) as (centre, line):
        refs = line.send(message(LONG))
        told = centre.until("text")[0]
        assert told["text"] == LONG
        assert len(refs) == told["of"] == 3
        assert {report.ref for report in reports(line, 3)} == set(refs)


def test_a_message_is_cut_between_characters_only() -> None:
    rare = "村" * (PART - 1) + "𠀀" + "镇" * 10
    parts = parts_of(rare)
    assert "".join(parts) == rare
    assert [len(part.encode("utf-16-be")) // 2 for part in parts] == [PART - 1, 12]
    assert parts_of("村" * 70) == ["村" * 70]
    assert len(parts_of("村" * 71)) == 2


def test_a_message_that_did_not_arrive_is_told_with_the_carriers_reason() -> None:
    with bound("--receipts", "failed") as (_, line):
        (ref,) = line.send(message())
        assert reports(line) == [Report(ref, FAILED, "012")]


def test_a_centre_that_is_busy_is_tried_again_later() -> None:
    with bound("--throttle", "1") as (centre, line):
        with pytest.raises(NotSent, match="centre_refused") as caught:
            line.send(message())
        assert caught.value.again
        assert line.send(message())
        assert centre.until("text")[0]["text"] == SHORT


def test_a_number_that_does_not_exist_is_not_tried_again() -> None:
    with bound("--unknown", NUMBER) as (_, line):
        with pytest.raises(NotSent) as caught:
            line.send(message())
        assert not caught.value.again


def test_a_line_that_drops_in_the_middle_is_bound_anew_and_the_parts_fit_together() -> None:
    with bound("--drop-at", "2") as (centre, line):
        with pytest.raises(NotSent, match="line_lost"):
            line.send(message(LONG))
        assert not centre.told("text")
        assert len(line.send(message(LONG))) == 3
        assert [told["text"] for told in centre.until("text")] == [LONG]
        assert len(centre.told("bound")) == 2


def test_a_receipt_that_comes_while_another_message_is_sent_is_kept() -> None:
    with bound("--receipts", "delivered") as (_, line):
        refs = [*line.send(message()), *line.send(message(identity="other")), *line.send(message(identity="third"))]
        assert {report.ref for report in reports(line, 3)} == set(refs)


def test_what_a_person_answers_by_message_is_taken_and_is_no_receipt() -> None:
    with bound("--receipts", "none", "--chatter") as (centre, line):
        line.send(message())
        line.send(message(identity="other"))
        centre.until("text", 2)
        assert line.reports() == ()


def test_a_wrong_password_is_told_by_the_centres_number_for_it() -> None:
    with bound(password="falsch") as (_, line), pytest.raises(NotSent, match="bind_refused 14"):
        line.send(message())


def test_a_centre_that_is_not_there_or_is_no_centre_may_be_tried_later() -> None:
    with bound("--garbage") as (_, line), pytest.raises(NotSent) as caught:
        line.send(message())
    assert caught.value.again
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    line = Smpp(SmppConfig("127.0.0.1", port, "yanping", "geheim"))
    with pytest.raises(NotSent, match="centre_unreachable"):
        line.send(message())
    assert line.reports() == ()


def _jumping() -> tuple[Callable[[], float], list[float]]:
    ahead = [0.0]
    return lambda: time.monotonic() + ahead[0], ahead


def test_a_silent_line_is_asked_and_one_that_does_not_answer_is_given_up() -> None:
    with bound("--receipts", "none") as (centre, line):
        line._clock, ahead = _jumping()
        line.send(message())
        line.reports()
        assert not centre.told("enquired")
        ahead[0] = 31
        line.reports()
        assert centre.until("enquired")
    with bound("--receipts", "none", "--deaf", timeout_s=0.2) as (centre, line):
        line._clock, ahead = _jumping()
        line.send(message())
        ahead[0] = 31
        line.reports()
        line._clock = time.monotonic
        line.send(message(identity="other"))
        assert len(centre.until("bound", 2)) == 2


def test_the_line_says_goodbye() -> None:
    with bound() as (centre, line):
        line.send(message())
        line.close()
        assert centre.until("unbound")


def test_no_log_holds_the_password_or_a_number(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with bound() as (_, line):
        line.send(message())
        reports(line)
    assert "geheim" not in caplog.text
    assert b"geheim".hex() not in caplog.text
    assert NUMBER not in caplog.text
    assert "geheim" not in repr(SmppConfig("h", 1, "yanping", "geheim"))
