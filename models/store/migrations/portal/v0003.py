"""What a desk calls itself and since when it is known, whether it is revoked, and second factors."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns and makes the table."""
    for name in ("first", "label", "address", "revoked"):
        op.add_column("device", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "factor",
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed", sa.Text(), nullable=False, server_default=""),
        sa.Column("step", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("recovery", sa.Text(), nullable=False, server_default="[]"),
        sa.PrimaryKeyConstraint("person", name="pk_factor"),
    )
