"""The list of dockets says of each with whom it lies and how near its day is, and never a word of what was written."""

from datetime import date, datetime, timedelta, timezone

from models.people import Actor, Post
from models.store.listing import Listed
from tests.models.bureau import CONTACT, RULES, WORDS
from ui.presenters import docket_list as present
from ui.presenters.docket_list import Watch
from ui.text import Words

NOW = datetime(2026, 4, 28, 9, 41, tzinfo=timezone(timedelta(hours=8)))
ZH = Words("zh")


def row(state: str = "in_hand", unit: str = "wangtai", due: str = "2026-05-20", kind: str = "letter") -> Listed:
    return Listed("l1", "docket", "XF2026-00012", unit, state, kind, "", due, "2026-04-20T09:00:00+08:00")


def test_a_row_says_with_whom_the_matter_lies_now() -> None:
    assert present.row_face(row(), RULES, ZH, NOW).meta == "来信 · 王台镇人民政府"
    assert present.row_face(row("with_leader", unit=""), RULES, ZH, NOW).meta == "来信 · 区领导"
    assert present.row_face(row("correction", kind="request"), RULES, ZH, NOW).meta == "依申请公开 · 申请人"
    assert present.row_face(row("replied", due=""), RULES, ZH, NOW).meta == "来信 · 王台镇人民政府"


def test_a_row_says_how_near_its_last_day_is_and_an_applicants_day_burns_nobody() -> None:
    late = present.row_face(row(due="2026-04-24"), RULES, ZH, NOW)
    assert (late.lamp, late.right, late.tone) == ("red", "超期 2 天", "red")
    assert present.row_face(row(due="2026-04-28"), RULES, ZH, NOW).right == "今天到期"
    assert present.row_face(row(), RULES, ZH, NOW).lamp == "green"
    assert present.row_face(row("materials_asked", due="2026-04-01", kind="service"), RULES, ZH, NOW).lamp == "pause"
    assert present.row_face(row("told", due="", kind="service"), RULES, ZH, NOW).lamp == "done"


def test_a_row_of_a_kind_that_a_newer_portal_brings_still_has_a_face() -> None:
    face = present.row_face(row(kind="appeal", state="odd"), RULES, ZH, NOW)
    assert "appeal" in face.meta


def test_each_lamp_asks_for_its_own_days_and_states() -> None:
    today = date(2026, 4, 28)
    late = present.query_of(Watch("late", "letter", "wangtai"), RULES, today)
    assert (late.kind, late.column, late.unit, late.due, late.sort) == (
        "docket", "letter", "wangtai", ("0", "2026-04-27"), "due",
    )  # fmt: skip
    assert "correction" in late.not_states
    near = present.query_of(Watch("near"), RULES, today)
    assert near.due == ("2026-04-28", "2026-05-06")
    assert present.query_of(Watch("calm"), RULES, today).due[0] > near.due[1]
    assert present.query_of(Watch("applicant"), RULES, today).states == ("correction", "materials_asked")
    done = present.query_of(Watch("done"), RULES, today)
    assert {"replied", "answered", "told", "closed"} <= set(done.states)
    assert not {"in_hand", "disputed", "correction"} & set(done.states)
    assert present.query_of(Watch("all"), RULES, today).due == ("", "")
    mine = present.query_of(Watch("mine"), RULES, today)
    assert (mine.tab, mine.sort) == ("todo", "due")
    assert present.first_watch({"docket": 4}).lamp == "mine"
    assert present.first_watch({}).lamp == "open"


def test_only_those_who_watch_are_shown_the_docket() -> None:
    def who(role: str) -> Actor:
        return Actor("p", "某", frozenset({Post("digital", role)}))

    assert present.watches(who("supervisor"))
    assert present.watches(who("leader"))
    assert not present.watches(who("clerk"))


def test_the_choices_are_named_in_both_languages() -> None:
    for words in (ZH, Words("en")):
        assert len(present.lamp_options(words)) == len(present.LAMPS)
        assert [value for value, _ in present.kind_options(words)] == ["", "letter", "request", "service"]
        assert dict(present.unit_options(RULES.directory, words))["wangtai"]


def test_no_row_holds_what_was_written() -> None:
    spoken = present.row_face(row(), RULES, ZH, NOW).spoken
    assert not any(word in spoken for word in (*CONTACT.values(), str(WORDS["title"])))


def test_a_number_is_looked_for_among_all_but_a_filter_that_somebody_chose_stays() -> None:
    assert present.looking_for(Watch(words="X"), Watch()).lamp == "all"
    assert present.looking_for(Watch("late", words="X"), Watch("late")).lamp == "late"
    assert present.looking_for(Watch(words="XF"), Watch(words="X")).lamp == "open"
    assert present.looking_for(Watch(), Watch()).lamp == "open"
