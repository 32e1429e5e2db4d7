"""A PostgreSQL that does not answer is one typed error, whatever the driver calls it; a defect stays what it is."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage.db.database import Database, typed
from storage.errors import DatabaseUnreachable

psycopg = pytest.importorskip("psycopg")


def as_raised(error: Exception) -> sa.exc.DBAPIError:
    return sa.exc.OperationalError("SELECT 1", None, error)


@pytest.mark.parametrize(
    "error", [psycopg.OperationalError("the connection is closed"), psycopg.errors.AdminShutdown("57P01")]
)
def test_a_lost_connection_is_told_apart(error):
    assert isinstance(typed(as_raised(error)), DatabaseUnreachable)


@pytest.mark.parametrize("error", [psycopg.errors.UndefinedTable("no table"), ValueError("a defect")])
def test_a_defect_is_not_called_unreachable(error):
    assert typed(as_raised(error)) is None


async def test_nobody_listens_there(tmp_path):
    db = Database(f"postgresql+psycopg://candid@/nobody?host={tmp_path}")
    with pytest.raises(DatabaseUnreachable):
        async with db.read():
            pass
    await db.dispose()
