"""What a clerk enters of a case becomes the step's own arguments: who asked stands apart from what was asked."""

from datetime import date

from models.records import check_fields, record_of
from ui.presenters import service_entry as present
from ui.text import Words

TODAY = date(2026, 4, 28)


def test_the_case_and_who_asked_are_kept_apart_and_of_the_right_shape() -> None:
    answers = {
        "sort": "preapproval", "received_on": "2026-04-27", "guide": "", "title": "迁户口 ", "body": "材料请先看",
        "materials": "√身份证\n户口簿", "name": "李有田", "phone": "13900001234", "email": "",
    }  # fmt: skip
    args = present.arguments(answers, "wangtai")
    assert args["writer"] == {"name": "李有田", "phone": "13900001234"}
    assert args["unit"] == "wangtai"
    assert args["fields"]["materials"] == [{"name": "身份证", "given": True}, {"name": "户口簿", "given": False}]
    assert "guide" not in args["fields"]
    assert args["fields"]["title"] == "迁户口"
    check_fields(args["fields"], record_of("service").received)


def test_a_guides_materials_are_listed_behind_what_is_there() -> None:
    assert present.listed(("身份证", "户口簿"), "√身份证\n照片") == "√身份证\n照片\n户口簿"
    assert present.materials(" √ 身份证\n\n√\n") == [{"name": "身份证", "given": True}]


def test_the_questions_stand_there_again_when_an_entry_was_put_off() -> None:
    words = Words("zh")
    fields = {each.name: each for each in present.case_fields([("g1", "户口迁入")], {"title": "迁户口"}, words, TODAY)}
    assert fields["title"].value == "迁户口"
    assert fields["received_on"].value == "2026-04-28"
    assert fields["guide"].options == (("", "没有对应的指南"), ("g1", "户口迁入"))
    writer = {each.name: each for each in present.writer_fields({"name": "李有田"}, words)}
    assert (writer["name"].value, writer["name"].required, writer["email"].required) == ("李有田", True, False)


def test_only_what_would_be_missed_is_kept() -> None:
    assert not present.typed({"sort": "consult", "received_on": "2026-04-28", "title": " "})
    assert present.typed({"phone": "139"})
