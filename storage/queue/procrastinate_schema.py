"""procrastinate's tables in our database: made, brought to the version of this code, looked at, removed.

procrastinate keeps no version of its own in the database, so the comment on its table of jobs says which one made it.
The version is pinned in ``pyproject.toml``; its own SQL files do the work.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import ExtraMissing, SchemaTooNew, install_line

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_MADE_BY = "procrastinate "
SAYS = "SELECT obj_description(to_regclass('procrastinate_jobs'), 'pg_class')"
_REMOVE = """
DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'procrastinate\\_%'
    LOOP EXECUTE 'DROP TABLE IF EXISTS ' || each.name || ' CASCADE'; END LOOP;
    FOR each IN SELECT p.oid::regprocedure AS name FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'procrastinate\\_%'
    LOOP EXECUTE 'DROP FUNCTION IF EXISTS ' || each.name || ' CASCADE'; END LOOP;
    FOR each IN SELECT t.oid::regtype AS name FROM pg_type t
        WHERE t.typnamespace = current_schema()::regnamespace AND t.typname LIKE 'procrastinate\\_%'
        AND t.typtype IN ('e', 'c')
    LOOP EXECUTE 'DROP TYPE IF EXISTS ' || each.name || ' CASCADE'; END LOOP;
END $$
"""


def installed() -> str:
    """The version of the library beside this code. Raises ``ExtraMissing``."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("procrastinate")
    except PackageNotFoundError as missing:
        message = f"The queue on PostgreSQL needs a library that is not installed. {install_line('grown')}"
        raise ExtraMissing(message) from missing


async def version_of(tx: AsyncConnection) -> str:
    """The version that made the tables, "" where there are none. PostgreSQL only."""
    return of_comment((await tx.exec_driver_sql(SAYS)).scalar())


def of_comment(said: str | None) -> str:
    return said.removeprefix(_MADE_BY) if said and said.startswith(_MADE_BY) else ""


async def stands(tx: AsyncConnection) -> bool:
    """Whether there is nothing to do. Raises ``SchemaTooNew`` where a newer version made the tables."""
    if tx.dialect.name != "postgresql":
        return True
    found = await version_of(tx)
    if found and _numbers(found) > _numbers(installed()):
        message = f"The queue's tables are of procrastinate {found}, newer than the {installed()} of this Candid."
        raise SchemaTooNew(message)
    return found == installed()


async def ensure(tx: AsyncConnection) -> None:
    """Makes the tables, or brings them from an older version to this one; a transaction of the caller."""
    if await stands(tx):
        return
    found, wanted = await version_of(tx), installed()
    for statements in _steps(found, wanted) if found else [_whole()]:
        # several statements at once: the driver takes them only without parameters
        await tx.exec_driver_sql(statements, execution_options={"no_parameters": True})
    await tx.exec_driver_sql(f"COMMENT ON TABLE procrastinate_jobs IS '{_MADE_BY}{wanted}'")


async def remove(tx: AsyncConnection) -> None:
    """Tables, functions and types."""
    await tx.exec_driver_sql(_REMOVE, execution_options={"no_parameters": True})


def missing_from(rows: set[str]) -> list[str]:
    """Which functions and tables that procrastinate's file makes are not among ``rows``, their names."""
    made = re.findall(r"^CREATE (?:TABLE|FUNCTION|TRIGGER) (procrastinate_\w+)", _whole(), re.MULTILINE)
    return sorted(set(made) - rows)


def _whole() -> str:
    from procrastinate.schema import SchemaManager

    return str(SchemaManager.get_schema())


def _steps(found: str, wanted: str) -> list[str]:
    from procrastinate.schema import SchemaManager

    files = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    chosen = [path for path in files if _numbers(found) < _numbers(path.name.split("_")[0]) <= _numbers(wanted)]
    return [path.read_text(encoding="utf-8") for path in chosen]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
