"""Every row of the item's table, by name: what each step does and what it needs (Art. 3, 6-14, 35, 40)."""

from datetime import timedelta

import pytest

from models.items import TICKS
from models.people import PORTAL, Actor
from models.records import digest
from tests.models.office import (
    ARGS,
    BOTH,
    CHEN,
    FIELDS,
    FINANCE,
    INSPECTOR,
    LIN,
    MAIN_COLUMN,
    OPERATOR,
    ZHOU,
    Office,
    refused,
)  # fmt: skip


def test_create_makes_a_draft_with_a_provisional_number_and_a_trail() -> None:
    item = Office().draft()
    assert (item.state, item.author, item.unit) == ("draft", "p_lin", "wangtai")
    assert item.system["provisional_no"].startswith("暂-0428-")
    assert [entry.verb for entry in item.trail] == ["create"]


def test_edit_changes_fields_and_undoes_the_self_review() -> None:
    office = Office()
    item = office.act(ZHOU, "edit", office.self_reviewed(), {"set": {"title": "新标题"}})
    assert (item.state, item.fields["title"], "self_review" in item.system) == ("draft", "新标题", False)


def test_edit_keeps_the_text_that_it_replaced() -> None:
    office = Office()
    office.act(LIN, "edit", office.draft(), {"set": {"body": "<p>全新的正文。</p>"}})
    assert [version.fields["body"] for version in office.versions] == [FIELDS["body"]]


def test_self_review_needs_every_tick_of_articles_7_and_10() -> None:
    office = Office()
    with refused("ticks_missing") as no:
        office.act(LIN, "self_review", office.draft(), {"ticks": list(TICKS[:-1])})
    assert no.value.facts["missing"] == ("art10_5",)


def test_self_review_is_bound_to_the_text_seen() -> None:
    office = Office()
    with refused("text_changed"):
        office.act(LIN, "self_review", office.draft(), ARGS["self_review"], content="0" * 64)


def test_self_review_refuses_a_blocking_finding_until_it_is_mended() -> None:
    office = Office()
    item = office.draft(body="<p>张某某，身份证号 11010519491231002X。</p>")
    with refused("findings_open"):
        office.act(LIN, "self_review", item, ARGS["self_review"])
    item = office.act(LIN, "edit", item, {"set": {"body": "<p>张某某，身份证号已遮盖。</p>"}})
    assert office.act(LIN, "self_review", item, ARGS["self_review"]).state == "self_reviewed"


def test_self_review_accepts_a_blocking_finding_that_is_kept_with_a_reason() -> None:
    office = Office()
    item = office.draft(body="<p>样例号码 11010519491231002X 引自国家标准。</p>")
    found = [each for each in office.rules.inspect(item.unit, item.fields) if each.level == "block"]
    kept = {each.key: "标准中的样例" for each in found}
    done = office.act(LIN, "self_review", item, {**ARGS["self_review"], "kept": kept})
    assert found
    assert done.system["self_review"]["kept"] == kept


def test_self_review_of_a_secrecy_mark_cannot_be_kept_by_the_unit_alone() -> None:
    office = Office()
    item = office.draft(body="<p>机密★10年</p>")
    kept = {each.key: "理由" for each in office.rules.inspect(item.unit, item.fields)}
    with refused("secrecy_mark"):
        office.act(LIN, "self_review", item, {**ARGS["self_review"], "kept": kept})


def test_self_review_needs_somebody_to_look_at_what_no_check_could_read() -> None:
    office = Office()
    item = office.draft(attachments=[{"sha256": "a" * 64, "name": "现场照片.jpg", "size": 10, "mime": "image/jpeg"}])
    with refused("not_looked_at"):
        office.act(LIN, "self_review", item, ARGS["self_review"])
    assert office.act(LIN, "self_review", item, {**ARGS["self_review"], "seen": ["a" * 64]}).state == "self_reviewed"


def test_submit_sends_the_self_reviewed_text_to_the_reviewer() -> None:
    item = Office().in_review()
    assert (item.state, item.system["submitted"]["digest"]) == ("in_review", digest(item.fields))


def test_recall_takes_it_back_before_anybody_signed() -> None:
    office = Office()
    assert office.act(LIN, "recall", office.in_review()).state == "draft"


