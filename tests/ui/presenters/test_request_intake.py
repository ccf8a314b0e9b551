"""What is asked at the counter becomes the step that enters it: the request here, who asked apart from it."""

from datetime import date

import pytest

from models.requests import RECEIVED
from models.writers import CONTACT, is_contact
from tests.models.bureau import LIN
from tests.ui.views.requests.desk import bureau
from ui.presenters.request_intake import arguments, request_fields, writer_fields
from ui.presenters.step_sheets import problems
from ui.text import Words

TODAY = date(2026, 4, 28)
ANSWERS = {
    "channel": "post", "received_on": "2026-04-27", "title": "预算", "body": "请公开预算。", "form": "paper",
    "way": "post", "applicant": "citizen", "name": "李有田", "phone": "13900001234", "address": "王台镇溪后村12号",
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_is_one_that_the_rules_know(language: str) -> None:
    faces = (*request_fields(Words(language), TODAY), *writer_fields(Words(language)))
    assert {face.name for face in faces} <= {*RECEIVED, *CONTACT}
    assert all(face.label for face in faces)
    assert "web" not in [value for face in faces if face.name == "channel" for value, _word in face.options]


def test_who_asked_is_kept_apart_from_what() -> None:
    args = arguments({**ANSWERS, "email": " ", "purpose": ""})
    assert not set(args["fields"]) & set(CONTACT)
    assert is_contact(args["writer"])
    assert "email" not in args["writer"]
    assert "attachments" not in args["fields"]
    scan = {"sha256": "a" * 64, "name": "申请表.png", "size": 9}
    assert RECEIVED["attachments"](arguments(ANSWERS, [scan])["fields"]["attachments"])
    assert all(RECEIVED[name](value) for name, value in args["fields"].items())


def test_the_rules_take_what_was_filled_in() -> None:
    made = bureau()
    matter = made.act(LIN, "receive", made.id(), arguments(ANSWERS))
    assert matter.state == "received"
    assert matter.fields["received_on"] == "2026-04-27"
    assert matter.system["writer"]["name"] == "李**"


def test_a_request_without_a_name_or_a_way_to_reach_is_not_entered() -> None:
    faces = (*request_fields(Words("zh"), TODAY), *writer_fields(Words("zh")))
    wrong = problems(faces, {"received_on": "2026-04-27"}, Words("zh"))
    assert {"title", "body", "name", "phone", "address"} <= set(wrong)
