"""Tables of what is to be done for a person: jobs, messages either way, where a conversation stands."""

from __future__ import annotations

import sqlalchemy as sa

from storage.db.columns import CODE, ID, at_column, code_column, id_column, metadata, number_column, person_column

jobs = sa.Table(
    "jobs",
    metadata,
    id_column(),
    person_column(),
    code_column("lane"),
    code_column("state"),
    sa.Column("key", sa.String(128), nullable=False),  # idempotency key, unique per person
    sa.Column("request", sa.JSON, nullable=False),
    code_column("engine"),  # "" for a photo check; the consent trigger reads it
    sa.Column("comparison", sa.Boolean, nullable=False),  # the consent trigger reads it
    sa.Column("vt", sa.BigInteger, nullable=False),  # virtual time, for fair turns: queue/lifecycle.py
    sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),  # one more at each claim: the fence
    sa.Column("strikes", sa.Integer, nullable=False, server_default="0"),  # claims that count towards giving up
    sa.Column("worker_id", ID),
    at_column("lease_until", nullable=True),
    sa.Column("cancel_requested", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("progress", sa.JSON, nullable=False),
    code_column("error", default=""),
    at_column("created_at"),
    at_column("started_at", nullable=True),
    at_column("finished_at", nullable=True),
    at_column("expires_at", nullable=True),  # set when the job ends; its pictures have their own
    sa.UniqueConstraint("person_id", "key"),
)
_QUEUED = jobs.c.state == "queued"
_RUNNING = jobs.c.state == "running"
_ENDED = jobs.c.expires_at.is_not(None)
sa.Index(
    "ix_jobs_queue",
    jobs.c.lane,
    jobs.c.vt,
    jobs.c.created_at,
    jobs.c.id,
    sqlite_where=_QUEUED,
    postgresql_where=_QUEUED,
)
sa.Index("ix_jobs_leases", jobs.c.lease_until, sqlite_where=_RUNNING, postgresql_where=_RUNNING)
sa.Index("ix_jobs_expires_at", jobs.c.expires_at, sqlite_where=_ENDED, postgresql_where=_ENDED)

outcomes = sa.Table(
    "outcomes",
    metadata,
    number_column(),
    person_column(),
    code_column("kind"),
    sa.Column("job_id", ID, nullable=False),
    sa.Column("subject_id", ID, nullable=False),
    at_column("at"),
    sqlite_autoincrement=True,
)
sa.Index(None, outcomes.c.person_id)

outbox = sa.Table(
    "outbox",
    metadata,
    number_column(),
    person_column(),
    code_column("platform"),
    sa.Column("key", sa.String(200), nullable=False),
    code_column("verb"),
    sa.Column("slot", CODE, nullable=False),
    sa.Column("subject", CODE, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    code_column("state"),
    sa.Column("ref", sa.String(200), nullable=False, server_default=""),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    code_column("error", default=""),
    sa.Column("maybe_twice", sa.Boolean, nullable=False, server_default=sa.false()),  # the repeated message says so
    at_column("not_before"),
    at_column("created_at"),
    at_column("expires_at"),
    sa.UniqueConstraint("person_id", "key"),
    sqlite_autoincrement=True,
)
_WAITING = outbox.c.state == "pending"
_CALLING = outbox.c.state == "sending"
sa.Index("ix_outbox_due", outbox.c.platform, outbox.c.not_before, sqlite_where=_WAITING, postgresql_where=_WAITING)
sa.Index("ix_outbox_stuck", outbox.c.platform, sqlite_where=_CALLING, postgresql_where=_CALLING)
sa.Index(None, outbox.c.person_id, outbox.c.subject)
sa.Index(None, outbox.c.expires_at)

inbox = sa.Table(
    "inbox",
    metadata,
    number_column(),  # of one person's, the lower one came first
    person_column(),
    sa.Column("event", sa.LargeBinary, nullable=False),  # what they did, encrypted with their key
    at_column("heard_at"),
    at_column("expires_at"),
    sqlite_autoincrement=True,
)
sa.Index(None, inbox.c.person_id)
sa.Index(None, inbox.c.expires_at)

conversations = sa.Table(
    "conversations",
    metadata,
    person_column(primary_key=True),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sa.Column("state", sa.JSON, nullable=False),
    at_column("updated_at"),
)

timers = sa.Table(
    "timers",
    metadata,
    person_column(primary_key=True),
    sa.Column("name", CODE, primary_key=True),
    sa.Column("subject", CODE, primary_key=True),
    at_column("due_at"),
)
sa.Index(None, timers.c.due_at)
