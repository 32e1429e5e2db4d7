"""The first schema's tables with no row about a person: frozen with ``0001_first.py``, which calls them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def seen_events() -> None:
    op.create_table(
        "seen_events",
        sa.Column("event_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event_hash", name=op.f("pk_seen_events")),
    )
    op.create_index(op.f("ix_seen_events_expires_at"), "seen_events", ["expires_at"], unique=False)


def salts() -> None:
    op.create_table(
        "salts",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_salts")),
    )


def quotas() -> None:
    op.create_table(
        "quotas",
        sa.Column("quota_hash", sa.String(length=64), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("quota_hash", name=op.f("pk_quotas")),
    )
    op.create_index(op.f("ix_quotas_expires_at"), "quotas", ["expires_at"], unique=False)


def feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "choice", name=op.f("pk_feedback")),
    )


def workers() -> None:
    op.create_table(
        "workers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("engines", sa.JSON(), nullable=False),
        sa.Column("models", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )


def members() -> None:
    op.create_table(
        "members",
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "code", "language", name=op.f("pk_members")),
    )


def durations() -> None:
    op.create_table(
        "durations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_durations")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_durations_what_id"), "durations", ["what", "id"], unique=False)


def leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )


def installations() -> None:
    op.create_table(
        "installations",
        sa.Column("lookup", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("leaving", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_installations")),
    )
