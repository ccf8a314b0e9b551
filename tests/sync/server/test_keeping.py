"""A final no is kept for its person with the act, once, and is theirs alone to put away."""

from models.intents import Intent
from models.scopes import KEPT_ROW
from sync.protocol import CLEAR
from tests.models.office import CLERK_ELSEWHERE, FIELDS, LIN
from tests.portal.town import Town

EDIT = {"set": {"title": "自己写的题目", "summary": "自己写的摘要"}}


def _kept(town: Town) -> dict[str, dict[str, object]]:
    with town.portal.store.reading() as reading:
        return {name: dict(doc) for name, doc in reading.documents(KEPT_ROW).items()}


def _refused(town: Town) -> Intent:
    """Another unit's clerk edits an item that they may not even see."""
    item = town.seat(LIN).ok("create", town.id(), {"fields": FIELDS})
    act = town.intent("edit", item, EDIT)
    (verdict,) = town.seat(CLERK_ELSEWHERE).sync(act, cursor={}).verdicts
    assert (verdict.result, verdict.code) == ("rejected", "not_found")
    return act


def test_a_refused_act_is_kept_with_its_reason_and_comes_to_its_person_alone(town: Town) -> None:
    act = _refused(town)
    name = f"{CLERK_ELSEWHERE.person}.{act.op}"
    doc = _kept(town)[name]
    assert (doc["code"], doc["facts"], doc["title"]) == ("not_found", {"id": act.id}, "自己写的题目")
    assert FIELDS["title"] not in str(doc)
    assert (KEPT_ROW, name) in town.seat(CLERK_ELSEWHERE).everything().rows
    assert (KEPT_ROW, name) not in town.seat(LIN).everything().rows


def test_what_is_sent_again_is_kept_once_and_what_is_taken_not_at_all(town: Town) -> None:
    act = _refused(town)
    before = town.seat(CLERK_ELSEWHERE).everything().end.cursor
    assert town.seat(CLERK_ELSEWHERE).sync(act, act).verdicts[0].code == "not_found"
    assert town.seat(CLERK_ELSEWHERE).everything().end.cursor == before
    assert list(_kept(town)) == [f"{CLERK_ELSEWHERE.person}.{act.op}"]


def test_only_its_person_puts_it_away_and_then_the_words_are_gone(town: Town) -> None:
    act = _refused(town)
    name = f"{CLERK_ELSEWHERE.person}.{act.op}"
    town.seat(CLERK_ELSEWHERE).everything()
    (other,) = town.seat(LIN).sync(Intent(town.id(), CLEAR, act.op), cursor={}).verdicts
    assert (other.result, other.code) == ("rejected", "not_found")
    assert "settled" not in _kept(town)[name]
    answer = town.seat(CLERK_ELSEWHERE).sync(Intent(town.id(), CLEAR, act.op))
    assert [one.result for one in answer.verdicts] == ["ok"]
    assert answer.removed == {(f"me:{CLERK_ELSEWHERE.person}", name)}
    assert [(line.why) for line in answer.lines] == ["bulk"]  # type: ignore[union-attr]  # a removal has a reason
    assert _kept(town) == {name: {"person": CLERK_ELSEWHERE.person, "op": act.op, "settled": True}}
    again = town.seat(CLERK_ELSEWHERE).sync(act, Intent(town.id(), CLEAR, act.op))
    assert [one.result for one in again.verdicts] == ["rejected", "ok"]
    assert _kept(town)[name] == {"person": CLERK_ELSEWHERE.person, "op": act.op, "settled": True}


def test_a_wrong_name_puts_nothing_away_and_is_not_kept_itself(town: Town) -> None:
    (verdict,) = town.seat(LIN).sync(Intent(town.id(), CLEAR, town.id()), cursor={}).verdicts
    assert (verdict.result, verdict.code) == ("rejected", "not_found")
    assert _kept(town) == {}
