"""Brings encrypted bytes from one store to another. An object is whole or absent in both, so what is there is done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from storage.errors import VaultDamaged
from storage.records import ObjectId
from storage.vault.blobs import Blobs, is_name

T = TypeVar("T")

AT_ONCE = 8  # objects on their way; each is one photo of at most 25 MB in memory


@dataclass(frozen=True, slots=True)
class Compared:
    """Objects that are equal in both stores; absent in both (damage that was there before); unequal."""

    equal: int
    absent: int
    unequal: int


def copy(source: Blobs, target: Blobs, named: Collection[ObjectId]) -> int:
    """Makes the objects of ``target`` those of ``named``. Returns how many were written or erased there."""
    there = {ObjectId(name) for name in target.names() if is_name(name)}
    missing, gone = [each for each in named if each not in there], sorted(there - set(named))

    def bring(object_id: ObjectId) -> bool:
        sealed = _read(source, object_id)
        if sealed is not None:
            target.write(object_id, sealed)
        return sealed is not None

    return sum(_each(bring, missing)) + sum(_each(target.erase, gone))


def compare(source: Blobs, target: Blobs, named: Collection[ObjectId]) -> Compared:
    """Reads every object on both sides."""

    def same(object_id: ObjectId) -> str:
        here, there = _digest(_read(source, object_id)), _digest(_read(target, object_id))
        return "absent" if here == there == "" else "equal" if here == there else "unequal"

    found = _each(same, list(named))
    return Compared(*(found.count(how) for how in ("equal", "absent", "unequal")))


def _each(work: Callable[[ObjectId], T], ids: list[ObjectId]) -> list[T]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, ids))


def _read(blobs: Blobs, object_id: ObjectId) -> bytes | None:
    try:
        return blobs.read(object_id)
    except VaultDamaged:  # erased meanwhile, or lost before
        return None


def _digest(sealed: bytes | None) -> str:
    return "" if sealed is None else hashlib.sha256(sealed).hexdigest()
