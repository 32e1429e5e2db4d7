"""Everything Candid holds about one person, as a zip made in memory for that person (GDPR Art. 15 and 20).

``data.json`` has the person's rows of every table. The files lie beside it, decrypted, byte for byte as they were
received or delivered. Expired files are left out, since they cannot be read any more.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.consent import signatures, wordings
from storage.db import schema
from storage.errors import Expired, NotFound, VaultDamaged
from storage.failpoints import failpoint
from storage.people import inbox, persons
from storage.pictures import registry
from storage.records import ObjectId, ObjectKind, PersonId

if TYPE_CHECKING:
    from storage.store import Storage

_SIGNATURES = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG", "png"), (b"RIFF", "webp"), (b"ftyp", "heic"))
_HIDDEN = frozenset({"person_id", "lookup", "address"})  # ``address`` appears in the clear, decrypted
_ABOUT = (
    "What Candid holds of you. data.json: every entry about you; times are UTC. photo: the photos you sent, unchanged. "
    "variant: your finished pictures. before, outlined, contact_sheet, strip: copies made to show you something."
)


async def my_data(storage: Storage, person_id: PersonId) -> bytes:
    """A zip file. ``data.json`` names each file that cannot be decrypted. Raises ``NotFound``."""
    async with storage.db.read() as tx:
        address = await persons.address_of(storage, tx, person_id)
        tables = {}
        for table in schema.tables_of_a_person():
            whose = table.c.id if table is schema.persons else table.c.person_id
            rows = (await tx.execute(sa.select(table).where(whose == person_id))).mappings()
            tables[table.name] = [_plain(row) for row in rows]
    for row in tables[schema.objects.name]:
        if row["fingerprint"] is not None:
            row["fingerprint"] = await _fingerprint(storage, person_id, ObjectId(row["id"]), row["fingerprint"])
    await _words(storage, tables[schema.consents.name])
    for row in tables[schema.consents.name]:
        if row["signature"] is not None:
            row["signature"] = await _signature(storage, person_id, row["signature"])
    for row in tables[schema.inbox.name]:
        row["event"] = await _event(storage, person_id, row["event"])
    files, unreadable = await _files(storage, person_id, _called(tables))
    failpoint("export.files_read")
    data = {
        "about": _ABOUT,
        "made_at": storage.clock.now().isoformat(),
        "address": {"platform": address.platform, "workspace": address.workspace, "user": address.user},
        "tables": tables,
        "files": sorted(files),
        "unreadable_files": unreadable,
    }
    document = json.dumps(data, indent=2, ensure_ascii=False, default=_text).encode()
    return await asyncio.to_thread(_zip, {"data.json": document, **files}, storage.clock.now())


async def _words(storage: Storage, consents: list[dict[str, Any]]) -> None:
    """Beside each yes the very sentence, "" where it is not kept any more."""
    async with storage.db.read() as tx:
        kept = await wordings.sentences(tx, [row["wording_hash"] for row in consents])
    for row in consents:
        row["sentence"] = kept.get(row["wording_hash"], "")


async def _fingerprint(storage: Storage, person_id: PersonId, object_id: ObjectId, kept: bytes) -> str:
    try:
        return await registry.opened(storage, person_id, object_id, kept)
    except VaultDamaged:
        return "unreadable"


async def _signature(storage: Storage, person_id: PersonId, kept: bytes) -> str:
    try:
        return await signatures.opened(storage, person_id, kept)
    except VaultDamaged:
        return "unreadable"


async def _event(storage: Storage, person_id: PersonId, kept: bytes) -> str:
    try:
        return (await inbox.opened(storage, person_id, kept)).decode()
    except VaultDamaged:
        return "unreadable"


def _called(tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    """What each finished picture's file says of it, by its object: look, purpose, label, the day it was made."""
    purposes = {row["id"]: (row["request"] or {}).get("purpose", "") for row in tables[schema.jobs.name]}
    called = {}
    for row in tables[schema.variants.name]:
        edits = row["edits"]
        said = (edits.get("look"), purposes.get(row["job_id"]), edits.get("label_code"), str(row["created_at"].date()))
        called[row["object_id"]] = "-".join(part for part in said if part).replace("_", "-")
    return called


async def _files(
    storage: Storage, person_id: PersonId, called: Mapping[str, str]
) -> tuple[dict[str, bytes], list[str]]:
    o = schema.objects.c
    async with storage.db.read() as tx:
        query = sa.select(o.id, o.kind).where(o.person_id == person_id).order_by(o.created_at, o.id)
        rows = (await tx.execute(query)).all()
    files: dict[str, bytes] = {}
    unreadable: list[str] = []
    count: dict[str, int] = {}
    for row in rows:
        kind = ObjectKind(row.kind).value
        count[kind] = count.get(kind, 0) + 1
        try:
            content = await storage.vault.read(person_id, ObjectId(row.id), even_frozen=True)
        except (Expired, NotFound):
            continue  # erased or expired meanwhile
        except VaultDamaged:
            unreadable.append(f"{kind}/{count[kind]}")
            continue
        name = "-".join(filter(None, (str(count[kind]), called.get(row.id))))
        files[f"{kind}/{name}.{ending(content)}"] = content
    return files, unreadable


def _zip(files: dict[str, bytes], now: datetime) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), content)
    return buffer.getvalue()


def ending(content: bytes) -> str:
    """How a photo's file name ends, by its first bytes: jpg | png | webp | heic; bin for anything else."""
    return next((end for signature, end in _SIGNATURES if signature in content[:12]), "bin")


def _plain(row: sa.RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _HIDDEN}


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)
