"""The directory that ships: 67 units with sites, the ten kinds of columns, the national classes, the dated numbers."""

import tomllib
from datetime import date

import pytest

from models.items import DOC_NO
from models.policy import HERE, Column, Directory, shipped


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory(shipped())


def test_the_rules_name_46_departments_and_21_townships(directory: Directory) -> None:
    sites = [unit for unit in directory.units.values() if unit.site]
    assert sum(unit.kind == "department" for unit in sites) == 46
    assert sum(unit.kind in ("township", "street") for unit in sites) == 21


def test_the_publicity_department_inspects_without_a_site(directory: Directory) -> None:
    assert [unit.id for unit in directory.units.values() if not unit.site] == ["publicity"]


def test_townships_carry_their_statistical_codes(directory: Directory) -> None:
    codes = [unit.code for unit in directory.units.values() if unit.kind in ("township", "street")]
    assert len(set(codes)) == 21
    assert all(code.startswith("350702") and len(code) == 9 for code in codes)
    assert directory.units["wangtai"].code == "350702107"


def test_no_two_units_share_a_name_or_the_beginning_of_the_index_number(directory: Directory) -> None:
    units = [unit for unit in directory.units.values() if unit.site]
    assert len({unit.org for unit in units}) == len({unit.name for unit in units}) == len(units)


def test_units_are_valid_from_the_regulations_first_day(directory: Directory) -> None:
    assert {unit.valid_from for unit in directory.units.values()} == {date(2014, 1, 1)}


def test_exactly_one_small_office_may_sign_off_its_own_texts(directory: Directory) -> None:
    assert [unit.id for unit in directory.units.values() if unit.one_person] == ["chimen"]


def test_the_catalogue_has_all_ten_kinds_of_article_9(directory: Directory) -> None:
    leaves = [column for column in directory.columns.values() if column.site == "unit" and column.parent]
    assert {column.kind for column in leaves} == set(range(1, 11))


def test_every_leaf_stands_under_a_column_of_its_kind(directory: Directory) -> None:
    for column in directory.columns.values():
        if column.parent:
            assert directory.columns[column.parent].kind == column.kind, column.code
            assert column.code.startswith(column.parent)


def test_every_leaf_says_how_long_it_stays_fresh(directory: Directory) -> None:
    leaves = [column for column in directory.columns.values() if column.parent or column.site == "main"]
    assert all(_readable(column) for column in leaves)


def _readable(column: Column) -> bool:
    word = column.limit.partition(" ")[2]
    return column.limit in ("on_change", "quarter") or word in ("wd", "week", "month", "year")


def test_government_reports_concern_three_units_only(directory: Directory) -> None:
    able = {unit for unit in directory.units if directory.columns["0901"].applies_to(unit)}
    assert able == {"gov_office", "development", "finance"}


def test_charges_concern_only_units_that_charge(directory: Directory) -> None:
    fees = directory.columns["0601"]
    assert fees.applies_to("education")
    assert not fees.applies_to("wangtai")


def test_columns_name_only_units_that_exist(directory: Directory) -> None:
    for column in directory.columns.values():
        named = set(column.duty) | (set(column.applies) if isinstance(column.applies, list) else set())
        assert named <= set(directory.units), column.code


def test_every_unit_has_a_counterpart_column_of_the_main_site_to_keep(directory: Directory) -> None:
    kept = {unit for column in directory.columns.values() if column.site == "main" for unit in column.duty}
    assert {unit.id for unit in directory.units.values() if unit.site} <= kept


def test_the_subject_classes_are_the_22_of_the_nation(directory: Directory) -> None:
    assert len(directory.topics) == 22
    assert list(directory.topics.values())[-1].name == "其他"


def test_the_fifteen_kinds_of_official_documents_come_first(directory: Directory) -> None:
    names = [genre.name for genre in directory.genres.values()][:15]
    assert "、".join(names) == (
        "决议、决定、命令（令）、公报、公告、通告、意见、通知、通报、报告、请示、批复、议案、函、纪要"
    )


@pytest.mark.parametrize(
    ("duty", "number", "unit", "article"),
    [
        ("catalogue_per_month", 1, "item", 11),
        ("items_per_year", 100, "item", 12),
        ("request_reply", 15, "wd", 16),
        ("service_reply", 15, "cd", 20),
        ("letter_reply", 15, "cd", 26),
        ("login", 1, "per_wd", 28),
        ("fault_repair", 8, "hour", 30),
        ("home_page", 7, "wd", 36),
    ],
)
def test_a_number_of_the_rules_is_dated_and_names_its_article(
    directory: Directory, duty: str, number: int, unit: str, article: int
) -> None:
    found = next(each for each in directory.duties if each.id == duty)
    assert (found.number, found.unit, found.article) == (number, unit, article)
    assert found.from_ == date(2014, 1, 1)


@pytest.mark.parametrize("name", ["units", "columns", "topics", "genres", "audiences", "profiles"])
def test_every_list_says_where_it_comes_from_and_speaks_both_languages(name: str) -> None:
    data = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    assert data["source"]
    assert isinstance(data["from"], date)
    entries = next(value for key, value in data.items() if isinstance(value, list) and key != "reform")
    assert all(entry["name"] and entry["en"].isprintable() and entry["en"].strip() for entry in entries)


def test_the_syntax_of_document_numbers_is_the_standards() -> None:
    assert DOC_NO.match("延政办〔2018〕76号")
    assert not DOC_NO.match("延政办[2018]第076号")
