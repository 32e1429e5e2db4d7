"""A /verify picture may be fetched without consent, and is never written (design §8.1): no file, no row, no job.

Watched: every file under the installation's folders, every table, the queue. Sabotage: a shell that keeps the bytes.
"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.ports import Commanded, Typed
from bot.shell import verifying
from storage.db import schema
from storage.records import ObjectKind
from tests.bot.shell.parts import GOOD_PHOTO

MARKER = b"bytes of a picture that somebody wonders about " * 8
ANSWER = (
    b'{"refused": "", "content_credentials": null, "watermark": "none", "label": null, "metadata_source_type": null,'
    b' "levels": {"content_credentials": null, "metadata": null}, "camera": false, "exit_code": 21}'
)


@pytest.fixture
def read_in_memory(monkeypatch):
    given = []

    async def marks(_shell, data):
        given.append(data)
        return ANSWER

    monkeypatch.setattr(verifying, "marks", marks)
    return given


async def traces(bench) -> list[str]:
    """Where anything of the picture is: a file holding its bytes, an object, photo, variant or job row."""
    home, vault = bench.storage.home, bench.storage.vault.blobs.folder
    files = [path for folder in (home.data, home.config, home.tmp, home.logs) for path in folder.rglob("*")]
    found = [
        path.name
        for path in files
        if path.is_file() and (path.is_relative_to(vault) or MARKER[:40] in path.read_bytes())
    ]
    async with bench.storage.db.read() as tx:
        for table in (schema.objects, schema.photos, schema.variants, schema.jobs, schema.consents):
            rows = (await tx.execute(sa.select(sa.func.count()).select_from(table))).scalar()
            found += [table.name] if rows else []
        said = (await tx.execute(sa.select(schema.outbox.c.payload))).scalars()
        return found + ["outbox" for payload in said if "offer-" in str(payload)]


async def verify(bench) -> None:
    await bench.does(Commanded(name="verify"))
    await bench.does(Typed(text="", uploads=(bench.room.offer(MARKER),)))


async def test_it_is_read_without_consent_and_nothing_of_it_stays(bench, read_in_memory):
    await verify(bench)
    assert read_in_memory == [MARKER], "it was read"
    assert bench.sees()[-1].text.startswith("No mark was found")
    assert await traces(bench) == []


async def test_the_exception_is_for_one_picture_only(bench, read_in_memory):
    await verify(bench)
    await bench.does(Typed(text="", uploads=(bench.room.offer(GOOD_PHOTO),)))
    assert len(bench.room.fetched) == 1, "the next one is a photo again, and there is no consent for it"
    assert await traces(bench) == []


async def test_the_sabotage_a_shell_that_keeps_the_bytes_is_seen(bench, read_in_memory, monkeypatch):
    real = verifying.marks

    async def keeping(home, data):
        person = await bench.person()
        await bench.storage.vault.write(person.id, data, ObjectKind.PHOTO)
        return await real(home, data)

    monkeypatch.setattr(verifying, "marks", keeping)
    await verify(bench)
    assert await traces(bench) != []
