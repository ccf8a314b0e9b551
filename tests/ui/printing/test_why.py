"""The slip prints on one page, in both languages, also with a consultation and an extension in it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from models.clock import Clock, Extension, Pause
from tests.ui.fakes import RULES
from tests.ui.timed import timed
from ui.presenters import why as present
from ui.printing import paging, why
from ui.text import Words


def _long(clock: Clock) -> Clock:
    out = Pause(date(2026, 4, 22), date(2026, 4, 27), "consult", 15)
    return replace(clock, pauses=(out,), extensions=(Extension(15, "wd", date(2026, 4, 28)),))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["request", "letter", "long"])
def test_the_slip_is_one_page_with_every_sentence(tmp_path: Path, language: str, kind: str) -> None:
    words = Words(language)
    matter = timed("request", date(2026, 4, 20), _long) if kind == "long" else timed(kind, date(2026, 4, 17))
    pane = present.present(matter, RULES.directory, words, date(2026, 4, 28))
    assert pane is not None
    pages = why.pages(pane, words("why.heading"), words("why.printed", time="2026-04-28 09:41"))
    assert len(pages) == 1
    file = tmp_path / "why.pdf"
    paging.write_pdf(pages, file, pane.title)
    text = "".join(PdfReader(file).pages[0].extract_text().split())
    assert "2026-04-28" in text
    assert all("".join(line.title.split())[:6] in text for line in pane.lines)
