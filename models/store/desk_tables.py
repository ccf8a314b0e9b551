"""The desk's tables: what the portal sent, what waits to be sent, what is being written, and what was refused."""

from sqlalchemy import (
    DDL,
    Boolean,
    CheckConstraint,
    Column,
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

DESK = metadata()
rows = row_table(DESK)
overlay = row_table(DESK, "overlay")
"""Matters with waiting acts as this desk expects them to become; derived, and rebuilt with what it derives from."""

held = Table(
    "held",
    DESK,
    Column("type", String(20), nullable=False),
    Column("id", String(80), nullable=False),
    Column("scope", String(80), nullable=False),
    PrimaryKeyConstraint("type", "id", "scope"),
    sqlite_with_rowid=False,
)
"""Through which scopes a row is here: it is erased when the last of them lets go."""

cursor = Table(
    "cursor",
    DESK,
    Column("scope", String(80), nullable=False),
    Column("seq", big(), nullable=False),
    PrimaryKeyConstraint("scope"),
)

outbox = Table(
    "outbox",
    DESK,
    counted("seq"),
    text("op", None),
    text("kind", None),
    text("id", None),
    text("body", None),
    text("before", "{}"),
    text("touches"),
    text("made_at"),
    text("state", "waiting"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("ack", big(), nullable=False, server_default="0"),
    text("error"),
    UniqueConstraint("op"),
    CheckConstraint("state IN ('waiting', 'sent', 'done', 'held', 'parked')", name="state"),
    sqlite_autoincrement=True,
)
"""`before` is what an edit's fields held when it was made; `touches` names, between bars, every matter that the act
changes here; `ack` is the sequence under which the portal took it, waited for before the act leaves."""
Index("ix_outbox_id", outbox.c.id, outbox.c.seq)

draft = Table(
    "draft",
    DESK,
    text("id", None),
    text("kind"),
    text("fields", None),
    text("started_from", "{}"),
    Column("base", big(), nullable=False, server_default="0"),
    text("line"),
    text("run"),
    text("saved_at"),
    PrimaryKeyConstraint("id"),
)
"""Text being written, saved within half a second of the last key; `run` is the start of the program that saved it."""

kept_draft = Table(
    "kept_draft",
    DESK,
    counted("n"),
    text("id", None),
    text("fields", None),
    text("saved_at"),
)
Index("ix_kept_draft_id", kept_draft.c.id, kept_draft.c.n)

journal = Table(
    "journal",
    DESK,
    counted("n"),
    text("op", None),
    text("id"),
    text("body"),
    text("verdict"),
    text("at"),
)
Index("ix_journal_at", journal.c.at)
Index("ix_journal_id", journal.c.id)

undelivered = Table(
    "undelivered",
    DESK,
    counted("n"),
    text("op", None),
    text("id", None),
    text("kind"),
    text("title"),
    text("body", None),
    text("code"),
    text("facts", "{}"),
    text("article", "[]"),
    text("at"),
    Column("settled", Boolean, nullable=False, server_default="0"),
    UniqueConstraint("op"),
)

conflict = Table(
    "conflict",
    DESK,
    text("id", None),
    text("op", None),
    text("body", None),
    text("base", "{}"),
    text("mine", "{}"),
    text("fields", "[]"),
    text("at"),
    PrimaryKeyConstraint("id"),
)

meta = Table("meta", DESK, text("key", None), text("value"), PrimaryKeyConstraint("key"))

blob = Table(
    "blob",
    DESK,
    Column("sha256", String(64), nullable=False),
    text("name"),
    text("mime"),
    Column("size", big(), nullable=False, server_default="0"),
    text("state", "local"),
    Column("moved", big(), nullable=False, server_default="0"),
    text("problem"),
    PrimaryKeyConstraint("sha256"),
    CheckConstraint("state IN ('local', 'sent', 'remote')", name="state"),
)
"""Files on this desk; their bytes lie in the profile's `blobs` folder under their fingerprint. `moved`: how many bytes
of one have gone up or come down; `problem`: what keeps it, as a refusal in JSON."""

carried = Table(
    "carried",
    DESK,
    text("id", None),
    text("made_at", None),
    text("back_at"),
    text("doc", None),
    PrimaryKeyConstraint("id"),
)
"""The bundles that left this desk by hand, with what is needed to read their receipts; `back_at` once one came back."""

opened = Table(
    "opened",
    DESK,
    text("id", None),
    Column("version", big(), nullable=False, server_default="0"),
    PrimaryKeyConstraint("id"),
)
"""The version of a matter that the person last had open, so that lists can show what is new to them."""

search_text = Table(
    "search_text",
    DESK,
    Column("docid", big(), primary_key=True, autoincrement=False),
    text("type", None),
    text("id", None),
    text("facets"),
    Column("packed", LargeBinary, nullable=False),
    UniqueConstraint("type", "id"),
)
"""Exactly what the index holds of a matter, packed, since taking an entry out of it needs the same words again."""

search_todo = Table(
    "search_todo",
    DESK,
    text("type", None),
    text("id", None),
    Column("turn", big(), nullable=False, server_default="0"),
    PrimaryKeyConstraint("type", "id"),
    sqlite_with_rowid=False,
)
"""Matters whose index entry is behind; the index follows in small batches. `turn` is another number each time that one
is noted, by which it shows whether it changed since it was looked at."""

SEARCH = (
    "CREATE VIRTUAL TABLE search_fts USING fts5("
    "facets, words, content='', columnsize=0, detail=full, tokenize=\"ascii tokenchars '_'\")"
)
"""What parts words is done before (`search.tokens`), so that the plainest of the tokenizers will do."""
UNMERGED = "INSERT INTO search_fts (search_fts, rank) VALUES ('automerge', 0)"
"""The index tidies itself only as it follows, a little each time: by itself it would do so within any transaction."""
BY_SIXTEEN, AT_MOST = (
    f"INSERT INTO search_fts (search_fts, rank) VALUES ('{name}', {number})"
    for name, number in (("usermerge", 16), ("crisismerge", 32))
)
"""Parts are joined by sixteens: by fours each entry was written thrice as often, and no answer came sooner. From 32 of
a kind on they would be joined at once, however long that takes."""
for statement in (SEARCH, UNMERGED, BY_SIXTEEN, AT_MOST):
    event.listen(search_text, "after_create", DDL(statement))  # type: ignore[no-untyped-call]  # untyped there
