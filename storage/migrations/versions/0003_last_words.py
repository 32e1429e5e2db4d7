"""An erasure remembers to whom its end must be told, until it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("erasures", sa.Column("last_word", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a database is never taken back: restore a backup")
