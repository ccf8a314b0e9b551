"""The tables of desk and portal agree on what a row is."""

from dataclasses import fields

from models.facets import Facets
from models.store.desk_tables import DESK
from models.store.portal_tables import PORTAL
from models.store.tables import FACETS


def test_a_row_has_a_column_for_every_facet_on_both_sides() -> None:
    assert tuple(each.name for each in fields(Facets)) == FACETS
    for table in (DESK.tables["rows"], DESK.tables["overlay"], PORTAL.tables["rows"]):
        assert [c.name for c in table.columns] == ["type", "id", "version", *FACETS, "doc"]


def test_every_constraint_has_a_name_that_a_migration_can_speak_of() -> None:
    for meta in (DESK, PORTAL):
        for table in meta.tables.values():
            assert all(constraint.name for constraint in table.constraints), table.name
