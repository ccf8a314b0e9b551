"""The whole way of a reminder: from a matter on the portal over a real line to a phone, and its fate back to a desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.matter import Matter
from models.store.portal_write import put_matter
from portal.sms.config import NAME, line_in
from portal.sms.texting import Texting
from tests.models.office import LIN
from tests.portal.sms.other_end import OtherEnd, other_end
from tests.portal.town import Town

TEXT = "【延平门户】王台镇：来信XF2026-00312还有1个工作日，最后一天4月29日，请尽快办结。"


@contextmanager
def wired(town: Town, server: OtherEnd, config: str) -> Iterator[Texting]:
    """A town whose reminders go to this server, and a letter that is nearly due."""
    (town.folder / NAME).write_text(config.format(port=server.port), "utf-8")
    town.portal.contacts.set("lin", "13900000007")
    letter = Matter(
        "m1", "letter", "wangtai", "in_hand", "", fields={"title": "李大山的来信", "body": "李大山"},
        system={"number": "XF2026-00312", "due_at": "2026-04-29", "handler": "p_lin"},
    )  # fmt: skip
    town.portal.store.write(lambda writing: writing.note(None, put_matter(letter)))
    texting = Texting(town.house, town.portal.contacts, line_in(town.folder), "one")
    try:
        yield texting
    finally:
        texting.stop()


def on_the_desk(town: Town) -> dict[str, Any]:
    (row,) = (doc for (type_, _), doc in town.seat(LIN).everything().rows.items() if type_ == "sms")
    return dict(row)


SMPP = (
    'sender = "smpp"\n[smpp]\nhost = "127.0.0.1"\nport = {port}\nsystem_id = "yanping"\npassword = "geheim"\n'
    "timeout_s = 2\n"
)
HTTP = (
    'sender = "http"\n[http]\nurl = "http://127.0.0.1:{port}/send"\nok = "code"\nok_is = ["0"]\nref = "data.id"\n'
    'timeout_s = 0.5\n[http.body]\nphone = "{{phone}}"\ntext = "{{text}}"\n'
    '[http.report]\nurl = "http://127.0.0.1:{port}/reports"\nlist = "list"\n'
)


def turn(town: Town, texting: Texting, until: str, most: int = 200) -> None:
    """Looks until the one message has come to a state."""
    for _ in range(most):
        texting.look()
        if texting.queue.standing(until):
            return
    raise AssertionError(texting.queue.standing("queued", "sending", "sent", "delivered", "failed"))


def test_over_smpp_a_reminder_arrives_and_its_receipt_stands_on_the_desk(village: Town) -> None:
    with other_end("centre", "--after", "0.05") as centre, wired(village, centre, SMPP) as texting:
        turn(village, texting, "delivered")
        assert [told["text"] for told in centre.until("text")] == [TEXT]
    assert (on_the_desk(village)["state"], on_the_desk(village)["to"]) == ("delivered", "139****0007")


def test_a_line_that_drops_while_the_centre_takes_it_costs_a_minute_and_no_message(village: Town) -> None:
    with other_end("centre", "--drop-at", "1") as centre, wired(village, centre, SMPP) as texting:
        texting.look()
        assert on_the_desk(village)["state"] == "queued"
        assert on_the_desk(village)["code"] == "line_lost"
        village.clock.pass_(minutes=1)
        turn(village, texting, "delivered")
        assert [told["text"] for told in centre.until("text")] == [TEXT]


def test_a_busy_centre_is_asked_again_after_a_while(village: Town) -> None:
    with other_end("centre", "--throttle", "2") as centre, wired(village, centre, SMPP) as texting:
        for minutes in (0, 1, 5):
            village.clock.pass_(minutes=minutes)
            texting.look()
        assert len(centre.until("text")) == 1
        turn(village, texting, "delivered")


def test_over_http_a_reminder_arrives_and_its_fate_is_asked_for(village: Town) -> None:
    with other_end("http_gateway") as gateway, wired(village, gateway, HTTP) as texting:
        turn(village, texting, "delivered")
        assert [told["body"]["text"] for told in gateway.told("body")] == [TEXT]


@pytest.mark.parametrize(
    ("way", "state", "code"),
    [
        ("late", "queued", "gateway_late"),
        ("garbage", "queued", "gateway_garbage"),
        ("no", "failed", "gateway_refused 4003"),
    ],
)
def test_a_gateway_that_fails_is_told_on_the_desk(village: Town, way: str, state: str, code: str) -> None:
    with other_end("http_gateway", "--way", way) as gateway, wired(village, gateway, HTTP) as texting:
        texting.look()
    assert (on_the_desk(village)["state"], on_the_desk(village)["code"]) == (state, code)


def test_a_gateway_that_takes_and_never_tells_is_called_so_after_two_days(village: Town) -> None:
    silent = HTTP.partition("[http.report]")[0]
    with other_end("http_gateway") as gateway, wired(village, gateway, silent) as texting:
        texting.look()
        assert on_the_desk(village)["state"] == "sent"
        village.clock.pass_(hours=49)
        texting.look()
        assert len(gateway.told("body")) <= 2, "what was taken is not sent again; the next rung is a message of its own"
        assert texting.queue.standing("unreported")


def test_the_folder_of_a_portal_without_a_way_to_phones_stays_as_it_is(tmp_path: Path) -> None:
    assert line_in(tmp_path) is None
    assert not list(tmp_path.iterdir())
