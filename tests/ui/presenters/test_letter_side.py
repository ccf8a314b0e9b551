"""Who is shown a writer, in which form, and what is kept beside a letter."""

from dataclasses import replace

from models.matter import Matter
from models.people import Actor, Post
from models.rules import offered
from tests.ui.fakes import NOW, RULES
from tests.ui.mailroom import CLERK, CONTACT, DISPATCHER, LEADER, REVIEWER, letter, letters
from ui.presenters import letter_side, steps
from ui.presenters.letter_side import Side
from ui.text import Words

ZH = Words("zh")
OPERATOR = Actor("p_op", "何工", frozenset({Post("digital", "operator")}))


def _side(matter: Matter, actor: Actor) -> Side:
    faces = steps.step_faces(matter, offered(matter, actor, RULES, NOW), ZH)
    return letter_side.present(matter, faces, actor, RULES, ZH, NOW)


def test_the_unit_sees_the_writer_masked() -> None:
    side = _side(letters()["l3"], CLERK)
    assert side.writer == (
        ("姓名", "李**"), ("电话", "138****0003"), ("住址", "延平区王台镇集镇***"), ("来源", "网上"),
        ("是否公开", "来信人同意公开"),
    )  # fmt: skip
    assert not any(value in str(side) for value in CONTACT.values())


def test_leader_and_operator_are_shown_no_writer_at_all() -> None:
    side = _side(letters()["l9"], LEADER)
    assert (side.knows, side.writer, side.look, side.looks) == (False, (), None, ())
    open_one = letter("l7", "建议", "suggestion", "suggestion", "received", "2026-04-27")
    assert not _side(replace(open_one, unit=""), OPERATOR).knows


def test_the_dispatcher_knows_the_writer_until_a_unit_has_the_letter() -> None:
    assert _side(letters()["l10"], DISPATCHER).knows
    assert not _side(letters()["l1"], DISPATCHER).knows


def test_every_unit_that_answers_knows_the_writer() -> None:
    shared = letters()["l3"].with_system(units=["wangtai", "finance"])
    assert letter_side.knows_writer(shared, Actor("p_f", "某", frozenset({Post("finance", "reviewer")})))


def test_looking_is_offered_to_who_handles_it_and_says_what_is_missing_to_others() -> None:
    mine = _side(letters()["l3"], CLERK).look
    assert mine is not None
    assert mine.missing == ()
    reviewer = _side(letters()["l3"], REVIEWER).look
    assert reviewer is not None
    assert reviewer.missing


def test_looks_are_listed_the_last_first_and_older_ones_counted() -> None:
    looks = [{"name": f"某{n}", "at": "2026-04-27T15:20:00+08:00"} for n in range(7)]
    told = _side(letters()["l3"].with_system(looks=looks), CLERK).looks
    assert told[0] == "某6 · 昨天 15:20"
    assert told[-1] == "此前还有 2 次"


def test_the_whole_has_the_words_as_they_came() -> None:
    facts, original = letter_side.whole({"contact": dict(CONTACT), "title": "停车", "body": "我叫李有田。"}, ZH)
    assert facts[0] == ("姓名", "李有田")
    assert original == "停车\n我叫李有田。"
    assert letter_side.whole({}, ZH) == ((), "")


def test_remarks_are_those_of_the_trail_newest_first() -> None:
    matter = letters()["l3"]
    note = replace(matter.trail[0], verb="note", name="周敏", at="2026-04-27T15:20:00+08:00", note="先看现场")
    side = _side(replace(matter, trail=(*matter.trail, note, replace(note, note="已看"))), CLERK)
    assert [remark.text for remark in side.remarks] == ["已看", "先看现场"]
    assert side.may_remark