def test_return_carries_reason_and_place_to_the_author() -> None:
    office = Office()
    place = {"part": "body", "block": 1, "start": 0, "end": 4}
    item = office.act(CHEN, "return", office.in_review(), {"reason": "请写明公示期", "place": place})
    assert item.state == "returned"
    assert (item.system["returned"]["reason"], item.system["returned"]["place"]) == ("请写明公示期", place)


def test_return_without_a_reason_is_refused() -> None:
    office = Office()
    with refused("argument_missing"):
        office.act(CHEN, "return", office.in_review(), {})
    with refused("argument_wrong"):
        office.act(CHEN, "return", office.in_review(), {"reason": "  "})


def test_a_returned_item_comes_back_after_mending_and_a_new_self_review() -> None:
    office = Office()
    item = office.act(LIN, "edit", office.in_state("returned"), {"set": {"body": "<p>公示期五天。</p>"}})
    with refused("state_changed"):
        office.act(LIN, "submit", item)
    office.act(LIN, "self_review", item, ARGS["self_review"])
    assert office.act(LIN, "submit", item).state == "in_review"


def test_sign_off_publishes_and_only_the_portal_stamps() -> None:
    item = Office().signed()
    assert item.state == "published"
    assert (item.system["edition"], item.system["responsible"]) == (1, "陈志远")
    assert item.system["index_no"].startswith("NP02")
    on_desk = Office(stamps=False).signed()
    assert on_desk.state == "published"
    assert not {"index_no", "published_at"} & set(on_desk.system)


def test_sign_off_of_ones_own_draft_is_refused() -> None:
    office = Office()
    with refused("own_draft"):
        office.act(BOTH, "sign_off", office.in_review(BOTH), ARGS["sign_off"])


def test_sign_off_by_somebody_who_edited_the_text_is_refused() -> None:
    office = Office()
    item = office.act(BOTH, "edit", office.draft(), {"set": {"title": "换过的标题"}})
    office.act(LIN, "self_review", item, ARGS["self_review"])
    office.act(LIN, "submit", item)
    with refused("own_draft"):
        office.act(BOTH, "sign_off", item, ARGS["sign_off"])


def test_sign_off_is_bound_to_the_text_that_the_reviewer_saw() -> None:
    office = Office()
    with refused("text_changed"):
        office.act(CHEN, "sign_off", office.in_review(), ARGS["sign_off"], content=digest({"title": "别的"}))


def test_sign_off_of_a_joint_item_asks_every_co_unit_first() -> None:
    office = Office()
    item = office.signed(co_units=["finance"])
    assert item.state == "countersign"
    assert office.act(FINANCE, "countersign", item, {"agree": True}).state == "published"


def test_countersign_with_an_objection_returns_it_with_the_reason() -> None:
    office = Office()
    joint = office.signed(co_units=["finance"])
    item = office.act(FINANCE, "countersign", joint, {"agree": False, "reason": "数字不符"})
    assert (item.state, item.system["returned"]["reason"]) == ("returned", "数字不符")


def test_countersign_with_an_objection_needs_a_reason() -> None:
    office = Office()
    with refused("argument_missing"):
        office.act(FINANCE, "countersign", office.signed(co_units=["finance"]), {"agree": False})


def test_a_main_site_column_sends_the_signed_item_to_the_portal_and_accept_publishes_it() -> None:
    office = Office()
    item = office.signed(column=MAIN_COLUMN)
    assert item.state == "with_portal"
    assert office.act(OPERATOR, "accept", item, {"order": 1}).state == "published"


def test_decline_returns_a_main_site_item_with_the_reason() -> None:
    office = Office()
    item = office.act(OPERATOR, "decline", office.signed(column=MAIN_COLUMN), {"reason": "与已发信息重复"})
    assert (item.state, item.system["returned"]["reason"]) == ("returned", "与已发信息重复")


def test_an_item_of_two_columns_is_published_in_its_own_and_offered_to_the_main_site() -> None:
    office = Office()
    item = office.signed(main_column=MAIN_COLUMN)
    assert item.state == "published"
    assert [(p["site"], p["state"]) for p in item.system["placements"]] == [("unit", "published"), ("main", "offered")]
    taken = office.act(OPERATOR, "accept", item, {})
    assert [p["state"] for p in taken.system["placements"]] == ["published", "published"]
    assert (taken.state, taken.system["edition"]) == ("published", 1)


