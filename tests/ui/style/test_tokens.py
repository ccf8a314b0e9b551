"""Contrast, recomputed from the token file for all three themes (WCAG 2: 4.5 for text, 3 for shapes)."""

import pytest

from ui.style.tokens import THEMES, contrast, load_tokens

TEXT_PAIRS = (
    *((ink, ground) for ink in ("text", "text2", "text3", "primary") for ground in ("surface", "canvas", "selected")),
    *((ink, ground) for ink in ("text", "text2", "text3") for ground in ("sunken", "hover")),
    *((tone, ground) for tone in ("green", "amber", "red", "pause") for ground in ("surface", f"{tone}_soft")),
    ("on_primary", "primary"), ("on_primary", "primary_hover"), ("ins", "ins_soft"), ("dele", "dele_soft"),
    ("text", "mark"), ("text2", "amber_soft"), ("text2", "red_soft"), ("primary", "amber_soft"),
    ("primary", "red_soft"), ("primary", "primary_soft"), ("surface", "text2"), ("surface", "red"),
    ("text2", "primary_soft"), ("text", "primary_soft"), ("text2", "green_soft"), ("text", "green_soft"),
)  # fmt: skip
SHAPE_PAIRS = (
    *(("line_strong", ground) for ground in ("surface", "canvas")),
    *(("focus", ground) for ground in ("surface", "canvas", "selected")),
    *((f"{lamp}_lamp", ground) for lamp in ("green", "amber", "red") for ground in ("surface", "selected")),
    ("on_primary", "primary"),
)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_its_ground(theme: str) -> None:
    colours = load_tokens().themes[theme]
    low = [(ink, on, round(contrast(colours[ink], colours[on]), 2)) for ink, on in TEXT_PAIRS]
    assert [pair for pair in low if pair[2] < 4.5] == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_shape_stands_out_from_its_ground(theme: str) -> None:
    colours = load_tokens().themes[theme]
    low = [(ink, on, round(contrast(colours[ink], colours[on]), 2)) for ink, on in SHAPE_PAIRS]
    assert [pair for pair in low if pair[2] < 3] == []


def test_the_formula_agrees_with_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_all_themes_name_the_same_colours() -> None:
    names = [set(colours) for colours in load_tokens().themes.values()]
    assert names[0] == names[1] == names[2]


def test_no_letters_are_smaller_than_thirteen_pixels() -> None:
    assert min(role.pixels for role in load_tokens().roles.values()) == 13
