"""The command ``candid texts``: every sentence of the chat on one page, or all that is said of each kind of picture."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

EXIT_USAGE = 2


def texts(
    review: Annotated[
        Path | None, typer.Option("--review", help="The HTML file to write; replaced if it is there.")
    ] = None,
    labels: Annotated[bool, typer.Option("--labels", help="Print what is said of every kind of picture.")] = False,
    language: Annotated[str, typer.Option(help="language of the table")] = "en",
) -> None:
    """Write every sentence people can meet in chat into one page, or print what is said of every kind of picture.

    Checks, looks, safeguards and engines bring their own: they are there once a worker was here.
    """
    from bot.reading.labels import table
    from bot.shell.members import learn_what_is_stored
    from bot.texts.catalog import languages
    from bot.texts.review import write
    from storage.settings import StorageSettings

    if review is None and not labels:
        typer.echo("Name a file with --review, or ask for --labels.", err=True)
        raise typer.Exit(EXIT_USAGE)
    if labels:
        typer.echo(table(language))
    if review is None:
        return
    asyncio.run(learn_what_is_stored(StorageSettings()))
    typer.echo(f"{write(review)} texts in {len(languages())} languages: {review}")