def test_decline_of_a_second_placement_leaves_the_own_site_untouched() -> None:
    office = Office()
    item = office.act(OPERATOR, "decline", office.signed(main_column=MAIN_COLUMN), {"reason": "不合栏目"})
    assert (item.state, item.system["placements"][1]["state"]) == ("published", "declined")


def test_accept_of_what_was_never_offered_is_refused() -> None:
    office = Office()
    with refused("not_offered"):
        office.act(OPERATOR, "accept", office.signed(), {})


def test_a_scheduled_item_is_published_by_the_portal_when_its_time_has_come() -> None:
    office = Office()
    item = office.in_state("scheduled")
    with refused("not_due"):
        office.act(PORTAL, "publish", item)
    office.now += timedelta(days=3)
    done = office.act(PORTAL, "publish", item)
    assert (done.state, done.system["published_at"][:10]) == ("published", "2026-05-01")


def test_a_publication_time_in_the_past_is_refused() -> None:
    office = Office()
    with refused("time_past"):
        past = (office.now - timedelta(days=1)).isoformat()
        office.act(CHEN, "sign_off", office.in_review(), {"responsible": "陈志远", "publish_at": past})


def test_revise_leaves_the_published_text_and_opens_a_draft_beside_it() -> None:
    office = Office()
    item = office.signed()
    after = office.act(LIN, "revise", item, {"change": "correct"})
    draft = office.matters[after.system["revision"]]
    assert (after.state, after.fields) == ("published", item.fields)
    assert (draft.state, draft.system["revises"], draft.fields["title"]) == ("draft", item.id, item.fields["title"])
    with refused("in_revision"):
        office.act(ZHOU, "revise", item, {"change": "update"})


def test_a_signed_revision_becomes_the_next_edition_under_the_same_number() -> None:
    office = Office()
    item = office.signed()
    draft = office.matters[office.act(LIN, "revise", item, {"change": "update"}).system["revision"]]
    office.act(LIN, "edit", draft, {"set": {"body": "<p>更正后的正文。</p>"}})
    office.act(LIN, "self_review", draft, ARGS["self_review"])
    office.act(LIN, "submit", draft)
    office.act(CHEN, "sign_off", draft, ARGS["sign_off"])
    now = office.matters[item.id]
    assert (now.fields["body"], now.system["edition"]) == ("<p>更正后的正文。</p>", 2)
    assert (now.system["index_no"], now.system["published_at"]) == (
        item.system["index_no"],
        item.system["published_at"],
    )
    assert "revision" not in now.system
    assert office.matters[draft.id].system["absorbed_into"] == item.id


@pytest.mark.parametrize("by", [CHEN, OPERATOR, INSPECTOR])
def test_withdraw_takes_a_published_item_down_with_its_reason_code(by: Actor) -> None:
    office = Office()
    item = office.act(by, "withdraw", office.signed(), {"code": "leak", "note": "含个人信息"})
    assert (item.state, item.system["withdrawn"]["code"]) == ("withdrawn", "leak")
    assert item.system["withdrawn"]["tell_secrecy"]


def test_withdraw_without_a_known_reason_code_is_refused() -> None:
    office = Office()
    with refused("argument_wrong"):
        office.act(CHEN, "withdraw", office.signed(), {"code": "because"})


def test_discard_and_restore_within_30_days_lose_nothing() -> None:
    office = Office()
    item = office.in_state("discarded")
    back = office.act(ZHOU, "restore", item)
    assert (back.state, back.fields) == ("draft", item.fields)


def test_restore_after_30_days_is_refused() -> None:
    office = Office()
    item = office.in_state("discarded")
    office.now += timedelta(days=31)
    with refused("restore_too_late"):
        office.act(LIN, "restore", item)


def test_discarding_a_revision_lets_go_of_its_item_and_restoring_takes_it_up_again() -> None:
    office = Office()
    item = office.act(LIN, "revise", office.signed(), {"change": "correct"})
    draft = office.matters[item.system["revision"]]
    office.act(LIN, "discard", draft)
    assert "revision" not in office.matters[item.id].system
    office.act(LIN, "restore", draft)
    assert office.matters[item.id].system["revision"] == draft.id
