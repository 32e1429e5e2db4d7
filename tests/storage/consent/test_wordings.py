from __future__ import annotations

import hashlib

from storage.consent import ledger, wordings
from storage.records import ConsentSource, Purpose
from storage.retention.purge import purge
from tests.fakes import new_person

SAID = "I am 18 or older. These photos show me and nobody else."


async def kept(storage) -> dict[str, str]:
    async with storage.db.read() as tx:
        return await wordings.sentences(tx, [hashlib.sha256(SAID.encode()).hexdigest()])


async def test_a_sentence_is_kept_as_long_as_a_yes_to_it_and_no_longer(storage, clock):
    person = await new_person(storage, consent=())
    words = {Purpose.LIKENESS: (hashlib.sha256(SAID.encode()).hexdigest(), "en")}
    async with storage.db.write() as tx:
        await wordings.keep(tx, SAID)
        await wordings.keep(tx, SAID)  # said again
        await ledger.give(tx, person.id, words, wordings=words, source=ConsentSource.PERSON, now=clock.now())
    await purge(storage)
    assert list((await kept(storage)).values()) == [SAID]
    clock.advance(days=30)
    await purge(storage)  # the person goes
    await purge(storage)
    assert await kept(storage) == {}
