"""What helps with an answer: words filled in, what the checks saw, letters like this one and if they go together."""

from dataclasses import replace
from typing import Any

import pytest

from models.checks.finding import Finding, Place
from models.similar import Near
from tests.ui.fakes import NOW, RULES
from tests.ui.mailroom import letter, letters
from ui.presenters import letter_replies
from ui.text import Words

ZH, EN = Words("zh"), Words("en")


def _finding(rule: str, level: Any) -> Finding:
    return Finding(rule, level, Place("body", 0, 0, 2), "某某", "25")


def test_words_are_filled_with_what_is_known_and_name_nobody() -> None:
    offers = letter_replies.offers(letters()["l3"], RULES.directory, ZH, NOW.date())
    opening = next(offer for offer in offers if offer.id == "open_mayor")
    assert opening.text.startswith("来信人：您好！")
    assert "建议增设集镇农贸市场停车位" in opening.text
    assert opening.gaps == ()
    assert opening.part == "开头"
    assert not any(offer.id == "open_complaint" for offer in offers)


def test_words_that_want_more_say_what() -> None:
    offers = letter_replies.offers(letters()["l1"], RULES.directory, EN, NOW.date())
    assert any(offer.gaps for offer in offers)
    assert all(offer.name for offer in offers)


def test_chosen_words_go_in_together_in_the_order_of_an_answer() -> None:
    offers = letter_replies.offers(letters()["l3"], RULES.directory, ZH, NOW.date())
    closing = next(offer for offer in offers if offer.part == "结尾")
    opening = next(offer for offer in offers if offer.part == "开头")
    ordered = letter_replies.in_order([closing, opening], ZH)
    assert ordered == (opening, closing)
    assert letter_replies.combined(ordered).startswith("<p>来信人：您好！")


def test_what_people_wrote_is_never_taken_for_markup() -> None:
    assert letter_replies.paragraphs("一<b>\n\n二") == "<p>一&lt;b&gt;</p><p>二</p>"


def test_a_clean_reply_says_what_was_looked_at() -> None:
    assert letter_replies.check_line((), (), ZH).text == "检查通过：未提来信人姓名，不是套话"


def test_open_findings_are_counted_and_the_gravest_named() -> None:
    found = (_finding("reply_names_writer", "block"), _finding("reply_evasive", "warn"))
    line = letter_replies.check_line(found, (), ZH)
    assert (line.tone, line.text) == ("red", "有 2 处要看：答复写出了来信人 等")
    kept = letter_replies.check_line(found, [found[0].key], ZH)
    assert kept.text == "有 1 处要看：像是套话"
    assert letter_replies.blocking(found, ()) == 1
    assert letter_replies.blocking(found, [found[0].key]) == 0


def test_letters_of_the_same_writer_come_first_and_can_be_joined() -> None:
    others = letters()
    mine = others["l3"].with_system(same=["w"])
    others |= {"l5": others["l5"].with_system(same=["w"]), "l3": mine}
    faces = letter_replies.alike(mine, others, [Near("l8", 0.93), Near("l3", 1.0)], RULES, ZH, NOW)
    assert [face.id for face in faces] == ["l5", "l8"]
    assert (faces[0].same, faces[0].into, faces[1].into) == (True, True, False)
    assert faces[1].meta == "相似 93% · 2月10日 答复"
    assert letter_replies.answered(faces) == 1


def test_letters_of_two_writers_are_not_joined_and_unknown_ones_may_be() -> None:
    others = letters()
    apart = letter_replies.alike(others["l3"], others, [Near("l5", 0.9)], RULES, ZH, NOW)
    assert not apart[0].into
    unknown = replace(others["l3"], system={**others["l3"].system, "same": []})
    assert letter_replies.alike(unknown, others, [Near("l5", 0.9)], RULES, ZH, NOW)[0].into


def test_only_the_units_own_answers_are_held_against_a_new_one() -> None:
    far = replace(letter("l12", "远", "unit", "consult", "replied", "2026-02-02", "<p>远的</p>"), unit="finance")
    texts = letter_replies.earlier(letters()["l3"], [*letters().values(), far])
    assert len(texts) == 1
    assert texts[0].startswith("来信人：您好")


def test_what_is_public_is_what_was_prepared_else_the_masked_words() -> None:
    fields = letters()["l3"].fields
    assert letter_replies.public_of(fields)["public_title"] == "建议增设集镇农贸市场停车位"
    assert letter_replies.public_of({**fields, "public_title": "停车位"})["public_title"] == "停车位"


def test_what_was_prepared_is_kept_as_html_and_shown_as_words() -> None:
    fields = {**letters()["l3"].fields, "public_body": "<p>路坏了。</p><p>何时修？</p>"}
    assert letter_replies.public_of(fields)["public_body"].split() == ["路坏了。", "何时修？"]


def test_an_answer_that_was_not_begun_is_no_fault() -> None:
    line = letter_replies.check_line((_finding("body_blank", "block"),), (), ZH)
    assert (line.text, line.tone) == ("还没有写答复", "text2")


def test_of_many_answers_the_last_are_held_against_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_replies, "MOST_EARLIER", 1)
    given = [letter(f"l{n}", "答", "unit", "consult", "replied", "2026-02-02", f"<p>第{n}篇</p>") for n in (20, 21)]
    late = given[0].with_system(answered_at="2026-03-01T09:00:00+08:00")
    assert letter_replies.earlier(letters()["l3"], [late, given[1]]) == ("第20篇",)
