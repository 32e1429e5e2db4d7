"""Every table, in one place. SQL is written with these names only; migrations bring an older database here.

Rules of the house:
- A table with rows about a person has a column ``person_id`` with a foreign key to ``persons`` and no cascade: the
  database refuses to delete a person while any table, also one added later, still holds something of theirs.
- What expires has ``expires_at``. Instants are microseconds since 1970 UTC (exact, comparable on both databases).
- No name, text, file name or address in the clear: a person's address is encrypted with the person's key; job,
  outcome, timer and audit rows hold ids, codes and numbers.
- Deleting an object's row deletes its photo, and empties the places that showed it (outlined copy, contact sheet,
  variant): a row never points at bytes that are gone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

SCHEMA_VERSION = 1

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(sa.TypeDecorator[datetime]):
    """An aware UTC ``datetime`` in Python, whole microseconds since 1970 in the database. A naive one raises."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant needs its time zone"
            raise ValueError(message)
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + value * _MICROSECOND


metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

ID = sa.String(32)
CODE = sa.String(64)
# SQLite numbers rows itself only for INTEGER; a row's number is never used again, so that order survives deletion.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _id() -> sa.Column[str]:
    return sa.Column("id", ID, primary_key=True)


def _number() -> sa.Column[int]:
    return sa.Column("id", NUMBER, primary_key=True, autoincrement=True)


