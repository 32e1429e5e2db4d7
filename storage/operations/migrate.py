"""The command ``candid migrate``: moves an installation to another database, store of files or key folder.

The settings still name the old place; the options name the new one.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storage.operations.cli import EXIT_REFUSED, Yes
from storage.settings import StorageSettings, database_of

if TYPE_CHECKING:
    from storage.operations.moving import Moved

HERE = "here"  # instead of a URL: the data folder


def migrate(
    *,
    to: Annotated[str, typer.Option(help="postgresql://USER@HOST/NAME, or here: SQLite in the data folder")] = "",
    blobs: Annotated[
        str | None, typer.Option(help="s3://…, gs://…, az://…, file://…, or here; else bytes stay")
    ] = None,
    commit: Annotated[bool, typer.Option("--commit", help="move for good and erase the old place")] = False,
    keys: Annotated[Path | None, typer.Option(help="move the keys alone, to a volume that several hosts share")] = None,
    cancel: Annotated[bool, typer.Option("--cancel", help="remove the copy; the old place goes on")] = False,
    yes: Yes = False,
) -> None:
    """Move rows and encrypted files to another database and store; with --keys, the keys to a shared volume."""
    from storage.operations import moving

    settings = StorageSettings()
    if bool(to) == (keys is not None):
        message = "name where the rows go (--to), or where the keys go (--keys)"
        raise typer.BadParameter(message)
    if keys is not None:
        _move_keys(settings, keys)
        return
    database = "" if to == HERE else database_of(to)
    chosen = settings.blob_url if blobs is None else "" if blobs == HERE else blobs
    # checked as the settings will be; pydantic's error names the variable
    StorageSettings(database_url=database, blob_url=chosen)
    there = moving.Place(database=database, blobs=chosen)
    if cancel:
        asyncio.run(moving.cancel(settings, there))
        typer.echo("The copy is removed. The settings that hold now go on holding.")
        return
    if not commit:
        done = asyncio.run(moving.copy(settings, there))
        typer.echo(f"{_told(done)} Nothing changes for anybody yet: the old place goes on.")
        typer.echo("Next: stop every bot and worker, then run the same command with --commit.")
        return
    if not yes and not typer.confirm("Afterwards the old rows and files are erased. Go on?"):
        raise typer.Exit(EXIT_REFUSED)
    typer.echo(f"{_told(asyncio.run(moving.commit(settings, there)))} The old place is erased. From now on:")
    _tell_settings(database, chosen)


def _tell_settings(database: str, blobs: str) -> None:
    from sqlalchemy import make_url

    typer.echo(f"  CANDID_DATABASE_URL={make_url(database).render_as_string() if database else ''}")
    typer.echo(f"  CANDID_BLOB_URL={blobs}")
    typer.echo("The keys stay where they are (data folder and config folder).")


def _move_keys(settings: StorageSettings, folder: Path) -> None:
    from storage.operations import moving_keys

    held = asyncio.run(moving_keys.move(settings, folder.expanduser().resolve()))
    typer.echo(
        f"The keys of {held} people are there and open; the old ones are overwritten. From now on, on every host:"
    )
    typer.echo(f"  CANDID_CONFIG_DIR={folder}")
    typer.echo(f"  CANDID_KEYS_DIR={folder}")


def _told(done: Moved) -> str:
    lost = f" {done.absent} files were missing before, and still are." if done.absent else ""
    return f"{done.rows} rows and {done.objects} encrypted files are equal on both sides by count and hash.{lost}"
