"""The one latest copy of everybody's keys, kept apart from the data. With it a backup of any age can be restored.

It holds the master key of the present epoch, every wrapped key, and the random ids of everybody who was erased. So it
is as secret as the config folder and must not lie beside a backup of the data folder. There is only the latest copy: an
older one could decrypt data erased since. An old copy is overwritten before the new one takes its name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from storage.errors import StorageError
from storage.home import Home
from storage.records import PersonId
from storage.vault.files import destroy, fsync_folder, overwrite, write_new
from storage.vault.key_ring import DATABASE, Ring, fill
from storage.vault.master_keys import InFolder, kek_id

NAME = "candid-keys.copy"
NEXT = "candid-keys.copy.next"  # there only while a copy is replaced


class NoCopy(StorageError):
    """There is no copy of the keys in that folder, or it is damaged."""

    code = "no_keys_copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    ring: Ring
    erased: frozenset[PersonId]


def stamp(ring: Ring) -> dict[str, object]:
    """The first line of a copy; equal stamps mean that the copy is the latest."""
    return {"document": "candid keys", "version": 1, "epoch": kek_id(ring.master), "keys": len(ring.rows)}


def is_latest(folder: Path, ring: Ring) -> bool:
    try:
        with (folder / NAME).open(encoding="ascii") as file:
            return bool(json.loads(file.readline()) == stamp(ring))
    except (OSError, ValueError):
        return False


def write(folder: Path, ring: Ring, erased: frozenset[PersonId]) -> Path:
    """Writes the copy; an older one is overwritten first. Raises ``OSError``, ``DiskFull``."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path, coming = folder / NAME, folder / NEXT
    rows = [[parent, name, by, wrapped.hex(), at] for parent, name, by, wrapped, at in ring.rows]
    body = {"master": ring.master.hex(), "began_at": ring.began_at, "rows": rows, "erased": sorted(erased)}
    coming.unlink(missing_ok=True)
    write_new(coming, f"{json.dumps(stamp(ring))}\n{json.dumps(body)}\n".encode())
    overwrite(path, b"")
    coming.replace(path)
    fsync_folder(folder)
    return path


def read(folder: Path) -> Copy:
    """Raises ``NoCopy``."""
    for name in (NAME, NEXT):  # after a crash while replacing, NEXT is complete
        try:
            lines = (folder / name).read_text(encoding="ascii").splitlines()
            head, body = json.loads(lines[0]), json.loads(lines[1])
            rows = tuple(
                (str(parent), str(name), str(by), bytes.fromhex(key), int(at))
                for parent, name, by, key, at in body["rows"]
            )
            ring = Ring(master=bytes.fromhex(body["master"]), began_at=int(body["began_at"]), rows=rows)
        except (OSError, ValueError, KeyError, IndexError, TypeError):
            continue
        if head == stamp(ring):
            return Copy(ring=ring, erased=frozenset(PersonId(who) for who in body["erased"]))
    raise NoCopy


def put_back(home: Home, copy: Copy) -> None:
    """Makes the copy's keys those of this installation; the old ones are overwritten and removed."""
    path, masters = home.keys / DATABASE, InFolder(home.config)
    for old in (path, path.with_name(f"{DATABASE}-journal")):
        if old.exists():
            destroy(old)
    masters.prepare(copy.ring.master)
    masters.promote(kek_id(copy.ring.master))
    fill(path, copy.ring)
    fsync_folder(home.keys)