def _person(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column("person_id", ID, sa.ForeignKey("persons.id"), nullable=False, primary_key=primary_key)


def _at(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, Instant, nullable=nullable)


def _code(name: str, *, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, CODE, nullable=False, server_default=default)


def _object(name: str) -> sa.Column[str]:
    """A reference to a file that may be erased before the row is."""
    return sa.Column(name, ID, sa.ForeignKey("objects.id", ondelete="SET NULL"), index=True)


# --- who ---------------------------------------------------------------------------------------------------------

persons = sa.Table(
    "persons",
    metadata,
    _id(),
    _code("platform"),
    sa.Column("lookup", sa.String(64), nullable=False, unique=True),  # keyed hash of platform, workspace, user
    sa.Column("address", sa.LargeBinary, nullable=False),  # encrypted with the person's key
    sa.Column("language", sa.String(16), nullable=False),
    _at("created_at"),
    sa.Column("erasing", sa.Boolean, nullable=False, server_default=sa.false()),
)

consents = sa.Table(
    "consents",
    metadata,
    _id(),
    _person(),
    _code("purpose"),
    sa.Column("wording_hash", sa.String(64), nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    _code("source"),
    _at("given_at"),
    _at("withdrawn_at", nullable=True),
)
sa.Index(
    "uq_consents_living",
    consents.c.person_id,
    consents.c.purpose,
    unique=True,
    sqlite_where=consents.c.withdrawn_at.is_(None),
    postgresql_where=consents.c.withdrawn_at.is_(None),
)
sa.Index(None, consents.c.person_id, consents.c.given_at)

# --- what is kept ------------------------------------------------------------------------------------------------

objects = sa.Table(
    "objects",
    metadata,
    _id(),
    _person(),
    _code("kind"),
    sa.Column("size", sa.BigInteger, nullable=False),  # bytes before encryption
    _at("created_at"),
    _at("expires_at"),
)
sa.Index(None, objects.c.expires_at)
sa.Index(None, objects.c.person_id)

photos = sa.Table(
    "photos",
    metadata,
    _id(),
    _person(),
    sa.Column("object_id", ID, sa.ForeignKey("objects.id", ondelete="CASCADE"), nullable=False, unique=True),
    _code("state"),
    _at("received_at"),
    _at("expires_at"),
    sa.Column("findings", sa.JSON, nullable=False),
    _object("outlined_id"),
    _object("contact_sheet_id"),
    sa.Column("looks", sa.JSON, nullable=False),
)
sa.Index(None, photos.c.person_id, photos.c.received_at)
sa.Index(None, photos.c.expires_at)

variants = sa.Table(
    "variants",
    metadata,
    _id(),
    _person(),
    sa.Column("job_id", ID, nullable=False),  # no foreign key: a job's row goes before its pictures do
    sa.Column("position", sa.Integer, nullable=False),  # Variant.index: 1-based within the job
    sa.Column("number", sa.Integer, nullable=False),
    _code("state"),
    sa.Column("edits", sa.JSON, nullable=False),
    sa.Column("checks", sa.JSON, nullable=False),
    _at("created_at"),
    _at("expires_at"),
    _object("object_id"),
    _object("before_id"),
    _object("strip_id"),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("media_type", CODE, nullable=False),
    sa.UniqueConstraint("job_id", "position"),
)
sa.Index(None, variants.c.person_id, variants.c.number)
sa.Index(None, variants.c.expires_at)

# --- what is to be done ------------------------------------------------------------------------------------------

jobs = sa.Table(
    "jobs",
    metadata,
    _id(),
    _person(),
    _code("lane"),
    _code("state"),
    sa.Column("key", sa.String(128), nullable=False),  # idempotency key, unique per person
    sa.Column("request", sa.JSON, nullable=False),
    _code("engine"),  # "" for a photo check; the consent trigger reads it
    sa.Column("comparison", sa.Boolean, nullable=False),  # the consent trigger reads it
    sa.Column("vt", sa.BigInteger, nullable=False),  # virtual time: the person's own turn, see queue/jobs.py
    sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),  # one more at each claim: the fence
    sa.Column("strikes", sa.Integer, nullable=False, server_default="0"),  # claims that count towards giving up
    sa.Column("worker_id", ID),
    _at("lease_until", nullable=True),
    sa.Column("cancel_requested", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("progress", sa.JSON, nullable=False),
    _code("error", default=""),
    _at("created_at"),
    _at("started_at", nullable=True),
    _at("finished_at", nullable=True),
    _at("expires_at", nullable=True),  # set when it ends: the row goes then, its pictures have their own time
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
    _number(),
    _person(),
    _code("kind"),
    sa.Column("job_id", ID, nullable=False),
    sa.Column("subject_id", ID, nullable=False),
    _at("at"),
    sqlite_autoincrement=True,
)
sa.Index(None, outcomes.c.person_id)

outbox = sa.Table(
    "outbox",
    metadata,
    _number(),
    _person(),
    _code("platform"),
    sa.Column("key", sa.String(200), nullable=False),
    _code("verb"),
    sa.Column("slot", CODE, nullable=False),
    sa.Column("subject", CODE, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    _code("state"),
    sa.Column("ref", sa.String(200), nullable=False, server_default=""),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    _code("error", default=""),
    sa.Column("maybe_twice", sa.Boolean, nullable=False, server_default=sa.false()),  # said when it goes out again
    _at("not_before"),
    _at("created_at"),
    _at("expires_at"),
    sa.UniqueConstraint("person_id", "key"),
    sqlite_autoincrement=True,
)
_WAITING = outbox.c.state == "pending"
_CALLING = outbox.c.state == "sending"
sa.Index("ix_outbox_due", outbox.c.platform, outbox.c.not_before, sqlite_where=_WAITING, postgresql_where=_WAITING)
sa.Index("ix_outbox_stuck", outbox.c.platform, sqlite_where=_CALLING, postgresql_where=_CALLING)
sa.Index(None, outbox.c.person_id, outbox.c.subject)
sa.Index(None, outbox.c.expires_at)

conversations = sa.Table(
    "conversations",
    metadata,
    _person(primary_key=True),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sa.Column("state", sa.JSON, nullable=False),
    _at("updated_at"),
)

timers = sa.Table(
    "timers",
    metadata,
    _person(primary_key=True),
    sa.Column("name", CODE, primary_key=True),
    sa.Column("subject", CODE, primary_key=True),
    _at("due_at"),
)
sa.Index(None, timers.c.due_at)

# --- what is remembered without a person -------------------------------------------------------------------------

seen_events = sa.Table(
    "seen_events",
    metadata,
    sa.Column("event_hash", sa.String(64), primary_key=True),  # of platform and event id
    _at("expires_at"),
)
sa.Index(None, seen_events.c.expires_at)

salts = sa.Table(
    "salts",
    metadata,
    sa.Column("day", sa.String(10), primary_key=True),  # UTC date; the salt dies with the day
    sa.Column("salt", sa.LargeBinary, nullable=False),
    _at("expires_at"),
)

quotas = sa.Table(
    "quotas",
    metadata,
    sa.Column("quota_hash", sa.String(64), primary_key=True),  # keyed, salted by the day, of person and what
    sa.Column("spent", sa.Integer, nullable=False),
    _at("expires_at"),
)
sa.Index(None, quotas.c.expires_at)

workers = sa.Table(
    "workers",
    metadata,
    _id(),
    sa.Column("engines", sa.JSON, nullable=False),
    sa.Column("models", sa.JSON, nullable=False),
    _at("seen_at"),
    _at("expires_at"),
)

durations = sa.Table(
    "durations",
    metadata,
    _number(),
    _code("what"),  # an engine's name, or "inspect"
    sa.Column("seconds", sa.Float, nullable=False),
    _at("at"),
    sqlite_autoincrement=True,
)
sa.Index(None, durations.c.what, durations.c.id)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", CODE, primary_key=True),
    sa.Column("holder", ID, nullable=False),
    _at("until"),
)

# --- erasing -----------------------------------------------------------------------------------------------------
# These outlive the person's row, so their person_id is a random id without a foreign key.

erasures = sa.Table(
    "erasures",
    metadata,
    _id(),
    sa.Column("erased_person", ID, nullable=False, unique=True),
    _code("step"),  # the last step that is known to be done
    sa.Column("counts", sa.JSON, nullable=False),  # what was erased, as numbers per kind
    _at("requested_at"),
    _at("key_destroyed_at", nullable=True),
    _at("finished_at", nullable=True),
)

farewells = sa.Table(
    "farewells",
    metadata,
    _number(),
    sa.Column("erasure_id", ID, sa.ForeignKey("erasures.id", ondelete="CASCADE"), nullable=False, index=True),
    _code("platform"),
    sa.Column("target", sa.LargeBinary, nullable=False),  # channel and message ref, encrypted with the house's key
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    _code("error", default=""),
    _at("not_before"),
    _at("expires_at"),
    sqlite_autoincrement=True,
)
sa.Index(None, farewells.c.platform, farewells.c.not_before)

audit = sa.Table(
    "audit",
    metadata,
    _number(),
    _at("at"),
    _code("action"),
    _code("detail", default=""),  # a code, never content
    sa.Column("amount", sa.Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)

blocks = sa.Table(
    "blocks",
    metadata,
    sa.Column("lookup", sa.String(64), primary_key=True),  # as in persons
    _code("reason"),
    _at("at"),
)


def tables_of_a_person() -> tuple[sa.Table, ...]:
    """Every table with rows about a person, in an order in which they can be emptied; ``persons`` itself is last."""
    held = [table for table in reversed(metadata.sorted_tables) if "person_id" in table.c]
    return (*held, persons)
