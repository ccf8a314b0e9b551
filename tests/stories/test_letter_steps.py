"""Every row of the letter's table, by name: what each step does and what it needs (Art. 21-29)."""

from datetime import date

import pytest

from models.people import WRITER, Actor
from models.scopes import granted, scopes_of
from tests.models.bureau import (
    CHEN,
    CONTACT,
    DISPATCHER,
    LEADER,
    LIN,
    OPERATOR,
    REPLY,
    WORDS,
    ZHOU,
    Bureau,
)

SILENT = {"ground": "no_substance", "reason": "只有一个标点，没有内容"}


def test_receive_masks_the_writer_and_starts_the_clocks_of_the_day_of_receipt() -> None:
    bureau = Bureau()
    letter = bureau.received()
    assert "李有田" not in str(letter.to_doc())
    assert "13900001234" not in str(letter.to_doc())
    assert letter.system["writer"]["name"] == "李**"
    assert letter.system["due"]["local"] == "2026-02-28"
    assert bureau.children[letter.id].doc["contact"] == CONTACT
    assert "李有田" in bureau.children[letter.id].doc["body"]


@pytest.mark.parametrize(
    ("channel", "state", "unit"),
    [("mayor", "with_leader", ""), ("complaint", "with_dispatcher", ""), ("unit", "assigned", "wangtai")],
)
def test_receive_lays_a_letter_where_its_mailbox_says(channel: str, state: str, unit: str) -> None:
    letter = Bureau().received(channel=channel)
    assert (letter.state, letter.unit) == (state, unit)


def test_receive_gives_a_suggestion_to_the_unit_it_names_and_to_the_operator_where_it_names_none() -> None:
    assert Bureau().received(channel="suggestion", about_unit="finance").unit == "finance"
    assert Bureau().received(channel="suggestion").state == "received"


def test_receive_by_a_clerk_is_for_her_own_unit() -> None:
    bureau = Bureau()
    assert bureau.received(by=LIN, source="phone").unit == "wangtai"
    words = {"fields": {**WORDS, "channel": "unit"}, "writer": {}, "unit": "finance"}
    bureau.refuses("not_yours", LIN, "receive", bureau.id(), words)


@pytest.mark.parametrize("day", ["2026-02-14", "2025-10-01"])
def test_receive_refuses_a_day_of_receipt_that_cannot_be(day: str) -> None:
    bureau = Bureau()
    words = {**WORDS, "channel": "unit", "received_on": day}
    bureau.refuses("received_wrong", LIN, "receive", bureau.id(), {"fields": words, "writer": {}, "unit": "wangtai"})


def test_receive_refuses_what_no_writer_can_set() -> None:
    bureau = Bureau()
    words = {**WORDS, "channel": "unit", "reply": "x"}
    bureau.refuses("not_settable", WRITER, "receive", bureau.id(), {"fields": words, "writer": {}, "unit": "wangtai"})


def test_instruct_gives_the_letter_to_the_units_with_what_the_leader_wrote() -> None:
    bureau = Bureau()
    args = {"units": ["wangtai", "finance"], "lead": "wangtai", "text": "请王台镇牵头，三日内答复。"}
    letter = bureau.act(LEADER, "instruct", bureau.received(channel="mayor"), args)
    assert (letter.state, letter.unit, letter.system["units"]) == ("assigned", "wangtai", ["wangtai", "finance"])
    assert letter.system["instruction"]["text"].startswith("请王台镇")
    assert "desk:leader" in scopes_of("letter", letter.to_doc())


def test_dispatch_passes_a_complaint_on_and_keeps_its_clock_running() -> None:
    bureau = Bureau()
    letter = bureau.received(channel="complaint")
    passed = bureau.act(DISPATCHER, "dispatch", letter, {"unit": "wangtai"})
    assert (passed.state, passed.unit) == ("assigned", "wangtai")
    assert passed.system["due"] == letter.system["due"]
    assert not granted(DISPATCHER) & scopes_of("letter", passed.to_doc())


def test_dispatch_of_a_suggestion_without_a_unit_is_the_operators() -> None:
    bureau = Bureau()
    letter = bureau.received(channel="suggestion")
    assert bureau.act(OPERATOR, "dispatch", letter, {"unit": "finance"}).unit == "finance"


def test_dispatch_names_a_unit_that_exists() -> None:
    bureau = Bureau()
    bureau.refuses("unit_unknown", DISPATCHER, "dispatch", bureau.received(channel="complaint"), {"unit": "nowhere"})


