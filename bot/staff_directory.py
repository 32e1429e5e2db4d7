"""``candid directory export``: the pictures people gave to a directory, for the one recipient they gave them to.

    1  what may stand there now
    2  each file as it was sealed, its marks read back by a child without keys; one without marks stays here
    3  noted as handed over, before it is; what must be removed
    4  one zip: pictures/NUMBER.jpg, pictures.csv, remove.csv and a page that says what each is for

The numbers are the stable ids: random, so that they say nothing. Nothing else in the zip leads to a person.
"""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from storage.pictures.staff_directory import HandedOver
    from storage.records import DirectoryEntry, Variant
    from storage.store import Storage

EXIT_USAGE, EXIT_REFUSED = 2, 10

What = Annotated[str, typer.Argument(help="export")]
Out = Annotated[Path, typer.Option(help="Folder for the zip; made when it is missing.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One picture on its way out, as sealed; without ``data`` the recipient has it and it is no longer kept here."""

    entry: DirectoryEntry
    variant: Variant | None = None
    data: bytes = b""

    @property
    def filename(self) -> str:
        ending = "png" if self.data.startswith(b"\x89PNG") else "jpg"
        return f"pictures/{self.entry.id}.{ending}" if self.data else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """``unmarked``: how many stayed here, since their marks could not be read back."""

    content: bytes
    pictures: int
    removed: int
    unmarked: int


def directory(what: What, out: Out) -> None:
    """Write the pictures people gave to a directory into a zip for its recipient, with a list of what to remove."""
    from bot.settings import BotSettings
    from storage import logs
    from storage.home import home_of
    from storage.opening import open_storage
    from storage.settings import StorageSettings
    from storage.vault.files import write_new

    if what != "export":
        typer.echo("There is one thing to do here: candid directory export --out FOLDER", err=True)
        raise typer.Exit(EXIT_USAGE)
    settings = BotSettings()
    if not settings.recipients():
        typer.echo("Nobody was asked for anybody: set CANDID_DIRECTORY_RECIPIENT to who shall get them.", err=True)
        raise typer.Exit(EXIT_REFUSED)
    logs.configure(home_of(StorageSettings()), quiet=True)

    async def run() -> int:
        """How many pictures stayed here."""
        unmarked = 0
        async with open_storage(StorageSettings()) as storage:
            made = f"directory-{storage.clock.now():%Y%m%d-%H%M%S}"
            for number, recipient in enumerate(settings.recipients(), start=1):
                path = out / (f"{made}-{number}.zip" if settings.directory_recipients else f"{made}.zip")
                if path.exists():
                    message = f"{path} exists already: try again in a second."
                    raise typer.BadParameter(message)
                out.mkdir(parents=True, exist_ok=True)
                done = await export(storage, settings, recipient, tell=lambda line: typer.echo(line, err=True))
                write_new(path, done.content)
                typer.echo(f"{path}: for {recipient}, {done.pictures} pictures, {done.removed} to remove.")
                unmarked += done.unmarked
        return unmarked

    unmarked = asyncio.run(run())
    typer.echo("It is readable by you only and not encrypted: hand it over, then delete it.")
    if unmarked:
        typer.echo(f"Not in it: {unmarked}, as the marks in them could not be read back.", err=True)
        raise typer.Exit(EXIT_REFUSED)


async def export(storage: Storage, settings: BotSettings, recipient: str, *, tell: Callable[[str], None]) -> Handover:
    """Raises what storage raises. Killed after step 3, more is noted than was handed over, never less."""
    from storage.failpoints import failpoint
    from storage.pictures import staff_directory as records

    now = storage.clock.now()
    # 1 what may stand there now
    async with storage.db.read() as tx:
        entries = await records.standing(tx, recipient, now)
    # 2 each file, its marks read back
    leaving, unmarked = await _read(storage, entries, tell)
    # 3 noted as handed over: asked once more, as somebody may have taken theirs back meanwhile
    async with storage.db.write() as tx:
        still = {entry.id for entry in await records.standing(tx, recipient, now)}
        leaving = [each for each in leaving if each.entry.id in still]
        await records.mark_exported(tx, [each.entry for each in leaving if each.data], now)
        remove = await records.to_remove(tx, recipient, now)
    failpoint("directory.noted")
    # 4 one zip
    content = _zip(leaving, remove, recipient, settings.language, now)
    return Handover(
        content=content, pictures=sum(bool(each.data) for each in leaving), removed=len(remove), unmarked=unmarked
    )


async def _read(
    storage: Storage, entries: Sequence[DirectoryEntry], tell: Callable[[str], None]
) -> tuple[list[Leaving], int]:
    from storage.errors import Expired, Frozen, NotFound
    from storage.pictures import variants

    leaving, unmarked = [], 0
    for count, entry in enumerate(entries, start=1):
        tell(f"Reading the marks of picture {count} of {len(entries)}")
        try:
            async with storage.db.read() as tx:
                variant = await variants.get(tx, entry.person_id, entry.variant_id)
            if variant.object_id is None:
                raise NotFound
            data = await storage.vault.read(entry.person_id, variant.object_id)
        except (NotFound, Expired):
            if entry.exported_at is not None:
                leaving.append(Leaving(entry=entry))
            continue
        except Frozen:
            continue  # put on hold this very moment
        if await is_marked(storage, data):
            leaving.append(Leaving(entry=entry, variant=variant, data=data))
        else:
            unmarked += 1
    return leaving, unmarked


async def is_marked(storage: Storage, data: bytes) -> bool:
    """Whether a fresh decoder, in a child without keys, finds in these very bytes that they were made here."""
    from bot.conversation.events import PictureRead
    from bot.shell import verifying

    read = verifying.understood(await verifying.marks(storage.home, data))
    return isinstance(read, PictureRead) and read.exit_code == 0


def _zip(
    leaving: Sequence[Leaving], remove: Sequence[HandedOver], recipient: str, language: str, now: datetime
) -> bytes:
    from bot.ports import Text
    from bot.texts import render

    page = Text(key="directory-read-me", args=(("recipient", recipient),))
    files = {
        "READ-ME.txt": render(page, language).encode(),
        "pictures.csv": _csv(
            ("number", "file", "last_day", "label", "caption", "alt_text"),
            (_row(each, language) for each in leaving),
        ),
        "remove.csv": _csv(("number", "handed_over_at"), ((each.id, each.exported_at.isoformat()) for each in remove)),
        **{each.filename: each.data for each in leaving if each.data},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), content)
    return buffer.getvalue()


def _row(each: Leaving, language: str) -> tuple[str, ...]:
    """Never a picture without its caption and alt text."""
    from bot.conversation import edits
    from bot.texts import render

    last_day = (each.entry.until - timedelta(days=1)).date().isoformat()
    if each.variant is None:
        return each.entry.id, "", last_day, "", "", ""
    said = (render(text, language) for text in (edits.caption(each.variant.edits), edits.alt(each.variant)))
    return each.entry.id, each.filename, last_day, each.variant.edits.label, *said


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows((head, *rows))
    return written.getvalue().encode()
