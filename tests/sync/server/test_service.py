"""The portal as desks see it: nobody takes, claims or sees what is not theirs, and everything happens once."""

import hashlib
from datetime import timedelta

import pytest

from models.items import TICKS
from models.problems import Refused
from sync.protocol import SyncRequest
from sync.server.service import Service
from tests.models.office import (
    CHEN,
    CLERK_ELSEWHERE,
    FIELDS,
    INSPECTOR,
    LEADER,
    LIN,
    ZHOU,
)  # fmt: skip
from tests.portal.town import SIGNED, Town


def test_the_portal_stamps_number_and_time_of_publication(town: Town) -> None:
    first, second = town.matter(town.signed()), town.matter(town.signed())
    numbers = [one.system["index_no"] for one in (first, second)]
    assert [number[-5:] for number in numbers] == ["00001", "00002"]
    assert numbers[0].split("-")[1:3] == ["0802", "2026"]
    assert first.system["published_at"].startswith("2026-04-28T12:")


def test_a_refused_step_takes_no_number(town: Town) -> None:
    item = town.in_review()
    assert town.seat(CHEN).do("sign_off", item, SIGNED, content="0" * 64).code == "text_changed"
    town.seat(CHEN).ok("sign_off", item, SIGNED)
    assert town.matter(item).system["index_no"].endswith("-00001")


@pytest.mark.parametrize("field", ["index_no", "published_at", "author", "unit", "state", "edition", "version"])
def test_what_only_the_portal_sets_is_refused_with_its_article(village: Town, field: str) -> None:
    verdict = village.seat(LIN).do("edit", village.draft(), {"set": {field: "2014-01-01"}})
    assert (verdict.result, verdict.code, verdict.article) == ("rejected", "not_settable", (7,))


def test_author_and_time_are_the_portals_whatever_the_desk_says(town: Town) -> None:
    item = town.id()
    claims = {"fields": FIELDS, "author": "p_far", "created_at": "2014-01-01", "state": "published"}
    town.seat(LIN).ok("create", item, claims, made_at="2014-01-01T00:00:00+08:00")
    matter = town.matter(item)
    assert (matter.author, matter.state, matter.created_at[:10]) == ("p_lin", "draft", "2026-04-28")


def test_a_version_from_the_future_does_not_hide_a_conflict(town: Town) -> None:
    item = town.draft()
    town.seat(ZHOU).ok("edit", item, {"set": {"title": "周敏的标题"}})
    verdict = town.seat(LIN).do("edit", item, {"set": {"title": "林晓梅的标题"}}, base=10**9)
    assert (verdict.result, verdict.facts["fields"]) == ("conflict", ("title",))


def test_a_borrowed_chain_of_acts_does_not_hide_a_conflict(town: Town) -> None:
    item = town.draft()
    base = town.matter(item).version
    town.seat(ZHOU).ok("edit", item, {"set": {"title": "周敏的标题"}})
    theirs = town.matter(item).touched["title"][1]
    verdict = town.seat(LIN).do("edit", item, {"set": {"title": "林晓梅的标题"}}, base=base, line=theirs)
    assert verdict.result == "conflict"


def test_ones_own_chain_of_acts_is_no_conflict(town: Town) -> None:
    item, lin = town.draft(), town.seat(LIN)
    first = town.intent("edit", item, {"set": {"title": "一"}})
    lin.sync(first, cursor={})
    second = town.intent("edit", item, {"set": {"title": "二"}}, base=first.base, line=first.op, after=first.op)
    assert lin.sync(second, cursor={}).verdicts[0].result == "ok"


def test_two_who_change_different_fields_both_succeed(town: Town) -> None:
    item = town.draft()
    base = town.matter(item).version
    town.seat(ZHOU).ok("edit", item, {"set": {"summary": "摘要"}}, base=base)
    town.seat(LIN).ok("edit", item, {"set": {"title": "标题"}}, base=base)
    assert (town.matter(item).fields["summary"], town.matter(item).fields["title"]) == ("摘要", "标题")


def test_two_desks_agree_after_a_round_each(town: Town) -> None:
    """Written by one, reviewed by the other, published: both hold the same row at the end."""
    lin, chen = town.seat(LIN), town.seat(CHEN)
    lin.everything(), chen.everything()
    item = town.in_review()
    assert chen.sync().rows["item", item]["state"] == "in_review"
    chen.ok("sign_off", item, SIGNED)
    ours, theirs = lin.sync(), chen.sync()
    assert ours.rows["item", item] == theirs.rows["item", item]
    assert ours.rows["item", item]["state"] == "published"
    assert ("u:wangtai", item) in ours.removed
    assert not lin.sync().lines


