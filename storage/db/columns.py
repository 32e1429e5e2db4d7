"""The column types and columns that the tables share.

An instant is a whole number of microseconds since 1970 UTC: exact, and comparable on both databases.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

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
# SQLite numbers rows only in an INTEGER column. A number is never used twice, so the order survives deletions.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def id_column() -> sa.Column[str]:
    return sa.Column("id", ID, primary_key=True)


def number_column() -> sa.Column[int]:
    return sa.Column("id", NUMBER, primary_key=True, autoincrement=True)


def person_column(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column("person_id", ID, sa.ForeignKey("persons.id"), nullable=False, primary_key=primary_key)


def at_column(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, Instant, nullable=nullable)


def code_column(name: str, *, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, CODE, nullable=False, server_default=default)


def object_column(name: str) -> sa.Column[str]:
    """A reference to a file that may be erased before the row is. ``index_references`` it: erasing looks for it."""
    return sa.Column(name, ID, sa.ForeignKey("objects.id", ondelete="SET NULL"))


def index_references(*columns: sa.Column[str]) -> None:
    """Only of rows that refer to a file: the others would be erased from the index as well."""
    for column in columns:
        there = column.is_not(None)
        sa.Index(None, column, sqlite_where=there, postgresql_where=there)
