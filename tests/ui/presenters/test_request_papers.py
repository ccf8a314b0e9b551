"""Every step that must be told in writing has its notice, drawn from what the step said, with the name masked."""

from models.content import plain
from models.docket import docket_of
from models.matter import Matter
from models.notices.facts import long_day
from tests.models.bureau import CHEN, CONTACT, LIN, OFFICE, RULES
from tests.ui.views.requests.desk import asked, bureau, in_hand, in_review
from ui.presenters.request_papers import papers

UNIT = RULES.directory.units["wangtai"]


def _texts(matter: Matter) -> dict[str, str]:
    return {paper.name: plain(paper.html) for paper in papers(matter, UNIT, RULES.directory)}


def test_a_receipt_is_there_from_the_first_day() -> None:
    text = _texts(in_hand())["receipt"]
    assert "登记回执" in text
    assert "2026年4月20日" in text
    assert CONTACT["name"] not in text
    assert "待填" not in text


def test_a_correction_tells_what_and_until_when() -> None:
    made = bureau()
    asked_for = made.act(LIN, "ask_correction", asked(made), {"what": "请写明年度", "days": 15})
    text = _texts(asked_for)["correction"]
    assert "请写明年度" in text
    assert "2026年5月13日" in text


def test_a_consultation_has_a_letter_to_the_third_party_and_one_to_the_applicant() -> None:
    made = bureau()
    matter = made.act(LIN, "accept", asked(made))
    out = made.act(LIN, "consult", matter, {"whom": "某公司", "question": "是否同意？", "third_party": True})
    texts = _texts(out)
    assert "某公司：" in texts["third_party"]
    assert "李" not in texts["third_party"]
    assert "某公司" in texts["consulting"]


def test_an_extension_is_told_with_its_reason() -> None:
    made = bureau()
    matter = made.act(LIN, "accept", asked(made))
    matter = made.act(LIN, "ask_extension", matter, {"days": 10, "reason": "档案在整理"})
    assert "extension" not in _texts(matter)
    granted = made.act(OFFICE, "grant_extension", matter, {"days": 8})
    before = _texts(granted)["extension"]
    assert "延长答复期限8个工作日" in before
    told = made.act(LIN, "tell_extension", granted, {"way": "post"})
    day = long_day(told.system["due"]["local"])
    assert f"至{day}。" in before
    assert f"至{day}。" in _texts(told)["extension"]


def test_the_answer_is_the_text_that_was_handed_in_word_for_word() -> None:
    matter = in_review()
    found = {paper.name: paper.html for paper in papers(matter, UNIT, RULES.directory)}
    assert found["answer"] == matter.fields["notice"]
    assert "answer" not in _texts(in_hand())
    assert CHEN.name not in str(found)


def test_a_docket_has_no_papers() -> None:
    assert papers(docket_of(in_hand()), UNIT, RULES.directory) == ()
