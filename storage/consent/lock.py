"""The database's own lock on consent: triggers that refuse work without consent, even if the caller forgot to ask.

The triggers guard new photos, jobs, pictures and directory entries, and jobs that become ``running``. Each is refused
for a person who is being erased or who lacks a consent that ``consent/rules.py`` names. A directory entry also needs
the ``directory`` consent. A job for a made-up person is refused when it names a photo. A refusal aborts with the code
of ``ConsentMissing``. On PostgreSQL the consents are locked FOR SHARE: a withdrawal waits for work that has just begun,
and then stops it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.consent.rules import ALWAYS, BACKGROUND_ENGINE, PERSONA_ENGINE, REAL_PIXEL_ENGINES
from storage.errors import ConsentMissing
from storage.records import Purpose

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_CODE = ConsentMissing.code
_REAL_PIXELS = ", ".join(f"'{engine}'" for engine in ("", *sorted(REAL_PIXEL_ENGINES)))
_PAINTS_BEHIND = f"NEW.engine = '{BACKGROUND_ENGINE}'"
_WANTS_GENERATIVE = f"NEW.engine NOT IN ({_REAL_PIXELS}, '{BACKGROUND_ENGINE}')"
# Rows about a made-up person: a job is known by its engine, a picture by its job's engine.
_MADE_UP = {
    "jobs": f"NEW.engine = '{PERSONA_ENGINE}'",
    "variants": f"EXISTS (SELECT 1 FROM jobs WHERE id = NEW.job_id AND person_id = NEW.person_id"  # noqa: S608 - our own constant
    f" AND engine = '{PERSONA_ENGINE}')",
}
# The stored request of a job names photos unless its list is empty.
_NAMES_PHOTOS = "COALESCE(NEW.request ->> 'photo_ids', '[]') <> '[]'"
_PERSON_STAYS = "EXISTS (SELECT 1 FROM persons WHERE id = NEW.person_id AND NOT erasing)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """One trigger. ``only_when``: an SQL condition on the new row, "" for always."""

    name: str
    event: str
    table: str
    only_when: str = ""


LOCKS = (
    Lock(name="lock_photos_insert", event="INSERT", table="photos"),
    Lock(name="lock_variants_insert", event="INSERT", table="variants"),
    Lock(name="lock_jobs_insert", event="INSERT", table="jobs"),
    Lock(name="lock_directory_insert", event="INSERT", table="directory_entries"),
    Lock(name="lock_jobs_run", event="UPDATE OF state", table="jobs", only_when="NEW.state = 'running'"),
)


async def put_on(tx: AsyncConnection) -> None:
    """Creates every trigger; an older one of the same name is replaced.

    Called at the end of every migration: SQLite changes a table by copying it, and the copy has no triggers.
    """
    for each in LOCKS:
        on = f" ON {each.table}" if tx.dialect.name == "postgresql" else ""
        await tx.exec_driver_sql(f"DROP TRIGGER IF EXISTS {each.name}{on}")
    for statement in statements(tx.dialect.name):
        await tx.exec_driver_sql(statement)


async def is_on(tx: AsyncConnection) -> bool:
    """Whether this database has every trigger."""
    catalogue, name = ("pg_trigger", "tgname") if tx.dialect.name == "postgresql" else ("sqlite_master", "name")
    table = sa.table(catalogue, sa.column(name))
    wanted = {each.name for each in LOCKS}
    return wanted <= set((await tx.execute(sa.select(table.c[name]).where(table.c[name].in_(wanted)))).scalars())


def _sqlite_condition(table: str) -> str:
    if table in _MADE_UP:
        own = _living(Purpose.PERSONA) + (f" AND NOT ({_NAMES_PHOTOS})" if table == "jobs" else "")
        return f"{_PERSON_STAYS} AND CASE WHEN {_MADE_UP[table]} THEN {own} ELSE {_about_photos(table)} END"
    return f"{_PERSON_STAYS} AND {_about_photos(table)}"


def _about_photos(table: str) -> str:
    held = [_living(purpose) for purpose in sorted(ALWAYS)]
    if table == "directory_entries":
        held.append(_living(Purpose.DIRECTORY))
    if table == "jobs":
        held.append(f"(NOT NEW.comparison OR {_living(Purpose.COMPARISON)})")
        held.append(f"(NOT {_PAINTS_BEHIND} OR {_living(Purpose.GENERATIVE_BACKGROUND)})")
        held.append(f"(NOT {_WANTS_GENERATIVE} OR {_living(Purpose.GENERATIVE)} AND {_living(Purpose.COMPARISON)})")
    return " AND ".join(held)


def _living(purpose: Purpose) -> str:
    return (
        "EXISTS (SELECT 1 FROM consents WHERE person_id = NEW.person_id"  # noqa: S608 - built from our own enum
        f" AND purpose = '{purpose}' AND withdrawn_at IS NULL AND about = '')"
    )


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {each.name} BEFORE {each.event} ON {each.table} "
        f"WHEN {each.only_when + ' AND ' if each.only_when else ''}"
        f"NOT ({_sqlite_condition(each.table)}) BEGIN SELECT RAISE(ABORT, '{_CODE}'); END"
        for each in LOCKS
    ]


_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION candid_consent_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needs text[] := ARRAY[{always}];
    given integer;
BEGIN
    IF TG_TABLE_NAME = 'jobs' THEN
        IF NEW.comparison OR {generative} THEN needs := needs || '{comparison}'::text; END IF;
        IF {generative} THEN needs := needs || '{purpose_generative}'::text; END IF;
        IF {paints_behind} THEN needs := needs || '{purpose_background}'::text; END IF;
        IF {made_up_job} THEN
            IF {names_photos} THEN RAISE EXCEPTION '{code}'; END IF;
            needs := ARRAY['{persona}'];
        END IF;
    END IF;
    IF TG_TABLE_NAME = 'variants' THEN
        IF {made_up_picture} THEN needs := ARRAY['{persona}']; END IF;
    END IF;
    IF TG_TABLE_NAME = 'directory_entries' THEN needs := needs || '{directory}'::text; END IF;
    PERFORM 1 FROM persons WHERE id = NEW.person_id AND NOT erasing FOR SHARE;
    IF NOT FOUND THEN RAISE EXCEPTION '{code}'; END IF;
    PERFORM 1 FROM consents
        WHERE person_id = NEW.person_id AND withdrawn_at IS NULL AND about = '' AND purpose = ANY(needs) FOR SHARE;
    GET DIAGNOSTICS given = ROW_COUNT;
    IF given < array_length(needs, 1) THEN RAISE EXCEPTION '{code}'; END IF;
    RETURN NEW;
END $$
"""


def _postgresql() -> list[str]:
    function = _POSTGRES_FUNCTION.format(
        always=", ".join(f"'{purpose}'" for purpose in sorted(ALWAYS)),
        generative=_WANTS_GENERATIVE,
        paints_behind=_PAINTS_BEHIND,
        comparison=Purpose.COMPARISON,
        purpose_background=Purpose.GENERATIVE_BACKGROUND,
        purpose_generative=Purpose.GENERATIVE,
        directory=Purpose.DIRECTORY,
        persona=Purpose.PERSONA,
        made_up_job=_MADE_UP["jobs"],
        names_photos=_NAMES_PHOTOS,
        made_up_picture=_MADE_UP["variants"],
        code=_CODE,
    )
    triggers = [
        f"CREATE TRIGGER {each.name} BEFORE {each.event} ON {each.table} FOR EACH ROW "
        f"{f'WHEN ({each.only_when}) ' if each.only_when else ''}EXECUTE FUNCTION candid_consent_lock()"
        for each in LOCKS
    ]
    return [function, *triggers]


def statements(dialect: str) -> list[str]:
    """The statements that create the triggers, for ``sqlite`` or ``postgresql``."""
    return _postgresql() if dialect == "postgresql" else _sqlite()
