"""``candid doctor`` on the queue of a grown installation: procrastinate's tables, and whether they fit the jobs."""

from __future__ import annotations

import sqlalchemy as sa

from storage.errors import StorageError
from storage.operations.check import Check
from storage.queue import procrastinate_line, procrastinate_schema

NAME = "Queue on PostgreSQL"
# Names of what is there; a trigger that is switched off is not.
_THERE = """
SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
UNION SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
UNION SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'
"""


def queue(url: str) -> Check:
    """``url``: the setting CANDID_DATABASE_URL."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as rows:
            return _of(rows, procrastinate_schema.installed())
    except StorageError as failed:
        return Check(name=NAME, ok=False, detail=failed.code, fix=str(failed))
    except sa.exc.DBAPIError as failed:
        fix = "Start PostgreSQL, or correct CANDID_DATABASE_URL."
        return Check(name=NAME, ok=False, detail=f"the database did not answer: {type(failed.orig).__name__}", fix=fix)
    finally:
        engine.dispose()


def _of(rows: sa.Connection, wanted: str) -> Check:
    found = procrastinate_schema.of_comment(rows.exec_driver_sql(procrastinate_schema.SAYS).scalar())
    if not found:
        return Check(name=NAME, ok=True, detail="not there yet; made at the first start")
    if found != wanted:
        return _other_version(found, wanted)
    lost = procrastinate_schema.missing_from(set(rows.exec_driver_sql(_THERE).scalars()))
    if lost:
        fix = "Restore the database from a backup: the queue's tables are not those of their version."
        return Check(name=NAME, ok=False, detail=f"missing or off: {', '.join(lost[:3])}", fix=fix)
    if rows.execute(procrastinate_line.DIFFERS).scalar_one():
        fix = "Start a worker: it mends that within ten seconds. If it comes back, somebody changes the queue by hand."
        return Check(name=NAME, ok=False, detail="places in the queue and open jobs do not fit each other", fix=fix)
    return Check(name=NAME, ok=True, detail=f"procrastinate {found}, one place for each open job")


def _other_version(found: str, wanted: str) -> Check:
    fix = "Start Candid once: it brings older tables to its version. Newer ones need a newer Candid on this host."
    return Check(name=NAME, ok=False, detail=f"made by procrastinate {found}, installed is {wanted}", fix=fix)
