"""The first tables of the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH = (
    "CREATE VIRTUAL TABLE search_fts USING fts5("
    "facets, words, content='', columnsize=0, detail=full, tokenize=\"unicode61 tokenchars '_'\")"
)


def upgrade() -> None:
    """Makes the tables."""
    _blob()
    _conflict()
    _cursor()
    _draft()
    _held()
    _journal()
    _kept_draft()
    _meta()
    _opened()
    _outbox()
    _overlay()
    _rows()
    _search_text()
    _search_todo()
    _undelivered()
    op.execute(SEARCH)


def _blob() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("mime", sa.Text(), server_default="", nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("state", sa.Text(), server_default="local", nullable=False),
        sa.CheckConstraint("state IN ('local', 'sent', 'remote')", name=("ck_blob_state")),
        sa.PrimaryKeyConstraint("sha256", name=("pk_blob")),
    )


def _conflict() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), server_default="{}", nullable=False),
        sa.Column("mine", sa.Text(), server_default="{}", nullable=False),
        sa.Column("fields", sa.Text(), server_default="[]", nullable=False),
        sa.Column("at", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_conflict")),
    )


def _cursor() -> None:
    op.create_table(
        "cursor",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=("pk_cursor")),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("started_from", sa.Text(), server_default="{}", nullable=False),
        sa.Column("base", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("line", sa.Text(), server_default="", nullable=False),
        sa.Column("run", sa.Text(), server_default="", nullable=False),
        sa.Column("saved_at", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_draft")),
    )


def _held() -> None:
    op.create_table(
        "held",
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("type", "id", "scope", name=("pk_held")),
        sqlite_with_rowid=False,
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("verdict", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_journal")),
    )
    op.create_index("ix_journal_at", "journal", ["at"], unique=False)
    op.create_index("ix_journal_id", "journal", ["id"], unique=False)


def _kept_draft() -> None:
    op.create_table(
        "kept_draft",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_kept_draft")),
    )
    op.create_index("ix_kept_draft_id", "kept_draft", ["id", "n"], unique=False)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("key", name=("pk_meta")),
    )


def _opened() -> None:
    op.create_table(
        "opened",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_opened")),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), server_default="{}", nullable=False),
        sa.Column("touches", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ack", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'done', 'held', 'parked')", name=("ck_outbox_state")),
        sa.PrimaryKeyConstraint("seq", name=("pk_outbox")),
        sa.UniqueConstraint("op", name=("uq_outbox_op")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_id", "outbox", ["id", "seq"], unique=False)


def _overlay() -> None:
    op.create_table(
        "overlay",
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("column", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("due", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_at", sa.Text(), server_default="", nullable=False),
        sa.Column("published", sa.Text(), server_default="", nullable=False),
        sa.Column("partners", sa.Text(), server_default="", nullable=False),
        sa.Column("listed", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.CheckConstraint("type <> '' AND id <> ''", name=("ck_overlay_named")),
        sa.CheckConstraint("version >= 0", name=("ck_overlay_version")),
        sa.PrimaryKeyConstraint("type", "id", name=("pk_overlay")),
    )
    op.create_index(
        "ix_overlay_list",
        "overlay",
        ["listed", "kind", "changed_at", "id", "unit", "state", "column", "author", "partners", "due"],
        unique=False,
    )
    op.create_index("ix_overlay_published", "overlay", ["unit", "column", "published", "listed"], unique=False)
    op.create_index(
        "ix_overlay_state",
        "overlay",
        ["listed", "kind", "state", "unit", "column", "author", "partners", "id"],
        unique=False,
    )


def _rows() -> None:
    op.create_table(
        "rows",
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("column", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("due", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_at", sa.Text(), server_default="", nullable=False),
        sa.Column("published", sa.Text(), server_default="", nullable=False),
        sa.Column("partners", sa.Text(), server_default="", nullable=False),
        sa.Column("listed", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.CheckConstraint("type <> '' AND id <> ''", name=("ck_rows_named")),
        sa.CheckConstraint("version >= 0", name=("ck_rows_version")),
        sa.PrimaryKeyConstraint("type", "id", name=("pk_rows")),
    )
    op.create_index(
        "ix_rows_list",
        "rows",
        ["listed", "kind", "changed_at", "id", "unit", "state", "column", "author", "partners", "due"],
        unique=False,
    )
    op.create_index("ix_rows_published", "rows", ["unit", "column", "published", "listed"], unique=False)
    op.create_index(
        "ix_rows_state", "rows", ["listed", "kind", "state", "unit", "column", "author", "partners", "id"], unique=False
    )


def _search_text() -> None:
    op.create_table(
        "search_text",
        sa.Column("docid", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("facets", sa.Text(), server_default="", nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("docid", name=("pk_search_text")),
        sa.UniqueConstraint("type", "id", name=("uq_search_text_type_id")),
    )


def _search_todo() -> None:
    op.create_table(
        "search_todo",
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("type", "id", name=("pk_search_todo")),
        sqlite_with_rowid=False,
    )


def _undelivered() -> None:
    op.create_table(
        "undelivered",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("facts", sa.Text(), server_default="{}", nullable=False),
        sa.Column("article", sa.Text(), server_default="[]", nullable=False),
        sa.Column("at", sa.Text(), server_default="", nullable=False),
        sa.Column("settled", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_undelivered")),
        sa.UniqueConstraint("op", name=("uq_undelivered_op")),
    )
