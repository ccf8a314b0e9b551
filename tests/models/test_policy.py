"""The directory is read from policy files on first use; what cannot be used is refused where it stands."""

from datetime import date
from pathlib import Path

import pytest

from models.policy import Directory, shipped
from models.problems import BrokenPolicy


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


def test_the_shipped_directory_has_67_sites_and_columns_that_apply() -> None:
    directory = Directory(shipped())
    assert sum(unit.site for unit in directory.units.values()) == 67
    assert directory.columns["0702"].applies_to("wangtai")
    assert not directory.columns["0901"].applies_to("wangtai")
    assert directory.topics
    assert directory.genres
    assert {duty.id for duty in directory.duties} >= {"items_per_year", "catalogue_per_month"}


def test_a_number_is_the_one_in_force_on_the_day() -> None:
    directory = Directory(shipped())
    duty = directory.duty("request_reply_national", date(2026, 4, 20))
    assert duty is not None
    assert (duty.number, duty.unit, duty.profile, duty.basis) == (20, "wd", "national2019", "条例")
    assert directory.duty("request_reply_national", date(2014, 4, 20)) is None


def test_every_clock_of_a_kind_counts_a_number_that_is_there() -> None:
    directory = Directory(shipped())
    known = {duty.id for duty in directory.duties}
    assert {rule.kind for rule in directory.clock_rules} == {"letter", "request", "service", "error"}
    assert {rule.duty for rule in directory.clock_rules} <= known
    assert {rule.extension for rule in directory.clock_rules} <= {*known, ""}


def test_the_calendar_is_read_from_the_notices_among_the_texts() -> None:
    calendar = Directory(shipped()).calendar
    assert calendar.judge(date(2026, 5, 9)).notice == "国办发明电〔2025〕7号"
