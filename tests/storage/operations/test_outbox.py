"""What was set aside, on a real installation: listed without a word of it, sent again by hand."""

from __future__ import annotations

import asyncio
import json

from storage.clock import SystemClock
from storage.opening import open_storage
from storage.operations.outbox import outbox
from storage.people import persons
from storage.queue import outbox as rows
from storage.records import Address
from storage.settings import StorageSettings
from tests.storage.operations.test_cli import run


def set_aside() -> None:
    async def work() -> None:
        async with open_storage(StorageSettings()) as storage:
            grace = await persons.find_or_create(
                storage, Address(platform="discord", workspace="", user="1", channel="2"), "en"
            )
            async with storage.db.write() as tx:
                for key, code in (("a", "invalid"), ("b", f"{rows.DOOR}dm_closed")):
                    await rows.put(tx, person_id=grace.id, platform="discord", key=key, verb="post",
                                   payload={"secret": "words"}, now=SystemClock().now())  # fmt: skip
                    (row,) = await rows.due(tx, "discord", SystemClock().now(), 1)
                    await rows.hold(tx, row, code)

    asyncio.run(work())


def test_what_was_set_aside_is_listed_and_sent_again(folders) -> None:
    assert "Nothing was set aside" in run(outbox).output
    set_aside()
    listed = run(outbox).output
    assert "post on discord" in listed
    assert "secret" not in listed
    told = json.loads(run(outbox, "--json").output)
    assert [(row["code"], row["waits_for_the_person"]) for row in told] == [("invalid", False), ("dm_closed", True)]
    assert run(outbox, "retry", str(told[0]["number"])).output.startswith("1 messages")
    assert run(outbox, "retry").output.startswith("1 messages")
    assert "Nothing was set aside" in run(outbox).output
    assert run(outbox, "drop").exit_code == 2
