"""The pane of a request: what was asked and decided, the steps that make sense, and nothing of who asked."""

from dataclasses import replace

import pytest

from models.docket import docket_of
from models.matter import Matter
from models.people import Actor
from models.records import digest_of
from models.rules import offered
from tests.models.bureau import CHEN, CONTACT, LIN, OFFICE, RULES, SUPERVISOR
from tests.ui.fake_desk import NOW
from tests.ui.views.requests.desk import asked, bureau, in_hand, in_review
from ui.presenters.requests import RequestPane, begun_with, present, unopened
from ui.text import Words


def _pane(matter: Matter, actor: Actor = LIN, language: str = "zh", *same: Matter) -> RequestPane:
    return present(matter, offered(matter, actor, RULES, NOW), {}, same, RULES, Words(language), NOW)


def _verbs(pane: RequestPane) -> set[str]:
    return {step.verb for step in pane.steps}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_the_applicant_is_on_the_pane(language: str) -> None:
    pane = _pane(asked(bureau(), body=f"我是{CONTACT['name']}，电话{CONTACT['phone']}，请公开。"), LIN, language)
    assert not any(value in repr(pane) for value in CONTACT.values())
    assert "李**" in pane.body


def test_a_fresh_request_can_be_accepted_or_sent_back_for_correction() -> None:
    pane = _pane(asked(bureau()))
    assert {"accept", "ask_correction"} <= _verbs(pane)
    assert [step.verb for step in pane.steps if step.style == "primary"] == ["accept"]
    assert pane.strip
    assert pane.next


def test_in_hand_the_outcome_is_one_press_away_whatever_is_missing() -> None:
    pane = _pane(in_hand())
    decide = next(step for step in pane.steps if step.verb == "decide")
    assert (decide.style, decide.missing) == ("primary", ())


def test_steps_for_which_there_is_nothing_to_do_are_not_shown() -> None:
    assert not {"settle", "tell_extension", "answer_supervision", "take_over", "dispute"} & _verbs(_pane(in_hand()))


def test_the_reviewer_sees_the_notice_bound_by_its_fingerprint() -> None:
    matter = in_review()
    pane = _pane(matter, CHEN)
    assert pane.answer
    assert digest_of(matter)[:4].upper() in pane.answer.bound
    assert "查了2020年以来的台账" in pane.answer.paper
    assert {"sign_outcome", "return"} <= _verbs(pane)
    assert not {"sign_outcome"} & _verbs(_pane(matter, LIN))
    assert _pane(matter, LIN).next == "下一步：本单位审核人审签。"


def test_who_watches_sees_the_docket_and_none_of_its_words() -> None:
    docket = docket_of(in_hand())
    pane = _pane(docket, SUPERVISOR)
    assert pane.docket
    assert pane.body == ""
    assert pane.title == docket.system["number"]
    assert "王台镇" in pane.meta
    assert "urge" in _verbs(pane)


def test_the_office_decides_on_more_time_from_the_docket() -> None:
    made = bureau()
    matter = made.act(LIN, "accept", asked(made))
    matter = made.act(LIN, "ask_extension", matter, {"days": 10, "reason": "档案在整理"})
    pane = _pane(docket_of(matter), OFFICE)
    assert {"grant_extension", "refuse_extension"} <= _verbs(pane)
    assert "10 个工作日" in pane.notes[0].title


def test_delivery_opinions_and_disputes_are_kept_in_the_register() -> None:
    system = {
        "consults": [{"whom": "某公司", "question": "？", "sent_at": "2026-04-22", "answer": "同意"}],
        "delivery": {"way": "post", "day": "2026-04-27"},
        "disputes": [{"sort": "suit", "organ": "区法院", "number": "1号", "day": "2026-04-28"}],
    }
    matter = in_hand()
    lines = dict(_pane(replace(matter, system={**matter.system, **system})).registers)
    assert lines == {
        "征求意见：某公司": "同意", "送达": "邮寄 · 昨天", "行政诉讼": "区法院 · 1号 · 2026-04-28",
    }  # fmt: skip


def test_every_file_is_opened_before_it_is_signed() -> None:
    matter = in_review()
    file = {"sha256": "a" * 64, "name": "明细.pdf", "size": 5}
    pane = _pane(replace(matter, fields={**matter.fields, "information": [file]}), CHEN)
    assert "明细.pdf" in unopened(pane, "sign_outcome", (), Words("zh"))[0]
    assert unopened(pane, "sign_outcome", ("a" * 64,), Words("zh")) == ()
    assert unopened(pane, "return", (), Words("zh")) == ()


def test_a_sheet_begins_with_what_the_policy_and_the_applicant_say() -> None:
    steps, matter, day = RULES.workflow("request").steps, in_hand(), NOW.date()
    assert begun_with(matter, steps["ask_extension"], RULES.directory, day) == {"days": 15}
    assert begun_with(matter, steps["ask_correction"], RULES.directory, day) == {"days": 15}
    assert begun_with(matter, steps["sign_outcome"], RULES.directory, day) == {"way": "post"}
    asked_for = replace(matter, system={**matter.system, "extension": {"days": 8}})
    assert begun_with(asked_for, steps["grant_extension"], RULES.directory, day) == {"days": 8}
