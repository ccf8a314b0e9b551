"""The directory that the program ships, in the portal's rows."""

from typing import Any

import pytest

from models.policy import shipped
from models.problems import BrokenPolicy
from models.store.portal_write import Writing, put_plain
from portal.directory import bring_in
from tests.portal.town import Town


def _policy(town: Town, name: str) -> Any:
    with town.portal.store.reading() as reading:
        return reading.documents("policy")[name]


def test_bringing_in_what_is_there_already_changes_nothing(town: Town) -> None:
    assert bring_in(town.portal.store, shipped(), town.clock()) == 0


def test_a_newer_file_replaces_the_shipped_one(town: Town) -> None:
    texts = {**shipped(), "topics.toml": shipped()["topics.toml"] + "\n# newer\n"}
    assert bring_in(town.portal.store, texts, town.clock()) == 1
    assert _policy(town, "topics.toml")["text"].endswith("# newer\n")


def test_what_the_office_changed_itself_stays(town: Town) -> None:
    own = {**_policy(town, "topics.toml"), "text": "# the office's own\n"}

    def change(writing: Writing) -> None:
        writing.documents("policy")
        writing.note(None, [put_plain("policy", "topics.toml", own)])

    town.portal.store.write(change)
    texts = {**shipped(), "topics.toml": shipped()["topics.toml"] + "\n# newer\n"}
    assert bring_in(town.portal.store, texts, town.clock()) == 0
    assert _policy(town, "topics.toml")["text"] == "# the office's own\n"


def test_a_broken_file_stops_before_anything_is_written(village: Town) -> None:
    texts = {**shipped(), "workflows/item.toml": "[[step]\n", "topics.toml": "# other\n"}
    with pytest.raises(BrokenPolicy) as no:
        bring_in(village.portal.store, texts, village.clock())
    assert (no.value.facts["file"], no.value.facts["line"]) == ("workflows/item.toml", 1)
    assert _policy(village, "topics.toml")["text"] == shipped()["topics.toml"]
