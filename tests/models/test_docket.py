"""A docket tells where a matter stands and nothing of what was written in it (Art. 25)."""

import json

from models.docket import docket_of, is_docket, row_type
from models.matter import from_doc
from tests.models.bureau import CONTACT, LIN, REPLY, SUPERVISOR, WRITER, Bureau


def test_a_docket_holds_no_word_of_letter_reply_remark_or_writer() -> None:
    bureau = Bureau()
    letter = bureau.act(LIN, "note", bureau.replied(), {"text": "绝不外传的备注"})
    rated = bureau.act(WRITER, "rate", letter, {"score": "mostly", "words": "评语"})
    told = json.dumps(docket_of(rated).to_doc(), ensure_ascii=False)
    for word in (*CONTACT.values(), "李**", "路灯", "备注", "评语", REPLY):
        assert word not in told
    assert "mostly" in told


def test_a_docket_is_judged_by_the_same_rules_as_its_matter() -> None:
    bureau = Bureau()
    letter = bureau.in_hand()
    watched = docket_of(letter)
    bureau.matters[letter.id] = watched
    after = bureau.act(SUPERVISOR, "urge", watched, {"note": "请抓紧"})
    assert after.system["urges"]
    assert is_docket(after)


def test_a_docket_comes_back_from_its_row_as_one() -> None:
    watched = docket_of(Bureau().in_hand())
    again = from_doc(watched.id, watched.version, watched.to_doc())
    assert is_docket(again)
    assert (row_type(again), row_type(Bureau().in_hand())) == ("docket", "letter")
