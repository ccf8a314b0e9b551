"""Values from a stranger are taken only as what they should be."""

import pytest

from models.problems import Refused
from sync.reading import LARGEST, Reader, fact_of, parse, sound

DOC = {"a": "x", "n": 5, "f": True, "t": {"k": 1}, "l": ["a"], "s": 1.5}


def test_values_of_the_right_shape_are_given() -> None:
    read = Reader(DOC, "it")
    assert (read.text("a"), read.number("n"), read.flag("f"), read.table("t")) == ("x", 5, True, {"k": 1})
    assert (read.texts("l"), read.numbers("t"), read.seconds("s"), read.text("none", "d")) == (
        ("a",),
        {"k": 1},
        1.5,
        "d",
    )


@pytest.mark.parametrize(
    "take",
    [lambda r: r.text("n"), lambda r: r.text("missing", None), lambda r: r.number("f"), lambda r: r.flag("n"),
     lambda r: r.table("l"), lambda r: r.texts("t"), lambda r: r.several("a"), lambda r: r.seconds("a"),
     lambda r: r.numbers("l"), lambda r: r.text("a", "", 0)],
)  # fmt: skip
def test_anything_else_is_refused_and_the_place_is_said(take: object) -> None:
    with pytest.raises(Refused) as caught:
        take(Reader(DOC, "it"))  # type: ignore[operator]  # each reader is one of several shapes
    assert str(caught.value.facts["where"]).startswith("it.")


def test_a_number_beyond_what_a_database_holds_is_refused() -> None:
    assert Reader({"n": LARGEST}, "it").number("n") == LARGEST
    with pytest.raises(Refused):
        Reader({"n": LARGEST + 1}, "it").number("n")


def test_text_that_cannot_be_stored_is_not_sound() -> None:
    assert sound({"k": ["文", "😀", "a\n"]})
    assert not sound({"k": ["\ud800"]})
    assert not sound({"\0": 1})


def test_json_that_is_none_or_too_deep_is_refused() -> None:
    for text in ("", "{", "[" * 100_000, b"\xff"):
        with pytest.raises(Refused, match="malformed"):
            parse(text)


def test_facts_are_plain_values() -> None:
    assert fact_of(["a", 1]) == ("a", "1")
    assert fact_of({"x": 1}) == ""
