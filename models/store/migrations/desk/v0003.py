"""How far a file has gone, and what keeps it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the two columns."""
    op.add_column("blob", sa.Column("moved", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("blob", sa.Column("problem", sa.Text(), nullable=False, server_default=""))
