from __future__ import annotations

import hashlib

from storage.consent import ledger, wordings
from storage.records import ConsentSource, PaintedOn, Purpose
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


async def test_only_a_sentence_in_force_names_a_machine(storage, clock):
    """Where a person's photos may be painted: on the machine that they agreed to, as long as they do."""
    ada, bob = await new_person(storage, "ada", consent=()), await new_person(storage, "bob", consent=())
    machine = PaintedOn(host="gpu.example", kept_hours=12)
    said = {Purpose.GENERATIVE_BACKGROUND: "On gpu.example.", Purpose.PROCESSING: SAID}
    words = {purpose: (wordings.hash_of(sentence), "en") for purpose, sentence in said.items()}
    asked = (Purpose.GENERATIVE_BACKGROUND, Purpose.PROCESSING)

    async def named(person, purposes=asked):
        async with storage.db.read() as tx:
            return await wordings.machines(tx, person.id, purposes)

    async with storage.db.write() as tx:
        await wordings.keep(tx, said[Purpose.GENERATIVE_BACKGROUND], machine)
        await wordings.keep(tx, SAID)
        await ledger.give(tx, ada.id, words, wordings=words, source=ConsentSource.PERSON, now=clock.now())
        assert {each.purpose for each in await ledger.in_force(tx, ada.id)} == set(asked)
    assert await named(ada) == [machine]
    assert await named(ada, (Purpose.PROCESSING,)) == []
    assert await named(bob) == []
    async with storage.db.write() as tx:
        await ledger.close(tx, ada.id, asked[:1], clock.now())
        assert {each.purpose for each in await ledger.in_force(tx, ada.id)} == {Purpose.PROCESSING}
    assert await named(ada) == []
