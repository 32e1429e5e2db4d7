"""Fingerprints of delivered pictures, pictures on hold, and the cases of people who did not agree. Frozen: nobody edits
it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("objects", sa.Column("fingerprint", sa.LargeBinary(), nullable=True))
    op.add_column("variants", sa.Column("frozen", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("variants", sa.Column("case_number", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_variants_case_number"), "variants", ["case_number"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("reports", sa.Integer(), server_default="1", nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_cases_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_cases_person_id"), "cases", ["person_id"], unique=False)
    op.create_index(op.f("ix_cases_expires_at"), "cases", ["expires_at"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a database is never taken back: restore a backup")
