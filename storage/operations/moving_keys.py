"""``candid migrate --keys FOLDER``: key ring, master key and the list of the erased to one small volume.

Several hosts on one database share it (``CANDID_CONFIG_DIR`` and ``CANDID_KEYS_DIR``). The new ones are written and
opened before the old ones are overwritten; begun again after a crash it writes them anew.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.home import Home, home_of
from storage.operations import who_serves
from storage.operations.moving import NothingToMove, SamePlace, StillServing
from storage.retention.erasure_list import NAME as ERASED
from storage.retention.erasure_list import ErasedList
from storage.vault import key_copies
from storage.vault.files import destroy
from storage.vault.key_ring import DATABASE
from storage.vault.keys import how_many_open, open_keys
from storage.vault.master_keys import MASTER

if TYPE_CHECKING:
    from storage.settings import StorageSettings


class KeysNotMoved(StorageError):
    """The keys in the new folder do not open what the old ones open. The old ones are untouched."""

    code = "keys_not_moved"


async def move(settings: StorageSettings, folder: Path) -> int:
    """Returns how many people's keys moved. Raises ``StillServing``, ``NothingToMove``, ``SamePlace``."""
    old = home_of(settings)
    new = replace(old, config=folder, shared_keys=folder)
    if folder in {old.config, old.keys}:
        raise SamePlace
    if not (old.keys / DATABASE).exists():
        raise NothingToMove
    if await who_serves.anybody(settings):
        raise StillServing
    held = await _put(old, new)
    if await how_many_open(new) != held:
        raise KeysNotMoved
    _destroy(old)
    return held


async def _put(old: Home, new: Home) -> int:
    keys = await open_keys(old)
    try:
        ring, held = await keys.ring(), len(await keys.held())
    finally:
        await keys.close()
    new.config.mkdir(mode=0o700, parents=True, exist_ok=True)
    erased = ErasedList(old).ids()
    others = shutil.ignore_patterns(f"{MASTER}*", f"{ERASED}*", f"{DATABASE}*")
    shutil.copytree(old.config, new.config, ignore=others, dirs_exist_ok=True)  # pins of models, certificates
    new.config.chmod(0o700)
    key_copies.put_back(new, key_copies.Copy(ring=ring, erased=erased))
    ErasedList(new).add_all(erased)
    return held


def _destroy(old: Home) -> None:
    for path in (*old.keys.glob(f"{DATABASE}*"), *old.config.glob(f"{MASTER}*")):
        destroy(path)
