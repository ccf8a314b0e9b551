"""The index begins anew: words are parted before they come to it, and a note says when it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empties the index and notes every matter, which it then follows in the background."""
    op.execute("DROP TABLE search_fts")
    op.execute("DELETE FROM search_text")
    op.add_column("search_todo", sa.Column("turn", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "CREATE VIRTUAL TABLE search_fts USING fts5("
        "facets, words, content='', columnsize=0, detail=full, tokenize=\"ascii tokenchars '_'\")"
    )
    for name, value in (("automerge", 0), ("usermerge", 16), ("crisismerge", 32)):
        op.execute(f"INSERT INTO search_fts (search_fts, rank) VALUES ('{name}', {value})")
    for table in ("rows", "overlay"):
        op.execute(f"INSERT OR IGNORE INTO search_todo (type, id) SELECT type, id FROM {table}")
