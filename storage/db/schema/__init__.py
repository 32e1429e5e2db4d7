"""Every table, under one name. Queries use these names only; migrations bring an older database to this schema.

Rules:
- A table with rows about a person has a column ``person_id``, a foreign key to ``persons`` without cascade. So the
  database refuses to delete a person while any table, also a later one, has a row about them.
- Data that expire have ``expires_at``. Instants are microseconds since 1970 UTC (exact, comparable on both databases).
- No name, text, file name or address is stored in the clear. A person's address is encrypted with their key; rows of
  jobs, outcomes, timers and the audit hold ids, codes and numbers.
- Deleting an object's row deletes its photo and empties the columns that refer to it (outlined copy, contact sheet,
  variant). So no row refers to bytes that are gone.

Each kind of table has a module of its own. A module that is not imported here would hide its tables from migrations and
from forgetting.
"""

from __future__ import annotations

import sqlalchemy as sa

from storage.db.columns import Instant, metadata
from storage.db.schema.erasing import audit, directory_exports, erasures, message_deletions
from storage.db.schema.impersonal import (
    durations,
    feedback,
    installations,
    leases,
    members,
    quotas,
    salts,
    seen_events,
    workers,
)
from storage.db.schema.people import consents, persons, wordings
from storage.db.schema.pictures import cases, directory_entries, objects, photos, variants
from storage.db.schema.work import conversations, inbox, jobs, outbox, outcomes, timers

__all__ = [
    "SCHEMA_VERSION",
    "Instant",
    "audit",
    "cases",
    "consents",
    "conversations",
    "directory_entries",
    "directory_exports",
    "durations",
    "erasures",
    "feedback",
    "inbox",
    "installations",
    "jobs",
    "leases",
    "members",
    "message_deletions",
    "metadata",
    "objects",
    "outbox",
    "outcomes",
    "persons",
    "photos",
    "quotas",
    "salts",
    "seen_events",
    "tables_of_a_person",
    "timers",
    "variants",
    "wordings",
    "workers",
]

SCHEMA_VERSION = 1


def tables_of_a_person() -> tuple[sa.Table, ...]:
    """Every table with rows about a person, in an order in which rows can be deleted; ``persons`` is last."""
    held = [table for table in reversed(metadata.sorted_tables) if "person_id" in table.c]
    return (*held, persons)
