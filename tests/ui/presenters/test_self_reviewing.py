"""The sheet counts what is missing, one tick at a time, and hands over exactly what was ticked and looked at."""

from models.checks.finding import Finding, Place
from models.items import TICKS
from tests.ui.fake_desk import findings, matter
from ui.presenters import self_reviewing
from ui.text import Words

ZH = Words("zh")
PHOTO = Finding(
    "unread_picture", "unchecked", Place("attachment:现场.jpg"), "现场.jpg", "10", {"sha256": "f" * 64}, None, "no"
)


def _sheet(*found: Finding) -> self_reviewing.Sheet:
    return self_reviewing.present(matter(), found, {}, "林晓梅", ZH)


def test_every_tick_of_the_rules_stands_on_the_sheet_once() -> None:
    sheet = _sheet()
    ids = [line.id for line in (*sheet.content, *sheet.secrecy, *sheet.forbidden)]
    assert sorted(ids) == sorted(TICKS)


def test_what_is_missing_is_named() -> None:
    ticked = [tick for tick in TICKS if tick not in ("art10_4", "art10_5")]
    assert self_reviewing.missing(_sheet(), ticked, (), ZH) == "还差 2 项：第十条（四）、（五）"
    assert self_reviewing.missing(_sheet(), TICKS, (), ZH) == ""


def test_what_no_check_could_read_must_be_looked_at() -> None:
    sheet = _sheet(PHOTO)
    assert self_reviewing.missing(sheet, TICKS, (), ZH)
    assert self_reviewing.missing(sheet, TICKS, [PHOTO.key], ZH) == ""
    assert self_reviewing.arguments(sheet, TICKS, [PHOTO.key], {})["seen"] == ["f" * 64]


def test_open_findings_are_counted_and_kept_ones_said() -> None:
    found = findings("wangtai", matter().fields)
    kept = {one.key: "公示需要" for one in found if one.level == "block"}
    lines = [one.words for one in self_reviewing.present(matter(), found, kept, "林晓梅", ZH).results]
    assert lines[0] == "阻断 0 · 1 处已说明保留"


def test_a_reprint_names_its_source() -> None:
    item = matter()
    fields = {
        **item.fields,
        "reprint": True,
        "source": {"name": "福建日报", "url": "https://a.cn", "date": "2026-04-01"},
    }
    rows = self_reviewing._source(fields, "林晓梅", ZH)
    assert "福建日报" in rows[0][1]
