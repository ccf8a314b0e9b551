"""A covered PDF is pictures of its pages, black over the words wherever they stand."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models.problems import Refused
from models.redaction import attack_pdf
from models.redaction.attack import attack
from models.redaction.pdf import bars_over, cover_pdf, previews
from models.redaction.plan import Bar, Plan
from tests.models.redaction.files import ACCOUNT, pdf

PLAN = Plan((ACCOUNT,))


def _black(data: bytes, bar: Bar) -> bool:
    image = attack_pdf.page("a.pdf", data, bar.page)
    across, down = (bar.left + bar.right) / 2 * image.width, (bar.top + bar.bottom) / 2 * image.height
    return max(image.getpixel((int(across), int(down)))) < 60


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_words_are_black_however_the_page_is_turned(rotate: int) -> None:
    data = pdf(f"Account: {ACCOUNT}|Sum: 500", rotate=rotate)
    bars = bars_over("a.pdf", data, PLAN.words)
    assert len(bars) == 1
    made = cover_pdf("a.pdf", data, PLAN)
    assert _black(made.data, bars[0])
    assert attack(made.name, made.data, Plan(PLAN.words, bars)) == ()


def test_what_is_not_covered_is_still_to_be_read() -> None:
    data = pdf(f"Account: {ACCOUNT}|Sum: 500")
    image = attack_pdf.page("a.pdf", cover_pdf("a.pdf", data, PLAN).data, 0)
    top = image.crop((0, 0, image.width, image.height // 4)).convert("L")
    assert sum(top.histogram()[:128]) > 200


def test_a_word_that_runs_over_two_lines_has_two_bars() -> None:
    bars = bars_over("a.pdf", pdf("Account: 6200 0000|0000 0005 end"), PLAN.words)
    assert len(bars) == 2
    assert bars[0].bottom <= bars[1].top + 0.02


def test_words_on_every_page_are_found() -> None:
    assert {bar.page for bar in bars_over("a.pdf", pdf(f"A {ACCOUNT}", "none", f"C {ACCOUNT}"), PLAN.words)} == {0, 2}


def test_areas_marked_by_hand_are_black_too() -> None:
    bar = Bar(0, 0.1, 0.5, 0.4, 0.6)
    made = cover_pdf("a.pdf", pdf("scan"), Plan(bars=(bar,)))
    assert made.count == 1
    assert _black(made.data, bar)


def test_previews_are_pictures_of_all_pages() -> None:
    shown = previews("a.pdf", pdf("one", "two"))
    assert len(shown) == 2
    assert all(each.startswith(b"\x89PNG") for each in shown)


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"%PDF-"])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="redaction_kind"):
        cover_pdf("a.pdf", data, PLAN)


def test_a_page_as_large_as_a_field_is_refused_undrawn() -> None:
    huge = pdf("x").replace(b"842", b"84200").replace(b"595", b"59500")
    with pytest.raises(Refused, match=r"attachment_bomb|redaction_kind"):
        cover_pdf("a.pdf", huge, PLAN)


def test_several_threads_wait_for_each_other() -> None:
    """PDFium breaks down when two threads are in it at once."""
    data = pdf(f"A {ACCOUNT}", f"B {ACCOUNT}")
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _turn: bars_over("a.pdf", data, PLAN.words), range(24)))
    assert len(set(found)) == 1
    assert len(found[0]) == 2
