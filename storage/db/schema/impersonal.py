"""Tables with no row about a person: counts, workers and what they announce, where the bot is installed."""

from __future__ import annotations

import sqlalchemy as sa

from storage.db.columns import CODE, ID, at_column, code_column, id_column, metadata, number_column

seen_events = sa.Table(
    "seen_events",
    metadata,
    sa.Column("event_hash", sa.String(64), primary_key=True),  # of platform and event id
    at_column("expires_at"),
)
sa.Index(None, seen_events.c.expires_at)

salts = sa.Table(
    "salts",
    metadata,
    sa.Column("day", sa.String(10), primary_key=True),  # UTC date; the salt dies with the day
    sa.Column("salt", sa.LargeBinary, nullable=False),
    at_column("expires_at"),
)

quotas = sa.Table(
    "quotas",
    metadata,
    sa.Column("quota_hash", sa.String(64), primary_key=True),  # keyed, salted by the day, of person and what
    sa.Column("spent", sa.Integer, nullable=False),
    at_column("expires_at"),
)
sa.Index(None, quotas.c.expires_at)

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("month", sa.String(7), primary_key=True),  # UTC, like 2026-11
    sa.Column("choice", sa.String(16), primary_key=True),
    sa.Column("said", sa.Integer, nullable=False),
)

workers = sa.Table(
    "workers",
    metadata,
    id_column(),
    sa.Column("engines", sa.JSON, nullable=False),
    sa.Column("models", sa.JSON, nullable=False),
    at_column("seen_at"),
    at_column("expires_at"),
)

members = sa.Table(
    "members",
    metadata,
    code_column("kind"),
    code_column("code"),
    sa.Column("language", sa.String(16), nullable=False),  # "" for a member without words
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("words", sa.JSON, nullable=False),
    sa.Column("traits", sa.JSON, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),  # counts up with each change, over all rows
    sa.PrimaryKeyConstraint("kind", "code", "language"),
)

durations = sa.Table(
    "durations",
    metadata,
    number_column(),
    code_column("what"),  # an engine's name, or "inspect"
    sa.Column("seconds", sa.Float, nullable=False),
    at_column("at"),
    sqlite_autoincrement=True,
)
sa.Index(None, durations.c.what, durations.c.id)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", CODE, primary_key=True),
    sa.Column("holder", ID, nullable=False),
    at_column("until"),
)

installations = sa.Table(
    "installations",
    metadata,
    sa.Column("lookup", sa.String(64), primary_key=True),  # keyed hash of platform and workspace
    code_column("platform"),
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # workspace and tokens, encrypted with the house's key
    sa.Column("leaving", sa.Boolean, nullable=False, server_default=sa.false()),  # its people are being erased
    at_column("at"),
)
