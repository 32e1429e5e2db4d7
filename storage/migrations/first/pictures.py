"""The first schema's tables of what is kept for a person: frozen with ``0001_first.py``, which calls them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def objects() -> None:
    op.create_table(
        "objects",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_objects_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objects")),
    )
    op.create_index(op.f("ix_objects_expires_at"), "objects", ["expires_at"], unique=False)
    op.create_index(op.f("ix_objects_person_id"), "objects", ["person_id"], unique=False)


def photos() -> None:
    op.create_table(
        "photos",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("object_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("outlined_id", sa.String(length=32), nullable=True),
        sa.Column("contact_sheet_id", sa.String(length=32), nullable=True),
        sa.Column("looks", sa.JSON(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_sheet_id"], ["objects.id"], name=op.f("fk_photos_contact_sheet_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["object_id"], ["objects.id"], name=op.f("fk_photos_object_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["outlined_id"], ["objects.id"], name=op.f("fk_photos_outlined_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_photos_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
        sa.UniqueConstraint("object_id", name=op.f("uq_photos_object_id")),
    )
    _index_references("photos", "contact_sheet_id")
    _index_references("photos", "outlined_id")
    op.create_index(op.f("ix_photos_person_id_received_at"), "photos", ["person_id", "received_at"], unique=False)


def _index_references(table: str, column: str) -> None:
    there = sa.text(f"{column} IS NOT NULL")
    op.create_index(
        op.f(f"ix_{table}_{column}"), table, [column], unique=False, sqlite_where=there, postgresql_where=there
    )


def variants() -> None:
    op.create_table(
        "variants",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("job_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("object_id", sa.String(length=32), nullable=True),
        sa.Column("before_id", sa.String(length=32), nullable=True),
        sa.Column("strip_id", sa.String(length=32), nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("frozen", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("case_number", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["before_id"], ["objects.id"], name=op.f("fk_variants_before_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["object_id"], ["objects.id"], name=op.f("fk_variants_object_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_variants_person_id")),
        sa.ForeignKeyConstraint(["strip_id"], ["objects.id"], name=op.f("fk_variants_strip_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variants")),
        sa.UniqueConstraint("job_id", "position", name=op.f("uq_variants_job_id_position")),
    )
    _index_references("variants", "before_id")
    op.create_index(op.f("ix_variants_case_number"), "variants", ["case_number"], unique=False)
    op.create_index(op.f("ix_variants_expires_at"), "variants", ["expires_at"], unique=False)
    _index_references("variants", "object_id")
    op.create_index(op.f("ix_variants_person_id_number"), "variants", ["person_id", "number"], unique=False)
    _index_references("variants", "strip_id")


def cases() -> None:
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
    op.create_index(op.f("ix_cases_expires_at"), "cases", ["expires_at"], unique=False)
    op.create_index(op.f("ix_cases_person_id"), "cases", ["person_id"], unique=False)


def directory_entries() -> None:
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
