"""Days per station are read from the trail: who held a matter, how long, and who held it past its last day."""

from datetime import date

from models.docket import docket_of
from models.matter import Matter
from models.stations import Station, holder, stations
from tests.models.bureau import CHEN, DISPATCHER, LEADER, LIN, REPLY, ZHOU, Bureau


def told(bureau: Bureau, matter: Matter, last: date | None = None) -> tuple[Station, ...]:
    table = bureau.rules.workflow(matter.kind)
    return stations(matter, table, bureau.rules.directory.calendar, bureau.now.date(), last)


def test_a_mayors_letter_lies_with_the_leader_then_with_each_desk_of_the_unit() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = bureau.received(channel="mayor")
    order = {"units": ["wangtai"], "lead": "wangtai", "text": "请认真办理"}
    bureau.at(date(2026, 3, 5))
    bureau.act(LEADER, "instruct", letter, order)
    bureau.at(date(2026, 3, 6))
    bureau.act(LIN, "sign_for", letter.id)
    bureau.at(date(2026, 3, 9))
    bureau.act(LIN, "draft_reply", letter.id, {"set": {"reply": REPLY}})
    bureau.act(LIN, "submit_reply", letter.id)
    bureau.at(date(2026, 3, 11))
    signed = bureau.act(CHEN, "sign_reply", letter.id, {"public": False})
    found = [(one.state, one.unit, one.roles, one.calendar_days, one.working_days) for one in told(bureau, signed)]
    assert found == [
        ("with_leader", "", ("leader",), 3, 3),
        ("assigned", "wangtai", (), 1, 1),
        ("in_hand", "wangtai", (), 3, 1),
        ("reply_in_review", "wangtai", (), 2, 2),
    ]
    assert [one.name for one in told(bureau, signed)] == [LEADER.name, LIN.name, LIN.name, CHEN.name]


def test_the_docket_tells_the_same_stations_as_the_matter() -> None:
    bureau = Bureau()
    letter = bureau.replied()
    assert told(bureau, docket_of(letter)) == told(bureau, letter)


def test_a_letter_that_is_sent_on_shows_each_unit_and_taking_over_begins_a_new_stretch() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = bureau.received(channel="complaint")
    bureau.act(DISPATCHER, "dispatch", letter, {"unit": "finance"})
    assert told(bureau, bureau.matters[letter.id])[-1].unit == "finance"
    other = Bureau().at(date(2026, 3, 2))
    taken = other.act(ZHOU, "take_over", other.in_hand())
    assert [one.name for one in told(other, taken) if one.state == "in_hand"] == [LIN.name, ZHOU.name]


def test_only_days_past_the_last_one_are_counted_as_over_and_only_for_who_held_it_then() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = bureau.in_hand()
    last = date.fromisoformat(letter.system["due"]["local"])
    bureau.at(date(2026, 3, 27))
    early, late = told(bureau, bureau.matters[letter.id], last)
    assert (early.over, late.over) == (0, bureau.rules.directory.calendar.working_between(last, bureau.now.date()))
    assert late.over > 0
    assert late.until is None


def test_what_the_applicant_owes_is_nobodys_delay_and_an_answered_case_is_no_station() -> None:
    bureau = Bureau("service").at(date(2026, 3, 2))
    case = bureau.act(LIN, "ask_materials", bureau.in_hand(), {"missing": ["申请表"]})
    bureau.at(date(2026, 4, 20))
    applicant = told(bureau, bureau.matters[case.id], date(2026, 3, 17))[-1]
    assert (applicant.state, applicant.unit, applicant.roles, applicant.over) == ("materials_asked", "", (), 0)
    answered = Bureau().replied()
    table = bureau.rules.workflow("letter")
    assert told(Bureau(), answered)[-1].state == "reply_in_review"
    assert holder("wangtai", answered.state, table) == ("", ())


def test_the_holder_is_the_unit_or_the_desk_that_has_to_act_now() -> None:
    table = Bureau().rules.workflow("letter")
    assert holder("wangtai", "in_hand", table) == ("wangtai", ())
    assert holder("", "with_leader", table) == ("", ("leader",))
    assert holder("", "a state of a newer portal", table) == ("", ())
