"""The reviewer compares with what she returned, else with what is public, else sees a first edition."""

from dataclasses import replace
from typing import Any

import pytest

from models.items import TICKS
from models.matter import Matter
from models.records import digest
from models.rules import offered
from models.steps import Version
from tests.ui.fake_desk import BODY, CLERK, NOW, REVIEWER, RULES, matter
from ui.presenters import reviewing
from ui.text import Words

ZH = Words("zh")


def _item(**fields: Any) -> Matter:
    item = matter("in_review")
    values = {**item.fields, **fields}
    review = {"digest": digest(values), "ticks": list(TICKS), "at": "2026-04-28T09:00:00+08:00"}
    return replace(item, fields=values, system={**item.system, "self_review": review})


def _pane(item: Matter, before: Any = None, actor: Any = REVIEWER) -> reviewing.ReviewPane:
    return reviewing.present(item, offered(item, actor, RULES, NOW), before, actor, RULES, ZH, NOW)


def test_the_returned_text_is_what_is_compared_with() -> None:
    kept = Version("m1", "d1", {"body": "<p>旧</p>"}, "return", "p", "林", "2026-04-27T16:40:00+08:00")
    item = matter("in_review", returned={"digest": "d1", "at": "2026-04-27T16:40:00+08:00"})
    found = reviewing.earlier(item, [kept], None)
    assert found is not None
    assert found[0] == {"body": "<p>旧</p>"}
    assert reviewing.earlier(matter("in_review"), [kept], None) is None


def test_a_revision_is_compared_with_what_is_public() -> None:
    public = replace(matter("published"), system={"published_at": "2026-04-01T09:00:00+08:00"})
    found = reviewing.earlier(matter("in_review"), [], public)
    assert found is not None
    assert found[1] == "published"


def test_differences_of_text_and_title_are_counted() -> None:
    before = ({"title": "旧标题", "body": BODY.replace("布署", "部署")}, "published", "")
    assert _pane(_item(), before).differences == 2
    assert "2 处不同" in _pane(_item(), before).meta
    assert "第一次送审" in _pane(_item()).meta


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "审签并发布"),
        ({"co_units": ["jianshe"]}, "审签并会签"),
        ({"publish_at": "2026-05-06T09:00:00+08:00"}, "审签，到时发布"),
        ({"publish_at": "2026-04-01T09:00:00+08:00"}, "审签并发布"),
    ],
)
def test_the_button_says_where_the_signature_sends_the_text(fields: dict[str, Any], words: str) -> None:
    labels = [step.label for step in _pane(_item(**fields)).steps if step.verb == "sign_off"]
    assert labels == [words]


def test_the_writer_has_no_such_button_and_is_told_why() -> None:
    pane = _pane(_item(), actor=CLERK)
    assert all(step.verb != "sign_off" for step in pane.steps)
    assert "第六条" in pane.next


def test_a_countersignature_is_two_buttons() -> None:
    item = _item(co_units=["wangtai"])
    item = replace(item, state="countersign", unit="jianshe", author="p_other")
    verbs = [(step.verb, step.style) for step in _pane(item).steps if step.verb in ("countersign", "object")]
    assert verbs == [("countersign", "primary"), ("object", "danger")]


def test_attachments_that_were_not_opened_are_named() -> None:
    pane = _pane(_item(attachments=[{"sha256": "a" * 64, "name": "名单.docx", "size": 1}]))
    assert "名单.docx" in reviewing.unopened(pane, [], ZH)[0]
    assert reviewing.unopened(pane, ["a" * 64], ZH) == ()


def test_a_text_changed_after_its_self_review_says_so() -> None:
    item = replace(_item(), fields={**_item().fields, "title": "改了"})
    assert any("又改过" in fact.words for fact in _pane(item).situation.review)


def test_numbers_that_are_gone_from_the_new_text_are_not_shown_again_in_the_old_one() -> None:
    sha = "1" * 11 + "13912345678" + "a" * 42
    old = f'<p>张某某 11010519491231002X，电话 13800000000，转 13900000000<img src="blob:{sha}" /></p>'
    assert reviewing.veiled(old, "<p>电话 13900000000</p>", "〔号码已遮盖〕") == (
        f'<p>张某某 〔号码已遮盖〕，电话 〔号码已遮盖〕，转 13900000000<img src="blob:{sha}" /></p>'
    )
    pane = _pane(_item(body="<p>张某某</p>"), ({"body": old}, "returned", "2026-04-27T16:40:00+08:00"))
    assert pane.old is not None
    assert "11010519491231002X" not in pane.old.body
    assert all("11010519491231002X" not in pair.old.text for pair in pane.pairs if pair.old)


@pytest.mark.parametrize(
    ("body", "place", "said"),
    [
        ("<p>甲</p><p>乙改了</p>", {"part": "body", "block": 1, "start": 0, "end": 1}, "标出的那一处已经改过"),
        ("<p>甲改了</p><p>乙</p>", {"part": "body", "block": 1, "start": 0, "end": 1}, "标出的那一处没有改"),
        ("<p>甲</p><p>乙</p><p>丙</p>", None, "退回后改了 1 处"),
        ("<p>甲</p><p>乙</p>", None, "退回后一处也没有改"),
    ],
)
def test_the_reviewer_is_told_whether_her_last_opinion_was_answered(body: str, place: Any, said: str) -> None:
    item = _item(body=body)
    item = replace(item, system={**item.system, "returned": {"reason": "改", **({"place": place} if place else {})}})
    fields = {"body": "<p>甲</p><p>乙</p>", "title": item.fields["title"]}
    fact = _pane(item, (fields, "returned", "2026-04-27T16:40:00+08:00")).situation.answered
    assert fact is not None
    assert fact.words == said
