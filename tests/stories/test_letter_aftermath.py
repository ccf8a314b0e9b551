"""The rest of the letter's table, by name: who watches, who looks, and what comes after the answer (Art. 25, 27)."""

from datetime import date

from models.people import PORTAL, WRITER
from tests.models.bureau import CHEN, LIN, OPERATOR, SUPERVISOR, ZHOU, Bureau


def test_urge_is_written_down_by_who_watches() -> None:
    bureau = Bureau()
    letter = bureau.act(SUPERVISOR, "urge", bureau.in_hand(), {"note": "请抓紧"})
    assert letter.system["urges"][0]["note"] == "请抓紧"


def test_supervise_waits_until_the_day_is_over_and_has_its_number() -> None:
    bureau = Bureau()
    letter = bureau.in_hand()
    order = {"number": "效督〔2026〕3号", "answer_by": "2026-03-10", "note": "超期未答复"}
    bureau.refuses("not_overdue", SUPERVISOR, "supervise", letter, order)
    bureau.at(date(2026, 3, 2))
    watched = bureau.act(SUPERVISOR, "supervise", letter, order)
    bureau.refuses("number_taken", SUPERVISOR, "supervise", watched, order)
    bureau.refuses("time_past", SUPERVISOR, "supervise", watched, {**order, "number": "4号", "answer_by": "2026-03-01"})


def test_answer_supervision_is_the_units_and_names_nobody() -> None:
    bureau = Bureau()
    letter = bureau.in_hand()
    bureau.refuses("no_supervision", LIN, "answer_supervision", letter, {"text": "没有"})
    bureau.at(date(2026, 3, 2))
    order = {"number": "3号", "answer_by": "2026-03-10", "note": "超期"}
    bureau.act(SUPERVISOR, "supervise", letter, order)
    done = bureau.act(LIN, "answer_supervision", bureau.matters[letter.id], {"text": "已联系李有田，明日答复"})
    assert done.system["supervisions"][0]["answer"]["text"] == "已联系李**，明日答复"


def test_look_is_for_who_has_it_in_hand_and_is_kept() -> None:
    bureau = Bureau()
    letter = bureau.in_hand()
    assert bureau.refuses("not_handler", ZHOU, "look", letter).article == (25,)
    assert bureau.act(LIN, "look", letter).system["looks"][0]["by"] == "p_lin"


def test_publish_shows_question_and_answer_with_consent() -> None:
    bureau = Bureau()
    shown = {"public_title": "路灯何时修", "public_body": "村里路灯坏了。", "public_reply": "本月修好。"}
    bureau.refuses("no_consent", CHEN, "publish", bureau.replied(), shown)
    letter = bureau.replied(publish_consent=True)
    bureau.refuses("names_writer", CHEN, "publish", letter, {**shown, "public_body": "我是李有田"})
    assert bureau.act(CHEN, "publish", letter, shown).system["public"]["title"] == "路灯何时修"
    bureau.refuses("published_already", CHEN, "publish", bureau.matters[letter.id], shown)


def test_rate_is_the_writers_once() -> None:
    bureau = Bureau()
    rated = bureau.act(WRITER, "rate", bureau.replied(), {"score": "mostly", "words": "还行"})
    assert rated.system["rating"]["score"] == "mostly"
    bureau.refuses("rated_already", WRITER, "rate", rated, {"score": "satisfied"})


def test_reopen_begins_a_new_period_for_a_displeased_writer() -> None:
    bureau = Bureau()
    letter = bureau.replied()
    bureau.refuses("not_displeased", SUPERVISOR, "reopen", letter, {"reason": "重办"})
    bureau.act(WRITER, "rate", letter, {"score": "unsatisfied"})
    bureau.at(date(2026, 3, 3))
    again = bureau.act(SUPERVISOR, "reopen", bureau.matters[letter.id], {"reason": "没有答到点上"})
    assert (again.state, again.system["due"]["local"]) == ("assigned", "2026-03-18")


def test_reopen_is_too_late_after_thirty_days() -> None:
    bureau = Bureau()
    letter = bureau.act(WRITER, "rate", bureau.replied(), {"score": "unsatisfied"})
    bureau.at(date(2026, 4, 1))
    bureau.refuses("reopen_late", OPERATOR, "reopen", letter, {"reason": "迟了"})


def test_close_is_the_clerks_at_once_and_the_portals_after_thirty_days() -> None:
    bureau = Bureau()
    letter = bureau.replied()
    bureau.refuses("not_due", PORTAL, "close", letter)
    assert bureau.act(LIN, "close", letter).state == "closed"
    later = bureau.replied()
    bureau.at(date(2026, 3, 20))
    assert bureau.act(PORTAL, "close", later).state == "closed"


def test_recount_changes_nothing_while_the_calendar_is_the_same() -> None:
    bureau = Bureau()
    letter = bureau.in_hand()
    assert bureau.act(PORTAL, "recount", letter).system["due"] == letter.system["due"]
