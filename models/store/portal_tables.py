"""The portal's tables: rows with their feed, the log of acts, accounts, sessions, files and the allotted numbers."""

from sqlalchemy import (
    DDL,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    event,
)

from models.store.tables import big, counted, metadata, row_table, text
from models.store.veiled import Veiled

PORTAL = metadata()
rows = row_table(PORTAL, doc=Veiled())

feed = Table(
    "feed",
    PORTAL,
    Column("scope", String(80), nullable=False),
    Column("type", String(20), nullable=False),
    Column("id", String(80), nullable=False),
    Column("seq", big(), nullable=False),
    Column("op", String(6), nullable=False),
    text("why"),
    PrimaryKeyConstraint("scope", "type", "id"),
    CheckConstraint("op IN ('put', 'remove')", name="op"),
)
Index("ix_feed_scope_seq", feed.c.scope, feed.c.seq, feed.c.type, feed.c.id)
Index("ix_feed_id", feed.c.type, feed.c.id)
Index("ix_feed_seq", feed.c.seq)

op_log = Table(
    "op_log",
    PORTAL,
    counted("n"),
    text("op", None),
    text("person"),
    text("device"),
    text("kind"),
    text("id"),
    text("line"),
    text("request_hash"),
    Column("body", Veiled(), nullable=False, server_default=""),
    text("verdict"),
    Column("seq", big(), nullable=False, server_default="0"),
    text("received"),
    text("prev_hash"),
    text("hash"),
    UniqueConstraint("op"),
)
Index("ix_op_log_id", op_log.c.id)
Index("ix_op_log_device", op_log.c.person, op_log.c.device, op_log.c.n)

commit_counter = Table(
    "commit_counter",
    PORTAL,
    Column("one", Integer, nullable=False, autoincrement=False),
    Column("value", big(), nullable=False),
    Column("log_n", big(), nullable=False, server_default="0"),
    text("log_hash"),
    PrimaryKeyConstraint("one"),
    CheckConstraint("one = 1", name="single"),
)
"""The one sequence, taken last before a commit; with it how long the log is and its last hash, so that a cut shows."""

meta = Table("meta", PORTAL, text("key", None), text("value"), PrimaryKeyConstraint("key"))

account = Table(
    "account",
    PORTAL,
    Column("id", String(80), nullable=False),
    text("person", None),
    text("login", None),
    text("password_hash"),
    Column("must_change", Boolean, nullable=False, server_default="0"),
    text("changed_at"),
    Column("disabled", Boolean, nullable=False, server_default="0"),
    text("earlier", "[]"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("login"),
)
Index("ix_account_person", account.c.person)

session = Table(
    "session",
    PORTAL,
    Column("token_hash", String(64), nullable=False),
    text("person", None),
    text("device"),
    text("created"),
    text("seen"),
    text("expires"),
    PrimaryKeyConstraint("token_hash"),
)
Index("ix_session_person", session.c.person)

device = Table(
    "device",
    PORTAL,
    Column("account", String(80), nullable=False),
    Column("device", String(80), nullable=False),
    text("seen"),
    text("first"),
    text("label"),
    text("address"),
    text("revoked"),
    text("store_key"),
    PrimaryKeyConstraint("account", "device"),
)
"""Desks from which a person has signed in: an outsider's guesses elsewhere never shut them out."""

factor = Table(
    "factor",
    PORTAL,
    Column("person", String(80), nullable=False),
    Column("secret", LargeBinary, nullable=False),
    text("confirmed"),
    Column("step", big(), nullable=False, server_default="0"),
    text("recovery", "[]"),
    PrimaryKeyConstraint("person"),
)
"""Second factors: the secret sealed, recovery codes as hashes."""

device_key = Table(
    "device_key",
    PORTAL,
    Column("account", String(80), nullable=False),
    Column("device", String(80), nullable=False),
    text("key", None),
    text("at", None),
    PrimaryKeyConstraint("account", "device"),
)
"""The public half by which a person's bundles from a desk are known."""

bundle = Table(
    "bundle",
    PORTAL,
    Column("id", String(40), nullable=False),
    text("person", None),
    text("device", None),
    text("digest", None),
    text("at", None),
    PrimaryKeyConstraint("id"),
)
"""The bundles that were taken: under one name only ever one content."""

blob = Table(
    "blob",
    PORTAL,
    Column("sha256", String(64), nullable=False),
    Column("size", big(), nullable=False),
    text("mime"),
    text("by"),
    text("at"),
    PrimaryKeyConstraint("sha256"),
    CheckConstraint("size >= 0", name="size"),
)
blob_ref = Table(
    "blob_ref",
    PORTAL,
    Column("sha256", String(64), nullable=False),
    Column("type", String(20), nullable=False),
    Column("id", String(80), nullable=False),
    PrimaryKeyConstraint("sha256", "type", "id"),
)

upload = Table(
    "upload",
    PORTAL,
    Column("id", String(32), nullable=False),
    Column("person", String(80), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", big(), nullable=False),
    text("name", None),
    text("at", None),
    Column("state", String(10), nullable=False),
    PrimaryKeyConstraint("id"),
    CheckConstraint("size > 0", name="size"),
)
"""Files on their way up; how far each has come is the size of its part, in a folder."""
Index("ix_upload_person", upload.c.person, upload.c.at)

numbers = Table(
    "numbers",
    PORTAL,
    Column("org", String(40), nullable=False),
    Column("column", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("org", "column", "year"),
    CheckConstraint("last > 0", name="last"),
)

throttle = Table(
    "throttle",
    PORTAL,
    Column("key", String(120), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("until", Float, nullable=False, server_default="0"),
    text("at"),
    PrimaryKeyConstraint("key"),
)

presence = Table(
    "presence",
    PORTAL,
    Column("id", String(80), nullable=False),
    Column("person", String(80), nullable=False),
    Column("device", String(80), nullable=False),
    text("since", None),
    Column("seen", Float, nullable=False),
    PrimaryKeyConstraint("id", "person", "device"),
)
"""Who has which matter open now; a desk that falls silent is forgotten within the minute."""

_SQLITE_GUARD = "CREATE TRIGGER op_log_no_{verb} BEFORE {verb} ON op_log BEGIN SELECT RAISE(ABORT, 'append only'); END"
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION op_log_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "'BEGIN RAISE EXCEPTION ''append only''; END'"
)
_POSTGRES_GUARD = (
    "CREATE TRIGGER op_log_append_only BEFORE UPDATE OR DELETE ON op_log "
    "FOR EACH ROW EXECUTE FUNCTION op_log_append_only()"
)
GUARDS = {
    "sqlite": (_SQLITE_GUARD.format(verb="UPDATE"), _SQLITE_GUARD.format(verb="DELETE")),
    "postgresql": (_POSTGRES_FUNCTION, _POSTGRES_GUARD),
}
"""The log of acts is only ever added to; the database itself keeps that, per dialect."""

for dialect, statements in GUARDS.items():
    for statement in statements:
        event.listen(op_log, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]  # untyped there
