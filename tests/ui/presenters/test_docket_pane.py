"""The pane of a docket tells where a matter lay, who delayed it and what was said of it, and never a word of it."""

from dataclasses import replace
from datetime import date

from models.docket import docket_of
from models.matter import Matter
from models.people import Actor
from models.rules import offered
from tests.models.bureau import CONTACT, LEADER, LIN, OPERATOR, REPLY, SUPERVISOR, WORDS, Bureau
from ui.presenters import docket_pane as present
from ui.presenters.docket_pane import DocketPane
from ui.text import Words

ZH = Words("zh")


def shown(bureau: Bureau, matter: Matter, actor: Actor = SUPERVISOR, language: str = "zh") -> DocketPane:
    docket = docket_of(matter)
    offers = offered(docket, actor, bureau.rules, bureau.now)
    return present.present(docket, offers, bureau.rules, Words(language), bureau.now)


def late(bureau: Bureau) -> Matter:
    letter = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 5, "reason": "需现场勘查"})
    bureau.act(LEADER, "refuse_extension", letter, {"reason": "情况清楚"})
    bureau.act(SUPERVISOR, "urge", letter.id, {"note": "请抓紧"})
    bureau.at(date(2026, 3, 30))
    order = {"number": "效督〔2026〕8号", "answer_by": "2026-04-03", "note": "超期未办"}
    return bureau.act(SUPERVISOR, "supervise", letter.id, order)


def test_the_pane_names_number_state_unit_and_stations_and_whom_the_delay_is_due_to() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    pane = shown(bureau, late(bureau))
    assert pane.title.startswith("XF2026-")
    assert pane.state.word == "承办中"
    assert ("承办单位", "王台镇人民政府") in pane.facts
    assert [row.state for row in pane.stations] == ["待签收", "承办中"]
    assert (pane.stations[-1].now, pane.stations[-1].late, pane.stations[-1].who) == (True, True, "lin")
    assert "王台镇" in pane.delay
    assert pane.strip is not None
    assert pane.strip.lamp == "red"


def test_supervision_extension_and_urging_are_told_with_number_and_answer() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = late(bureau)
    before = shown(bureau, letter).notes
    assert "效督〔2026〕8号" in before[0].head
    assert (before[0].answer, before[0].tone) == ("还没有答复。", "amber")
    assert "不同意" in before[1].answer
    assert before[2].text == "请抓紧"
    bureau.act(LIN, "answer_supervision", letter, {"text": "明日答复"})
    assert "明日答复" in shown(bureau, bureau.matters[letter.id]).notes[0].answer


def test_a_supervision_that_was_not_answered_in_time_is_red() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = late(bureau)
    bureau.at(date(2026, 4, 8))
    assert shown(bureau, letter).notes[0].tone == "red"


def test_only_steps_that_need_no_reading_are_offered() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 5, "reason": "需现场勘查"})
    assert {step.verb for step in shown(bureau, letter, LEADER).steps} == {
        "urge",
        "grant_extension",
        "refuse_extension",
    }
    assert {step.verb for step in shown(bureau, letter).steps} == {"urge", "supervise"}
    early = next(step for step in shown(bureau, letter).steps if step.verb == "supervise")
    assert early.missing
    assert {step.verb for step in shown(bureau, letter, OPERATOR).steps} == {"urge"}


def test_the_pane_holds_no_word_of_letter_or_writer_even_where_the_matter_is_at_hand() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = bureau.replied()
    for matter in (letter, docket_of(letter)):
        pane = present.present(matter, (), bureau.rules, ZH, bureau.now)
        assert not any(word in repr(pane) for word in (*CONTACT.values(), "李**", str(WORDS["title"]), REPLY))
    assert present.present(letter, (), bureau.rules, ZH, bureau.now).may_read
    assert not shown(bureau, letter).may_read


def test_both_languages_tell_every_kind() -> None:
    for kind in ("letter", "request", "service"):
        bureau = Bureau(kind).at(date(2026, 3, 2))
        matter = bureau.in_hand()
        for language in ("zh", "en"):
            assert shown(bureau, matter, language=language).stations
    bare = replace(matter, system={**matter.system, "number": None, "provisional_no": ""})
    assert present.present(bare, (), bureau.rules, ZH, bureau.now).title == ZH("docket.unnumbered")
