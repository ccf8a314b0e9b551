"""The look in force: sheets fill, sizes scale, icons leave ink in every theme."""

import re
from pathlib import Path

import pytest
import qtawesome
from PySide6.QtWidgets import QApplication

from ui.style.icons import Icons, UnknownIcon
from ui.style.look import SIZES, Look
from ui.style.sheet import filled_sheet, templates
from ui.style.tokens import THEMES, load_tokens

ROOT = Path(__file__).resolve().parents[3]
ICON = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"')


def _ids() -> set[str]:
    """Every icon that code or policy names: what stands in quotes there and is an id of the set."""
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "desktop").rglob("*.py"), *(ROOT / "resources").rglob("*.toml")]
    found = {match for path in files for match in ICON.findall(path.read_text("utf-8"))}
    return found & Icons().known()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("theme", THEMES)
def test_every_icon_leaves_ink(theme: str) -> None:
    look, empty = Look(theme), []
    ids = _ids()
    assert len(ids) > 60
    for name in sorted(ids):
        image = look.pixmap(name, "text2", 18).toImage()
        if not any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())):
            empty.append(name)
    assert empty == []


@pytest.mark.usefixtures("qapp")
def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(UnknownIcon):
        Look().icon("no-such-icon")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["circle", "triangle", "file-document-outline", "cog-outline"])
def test_our_drawing_is_the_library_s_own(name: str) -> None:
    ours = Icons().pixmap(name, "#1F5A96", 48, None).toImage()
    theirs = qtawesome.icon(f"mdi6.{name}", color="#1F5A96", scale_factor=8 / 7).pixmap(48, 48).toImage()
    where = [(x, y) for x in range(48) for y in range(48)]
    differ = [at for at in where if abs(ours.pixelColor(*at).alpha() - theirs.pixelColor(*at).alpha()) > 64]
    assert len(differ) < 48


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("theme", THEMES)
def test_a_sheet_leaves_no_token_and_no_small_letters(theme: str) -> None:
    look = Look(theme)
    sheet = filled_sheet(load_tokens().themes[theme], look.px, theme)
    assert "@" not in sheet
    assert min(int(size) for size in re.findall(r"font-size: (\d+)px", sheet)) >= 13


@pytest.mark.usefixtures("qapp")
def test_hair_lines_stay_hair_lines_at_any_text_size() -> None:
    look = Look(size=150)
    assert "1px solid" in filled_sheet(load_tokens().themes["light"], look.px, "light")
    assert look.px(34) == 51
    assert [look.px(width) for width in (1, 2, 3)] == [1, 2, 3]


@pytest.mark.usefixtures("qapp")
def test_sizes_outside_the_range_are_held_at_its_ends() -> None:
    look = Look()
    look.put(size=400)
    assert look.size == SIZES[-1]


def test_a_change_of_theme_reaches_whoever_follows(qapp: QApplication) -> None:
    look, seen = Look("light"), []
    look.follow(lambda: seen.append(look.hex("surface")))
    look.put(theme="dark")
    assert seen == ["#FFFFFF", "#1C232B"]


def test_the_templates_name_no_colour_of_their_own() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{6}", templates()) == []
