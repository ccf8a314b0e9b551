"""The sealed key of a desk's store, kept for the day on which the desk has lost it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("device", sa.Column("store_key", sa.Text(), nullable=False, server_default=""))
