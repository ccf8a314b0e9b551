"""Steps become buttons from the tables alone, and the trail says what only this computer knows."""

from dataclasses import replace

from models.people import WRITER
from models.rules import offered
from tests.ui.fake_desk import CLERK, NOBODY, NOW, REVIEWER, RULES, entry, matter
from ui.presenters import steps
from ui.text import Words

ZH, EN = Words("zh"), Words("en")


def _faces(state: str, words: Words = ZH) -> tuple[steps.StepFace, ...]:
    item = matter(state)
    return steps.step_faces(item, offered(item, CLERK, RULES, NOW), words)


def test_there_is_at_most_one_primary_step() -> None:
    for state in RULES.workflow("item").states:
        for actor in (CLERK, REVIEWER):
            item = matter(state)
            faces = steps.step_faces(item, offered(item, actor, RULES, NOW), ZH)
            assert sum(face.style == "primary" for face in faces) <= 1


def test_the_step_that_moves_the_matter_on_has_its_key_and_words_in_both_languages() -> None:
    face = steps.primary(_faces("draft"))
    assert face is not None
    assert (face.verb, face.label, face.key) == ("self_review", "自审", "Ctrl Enter")
    assert [each.label for each in _faces("draft", EN) if each.verb == "self_review"] == ["Self-review"]


def test_all_that_is_missing_is_told_at_once() -> None:
    item = replace(matter(), fields={"title": ""})
    face = steps.find(steps.step_faces(item, offered(item, CLERK, RULES, NOW), ZH), "self_review")
    assert face is not None
    assert face.missing


def test_who_may_do_nothing_is_shown_nothing() -> None:
    item = matter()
    assert steps.step_faces(item, offered(item, NOBODY, RULES, NOW), ZH) == ()


def test_the_trail_is_newest_first_and_says_what_waits() -> None:
    lines = steps.trail(matter(), RULES, {"op-2026-04-28T09:30:00+08:00": object()}, ZH, NOW)
    assert [line.verb for line in lines] == ["编辑", "新建"]
    assert [line.local for line in lines] == [True, False]


def test_a_citizen_in_the_trail_is_called_by_what_they_are_there() -> None:
    came = replace(entry("register", WRITER.name, "2026-04-28T09:00:00+08:00"), by=WRITER.person)
    asked = replace(matter(), kind="request", trail=(came,))
    assert [steps.trail(asked, RULES, {}, words, NOW)[0].who for words in (ZH, EN)] == ["申请人", "the applicant"]


def test_a_withdrawal_says_its_reason() -> None:
    item = replace(matter(), trail=(entry("withdraw", "陈志远", "2026-04-28T09:00:00+08:00", "旧稿", code="expired"),))
    assert steps.trail(item, RULES, {}, ZH, NOW)[0].note == "失效 · 旧稿"


def test_a_moment_is_as_near_as_it_matters() -> None:
    assert steps.moment("2026-04-28T01:20:00+00:00", ZH, NOW) == "今天 9:20"
    assert steps.moment("", ZH, NOW) == ""
