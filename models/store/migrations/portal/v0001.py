"""The first tables of the portal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER op_log_no_UPDATE BEFORE UPDATE ON op_log BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE TRIGGER op_log_no_DELETE BEFORE DELETE ON op_log BEGIN SELECT RAISE(ABORT, 'append only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION op_log_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE EXCEPTION ''append only''; END'",
        "CREATE TRIGGER op_log_append_only BEFORE UPDATE OR DELETE ON op_log "
        "FOR EACH ROW EXECUTE FUNCTION op_log_append_only()",
    ),
}


def upgrade() -> None:
    """Makes the tables."""
    _account()
    _blob()
    _blob_ref()
    _commit_counter()
    _device()
    _feed()
    _meta()
    _numbers()
    _op_log()
    _rows()
    _session()
    _throttle()
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("must_change", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("changed_at", sa.Text(), server_default="", nullable=False),
        sa.Column("disabled", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("earlier", sa.Text(), server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_account")),
        sa.UniqueConstraint("login", name=("uq_account_login")),
    )


def _blob() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mime", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("size >= 0", name=("ck_blob_size")),
        sa.PrimaryKeyConstraint("sha256", name=("pk_blob")),
    )


def _blob_ref() -> None:
    op.create_table(
        "blob_ref",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "type", "id", name=("pk_blob_ref")),
    )


def _commit_counter() -> None:
    op.create_table(
        "commit_counter",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("log_n", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("log_hash", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("one = 1", name=("ck_commit_counter_single")),
        sa.PrimaryKeyConstraint("one", name=("pk_commit_counter")),
    )


def _device() -> None:
    op.create_table(
        "device",
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("seen", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account", "device", name=("pk_device")),
    )


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("op", sa.String(length=6), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("op IN ('put', 'remove')", name=("ck_feed_op")),
        sa.PrimaryKeyConstraint("scope", "type", "id", name=("pk_feed")),
    )
    op.create_index("ix_feed_id", "feed", ["type", "id"], unique=False)
    op.create_index("ix_feed_scope_seq", "feed", ["scope", "seq", "type", "id"], unique=False)
    op.create_index("ix_feed_seq", "feed", ["seq"], unique=False)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("key", name=("pk_meta")),
    )


def _numbers() -> None:
    op.create_table(
        "numbers",
        sa.Column("org", sa.String(length=40), nullable=False),
        sa.Column("column", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last > 0", name=("ck_numbers_last")),
        sa.PrimaryKeyConstraint("org", "column", "year", name=("pk_numbers")),
    )


def _op_log() -> None:
    op.create_table(
        "op_log",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), server_default="", nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), server_default="", nullable=False),
        sa.Column("line", sa.Text(), server_default="", nullable=False),
        sa.Column("request_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("verdict", sa.Text(), server_default="", nullable=False),
        sa.Column("seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received", sa.Text(), server_default="", nullable=False),
        sa.Column("prev_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("hash", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_op_log")),
        sa.UniqueConstraint("op", name=("uq_op_log_op")),
    )
    op.create_index("ix_op_log_id", "op_log", ["id"], unique=False)


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


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("seen", sa.Text(), server_default="", nullable=False),
        sa.Column("expires", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=("pk_session")),
    )
    op.create_index("ix_session_person", "session", ["person"], unique=False)


def _throttle() -> None:
    op.create_table(
        "throttle",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("until", sa.Float(), server_default="0", nullable=False),
        sa.Column("at", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("key", name=("pk_throttle")),
    )
