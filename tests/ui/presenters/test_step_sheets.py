"""Every argument of every step is asked in words, judged at its field, and handed to the rules in their shape."""

from datetime import date

import pytest

from models.guards import ARGUMENTS
from models.handling import ARGUMENTS as HANDLING
from models.matter import Matter
from models.steps import Step
from tests.models.bureau import RULES
from ui.presenters.step_sheets import FieldFace, arguments, asks, problems, sheet
from ui.text import Words

TODAY = date(2026, 4, 28)
KINDS = ("letter", "request", "service")
STEPS = [(kind, step) for kind in KINDS for step in RULES.workflow(kind).steps.values()]
NAMED = [pytest.param(kind, step, id=f"{kind}.{step.verb}") for kind, step in STEPS]


def _sheet(kind: str, verb: str, language: str = "zh", **given: object):  # type: ignore[no-untyped-def]  # a SheetFace
    step = RULES.workflow(kind).steps[verb]
    return sheet(Matter("m", kind, "wangtai", "in_hand", ""), step, RULES.directory, Words(language), TODAY, given)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("kind", "step"), NAMED)
def test_every_question_of_every_step_has_its_word(kind: str, step: Step, language: str) -> None:
    for face in _sheet(kind, step.verb, language).fields:
        assert face.label != face.name, face.name
        assert all(word for _value, word in face.options)


@pytest.mark.parametrize(("kind", "step"), NAMED)
def test_whatever_is_filled_in_has_the_shape_that_the_rules_take(kind: str, step: Step) -> None:
    fields = _sheet(kind, step.verb).fields
    filled = {face.name: _filled(face) for face in fields}
    assert problems(fields, filled, Words("zh")) == {}
    judges = {**ARGUMENTS, **HANDLING}
    for name, value in arguments(fields, filled).items():
        assert judges[step.args[name].removesuffix("?")](value), (name, value)


def _filled(face: FieldFace) -> object:
    chosen = next((value for value, _word in face.options if value), "")
    answers = {"number": 5, "day": "2026-05-06", "flag": True, "units": [chosen], "lines": "身份证\n 户口簿 \n"}
    return answers.get(face.kind, chosen or "写明了")


def test_all_that_is_missing_is_said_at_once() -> None:
    face = _sheet("request", "dispute")
    wrong = problems(face.fields, {"sort": "review", "day": "2026-05-06"}, Words("zh"))
    assert set(wrong) == {"organ", "number", "who"}
    assert wrong["organ"] == "请填写“复议机关或法院”。"


def test_a_day_is_written_as_a_day() -> None:
    fields = _sheet("request", "correct").fields
    assert problems(fields, {"text": "补", "received_on": "昨天"}, Words("zh")).keys() == {"received_on"}


def test_what_may_be_left_out_is_left_out() -> None:
    fields = _sheet("request", "consult_back").fields
    assert arguments(fields, {"answer": "同意", "agrees": ""}) == {"answer": "同意"}
    assert arguments(fields, {"answer": "不同意", "agrees": "no"}) == {"answer": "不同意", "agrees": False}


def test_lines_are_a_list() -> None:
    assert arguments(_sheet("service", "ask_materials").fields, {"missing": "一\n\n二", "note": ""}) == {
        "missing": ["一", "二"]
    }


def test_what_is_given_is_not_asked() -> None:
    assert [face.name for face in _sheet("request", "ask_extension", days=5).fields] == ["reason"]
    assert arguments((), {}, {"days": 5}) == {"days": 5}


def test_a_step_that_asks_nothing_and_tells_nobody_is_taken_at_once() -> None:
    steps = RULES.workflow("request").steps
    assert not asks(steps["accept"], Words("zh"), "request")
    assert asks(steps["lapse"], Words("zh"), "request")
    assert asks(steps["look"], Words("zh"), "request")
    assert not asks(steps["look"], Words("zh"), "request", {"reason": ""})
