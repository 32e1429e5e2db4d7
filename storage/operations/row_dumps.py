"""The rows of an installation as one file, by the database's own means: SQLite's backup, PostgreSQL's pg_dump."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from storage.errors import StorageError
from storage.home import Home
from storage.vault.files import fsync_file, fsync_folder

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NAMES = {SQLITE: "rows.sqlite3", POSTGRESQL: "rows.pgdump"}
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL")


class RowsNotDumped(StorageError):
    """The database's own tool could not write or read the rows."""

    code = "rows_not_dumped"


def engine_of(database_url: str) -> str:
    """SQLITE or POSTGRESQL. ``database_url``: the setting of that name."""
    return POSTGRESQL if database_url else SQLITE


def dump(home: Home, database_url: str, folder: Path) -> Path:
    """Writes the rows of one instant, mode 0600; bot and worker may go on. Raises ``RowsNotDumped``."""
    path = folder / NAMES[engine_of(database_url)]
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if database_url:
        _tool(database_url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")
    else:
        source = f"{home.database.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as rows, closing(sqlite3.connect(path)) as copy:
            rows.backup(copy)
    fsync_file(path)
    return path


def load(home: Home, database_url: str, path: Path) -> None:
    """Puts the rows back, all or none. Raises ``RowsNotDumped``."""
    if database_url:
        database = _libpq(database_url)["PGDATABASE"]
        _tool(database_url, "pg_restore", "--no-owner", "--single-transaction", f"--dbname={database}", str(path))
        return
    beside = home.database.with_suffix(".coming")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    source = f"{path.absolute().as_uri()}?immutable=1"  # a backup may lie on a disk that nobody may write to
    with closing(sqlite3.connect(source, uri=True)) as rows, closing(sqlite3.connect(beside)) as copy:
        rows.backup(copy)
    fsync_file(beside)
    beside.rename(home.database)
    fsync_folder(home.data)


def are_there(home: Home, database_url: str) -> bool:
    """Whether this installation has tables already."""
    if not database_url:
        return home.database.exists()
    engine = sa.create_engine(database_url)
    try:
        return bool(sa.inspect(engine).get_table_names())
    except sa.exc.OperationalError as failed:
        raise RowsNotDumped from failed
    finally:
        engine.dispose()


def _inherited() -> dict[str, str]:
    """What pg_dump needs of the environment; no token of the bot is among it."""
    return {name: value for name, value in os.environ.items() if name in INHERITED or name.startswith("PG")}


def _tool(database_url: str, *command: str) -> None:
    """Password and place go by the environment: other users of this machine see a program's words."""
    try:
        done = subprocess.run(command, env=_inherited() | _libpq(database_url), capture_output=True, check=False)
    except FileNotFoundError as missing:
        message = f"{command[0]} is not installed. On Debian: apt-get install postgresql-client"
        raise RowsNotDumped(message) from missing
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        message = f"{command[0]} failed: {told[0] if told else done.returncode}"
        raise RowsNotDumped(message)


def _libpq(database_url: str) -> dict[str, str]:
    """The variables by which PostgreSQL's own tools find the same database."""
    url = sa.make_url(database_url)
    host = url.host or url.query.get("host")
    known = {
        "PGHOST": host if isinstance(host, str) else None,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database or url.username,
    }
    return {name: value for name, value in known.items() if value}
