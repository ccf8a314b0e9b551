"""The acts of a desk can be asked for, the last one first."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the index."""
    op.create_index("ix_op_log_device", "op_log", ["person", "device", "n"])