def test_verdicts_come_before_the_rows_that_they_made(town: Town) -> None:
    lin = town.seat(LIN)
    lin.everything()
    answer = lin.sync(town.intent("create", town.id(), {"fields": FIELDS}))
    assert [verdict.result for verdict in answer.verdicts] == ["ok"]
    assert {type_ for type_, _ in answer.rows} == {"item"}
    assert answer.verdicts[0].seq == answer.lines[0].seq


def test_nobody_gets_rows_of_a_scope_that_is_not_theirs(town: Town) -> None:
    item = town.draft()
    far = town.seat(CLERK_ELSEWHERE)
    answer = far.sync(cursor={"u:wangtai": 0, "u:wangtai/archive": 0, "desk:inspector": 0})
    assert not answer.lines
    assert answer.head.drop_scopes == ("desk:inspector", "u:wangtai", "u:wangtai/archive")
    assert ("item", item) not in far.everything().rows


def test_the_inspector_sees_what_is_submitted_and_no_draft(town: Town) -> None:
    draft, sent = town.draft(), town.in_review()
    rows = town.seat(INSPECTOR).everything().rows
    assert ("item", sent) in rows
    assert ("item", draft) not in rows


def test_a_recalled_item_leaves_the_inspectors_desk_with_its_kept_texts(town: Town) -> None:
    item, inspector = town.in_review(), town.seat(INSPECTOR)
    held = inspector.everything().rows
    assert any(type_ == "version" for type_, _ in held)
    town.seat(LIN).ok("recall", item)
    answer = inspector.sync()
    assert {identity for _, identity in answer.removed} == {
        identity for type_, identity in held if identity[:26] == item
    }
    assert not [key for key in answer.rows if key[0] in ("item", "version")]


def test_everybody_gets_the_directory_and_no_password(town: Town) -> None:
    answer = town.seat(LEADER).everything()
    assert {"unit", "person", "policy"} <= {type_ for type_, _ in answer.rows}
    assert set(answer.rows["person", "p_lin"]) == {"name", "posts", "changed_at"}


def test_an_act_sent_twice_happens_once_with_the_same_answer(town: Town) -> None:
    lin, item = town.seat(LIN), town.id()
    intent = town.intent("create", item, {"fields": FIELDS})
    first, again = (lin.sync(intent, cursor={}).verdicts[0] for _ in range(2))
    assert first == again
    assert len(town.matter(item).trail) == 1


def test_the_same_act_twice_in_one_batch_happens_once(town: Town) -> None:
    intent = town.intent("create", town.id(), {"fields": FIELDS})
    first, again = town.seat(LIN).sync(intent, intent, cursor={}).verdicts
    assert first == again


def test_the_name_of_an_act_cannot_be_used_for_another(town: Town) -> None:
    intent = town.intent("create", town.id(), {"fields": FIELDS})
    town.seat(LIN).sync(intent, cursor={})
    other = town.intent("create", town.id(), {"fields": FIELDS}, op=intent.op)
    assert town.seat(LIN).sync(other, cursor={}).verdicts[0].code == "op_reused"
    assert town.seat(ZHOU).sync(intent, cursor={}).verdicts[0].code == "op_reused"


def test_one_refused_act_takes_no_other_with_it(town: Town) -> None:
    good, bad, better = town.id(), town.id(), town.id()
    acts = [
        town.intent("create", good, {"fields": FIELDS}),
        town.intent("create", bad, {"fields": {**FIELDS, "column": "9999"}}),
        town.intent("create", better, {"fields": FIELDS}),
    ]
    assert [v.result for v in town.seat(LIN).sync(*acts, cursor={}).verdicts] == ["ok", "rejected", "ok"]
    assert [town.has(one) for one in (good, bad, better)] == [True, False, True]


def test_a_step_that_this_portal_does_not_know_may_come_again(village: Town) -> None:
    verdict = village.seat(LIN).do("polish", village.draft())
    assert (verdict.result, verdict.final) == ("unsupported", False)


def test_an_act_waits_for_its_files_and_is_taken_when_they_are_here(town: Town) -> None:
    lin, data = town.seat(LIN), "会议材料".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    fields = {**FIELDS, "attachments": [{"sha256": sha256, "name": "材料.txt", "size": len(data), "mime": "text"}]}
    intent = town.intent("create", town.id(), {"fields": fields})
    verdict = lin.sync(intent, cursor={}).verdicts[0]
    assert (verdict.result, verdict.facts["files"]) == ("waiting", (sha256,))
    lin.bring(data, "材料.txt")
    assert lin.sync(intent, cursor={}).verdicts[0].result == "ok"


