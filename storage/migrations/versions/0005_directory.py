"""Pictures given to a directory by their owner's own yes, and what was handed over. Frozen: nobody edits it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "directory_entries",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("variant_id", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("wording_hash", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("exported_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_directory_entries_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entries")),
        sa.UniqueConstraint("person_id", "variant_id", name=op.f("uq_directory_entries_person_id_variant_id")),
    )
    op.create_index(op.f("ix_directory_entries_expires_at"), "directory_entries", ["expires_at"], unique=False)
    op.create_table(
        "directory_exports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("exported_at", sa.BigInteger(), nullable=False),
        sa.Column("erasure_id", sa.String(length=32), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_exports")),
    )
    op.create_index(op.f("ix_directory_exports_erasure_id"), "directory_exports", ["erasure_id"], unique=False)
    op.create_index(op.f("ix_directory_exports_expires_at"), "directory_exports", ["expires_at"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a database is never taken back: restore a backup")
