"""Effects that a story passes by in silence: cleaned bodies, conflicts field by field, stale signatures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Conflict
from tests.models.office import ARGS, CHEN, FIELDS, FINANCE, LIN, ZHOU, Office


def test_a_body_with_scripts_and_remote_pictures_is_cleaned_whatever_the_client_sent() -> None:
    office = Office()
    item = office.draft(body='<p onclick="x()">正文<script>alert(1)</script><img src="file:///etc/passwd"></p>')
    assert "script" not in item.fields["body"]
    assert "file:" not in item.fields["body"]
    assert "正文" in item.fields["body"]


def test_fields_that_nobody_else_changed_apply_although_the_row_is_newer() -> None:
    office = Office()
    item = office.draft()
    office.act(LIN, "edit", item, {"set": {"title": "她的标题"}})
    both = office.act(ZHOU, "edit", item, {"set": {"summary": "我的概述"}}, base=item.version)
    assert (both.fields["title"], both.fields["summary"]) == ("她的标题", "我的概述")


def test_the_same_field_changed_by_two_people_is_a_conflict_that_changes_nothing() -> None:
    office = Office()
    item = office.draft()
    office.act(LIN, "edit", item, {"set": {"title": "她的标题"}})
    with pytest.raises(Conflict) as no:
        office.act(ZHOU, "edit", item, {"set": {"title": "我的标题", "summary": "概述"}}, base=item.version)
    assert no.value.facts["fields"] == ("title",)
    assert "summary" not in office.matters[item.id].fields


@given(st.text(min_size=1, max_size=40))
def test_the_same_value_from_two_people_is_no_conflict(title: str) -> None:
    office = Office()
    item = office.draft()
    office.act(LIN, "edit", item, {"set": {"title": title}})
    assert office.act(ZHOU, "edit", item, {"set": {"title": title}}, base=item.version).fields["title"] == title


def test_a_new_submission_waits_for_new_countersigns() -> None:
    office = Office()
    item = office.act(FINANCE, "countersign", office.signed(co_units=["finance"]), {"agree": False, "reason": "不符"})
    item = office.act(LIN, "edit", item, {"set": {"body": FIELDS["body"] + "<p>已更正。</p>"}})
    office.act(LIN, "self_review", item, ARGS["self_review"])
    office.act(LIN, "submit", item)
    assert office.act(CHEN, "sign_off", item, ARGS["sign_off"]).state == "countersign"


def test_edits_in_a_row_by_one_person_are_one_line_of_the_trail() -> None:
    office = Office()
    item = office.draft()
    for title in ("一", "二", "三"):
        item = office.act(LIN, "edit", item, {"set": {"title": title}})
    assert [entry.verb for entry in item.trail] == ["create", "edit"]
    item = office.act(ZHOU, "edit", item, {"set": {"title": "四"}})
    assert [entry.by for entry in item.trail] == ["p_lin", "p_lin", "p_zhou"]


def test_a_text_that_was_submitted_stays_known_as_such_when_an_edit_replaces_it() -> None:
    office = Office()
    item = office.in_state("returned")
    office.act(LIN, "edit", item, {"set": {"body": "<p>改过。</p>"}})
    assert [version.why for version in office.versions] == ["submit", "return"]
