"""The card shows who wrote masked; the whole only where a look gave it, and says that a look is recorded."""

import pytest

from models.writers import CONTACT
from tests.models.bureau import CONTACT as PERSON
from tests.models.bureau import LIN, Bureau
from tests.ui.fake_desk import NOW
from ui.presenters.writer_card import face
from ui.text import Words


@pytest.mark.parametrize("kind", ["letter", "request", "service"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_unmasked_is_on_the_card(kind: str, language: str) -> None:
    bureau = Bureau(kind, now=NOW)
    matter = bureau.received()
    shown = face(matter, (), Words(language), NOW)
    said = " ".join(value for _name, value in shown.lines)
    assert shown.lines
    assert not any(value in said for value in PERSON.values())
    assert shown.look == ""


def test_a_look_shows_the_whole_and_counts_down() -> None:
    bureau = Bureau("request", now=NOW)
    matter = bureau.in_hand()
    shown = face(matter, bureau_offers(bureau), Words("zh"), NOW, {"contact": PERSON, "body": "我是李有田"})
    assert ("电话", "13900001234") in shown.lines
    assert ("原文", "我是李有田") in shown.lines
    assert shown.look == ""
    assert "60 秒" in shown.note


def test_who_looked_last_is_told() -> None:
    bureau = Bureau("request", now=NOW)
    matter = bureau.act(LIN, "look", bureau.in_hand())
    assert face(matter, (), Words("zh"), NOW).note.startswith("lin ")


def test_every_part_of_a_contact_has_its_name() -> None:
    for language in ("zh", "en"):
        assert all(Words(language).has(f"writer.{name}") for name in CONTACT)


def bureau_offers(bureau: Bureau) -> tuple:  # type: ignore[type-arg]  # offers of the rules
    """What Lin may do with what she has in hand."""
    from_rules = [step for step in bureau.rules.workflow("request").steps.values() if step.verb == "look"]
    return tuple(type("Offer", (), {"verb": step.verb})() for step in from_rules)
