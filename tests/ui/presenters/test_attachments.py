"""The ending of a name chooses the icon, and whatever may come in as a picture is asked for as one."""

import pytest

from models.policy import read_policy, shipped_text
from ui.presenters.attachments import OTHER, PICTURE, icon_of
from ui.views.editor.picture_sheet import SUFFIXES, is_picture


@pytest.mark.parametrize(
    ("name", "icon"),
    [("名单.XLSX", "file-excel-outline"), ("a.b.pdf", "file-pdf-box"), ("现场.JPG", PICTURE), ("x", OTHER), ("", OTHER),
     ("png", PICTURE), ("公文.wps", "file-word-outline")],
)  # fmt: skip
def test_the_ending_chooses(name: str, icon: str) -> None:
    assert icon_of(name) == icon


def test_what_opens_as_a_picture_is_shown_as_one() -> None:
    assert all(is_picture(f"a{ending}") and icon_of(f"a{ending}") == PICTURE for ending in SUFFIXES)


def test_every_ending_that_may_come_in_has_an_icon_of_its_own() -> None:
    endings = read_policy("limits.toml", shipped_text("limits.toml")).data["endings"]
    assert {one for each in endings.values() for one in each if icon_of(f"a.{one}") == OTHER} == set()