def test_what_follows_a_waiting_act_waits_too(town: Town) -> None:
    item = town.draft()
    first = town.intent("edit", item, {"set": {"title": "新"}}, blobs=("a" * 64,))
    second = town.intent("self_review", item, {"ticks": list(TICKS)}, after=first.op)
    assert [v.result for v in town.seat(LIN).sync(first, second, cursor={}).verdicts] == ["waiting", "waiting"]


def test_a_file_is_read_by_those_who_see_its_item_and_nobody_else(town: Town) -> None:
    lin = town.seat(LIN)
    sha256 = lin.bring(b"plain words")
    assert lin.read(sha256) == b"plain words"
    with pytest.raises(Refused, match="not_found"):
        town.seat(ZHOU).read(sha256)
    town.draft(attachments=[{"sha256": sha256, "name": "a.txt", "size": 11, "mime": "text"}])
    assert town.seat(ZHOU).read(sha256) == b"plain words"
    for stranger in (CLERK_ELSEWHERE, INSPECTOR):
        with pytest.raises(Refused, match="not_found"):
            town.seat(stranger).read(sha256)


def test_naming_a_strangers_file_does_not_open_it(town: Town) -> None:
    sha256 = town.seat(LIN).bring(b"not for others")
    far = town.seat(CLERK_ELSEWHERE)
    fields = {**FIELDS, "body": f'<p><img src="blob:{sha256}" alt="x"></p>'}
    assert far.do("create", town.id(), {"unit": "finance", "fields": fields}).result == "waiting"
    with pytest.raises(Refused, match="not_found"):
        far.read(sha256)


def test_known_tells_ones_own_acts_only(town: Town) -> None:
    intent = town.intent("create", town.id(), {"fields": FIELDS})
    verdict = town.seat(LIN).sync(intent, cursor={}).verdicts[0]
    assert town.seat(LIN).service.known([intent.op, town.id()]).verdicts == (verdict,)
    assert town.seat(ZHOU).service.known([intent.op]).verdicts == ()


def test_a_desk_of_another_history_lists_again_from_the_beginning(town: Town) -> None:
    item, lin = town.draft(), town.seat(LIN)
    lin.everything()
    answer = lin.sync(epoch="another")
    assert answer.head.reset
    assert ("item", item) in answer.rows


def test_a_cursor_beyond_the_end_is_of_another_history(town: Town) -> None:
    item = town.draft()
    answer = town.seat(LIN).sync(cursor={"u:wangtai": 10**9})
    assert answer.head.reset
    assert ("item", item) in answer.rows


def test_a_desk_speaks_only_for_the_session_it_has(village: Town) -> None:
    service = village.seat(LIN).service
    with pytest.raises(Refused, match="device_wrong"):
        service.sync(SyncRequest("another desk"))
    with pytest.raises(Refused, match="signed_out"):
        Service(village.portal.house).hello()
    with pytest.raises(Refused, match="portal_old"):
        service.sync(SyncRequest(LIN.device, protocol=2))
    with pytest.raises(Refused, match="client_old"):
        service.sync(SyncRequest(LIN.device, protocol=0))
    with pytest.raises(Refused, match="too_large"):
        service.sync(SyncRequest(LIN.device, ops=(village.intent("edit", village.id()),) * 501))


def test_a_lost_post_takes_its_rows_away_at_the_next_contact(town: Town) -> None:
    lin = town.seat(LIN)
    lin.everything()
    town.portal.accounts.give_posts("lin", frozenset())
    answer = lin.sync()
    assert answer.head.drop_scopes == ("u:wangtai", "u:wangtai/archive")
    assert lin.do("create", town.id(), {"fields": FIELDS, "unit": "wangtai"}).code == "not_yours"


def test_a_large_answer_comes_in_pages_that_end_between_two_acts(town: Town) -> None:
    items = {town.draft() for _ in range(8)}
    lin = town.seat(LIN)
    lin.cursor = {"u:wangtai": 0}
    got, rounds, more = set[str](), 0, True
    while more:
        answer = lin.sync(max_bytes=1)
        got |= {identity for type_, identity in answer.rows if type_ == "item"}
        rounds, more = rounds + 1, answer.end.more
    assert got == items
    assert rounds >= 8


def test_waiting_ends_at_once_when_something_of_ones_own_changed(town: Town) -> None:
    lin = town.seat(LIN)
    lin.everything()
    before = lin.cursor["u:wangtai"]
    town.draft()
    assert lin.service.wait(before) > before


def test_a_time_that_has_passed_is_no_publication_time(village: Town) -> None:
    past = (village.clock() - timedelta(days=1)).isoformat()
    verdict = village.seat(CHEN).do("sign_off", village.in_review(), {**SIGNED, "publish_at": past})
    assert verdict.code == "time_past"
