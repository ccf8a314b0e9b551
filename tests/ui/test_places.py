"""The rail of a person: what everyone has, and what only those see who have to do with it."""

import pytest

from models.people import Actor, Post
from ui import places
from ui.places import Place, home_of, places_of


def test_a_place_with_roles_is_shown_to_those_who_hold_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PLACES", (Place("all", "x"), Place("some", "y", roles=("clerk", "leader"))))

    def seen(role: str) -> list[str]:
        return [place.id for place in places_of(Actor("p", "某", frozenset({Post("wangtai", role)})))]

    assert seen("clerk") == ["all", "some"]
    assert seen("inspector") == ["all"]


def test_who_only_watches_sees_a_matter_in_the_docket(monkeypatch: pytest.MonkeyPatch) -> None:
    rail = (Place("services", "x", roles=("clerk",)), Place("docket", "y", roles=("leader",)), Place("items", "z"))
    monkeypatch.setattr(places, "PLACES", rail)

    def home(role: str, kind: str) -> str:
        return home_of(kind, Actor("p", "某", frozenset({Post("wangtai", role)})))

    assert (home("clerk", "service"), home("leader", "service")) == ("services", "docket")
    assert (home("leader", "item"), home("inspector", "service")) == ("items", "services")
    assert home("leader", "docket") == "docket"


def test_nobody_is_shown_a_place_in_which_there_is_never_anything_of_theirs() -> None:
    def shown(role: str) -> set[str]:
        return {place.id for place in places_of(Actor("p", "某", frozenset({Post("gov_office", role)})))}

    for role in ("leader", "office", "supervisor", "dispatcher"):
        assert {"items", "catalogue"}.isdisjoint(shown(role))
        assert "docket" in shown(role)
    assert {"items", "catalogue"} <= shown("clerk") & shown("reviewer")
