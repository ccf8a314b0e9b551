"""Policy files are read strictly: a broken one is refused with its file, its line and the reason."""

from pathlib import Path

import pytest

from models.policy import Column, Directory, read_policy, records, shipped
from models.problems import BrokenPolicy


def test_a_file_that_is_not_toml_is_refused_with_its_line() -> None:
    with pytest.raises(BrokenPolicy) as no:
        read_policy("columns.toml", 'a = 1\nb = "open\n')
    assert (no.value.facts["file"], no.value.facts["line"]) == ("columns.toml", 2)


def test_an_entry_without_its_name_is_refused_where_it_stands() -> None:
    text = '[[column]]\ncode = "01"\nname = "a"\nen = "a"\n\n[[column]]\ncode = "02"\n'
    with pytest.raises(BrokenPolicy) as no:
        _ = Directory({"columns.toml": text}).columns
    assert no.value.facts["line"] == 6


def test_a_missing_file_is_named() -> None:
    with pytest.raises(BrokenPolicy, match=r"units\.toml"):
        _ = Directory({}).units


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b'# ok\nname = "\xcd\xf5\xcc\xa8"\n')
    with pytest.raises(BrokenPolicy) as no:
        shipped(tmp_path)
    assert (no.value.facts["file"], no.value.facts["line"]) == ("a.toml", 2)


def test_keys_of_a_newer_file_are_passed_over() -> None:
    file = read_policy("c.toml", '[[column]]\ncode = "01"\nname = "a"\nen = "a"\nnewer = 5\n')
    assert records(file, "column", Column, ("code", "name", "en")) == (Column("01", "a", "a"),)


def test_the_shipped_directory_has_67_sites_and_columns_that_apply() -> None:
    directory = Directory(shipped())
    assert sum(unit.site for unit in directory.units.values()) == 67
    assert directory.columns["0702"].applies_to("wangtai")
    assert not directory.columns["0901"].applies_to("wangtai")
    assert directory.topics
    assert directory.genres
    assert {duty.id for duty in directory.duties} >= {"items_per_year", "catalogue_per_month"}