def test_sign_for_puts_the_letter_into_the_hands_of_who_signs() -> None:
    letter = Bureau().in_hand()
    assert (letter.state, letter.system["handler"]) == ("in_hand", "p_lin")


def test_take_over_hands_it_to_a_colleague() -> None:
    bureau = Bureau()
    letter = bureau.act(ZHOU, "take_over", bureau.in_hand())
    assert letter.system["handler"] == "p_zhou"
    bureau.refuses("handler_already", ZHOU, "take_over", letter)


def test_send_back_returns_it_to_where_it_came_from_and_takes_it_from_the_unit() -> None:
    bureau = Bureau()
    given = bureau.act(DISPATCHER, "dispatch", bureau.received(channel="complaint"), {"unit": "wangtai"})
    back = bureau.act(LIN, "send_back", given, {"reason": "路灯归区城管局", "whose": "urban_admin"})
    assert (back.state, back.unit, back.system["returned"]["whose"]) == ("with_dispatcher", "", "urban_admin")
    assert not granted(LIN) & scopes_of("letter", back.to_doc())


def test_note_leaves_a_word_and_no_trace_in_the_docket() -> None:
    bureau = Bureau()
    letter = bureau.act(CHEN, "note", bureau.in_hand(), {"text": "先问供电所"})
    assert letter.trail[-1].note == "先问供电所"
    assert letter.state == "in_hand"


def test_draft_reply_keeps_what_it_replaces_and_touches_nothing_of_the_writers() -> None:
    bureau = Bureau()
    letter = bureau.written()
    assert letter.fields["reply"] == REPLY
    bureau.refuses("not_settable", LIN, "draft_reply", letter, {"set": {"body": "改写来信"}})


def test_submit_reply_needs_words_and_is_bound_to_them() -> None:
    bureau = Bureau()
    bureau.refuses("incomplete", LIN, "submit_reply", bureau.in_hand())
    assert bureau.in_review().system["submitted"]["digest"]


def test_return_reply_gives_the_reason_back() -> None:
    bureau = Bureau()
    letter = bureau.act(CHEN, "return_reply", bureau.in_review(), {"reason": "只答了一半"})
    assert (letter.state, letter.system["returned"]["reason"]) == ("in_hand", "只答了一半")


def test_sign_reply_answers_and_stops_the_clocks() -> None:
    letter = Bureau().replied()
    assert letter.state == "replied"
    assert all(clock["stopped"] == "2026-02-13" for clock in letter.system["clocks"])
    assert "due_at" not in letter.system


def test_sign_reply_is_not_for_who_drafted() -> None:
    bureau = Bureau()
    both = Actor("p_lin", "lin", frozenset({*LIN.posts, *CHEN.posts}))
    bureau.refuses("own_draft", both, "sign_reply", bureau.in_review(), {"public": False})


def test_sign_reply_publishes_only_with_consent_and_without_the_name() -> None:
    bureau = Bureau()
    bureau.refuses("no_consent", CHEN, "sign_reply", bureau.in_review(), {"public": True})
    letter = bureau.in_hand(publish_consent=True)
    named = bureau.act(LIN, "draft_reply", letter, {"set": {"reply": "<p>李有田您好。</p>"}})
    handed = bureau.act(LIN, "submit_reply", named)
    bureau.refuses("names_writer", CHEN, "sign_reply", handed, {"public": True})


def test_sign_reply_publishes_the_masked_words_where_no_other_form_was_prepared() -> None:
    bureau = Bureau()
    letter = bureau.act(CHEN, "sign_reply", bureau.in_review(publish_consent=True), {"public": True})
    assert letter.system["public"]["body"].startswith("我叫李**")
    assert letter.system["public"]["reply"] == REPLY


def test_ask_extension_is_asked_once_in_time_and_within_fifteen_days() -> None:
    bureau = Bureau()
    letter = bureau.in_hand()
    bureau.refuses("extension_too_long", LIN, "ask_extension", letter, {"days": 16, "reason": "要勘察"})
    asked = bureau.act(LIN, "ask_extension", letter, {"days": 9, "reason": "李有田家要勘察"})
    assert asked.system["extension"]["reason"] == "李**家要勘察"
    bureau.refuses("extension_once", LIN, "ask_extension", asked, {"days": 3, "reason": "再要几天"})
    late = Bureau().in_hand()
    bureau = Bureau(now=Bureau().at(date(2026, 3, 2)).now, matters={late.id: late})
    bureau.refuses("extension_late", LIN, "ask_extension", late, {"days": 3, "reason": "忘了"})


