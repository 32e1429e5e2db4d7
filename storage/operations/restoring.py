"""``candid restore``: rows and bytes of a backup, the latest keys, and the erasures since, before anything serves."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import InUse, StorageError
from storage.home import home_of
from storage.opening import open_storage
from storage.operations import backups
from storage.queue import line
from storage.retention.erasure_list import ErasedList
from storage.retention.purge import purge
from storage.retention.uninstall import is_running
from storage.vault import key_copies
from storage.vault.keys import how_many_open

if TYPE_CHECKING:
    from storage.settings import StorageSettings


class KeysInOrder(StorageError):
    """The keys here are in order; nothing was changed."""

    code, exit_code = "keys_in_order", 10


class Running(InUse):
    """Candid is running here. Stop it first."""

    exit_code = 10


def restore(settings: StorageSettings, folder: Path | None, keys: Path) -> str:
    """Returns what to tell the operator. ``folder``: None where a data folder was put back by other means.

    Raises ``NoCopy``, ``NoBackup``, ``NotEmpty``, ``Running``, ``KeysInOrder``: then nothing was changed.
    """
    home = home_of(settings)
    copy = key_copies.read(keys)
    if is_running(home):
        raise Running
    in_order = None
    with suppress(StorageError):
        in_order = asyncio.run(how_many_open(home))
    if in_order is not None:
        message = f"The keys here are in order ({in_order} people); nothing was changed."
        raise KeysInOrder(message)
    told = ""
    if folder is not None:
        found = backups.put_back(settings, home, folder)
        told = f"Rows and {found.objects} encrypted files of {found.made_at} are back. "
    home.create()
    key_copies.put_back(home, copy)
    ErasedList(home).add_all(copy.erased)
    held = asyncio.run(_erase_again(settings))
    return (
        f"{told}The keys of {held} people are back. Everybody who was erased by the time of the copy is erased again, "
        "and what has expired since is erased."
    )


async def _erase_again(settings: StorageSettings) -> int:
    """Opening erases again who is on the list; how many people have a key then."""
    async with open_storage(settings) as storage:
        await purge(storage)
        await line.mend(storage)
        return len(await storage.keys.held())
