"""Every table, in one place. Queries use these names only; migrations bring an older database to this schema.

Rules:
- A table with rows about a person has a column ``person_id``, a foreign key to ``persons`` without cascade. So the
  database refuses to delete a person while any table, also a later one, has a row about them.
- Data that expire have ``expires_at``. Instants are microseconds since 1970 UTC (exact, comparable on both databases).
- No name, text, file name or address is stored in the clear. A person's address is encrypted with their key; rows of
  jobs, outcomes, timers and the audit hold ids, codes and numbers.
- Deleting an object's row deletes its photo and empties the columns that refer to it (outlined copy, contact sheet,
  variant). So no row refers to bytes that are gone.
"""

from __future__ import annotations

import sqlalchemy as sa

from storage.db.columns import (
    CODE,
    ID,
    NUMBER,
    Instant,
    at_column,
    code_column,
    id_column,
    metadata,
    number_column,
    object_column,
    person_column,
)

__all__ = ["SCHEMA_VERSION", "Instant", "metadata", "tables_of_a_person"]

SCHEMA_VERSION = 1

# --- who ---------------------------------------------------------------------------------------------------------

persons = sa.Table(
    "persons",
    metadata,
    id_column(),
    code_column("platform"),
    sa.Column("lookup", sa.String(64), nullable=False, unique=True),  # keyed hash of platform, workspace, user
    sa.Column("address", sa.LargeBinary, nullable=False),  # encrypted with the person's key
    sa.Column("language", sa.String(16), nullable=False),
    at_column("created_at"),
    sa.Column("erasing", sa.Boolean, nullable=False, server_default=sa.false()),
    at_column("held_until", nullable=True),  # when the last file went, expired or erased; empty before the first went
    at_column("elsewhere_until", nullable=True),  # until when another machine may keep a photo it was sent; empty: none
)

consents = sa.Table(
    "consents",
    metadata,
    id_column(),
    person_column(),
    code_column("purpose"),
    sa.Column("wording_hash", sa.String(64), nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    code_column("source"),
    at_column("given_at"),
    at_column("withdrawn_at", nullable=True),
    sa.Column("about", sa.String(32), nullable=False, server_default=""),  # the one photo it is about; "": all
    sa.Column(
        "signature", sa.LargeBinary
    ),  # the typed name, encrypted with the person's key; empty where none is asked
)
sa.Index(
    "uq_consents_living",
    consents.c.person_id,
    consents.c.purpose,
    consents.c.about,
    unique=True,
    sqlite_where=consents.c.withdrawn_at.is_(None),
    postgresql_where=consents.c.withdrawn_at.is_(None),
)
sa.Index(None, consents.c.person_id, consents.c.given_at)

wordings = sa.Table(
    "wordings",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),  # SHA-256 of the sentence
    sa.Column("sentence", sa.Text, nullable=False),  # as it was shown; dropped with the last yes to it
    sa.Column("host", sa.String(255), nullable=False, server_default=""),  # the machine it names; "": none
    sa.Column("kept_hours", sa.Integer),  # for how long it says that machine keeps photos; empty: none go there
)

# --- what is kept ------------------------------------------------------------------------------------------------

objects = sa.Table(
    "objects",
    metadata,
    id_column(),
    person_column(),
    code_column("kind"),
    sa.Column("size", sa.BigInteger, nullable=False),  # bytes before encryption
    at_column("created_at"),
    at_column("expires_at"),
    sa.Column("fingerprint", sa.LargeBinary),  # of a delivered picture, encrypted with the person's key
)
sa.Index(None, objects.c.expires_at)
sa.Index(None, objects.c.person_id)

photos = sa.Table(
    "photos",
    metadata,
    id_column(),
    person_column(),
    sa.Column("object_id", ID, sa.ForeignKey("objects.id", ondelete="CASCADE"), nullable=False, unique=True),
    code_column("state"),
    at_column("received_at"),
    at_column("expires_at"),
    sa.Column("findings", sa.JSON, nullable=False),
    object_column("outlined_id"),
    object_column("contact_sheet_id"),
    sa.Column("looks", sa.JSON, nullable=False),
    at_column("checked_at", nullable=True),
)
sa.Index(None, photos.c.person_id, photos.c.received_at)
sa.Index(None, photos.c.expires_at)

