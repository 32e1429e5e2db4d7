"""``candid migrate`` that dies at its n-th write of rows or of an object: ``killed_migrate.py N WORDS``."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import asynccontextmanager

from storage.db.database import Database
from storage.operations.main import main
from storage.vault.bucket_store import BucketStore
from storage.vault.folder_store import FolderStore

left = int(sys.argv[1])


def passed() -> None:
    global left  # noqa: PLW0603
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def counted(store: type, name: str) -> None:
    real = getattr(store, name)

    def wrapped(self, *words):
        done = real(self, *words)
        passed()
        return done

    setattr(store, name, wrapped)


for store in (FolderStore, BucketStore):
    counted(store, "write")
    counted(store, "remove_all")

write = Database.write


@asynccontextmanager
async def dying(self):
    async with write(self) as tx:
        yield tx
    passed()


Database.write = dying
sys.exit(main(["migrate", *sys.argv[2:]]))
