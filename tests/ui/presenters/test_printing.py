"""Paper says what is known and leaves open what is not; the approval sheet is made from the trail alone."""

from dataclasses import replace

from models.items import TICKS, fingerprint
from models.records import digest
from tests.ui.fake_desk import NOW, RULES, entry, matter
from ui.presenters import printing
from ui.text import Words

ZH = Words("zh")


def test_the_head_carries_the_number_the_unit_and_the_access() -> None:
    item = matter()
    files = [{"name": "附件1 名单.docx", "sha256": "a" * 64, "size": 1}]
    made = printing.official(item, {**item.fields, "attachments": files}, RULES, ZH)
    values = [value for row in made.head for value in (row[1], row[3])]
    assert "暂-0428-07" in values
    assert "主动公开" in values
    assert "" in values
    assert made.attachments == ("附件1 名单",)


def test_the_index_number_replaces_the_provisional_one() -> None:
    item = matter("published", index_no="NP02107-0702-2026-00012")
    assert printing.official(item, item.fields, RULES, ZH).head[0][1] == "NP02107-0702-2026-00012"


def test_the_approval_sheet_tells_every_step_and_every_tick() -> None:
    item = matter("published", responsible="陈志远", published_at="2026-04-28T10:30:00+08:00")
    review = {"ticks": list(TICKS), "kept": {"k": "公示需要"}}
    item = replace(item, system={**item.system, "self_review": review})
    item = replace(item, trail=(*item.trail, entry("sign_off", "陈志远", "2026-04-28T10:26:00+08:00")))
    sheet = printing.approval(item, RULES, ZH, NOW)
    assert [line[0] for line in sheet.trail] == ["新建", "编辑", "审签"]
    assert "2026-04-28 10:30" in sheet.rows[3]
    wide = dict(sheet.wide)
    assert "公示需要" in wide["自审"]
    assert "确认没有：（一）" in wide["自审"]
    assert "（五）" in wide["自审"]
    assert wide["内容要点"].startswith("根据《福建省农村危房改造管理办法》")
    assert wide["来源"] == "本单位原创"
    assert "不涉及国家秘密" in wide["保密审查"]
    assert fingerprint(digest(item.fields)) in sheet.foot
