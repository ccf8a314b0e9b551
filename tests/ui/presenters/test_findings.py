"""Cards say level, rule and remedy; what is kept sinks, what nobody read is never counted as passed."""

from models.checks.finding import Finding, Place, Remedy
from ui.presenters import findings
from ui.text import Words

ZH = Words("zh")
ID = Finding(
    "id_card",
    "block",
    Place("body", 1, 0, 18),
    "11010519491231002X",
    "10_4",
    {"text": "x"},
    Remedy("mask", "110***02X"),
    "reason",
)
SLIP = Finding(
    "typo", "hint", Place("body", 0, 0, 2), "布署", "7", {"text": "布署", "dated": "2026-01"}, Remedy("replace", "部署")
)
PHOTO = Finding(
    "unread_picture", "unchecked", Place("attachment:现场.jpg"), "现场.jpg", "10", {"name": "现场.jpg"}, None, "no"
)
SECRET = Finding("secret_mark", "block", Place("body", 0, 0, 2), "机密", "10_1", {"text": "机密"}, None, "secrecy")


def test_the_gravest_comes_first_and_the_kept_last() -> None:
    order = [card.key for card in findings.cards((SLIP, ID, PHOTO), {}, ZH)]
    assert order == [ID.key, SLIP.key, PHOTO.key]
    assert findings.cards((SLIP, ID), {ID.key: "公示需要"}, ZH)[-1].kept == "已保留：公示需要"


def test_a_secrecy_mark_cannot_be_kept_and_the_unread_has_no_button() -> None:
    secret, photo = (findings.cards((one,), {}, ZH)[0] for one in (SECRET, PHOTO))
    assert secret.keep == ""
    assert (photo.keep, photo.remedy) == ("", "")


def test_what_was_kept_no_longer_counts_but_the_unread_always_does() -> None:
    counted = findings.counts((ID, PHOTO), {ID.key: "r", PHOTO.key: "r"})
    assert (counted.block, counted.unchecked) == (0, 1)


def test_a_clean_check_says_what_was_looked_at() -> None:
    none = findings.counts(())
    files = {"body": '<p><img src="blob:1" alt=""></p>', "attachments": [{"name": "a"}]}
    assert "文字" in findings.summary(none, files, (), ZH)
    assert findings.summary(findings.counts((ID,)), files, (ID,), ZH) == ""


def test_a_rule_of_a_newer_portal_still_shows_what_it_found() -> None:
    later = Finding("rule_of_2030", "warn", Place("body", 0, 0, 2), "某词", "7")
    assert findings.cards((later,), {}, ZH)[0].title == "某词"
