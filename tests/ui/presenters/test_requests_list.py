"""The list of requests: tabs by role, rows with lamp and last day, and no word about who asked."""

import pytest

from models.facets import facets
from models.requests import CHANNELS
from sync.client.desk import Listed
from tests.models.bureau import CHEN, CONTACT, LIN, OFFICE, RULES, SUPERVISOR
from tests.ui.fake_desk import NOW
from tests.ui.views.requests.desk import in_hand
from ui.presenters import requests_list
from ui.presenters.kinds import KINDS
from ui.text import Words


def _row(language: str = "zh", **more: str) -> Listed:
    matter = in_hand()
    seen = facets("request", matter.to_doc())
    given = {"kind": "request", "title": seen.title, "unit": "wangtai", "state": seen.state, "column": seen.column,
             "author": "", "due": seen.due, "changed_at": seen.changed_at, **more}  # fmt: skip
    return Listed(matter.id, **given)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_tab_has_its_words(language: str) -> None:
    words = Words(language)
    for actor in (LIN, CHEN, OFFICE, SUPERVISOR):
        for tab in requests_list.tabs(actor):
            assert all(
                words.has(f"requests.{key}") for key in (f"tab_{tab.id}", f"none_{tab.id}", f"none_{tab.id}_text")
            )


def test_reviewers_have_their_queue_and_watchers_only_dockets() -> None:
    assert "signing" in {tab.id for tab in requests_list.tabs(CHEN)}
    assert "signing" not in {tab.id for tab in requests_list.tabs(LIN)}
    assert {tab.kind for tab in requests_list.tabs(SUPERVISOR)} == {"docket"}
    assert requests_list.first_tab(OFFICE) == "extensions"


def test_a_row_tells_its_lamp_state_and_last_day() -> None:
    face = requests_list.row_face(_row(), RULES, Words("zh"), NOW)
    assert (face.lamp, face.right, face.meta) == ("green", "5月13日", "网上")
    assert face.chip
    assert face.chip.word == "办理中"
    assert not any(value in repr(face) for value in CONTACT.values())


def test_a_docket_says_whose_it_is_and_not_what() -> None:
    face = requests_list.row_face(_row(kind="docket", column="request", title="YSQ-1"), RULES, Words("zh"), NOW)
    assert face.meta == "台账 · 王台镇人民政府"


def test_the_filter_knows_every_way_and_keeps_an_unknown_one() -> None:
    options = requests_list.channels(RULES, LIN, Words("zh"))
    assert [value for value, _word in options] == ["", *CHANNELS]
    assert requests_list.channel_word("pigeon", RULES, Words("zh")) == "pigeon"
    assert KINDS["request"].pane(None) == "request"  # type: ignore[arg-type]  # every request has one pane