def test_grant_extension_counts_from_the_day_that_was_due() -> None:
    bureau = Bureau()
    asked = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 9, "reason": "要勘察"})
    bureau.refuses("extension_too_long", LEADER, "grant_extension", asked, {"days": 10})
    granted_ = bureau.act(LEADER, "grant_extension", asked, {"days": 7})
    assert granted_.system["due"]["local"] == "2026-03-09"  # 28 February and seven days is a Saturday
    assert granted_.system["extension"]["told_at"]


def test_refuse_extension_leaves_the_day_and_lets_it_be_asked_again() -> None:
    bureau = Bureau()
    asked = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 9, "reason": "要勘察"})
    refused_ = bureau.act(LEADER, "refuse_extension", asked, {"reason": "三天够了"})
    assert refused_.system["due"] == asked.system["due"]
    assert "ask_extension" in bureau.offers(LIN, refused_)


def test_rule_no_reply_names_its_ground_and_the_earlier_letter() -> None:
    bureau = Bureau()
    letter = bureau.in_hand()
    repeated = {"ground": "repeated", "reason": "上月已答复"}
    bureau.refuses("argument_missing", LIN, "rule_no_reply", letter, repeated)
    ruled = bureau.act(LIN, "rule_no_reply", letter, {**repeated, "earlier": "XF2026-00001"})
    assert ruled.state == "reply_in_review"
    bureau.refuses("no_reply_pending", CHEN, "sign_reply", ruled, {"public": False})


def test_confirm_no_reply_closes_without_an_answer() -> None:
    bureau = Bureau()
    letter = bureau.act(CHEN, "confirm_no_reply", bureau.act(LIN, "rule_no_reply", bureau.in_hand(), SILENT))
    assert letter.state == "not_answered"
    assert letter.system["clocks"][0]["stopped"]


def test_confirm_no_reply_does_not_pass_a_reply() -> None:
    bureau = Bureau()
    bureau.refuses("answer_pending", CHEN, "confirm_no_reply", bureau.in_review())


def test_merge_lets_one_answer_serve_both_by_the_earlier_day() -> None:
    bureau = Bureau()
    first = bureau.in_hand()
    bureau.at(date(2026, 2, 24))
    second = bureau.written()
    bureau.act(LIN, "merge", first, {"into": second.id})
    into = bureau.matters[second.id]
    assert into.system["due"]["local"] == first.system["due"]["local"]
    bureau.refuses("merged_already", LIN, "submit_reply", bureau.matters[first.id])
    bureau.act(CHEN, "sign_reply", bureau.act(LIN, "submit_reply", into), {"public": False})
    assert bureau.matters[first.id].state == "replied"
    assert bureau.matters[first.id].fields["reply"] == REPLY


def test_unmerge_takes_them_apart_and_gives_each_its_own_day() -> None:
    bureau = Bureau()
    first = bureau.in_hand()
    bureau.at(date(2026, 2, 24))
    second = bureau.in_hand()
    bureau.act(LIN, "merge", first, {"into": second.id})
    bureau.act(LIN, "unmerge", bureau.matters[first.id])
    assert "merged_into" not in bureau.matters[first.id].system
    assert bureau.matters[second.id].system["due"] == second.system["due"]
    bureau.refuses("not_merged", LIN, "unmerge", bureau.matters[first.id])


def test_a_desk_that_has_heard_of_the_other_letter_first_takes_them_apart_as_well() -> None:
    """A small page may bring what became of the one letter, and of the other the next."""
    bureau = Bureau()
    first, second = bureau.in_hand(), bureau.in_hand()
    bureau.act(LIN, "merge", first, {"into": second.id})
    merged = bureau.matters[first.id]
    bureau.act(LIN, "unmerge", merged)
    known = bureau.matters[second.id]
    bureau.matters[first.id] = merged
    bureau.act(LIN, "unmerge", merged)
    assert "merged_into" not in bureau.matters[first.id].system
    assert bureau.matters[second.id] == known


def test_merge_of_two_writers_is_refused() -> None:
    bureau = Bureau()
    first = bureau.in_hand()
    another = {"name": "王五", "phone": "13900009999"}
    words = {"fields": {**WORDS, "channel": "unit"}, "writer": another, "unit": "wangtai"}
    other = bureau.act(LIN, "sign_for", bureau.act(WRITER, "receive", bureau.id(), words))
    bureau.refuses("merge_other_writer", LIN, "merge", first, {"into": other.id})
    bureau.refuses("not_found", LIN, "merge", first, {"into": "nothing-here"})
