"""Workspaces in which the bot is installed, with their tokens. Frozen: nobody edits it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("lookup", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("leaving", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_installations")),
    )


def downgrade() -> None:
    raise NotImplementedError("a database is never taken back: restore a backup")
