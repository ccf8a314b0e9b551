"""What the tables of desk and portal share: names of constraints, and the row with its facets."""

from collections.abc import Iterable, Iterator

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    and_,
)
from sqlalchemy.types import TypeEngine

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

FACETS = ("kind", "unit", "state", "author", "column", "title", "due", "changed_at", "published", "partners", "listed")
"""The columns that `models.facets.Facets` fills, in that order."""


def metadata() -> MetaData:
    """Empty metadata with the names of constraints that migrations rely on."""
    return MetaData(naming_convention=CONVENTION)


def text(name: str, default: str | None = "") -> Column[str]:
    """A text column that is never NULL; without a default it must always be given."""
    return Column(name, Text, nullable=False, server_default=default)


def big() -> TypeEngine[int]:
    """A 64-bit number on every database."""
    return BigInteger()


def counted(name: str) -> Column[int]:
    """A primary key that counts up by itself; SQLite counts only plain integers."""
    return Column(name, BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True)


def among(table: Table, keys: Iterable[tuple[str, str]], most: int = 400) -> Iterator[ColumnElement[bool]]:
    """Conditions that together name these rows by type and id, each at most so many; never by pairs, for which SQLite
    reads the whole table."""
    by_type: dict[str, list[str]] = {}
    for type_, id_ in keys:
        by_type.setdefault(type_, []).append(id_)
    for type_, ids in by_type.items():
        for at in range(0, len(ids), most):
            yield and_(table.c.type == type_, table.c.id.in_(ids[at : at + most]))


def facet_columns() -> list[Column[str] | Column[bool]]:
    """Fresh columns for the facets of a row."""
    return [
        *(text(name) for name in FACETS[:-1]),
        Column("listed", Boolean, nullable=False, server_default="0"),
    ]


def row_table(meta: MetaData, name: str = "rows", doc: TypeEngine[str] | None = None) -> Table:
    """The table of replicated rows; `doc` is the JSON text as the portal wrote it. Its one list index covers every
    filter of a list, so that no filter reads a document."""
    table = Table(
        name,
        meta,
        Column("type", String(20), nullable=False),
        Column("id", String(80), nullable=False),
        Column("version", big(), nullable=False, server_default="0"),
        *facet_columns(),
        Column("doc", doc if doc is not None else Text(), nullable=False),
        PrimaryKeyConstraint("type", "id"),
        CheckConstraint("type <> '' AND id <> ''", name="named"),
        CheckConstraint("version >= 0", name="version"),
    )
    listed = table.c
    Index(
        f"ix_{name}_state",
        listed.listed, listed.kind, listed.state, listed.unit, listed["column"], listed.author, listed.partners,
        listed.id,
    )  # fmt: skip
    Index(f"ix_{name}_published", listed.unit, listed["column"], listed.published, listed.listed)
    Index(
        f"ix_{name}_list",
        listed.listed, listed.kind, listed.changed_at, listed.id, listed.unit, listed.state, listed["column"],
        listed.author, listed.partners, listed.due,
    )  # fmt: skip
    return table
