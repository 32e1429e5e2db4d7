"""The lock on consent learns of made-up people; the locks are put on after every migration, no table changes. Frozen:
nobody edits it.
"""

from __future__ import annotations

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nothing of its own."""


def downgrade() -> None:
    raise NotImplementedError("a database is never taken back: restore a backup")
