"""Searches for data that should be erased, without trusting the code that erased them.

It reads every file of the data folder (rows, write-ahead log, objects, temporary files, logs) byte by byte, and every
object of a bucket (by the names it lists; what versions or unfinished uploads it keeps, it cannot list). It looks
for planted markers in every form that code may have given them: raw, UTF-16, base64 at each of its three offsets, hex,
JSON escapes, percent-encoding. It tries every destroyed key on every object. It takes tables and their person columns
from the live schema, so it sees a table that nobody thought of. Files without a row and unfinished files count as
well.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import mmap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sqlalchemy as sa

from storage.errors import VaultDamaged
from storage.records import ObjectId, ObjectKind, PersonId
from storage.vault import cipher
from storage.vault.blobs import Blobs, is_name
from storage.vault.vault import object_context

if TYPE_CHECKING:
    from storage.store import Storage

SHORTEST_MARKER = 6  # bytes; shorter ones occur by chance in encrypted files


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """``what``: marker | readable | key | row | orphan | unfinished; ``where``: path inside its folder, or table."""

    what: str
    where: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftoverReport:
    """``files``, ``bytes``: how many were read. ``objects``, ``keys``: every key was tried on every object. ``tables``:
    with their person columns, from the live schema.
    """

    files: int
    bytes: int
    folders: tuple[str, ...]
    markers: tuple[str, ...]
    objects: int
    keys: int
    tables: dict[str, list[str]]
    found: tuple[Leftover, ...]

    @property
    def leftovers(self) -> int:
        return len(self.found)

    def as_dict(self) -> dict[str, Any]:
        """The number of leftovers, each of them, and what was scanned."""
        scanned = asdict(self)
        found = scanned.pop("found")
        return {"leftovers": self.leftovers, "found": found, "scanned": scanned}


async def scan(
    storage: Storage,
    *,
    markers: Mapping[str, bytes],
    destroyed: Mapping[PersonId, bytes],
    also: Sequence[Path] = (),
) -> LeftoverReport:
    """Only reads. ``markers``: name -> bytes that must not be found, at least 6 each. ``destroyed``: each erased person
    with their former key. ``also``: more folders, e.g. a worker's temporary files.

    Raises ``ValueError`` for a marker that is too short.
    """
    _refuse_short(markers)
    home, blobs = storage.home, storage.vault.blobs
    shared = [home.keys] if home.keys != home.config else []
    folders = {"data": home.data, "config": home.config} | _outside(home.data, [*also, *shared], blobs.folder)
    needles = _needles(markers, destroyed)
    read, in_files = await asyncio.to_thread(_search, folders, needles)
    names = await asyncio.to_thread(lambda: list(blobs.names()))
    objects = [ObjectId(name) for name in names if is_name(name)]
    sizes, in_objects = await asyncio.to_thread(_search_objects, blobs, objects, needles, destroyed)
    if blobs.folder is None:  # a folder's files were counted above
        read = [*read, *sizes]
    tables, in_rows, known = await _rows(storage, frozenset(destroyed))
    held = await storage.keys.held() & set(destroyed)
    keys = [Leftover(what="key", where="keys", detail="a destroyed key is still there") for _ in held]
    orphans = [
        Leftover(what="orphan", where=name, detail="a file without a row") for name in objects if name not in known
    ]
    return LeftoverReport(
        files=len(read),
        bytes=sum(read),
        folders=tuple(folders),
        markers=tuple(markers),
        objects=len(objects),
        keys=len(destroyed),
        tables=tables,
        found=(*in_files, *in_objects, *keys, *in_rows, *orphans, *_unfinished(names, home.tmp)),
    )


def _outside(data: Path, also: Sequence[Path], objects: Path | None) -> dict[str, Path]:
    """The folders that do not lie in the data folder."""
    named = {f"also {n}": folder for n, folder in enumerate(also, start=1)}
    if objects is not None:
        named["objects"] = objects
    return {name: folder for name, folder in named.items() if not folder.is_relative_to(data)}


def _refuse_short(markers: Mapping[str, bytes]) -> None:
    short = [name for name, marker in markers.items() if len(marker) < SHORTEST_MARKER]
    if short:
        message = f"markers too short to look for: {', '.join(short)}"
        raise ValueError(message)


def _needles(markers: Mapping[str, bytes], destroyed: Mapping[PersonId, bytes]) -> dict[str, dict[str, bytes]]:
    """Every form of every marker, and the destroyed keys themselves."""
    keys = {f"key {n}": {"raw": key, "hex": key.hex().encode()} for n, key in enumerate(destroyed.values(), 1)}
    return {name: forms_of(marker) for name, marker in markers.items()} | keys


def forms_of(marker: bytes) -> dict[str, bytes]:
    """Encoding -> the marker as that encoding writes it."""
    forms = {"raw": marker, "hex": marker.hex().encode(), "HEX": marker.hex().upper().encode()}
    for offset in range(3):
        # Characters at both ends depend on unknown neighbours; those in between are always the same.
        encoded = base64.b64encode(b"\0" * offset + marker)
        start = (0, 2, 3)[offset]
        certain = (offset + len(marker)) // 3 * 4
        forms[f"base64+{offset}"] = encoded[start:certain]
        forms[f"base64url+{offset}"] = encoded[start:certain].translate(bytes.maketrans(b"+/", b"-_"))
    try:
        text = marker.decode()
    except UnicodeDecodeError:
        return forms
    forms |= {"utf-16-le": text.encode("utf-16-le"), "utf-16-be": text.encode("utf-16-be")}
    forms |= {"json": json.dumps(text)[1:-1].encode(), "percent": quote(text, safe="").encode()}
    return forms


# --- files --------------------------------------------------------------------------------------------------------


def _search(
    folders: Mapping[str, Path], needles: Mapping[str, Mapping[str, bytes]]
) -> tuple[list[int], list[Leftover]]:
    """(Sizes of the files that were read; the markers found in them or in their names.)"""
    sizes: list[int] = []
    found: list[Leftover] = []
    for label, folder in folders.items():
        for path in _files(folder):
            where = f"{label}/{path.relative_to(folder)}"
            sizes.append(path.stat().st_size)
            found += _in_file(path, where, needles)
    return sizes, found


def _in_file(path: Path, where: str, needles: Mapping[str, Mapping[str, bytes]]) -> list[Leftover]:
    size = path.stat().st_size
    with path.open("rb") as file, contextlib.ExitStack() as opened:
        content = opened.enter_context(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)) if size else b""
        return [*_markers(content, where, needles, also=path.name.encode())]


def _markers(
    content: bytes | mmap.mmap, where: str, needles: Mapping[str, Mapping[str, bytes]], also: bytes = b""
) -> Iterator[Leftover]:
    """One for each form of a marker in ``content`` or ``also``."""
    for name, forms in needles.items():
        for form, needle in forms.items():
            if needle in also or content.find(needle) >= 0:
                yield Leftover(what="marker", where=where, detail=f"{name} ({form})")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _search_objects(
    blobs: Blobs,
    objects: Sequence[ObjectId],
    needles: Mapping[str, Mapping[str, bytes]],
    destroyed: Mapping[PersonId, bytes],
) -> tuple[list[int], list[Leftover]]:
    """(Sizes of all objects; what a destroyed key opens, and the markers in a bucket.) Each object is read once.

    The markers in a folder's objects were found with its other files.
    """
    sizes: list[int] = []
    found: list[Leftover] = []
    for object_id in objects:
        sealed = blobs.read(object_id)
        sizes.append(len(sealed))
        if blobs.folder is None:
            found += _markers(sealed, f"{blobs.where}/{object_id}", needles)
        found += _readable(sealed, object_id, destroyed)
    return sizes, found


def _unfinished(names: Sequence[str], tmp: Path) -> Iterator[Leftover]:
    half = [f"objects/{name}" for name in names if not is_name(name)]
    for where in (*half, *(f"{tmp.name}/{path.name}" for path in _files(tmp))):
        yield Leftover(what="unfinished", where=where, detail="a temporary file")


def _readable(sealed: bytes, object_id: ObjectId, destroyed: Mapping[PersonId, bytes]) -> Iterator[Leftover]:
    for person_id, key in destroyed.items():
        for kind in ObjectKind:
            try:
                cipher.unseal(key, sealed, context=object_context(person_id, object_id, kind))
            except VaultDamaged:
                continue
            yield Leftover(what="readable", where=f"objects/{object_id}", detail=f"a destroyed key opens a {kind}")


# --- rows ---------------------------------------------------------------------------------------------------------


async def _rows(storage: Storage, erased: frozenset[PersonId]) -> tuple[dict[str, list[str]], list[Leftover], set[str]]:
    """(Tables with their person columns; rows of erased people; ids of all objects), from the live schema."""
    found: list[Leftover] = []
    async with storage.db.read() as tx:
        live = await tx.run_sync(_reflect)
        columns = {table.name: _person_columns(table) for table in live.sorted_tables}
        for table in live.sorted_tables:
            for column in columns[table.name]:
                query = sa.select(sa.func.count()).select_from(table).where(table.c[column].in_(erased))
                count = (await tx.execute(query)).scalar_one()
                if count:
                    found.append(Leftover(what="row", where=f"{table.name}.{column}", detail=f"{count} rows"))
        known = set((await tx.execute(sa.select(live.tables["objects"].c.id))).scalars())
    return columns, found, known


def _reflect(connection: sa.Connection) -> sa.MetaData:
    live = sa.MetaData()
    live.reflect(connection)
    return live


def _person_columns(table: sa.Table) -> list[str]:
    """Columns that name a person, by their foreign key or by their own name. ``erasures`` keeps the random id of an
    erased person under another name (design §8.4).
    """
    by_key = {column.name for column in table.c for key in column.foreign_keys if key.column.table.name == "persons"}
    by_name = {column.name for column in table.c if column.name in {"person_id", "person"}}
    own = {"id"} if table.name == "persons" else set()
    return sorted(by_key | by_name | own)
