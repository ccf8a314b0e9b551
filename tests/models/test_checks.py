"""The check as a whole: attachments too, what was not looked at is said, and it is fast enough for every pause."""

import statistics
import time
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.checks import Extract, Piece, Subject, read_lists
from models.checks.checking import check
from models.checks.normal import Source, fold
from models.checks.words import Entry, find, index
from models.content import clean
from models.policy import shipped

LISTS = read_lists(shipped())
TODAY = date(2026, 4, 28)
BODY = clean("<p>名单见附件1。</p>")
odd = st.text(alphabet="１１0abＡ⑩½\u200b\u202e﷼ﬁ 中\n，Ⅷ\u0301é-", max_size=30)


def test_attachments_are_read_like_the_text_and_tell_where_it_stood() -> None:
    extract = Extract(
        "名单.xlsx",
        (Piece("sheet", "姓名", "名单!A1"), Piece("hidden_sheet", "11010519491231002X", "底稿!B2")),
        None,
        0,
        "c" * 64,
    )
    told = check(Subject("公示", BODY, attachments=(extract,)), LISTS, TODAY)
    assert [f.rule for f in told] == ["id_card"]
    assert (told[0].place.part, told[0].place.block) == ("attachment:名单.xlsx", 1)
    assert (told[0].facts["where"], told[0].facts["label"]) == ("hidden_sheet", "底稿!B2")
    assert told[0].remedy is None


def test_a_list_of_names_with_a_private_column_is_noticed() -> None:
    pieces = tuple(Piece("sheet", text, f"名单!{text}") for text in ("姓名", "残疾等级", "张某某", "二级"))
    told = check(Subject("公示", BODY, attachments=(Extract("名单.xlsx", pieces),)), LISTS, TODAY)
    assert [f.rule for f in told] == ["private_column"]


def test_what_could_not_be_read_is_unchecked() -> None:
    read = Extract("附件1.docx", (Piece("body", "名单"),))
    picture = Extract("现场照片.jpg", (), "picture", 1, "d" * 64)
    locked = Extract("预算.pdf", (), "encrypted")
    subject = Subject("公示", BODY, attachments=(read, picture, locked))
    told = check(subject, LISTS, TODAY)
    assert [(f.rule, f.level, f.keep) for f in told] == [
        ("unread_picture", "unchecked", "no"),
        ("unread_encrypted", "unchecked", "no"),
    ]


@given(odd)
def test_folding_leads_every_place_back_into_the_text(text: str) -> None:
    folded, places = fold(text)
    if places is None:
        assert len(folded) == len(text)
    else:
        assert len(places) == len(folded) + 1
        assert list(places) == sorted(places)
        assert places[-1] == len(text)


@given(st.lists(odd.map(lambda t: t.replace("\n", "")), min_size=1, max_size=5))
def test_places_never_leave_their_block(lines: list[str]) -> None:
    source = Source("body", tuple(lines))
    for start in range(len(source.text)):
        place = source.place(start, min(start + 3, len(source.text)))
        assert 0 <= place.start <= place.end <= len(lines[place.block])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.text(max_size=200))
def test_no_text_at_all_breaks_the_checks(title: str, text: str) -> None:
    for finding in check(Subject(title, clean(text)), LISTS, TODAY):
        assert finding.key


@given(
    st.lists(st.text(alphabet="甲乙丙", min_size=2, max_size=4), max_size=8), st.text(alphabet="甲乙丙丁", max_size=30)
)
def test_the_index_finds_a_word_wherever_one_stands(words: list[str], text: str) -> None:
    entries = index(Entry(word, "", (), "typo", "hint", "free", "7", "") for word in words)
    hits = list(find(replace(LISTS, words=entries), text))
    assert bool(hits) == any(word in text for word in words)
    assert all(text[start:end] == entry.text for start, end, entry in hits)


def test_three_kilobytes_are_checked_within_five_milliseconds_beside_fifty_thousand_words() -> None:
    random = Random(1)
    words = ("".join(chr(random.randint(0x4E00, 0x9FFF)) for _ in range(random.randint(2, 5))) for _ in range(50_000))
    shipped_words = (entry for bucket in LISTS.words.values() for entry in bucket)
    entries = index([*shipped_words, *(Entry(word, "", (), "typo", "hint", "free", "7", "") for word in words)])
    lists = replace(LISTS, words=entries)
    text = "各村（居）要认真落实防汛备汛工作，加强巡查值守，确保2026年5月1日前完成整改，电话0599-8820000。"
    subject = Subject("通知", clean("".join(f"<p>{text}</p>" for _ in range(22))), "王台镇人民政府")
    assert len(subject.body.encode()) > 3_000
    took = []
    for _ in range(15):
        start = time.perf_counter()
        check(subject, lists, TODAY)
        took.append(time.perf_counter() - start)
    assert statistics.median(took) < 0.005 * 4  # the machine may be busy; the bench holds the true figure
