"""A connection to PostgreSQL that is held for long: to listen, or to hold a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    import psycopg


async def connected(url: str | sa.URL) -> psycopg.AsyncConnection[tuple[Any, ...]]:
    """A connection to PostgreSQL outside the pool, without transactions. Raises ``psycopg.OperationalError``."""
    import psycopg
    from sqlalchemy.dialects.postgresql import psycopg as dialect

    _, words = dialect.dialect().create_connect_args(sa.make_url(url))  # type: ignore[no-untyped-call]
    return await psycopg.AsyncConnection.connect(autocommit=True, **words)
