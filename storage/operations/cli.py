"""The operator's commands, from ``candid purge`` to ``candid uninstall``. Settings are read here and nowhere below.

The operator names a person by the platform's id. No command lists people, so there is no way to browse them.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from storage.errors import NotFound
from storage.home import home_of
from storage.logs import told
from storage.opening import open_storage
from storage.people import persons
from storage.records import Address, PersonId
from storage.settings import StorageSettings
from storage.store import Storage

EXIT_REFUSED = 10

R = TypeVar("R")

AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object")]
Yes = Annotated[bool, typer.Option("--yes", help="do not ask")]
Out = Annotated[Path, typer.Option(help="the zip file to write")]
Platform = Annotated[str, typer.Option(help="discord, slack, web or headless")]
User = Annotated[str, typer.Option(help="the person's id on that platform")]
Workspace = Annotated[str, typer.Option(help="the Slack team or Discord server id; empty where there is none")]


def purge(as_json: AsJson = False) -> None:
    """Erase what has expired, now, and sweep up what a crash may have left."""
    from storage.retention.purge import purge as run
    from storage.retention.purge import sweep

    async def work(storage: Storage) -> dict[str, object]:
        done = await run(storage)
        return {"purge": asdict(done) | {"people": told(done.people)}, "sweep": asdict(await sweep(storage))}

    report = in_storage(work)
    if as_json:
        typer.echo(json.dumps(report, indent=2))
        return
    done, swept = report["purge"], report["sweep"]
    assert isinstance(done, dict)  # noqa: S101 - made five lines above
    assert isinstance(swept, dict)  # noqa: S101
    if not done["ran"]:
        typer.echo("Another Candid process is erasing at this moment.")
        return
    typer.echo(f"Erased {done['files']} expired files and {done['rows']} rows; {done['messages']} messages to delete.")
    typer.echo(f"Swept up {sum(swept.values())} leftovers of crashes and old logs.")


def forget(
    platform: Platform, user: User, workspace: Workspace = "", yes: Yes = False, as_json: AsJson = False
) -> None:
    """Erase everything of one person, as their own /forget-me does."""
    from dataclasses import replace

    from storage.records import scope_of
    from storage.retention.forget import forget as run

    if not yes:
        typer.confirm("Erase everything of this person? It cannot be brought back.", abort=True)

    async def work(storage: Storage) -> str:
        person_id = await _whose(storage, platform, workspace, user)
        receipt = await run(storage, person_id)
        return replace(receipt, scope=scope_of(platform, workspace)).as_json().decode()

    receipt = in_storage(work)
    if as_json:
        typer.echo(receipt)
        return
    erased = json.loads(receipt)
    typer.echo("Erased: " + ", ".join(f"{count} {what}" for what, count in erased["erased"].items()) + ".")
    if erased["messages_waiting"]:
        typer.echo(f"{erased['messages_waiting']} messages go from the chat while `candid up` runs.")
    typer.echo(f"Receipt {erased['id']}.")


def my_data(platform: Platform, user: User, out: Out, workspace: Workspace = "") -> None:
    """Write everything held of one person into a zip, to hand it to that person."""
    from storage.people.export import my_data as run
    from storage.vault.files import write_new

    async def work(storage: Storage) -> bytes:
        return await run(storage, await _whose(storage, platform, workspace, user))

    if out.exists():
        message = f"{out} exists already."
        raise typer.BadParameter(message)
    content = in_storage(work)
    write_new(out, content)
    typer.echo(f"{out}: {len(content) / 1e6:.1f} MB, readable by you only. It is not encrypted: delete it when sent.")


def cases(
    what: Annotated[str, typer.Argument(help="release or erase; nothing lists them")] = "",
    number: Annotated[int, typer.Argument(help="the case number")] = 0,
    as_json: AsJson = False,
) -> None:
    """List the pictures somebody did not agree to, without showing any; release or erase one by its case number."""
    from storage.pictures import cases as records

    settled = {"release": records.release, "erase": records.erase}
    if what in settled:
        in_storage(lambda storage: settled[what](storage, number))
        typer.echo(f"Case {number}: {what}d. Its owner is told while `candid up` runs.")
        return
    if what:
        message = "one of: release, erase"
        raise typer.BadParameter(message)

    async def work(storage: Storage) -> list[records.Case]:
        async with storage.db.read() as tx:
            return await records.list_(tx)

    found = in_storage(work)
    if as_json:
        shown = [asdict(case) | {name: told(getattr(case, name)) for name in ("reports", "pictures")} for case in found]
        typer.echo(json.dumps(shown, indent=2, default=str))
        return
    for case in found:
        reports, pictures = (told(count) or "under 5" for count in (case.reports, case.pictures))
        times = f"reported {reports} times since {case.opened_at:%Y-%m-%d %H:%M} UTC"
        left = f"{pictures} pictures ({case.level}), erased by {case.expires_at:%Y-%m-%d %H:%M} UTC"
        typer.echo(f"Case {case.number}: {case.state}, {times}; {left}")
    typer.echo("Settle one: candid cases release N, or candid cases erase N." if found else "There are no cases.")


def stats(
    as_json: AsJson = False,
    prometheus: Annotated[bool, typer.Option("--prometheus", help="print Prometheus' text format")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="show them anew every two seconds, until Ctrl-C")] = False,
) -> None:
    """Show numbers about this installation; counts under five are not told."""
    from storage.operations import figures_shown
    from storage.operations.metrics import exposition, figures

    if watch:
        in_storage(figures_shown.watch)
        return
    found = in_storage(figures)
    if prometheus:
        typer.echo(exposition(found).decode(), nl=False)
    elif as_json:
        typer.echo(json.dumps({figure.name: figure.value for figure in found}, indent=2))
    else:
        figures_shown.show(found)


def rotate_key() -> None:
    """Make a new master key now, as happens daily and after each erasure; older copies of the keys open nothing."""
    from storage.retention.key_epochs import keep_copy_latest

    async def work(storage: Storage) -> tuple[int, bool]:
        return await storage.keys.renew(storage.clock.now()), await keep_copy_latest(storage)

    count, copied = in_storage(work)
    typer.echo(f"A new master key wraps {count} keys. Older copies of the keys open nothing from now on.")
    if not copied:
        typer.echo("The copy of the keys (CANDID_KEYS_COPY_DIR) could not be replaced; it is tried again.", err=True)


def backup(
    folder: Annotated[Path | None, typer.Argument(help="a new folder for rows and encrypted bytes")] = None,
    keys: Annotated[Path | None, typer.Option(help="the folder of the one copy of the keys, on another disk")] = None,
) -> None:
    """Write rows and encrypted bytes into a new folder, or the one latest copy of the keys into another."""
    from storage.operations import backups
    from storage.retention.key_epochs import write_copy

    data = home_of(StorageSettings()).data
    if folder is None and keys is None:
        message = "name a folder for rows and bytes, or one for the keys (--keys), or both"
        raise typer.BadParameter(message)
    for each in (folder, keys):
        if each is not None and each.resolve().is_relative_to(data):
            message = "this folder lies inside the data folder: one backup would hold the data and its keys"
            raise typer.BadParameter(message)
    if folder is not None and keys is not None and keys.resolve().is_relative_to(folder.resolve()):
        message = "the keys must not lie beside the data that they open"
        raise typer.BadParameter(message)
    if folder is not None:
        done = in_storage(lambda storage: backups.write(storage, folder))
        typer.echo(f"{folder}: rows and {done.objects} encrypted files of {done.made_at}. It holds no key.")
    if keys is not None:
        path = in_storage(lambda storage: write_copy(storage, keys))
        typer.echo(
            f"{path}: the latest copy. Replace it after each erasure: until then it opens what was erased since."
        )


def restore(
    keys: Annotated[Path, typer.Option(help="the folder with the copy that `candid backup --keys` wrote")],
    folder: Annotated[Path | None, typer.Argument(help="what `candid backup FOLDER` wrote")] = None,
) -> None:
    """Put a backup and the latest copy of the keys back; who was erased since is erased again."""
    from storage.operations.restoring import restore as run

    typer.echo(run(StorageSettings(), folder, keys))


def pause(
    how_long: Annotated[str, typer.Argument(help="30m, 2h or 1d; takes the place of a pause there is")] = "1h",
    end: Annotated[bool, typer.Option("--end", help="end the pause now")] = False,
) -> None:
    """Make no pictures for a while; whoever waits keeps their place and is told. Photos are still checked."""
    from storage.queue import pause
    from storage.quiet_hours import length

    try:
        lasts = length(how_long)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from wrong

    async def work(storage: Storage) -> datetime | None:
        async with storage.db.write() as tx:
            now = storage.clock.now()
            await (pause.resume(tx) if end else pause.pause(tx, now + lasts))
            return await pause.until(tx, now, storage.settings.quiet_hours)

    until = in_storage(work)
    if until is None:
        typer.echo("Pictures are made again.")
        return
    typer.echo(f"No pictures are made until {until.astimezone():%Y-%m-%d %H:%M}; a set that is in work is finished.")
    typer.echo("These are the quiet hours." if end else "To go on earlier: candid pause --end")
    if not end and lasts >= StorageSettings().photo_retention:
        typer.echo(f"Photos sent before are erased after {StorageSettings().photo_hours} hours all the same.")


def uninstall(
    yes: Yes = False,
    keep_weights: Annotated[bool, typer.Option("--keep-weights", help="leave the model files")] = False,
) -> None:
    """Destroy the keys, then remove everything Candid keeps on this machine."""
    from storage.operations import who_serves
    from storage.retention.uninstall import empty_store, plan, remove

    settings = StorageSettings()
    home = home_of(settings)
    if asyncio.run(who_serves.anybody(settings)):
        typer.echo("Candid is running here. Stop it first.", err=True)
        raise typer.Exit(EXIT_REFUSED)
    steps = plan(home, keep_weights=keep_weights)
    if not steps:
        typer.echo("There is nothing to remove.")
        return
    for path in (*steps, *([settings.blob_url] if settings.blob_url else [])):
        typer.echo(f"  {path}")
    typer.echo("Pictures already in a chat stay there. To take them back, run `candid forget` for each person first.")
    if not yes:
        typer.confirm("Remove all of this? It cannot be brought back.", abort=True)
    left = remove(home, keep_weights=keep_weights)
    failed = empty_store(home, settings.blob_url)
    if failed:
        typer.echo(f"The files in {settings.blob_url} open for nobody, but are still there: {failed}", err=True)
    if left:
        typer.echo("Not Candid's, so not touched:\n" + "\n".join(f"  {path}" for path in left))
    typer.echo("Removed. The program itself goes with its folder.")


async def _whose(storage: Storage, platform: str, workspace: str, user: str) -> PersonId:
    person = await persons.find(storage, Address(platform=platform, workspace=workspace, user=user, channel=""))
    if person is None:
        message = "Nobody by that id is known here."
        raise NotFound(message)
    return person.id


def in_storage(work: Callable[[Storage], Awaitable[R]]) -> R:
    async def run() -> R:
        async with open_storage(StorageSettings()) as storage:
            return await work(storage)

    from storage import logs

    logs.configure(home_of(StorageSettings()), quiet=True)
    return asyncio.run(run())
