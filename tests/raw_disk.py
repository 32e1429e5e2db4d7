"""``make raw-disk``: what the blocks of a real file system still hold after /forget-me. Needs root, to mount an image.

An ext4 image is made in a file and mounted; an installation lives in it, somebody is erased, it is unmounted, and the
image is searched byte by byte, past every file name. Exit 1 when a secret that opens anything is still there.
"""

from __future__ import annotations

import asyncio
import mmap
import subprocess
import sys
import tempfile
from pathlib import Path

from storage.opening import open_storage
from storage.retention.forget import forget
from storage.retention.purge import purge
from storage.vault import key_copies
from storage.vault.key_ring import DATABASE
from storage.vault.master_keys import MASTER
from tests.fakes import settings_in
from tests.storage.life import live
from tests.storage.retention.test_backups import wrapped_in

IMAGE_BYTES = 720 * 1024 * 1024  # sparse; the vault keeps 500 MB free
# A wrapped key opens nothing without the master key it was wrapped with, which is looked for, too. SQLite gives blocks
# of its journal back as they are: rows of random ids, dates and choices, without a name.
MAY_STAY = {"wrapped key", "photo's row"}


def mounted(image: Path, place: Path) -> None:
    subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True)


def unmounted(place: Path) -> None:
    subprocess.run(["sync"], check=True)
    subprocess.run(["umount", str(place)], check=True)


async def lived(place: Path) -> tuple[dict[str, bytes], str]:
    """Somebody's whole life; what must not be found later, by name; whose it was."""
    settings = settings_in(place, keys_copy_dir=place / "keys")
    async with open_storage(settings) as storage:
        life = await live(storage)
        await purge(storage)
        await storage.db.checkpoint()
        secrets = {
            "person's key": life.key,
            "master key": bytes.fromhex((settings.config_dir / MASTER).read_text()),
            "wrapped key": dict(wrapped_in(settings.data_dir))[life.person.id],
            "photo's row": life.photo.id.encode(),
        }
    assert (place / "keys" / key_copies.NAME).exists()
    assert (place / "data" / DATABASE).exists()
    return {**secrets, **life.markers}, life.person.id


async def erased(place: Path, person_id: str) -> None:
    async with open_storage(settings_in(place, keys_copy_dir=place / "keys")) as storage:
        await forget(storage, person_id)


def found(image: Path, secrets: dict[str, bytes]) -> dict[str, int]:
    """How often each secret stands in the raw bytes, as it is or in hexadecimal digits."""
    with image.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        return {name: times(raw, secret) + times(raw, secret.hex().encode()) for name, secret in secrets.items()}


def times(raw: mmap.mmap, needle: bytes) -> int:
    count, at = 0, raw.find(needle)
    while at >= 0:
        count, at = count + 1, raw.find(needle, at + 1)
    return count


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        image, place = Path(folder) / "disk.ext4", Path(folder) / "disk"
        place.mkdir()
        with image.open("wb") as file:
            file.truncate(IMAGE_BYTES)
        subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
        mounted(image, place)
        try:
            secrets, person_id = asyncio.run(lived(place))
        finally:
            unmounted(place)
        before = found(image, secrets)
        mounted(image, place)
        try:
            asyncio.run(erased(place, person_id))
        finally:
            unmounted(place)
        after = found(image, secrets)
    for name in secrets:
        print(f"{name:24} before: {before[name]:3}   after /forget-me: {after[name]:3}")
    left = [name for name, count in after.items() if count and name not in MAY_STAY]
    seen = before["master key"] and before["wrapped key"] and before["photo's row"]
    print(f"still on the disk: {', '.join(left) or 'nothing that opens anything'}")
    return 0 if seen and not left else 1


if __name__ == "__main__":
    sys.exit(main())