variants = sa.Table(
    "variants",
    metadata,
    id_column(),
    person_column(),
    sa.Column("job_id", ID, nullable=False),  # no foreign key: a job's row goes before its pictures do
    sa.Column("position", sa.Integer, nullable=False),  # Variant.index: 1-based within the job
    sa.Column("number", sa.Integer, nullable=False),
    code_column("state"),
    sa.Column("edits", sa.JSON, nullable=False),
    sa.Column("checks", sa.JSON, nullable=False),
    at_column("created_at"),
    at_column("expires_at"),
    object_column("object_id"),
    object_column("before_id"),
    object_column("strip_id"),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("media_type", CODE, nullable=False),
    sa.Column("frozen", sa.Boolean, nullable=False, server_default=sa.false()),  # on hold: storage/pictures/cases.py
    sa.Column("case_number", sa.BigInteger, index=True),  # no foreign key: a case's row may go before its pictures do
    sa.UniqueConstraint("job_id", "position"),
)
sa.Index(None, variants.c.person_id, variants.c.number)
sa.Index(None, variants.c.expires_at)

cases = sa.Table(
    "cases",
    metadata,
    number_column(),  # the case number, which the reporter gets
    person_column(),  # the owner of the picture; nothing is kept about the reporter
    code_column("state"),
    sa.Column("reports", sa.Integer, nullable=False, server_default="1"),
    at_column("opened_at"),
    at_column("expires_at"),
    sqlite_autoincrement=True,
)
sa.Index(None, cases.c.person_id)
sa.Index(None, cases.c.expires_at)

directory_entries = sa.Table(
    "directory_entries",
    metadata,
    id_column(),  # the stable id: the recipient knows the picture by it alone
    person_column(),
    sa.Column("variant_id", ID, nullable=False),  # no foreign key: the consent outlives the picture kept here
    sa.Column("recipient", sa.String(200), nullable=False),  # as the operator names it
    sa.Column("wording_hash", sa.String(64), nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    at_column("given_at"),
    at_column("exported_at", nullable=True),
    at_column("expires_at"),  # the last moment the recipient may use it
    sa.UniqueConstraint("person_id", "variant_id"),
)
sa.Index(None, directory_entries.c.expires_at)

# --- what is to be done ------------------------------------------------------------------------------------------

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

# --- what is remembered without a person -------------------------------------------------------------------------

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

# --- erasing -----------------------------------------------------------------------------------------------------
# These rows outlive the person's row, so they refer to it by the random id alone, without a foreign key.

erasures = sa.Table(
    "erasures",
    metadata,
    id_column(),
    sa.Column("erased_person", ID, nullable=False, unique=True),
    code_column("step"),  # the last step that is known to be done
    sa.Column("counts", sa.JSON, nullable=False),  # what was erased, as numbers per kind
    at_column("requested_at"),
    at_column("key_destroyed_at", nullable=True),
    at_column("finished_at", nullable=True),
    sa.Column("notice", sa.LargeBinary),  # whom to tell that it is done, encrypted with the house key; empty once told
)

message_deletions = sa.Table(
    "message_deletions",
    metadata,
    number_column(),
    sa.Column("erasure_id", ID, sa.ForeignKey("erasures.id", ondelete="CASCADE"), nullable=False, index=True),
    code_column("platform"),
    sa.Column("target", sa.LargeBinary, nullable=False),  # address and message reference, encrypted with the house key
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    at_column("not_before"),
    at_column("expires_at"),
    sqlite_autoincrement=True,
)
sa.Index(None, message_deletions.c.platform, message_deletions.c.not_before)

directory_exports = sa.Table(
    "directory_exports",
    metadata,
    id_column(),  # stable id of an exported picture, by which the recipient is told to remove it
    sa.Column("recipient", sa.String(200), nullable=False),
    at_column("exported_at"),
    sa.Column("erasure_id", ID, index=True),  # its owner's erasure, for the receipt
    at_column("expires_at"),
)
sa.Index(None, directory_exports.c.expires_at)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without a gap
    at_column("at"),
    code_column("action"),
    code_column("detail", default=""),  # a code, never content
    sa.Column("amount", sa.Integer, nullable=False, server_default="0"),
    sa.Column("previous", sa.String(64), nullable=False),  # hash of the line before
    sa.Column("hash", sa.String(64), nullable=False),  # storage/audit.py
)

# --- where the bot is installed ------------------------------------------------------------------------------------

installations = sa.Table(
    "installations",
    metadata,
    sa.Column("lookup", sa.String(64), primary_key=True),  # keyed hash of platform and workspace
    code_column("platform"),
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # workspace and tokens, encrypted with the house's key
    sa.Column("leaving", sa.Boolean, nullable=False, server_default=sa.false()),  # its people are being erased
    at_column("at"),
)


def tables_of_a_person() -> tuple[sa.Table, ...]:
    """Every table with rows about a person, in an order in which rows can be deleted; ``persons`` is last."""
    held = [table for table in reversed(metadata.sorted_tables) if "person_id" in table.c]
    return (*held, persons)
