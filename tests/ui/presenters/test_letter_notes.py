"""The banners over a letter: what asks most stands first, and no more than two at once."""

from typing import Any

from models.rules import offered
from tests.ui.fakes import NOW, RULES
from tests.ui.mailroom import CLERK, letter
from ui.presenters import letter_notes, steps
from ui.presenters.letter_notes import LetterNote
from ui.text import Words

ZH = Words("zh")
AT = "2026-04-27T15:20:00+08:00"


def _notes(state: str = "in_hand", **system: Any) -> tuple[LetterNote, ...]:
    matter = letter("l1", "路灯", "unit", "complaint", state, "2026-04-12", **system)
    faces = steps.step_faces(matter, offered(matter, CLERK, RULES, NOW), ZH)
    return letter_notes.notes(matter, faces, RULES, ZH, NOW)


def test_a_letter_without_events_has_none() -> None:
    assert _notes() == ()


def test_a_supervision_comes_first_and_leads_to_its_answer() -> None:
    order = {"number": "效督3号", "answer_by": "2026-05-06", "note": "超期"}
    first = _notes(supervisions=[order], urges=[{"name": "周", "at": AT}])[0]
    assert (first.level, first.title, first.link) == ("act", "督办单 效督3号：5月6日 周三 前答复", "answer")


def test_an_answered_supervision_is_told_no_more() -> None:
    order = {"number": "效督3号", "answer_by": "2026-05-06", "note": "", "answer": {"text": "已办"}}
    assert _notes(supervisions=[order]) == ()


def test_a_returned_reply_says_by_whom_why_and_where() -> None:
    place = {"part": "body", "block": 1, "start": 0, "end": 3}
    note = _notes(returned={"reason": "没有答到点上", "name": "陈志远", "at": AT, "place": place})[0]
    assert "陈志远" in note.title
    assert (note.text, note.link, note.place) == ("没有答到点上", "place", place)


def test_a_letter_sent_back_tells_the_desk_where_it_lies_again() -> None:
    sent = {"reason": "不归我镇", "whose": "区住建局", "unit": "wangtai", "name": "林晓梅", "at": AT}
    matter = letter("l9", "夜班车", "mayor", "help", "with_leader", "2026-04-27", returned=sent)
    note = letter_notes.notes(matter, (), RULES, ZH, NOW)[0]
    assert note.title == "王台镇人民政府 昨天 15:20 退件"
    assert note.text == "不归我镇 · 应由：区住建局"


def test_more_time_is_told_as_it_stands() -> None:
    asked = {"days": 10, "reason": "要现场查看", "name": "林晓梅", "at": AT, "state": "asked"}
    assert _notes(extension=asked)[0].title == "林晓梅 昨天 15:20 申请延期 10 天，等区领导决定"
    told = {**asked, "state": "told", "granted": 8, "granted_name": "郑国栋", "granted_at": AT, "note": "抓紧"}
    assert _notes(extension=told)[0].title == "郑国栋 昨天 15:20 同意延期 8 天，已告知来信人"
    assert _notes(extension={**asked, "state": "refused", "note": "不同意"})[0].level == "known"
    assert _notes("replied", extension=told) == ()


def test_no_reply_names_its_ground_and_the_earlier_letter() -> None:
    note = _notes("reply_in_review", no_reply={"ground": "repeated", "note": "又来", "earlier": "XF2026-00001"})[0]
    assert (note.title, note.text) == ("拟不予答复：同一人同一内容多次来信", "又来 · 前一封：XF2026-00001")


def test_letters_answered_together_lead_to_each_other() -> None:
    assert _notes(merged_into="l3")[0].link == "l3"
    assert _notes(merged=["l5", "l6"])[0].title == "还有 2 封来信并在这里一起答复"


def test_what_the_writer_says_and_what_was_published() -> None:
    rated, shown = _notes("replied", rating={"score": "unsatisfied", "words": "太慢"}, public={"at": AT})
    assert (rated.level, rated.title, rated.text) == ("known", "来信人评价：不满意", "太慢")
    assert shown.title == "问答已于 昨天 15:20 公开"


def test_taken_up_anew_and_urged_are_told_while_it_is_open() -> None:
    again, urged = _notes(reopened=1, urges=[{"name": "效能办", "at": AT, "note": "请抓紧"}])
    assert again.title == "第 1 次重办：来信人对上次答复不满意"
    assert (urged.title, urged.text) == ("效能办 昨天 15:20 催办", "请抓紧")


def test_no_more_than_two_at_once() -> None:
    asked = {"days": 10, "reason": "x", "name": "林", "at": AT, "state": "asked"}
    assert len(_notes(reopened=1, urges=[{"name": "a", "at": AT}], extension=asked, merged=["l5"])) == 2


def test_a_page_error_leads_to_the_item_it_speaks_of() -> None:
    matter = letter("l1", "电话写错了", "error", "complaint", "in_hand", "2026-04-27")
    matter = matter.with_fields({"about_item": "i7"}, "x")
    note = letter_notes.notes(matter, (), RULES, ZH, NOW)[0]
    assert (note.link, note.link_word) == ("item:i7", "打开这篇")
