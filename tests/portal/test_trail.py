"""Anchors vouch for the log from outside; what is old goes only with one, and leaves a log that can be verified."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from models.problems import Refused
from models.store.portal_log import Act
from portal.trail import FOLDER, KEY_FILE, Anchoring, anchored, marks_in, pruned, verified
from tests.models.office import NOON
from tests.portal.town import Town


def _refusal(town: Town, anchor: Path) -> str:
    with pytest.raises(Refused) as no:
        verified(town.portal.store, town.folder, [anchor])
    return no.value.code


def test_an_anchor_says_how_far_the_log_was(village: Town, tmp_path: Path) -> None:
    place = anchored(village.portal.store, village.folder, tmp_path / "else", NOON)
    (mark,) = marks_in([tmp_path / "else"], village.folder)
    assert place.name == f"2026-04-28-{mark.n}.anchor"
    village.draft()
    found = verified(village.portal.store, village.folder, [place])
    assert (found.wrong, found.marked) == ("", mark.n)
    assert found.entries > mark.n
    assert (village.folder / KEY_FILE).stat().st_mode & 0o77 == 0


def test_an_anchor_that_was_changed_is_no_anchor(village: Town, tmp_path: Path) -> None:
    place = anchored(village.portal.store, village.folder, tmp_path, NOON)
    doc = json.loads(place.read_text())
    for spoilt in ({**doc, "text": doc["text"].replace('"n": ', '"n": 1')}, {**doc, "at": "2020"}, {}, [], "x"):
        place.write_text(json.dumps(spoilt))
        assert _refusal(village, place) == "anchor_damaged"
    place.write_text("{")
    assert _refusal(village, place) == "anchor_damaged"
    assert _refusal(village, tmp_path / "none.anchor") == "file_unreadable"


def test_an_anchor_of_another_key_is_told_apart(village: Town, tmp_path: Path) -> None:
    place = anchored(village.portal.store, village.folder, tmp_path, NOON)
    (village.folder / KEY_FILE).unlink()
    anchored(village.portal.store, village.folder, village.folder, NOON)
    assert _refusal(village, place) == "anchor_foreign"


def test_each_day_has_one_anchor_by_itself(village: Town) -> None:
    anchoring = Anchoring(village.portal.store, village.folder, village.clock, 60)
    anchoring.due()
    village.draft()
    anchoring.due()
    village.clock.pass_(days=1)
    anchoring.due()
    names = sorted(path.name[:10] for path in (village.folder / FOLDER).iterdir())
    assert names == ["2026-04-28", "2026-04-29"]


def test_only_what_is_old_enough_goes_and_the_rest_can_still_be_verified(town: Town, tmp_path: Path) -> None:
    town.draft()
    store, place = town.portal.store, anchored(town.portal.store, town.folder, tmp_path, town.clock())
    (mark,) = marks_in([place], town.folder)
    for days, passed in ((1, 182), (200, 17)):
        town.clock.pass_(days=passed)
        with pytest.raises(Refused, match="audit_young"):
            pruned(store, town.folder, place, days, town.clock())
    town.clock.pass_(days=2)
    store.write(lambda writing: writing.note(Act("later", "p", "d", "item.edit", "i", received="2026-11-30")))
    later = anchored(store, town.folder, tmp_path, town.clock())
    found = pruned(store, town.folder, place, 200, town.clock())
    assert (found.wrong, found.start) == ("", mark.n)
    assert verified(store, town.folder, [place, later]).wrong == ""
    again = pruned(store, town.folder, place, 200, town.clock())
    assert (again.entries, again.wrong) == (found.entries, "")
    with store.looking() as connection:
        assert connection.execute(text("SELECT min(n) FROM op_log")).scalar() == mark.n + 1


def test_nothing_goes_from_a_log_that_is_not_as_it_was_written(village: Town, tmp_path: Path) -> None:
    village.draft()
    store, place = village.portal.store, anchored(village.portal.store, village.folder, tmp_path, NOON)
    with store.apart() as connection:
        connection.execute(text("DROP TRIGGER op_log_no_UPDATE"))
        connection.execute(text("UPDATE op_log SET person = 'x' WHERE n = 1"))
    village.clock.pass_(days=400)
    with pytest.raises(Refused, match="audit_unsound"):
        pruned(store, village.folder, place, 183, village.clock())
