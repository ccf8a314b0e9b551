"""Shipped policy is believed as it came; an imported notice only by its seal."""

from models.imported import KEY, believed, shipped_mark
from models.seals import new_key, public_half, sealed

NAME = "calendar/国办发明电〔2026〕9号.toml"
PRIVATE = new_key()
KEY_ROW = {KEY: {"text": public_half(PRIVATE)}}
SEALED = sealed(PRIVATE, {"name": NAME, "text": "year = 2027\n", "imported_by": "p_admin", "at": "2026-11-05"})


def test_a_sealed_notice_is_believed() -> None:
    texts, foreign = believed({NAME: SEALED, **KEY_ROW}, {})
    assert (texts[NAME], foreign) == ("year = 2027\n", ())


def test_without_the_key_or_under_another_name_it_is_left_out() -> None:
    assert believed({NAME: SEALED}, {}) == ({}, (NAME,))
    other = "calendar/国办发明电〔2026〕10号.toml"
    texts, foreign = believed({other: SEALED, **KEY_ROW}, {})
    assert (set(texts), foreign) == ({KEY}, (other,))


def test_what_was_shipped_by_either_program_needs_no_seal() -> None:
    text = "year = 2026\n"
    assert believed({NAME: {"text": text}}, {NAME: text})[1] == ()
    assert believed({NAME: {"text": text, "shipped": shipped_mark(text)}}, {})[1] == ()
    assert believed({NAME: {"text": f"{text}#", "shipped": shipped_mark(text)}}, {})[1] == (NAME,)


def test_other_policy_is_not_asked_for_a_seal() -> None:
    assert believed({"units.toml": {"text": "a"}, "odd": {}}, {}) == ({"units.toml": "a"}, ())
