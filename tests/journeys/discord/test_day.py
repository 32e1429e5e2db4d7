"""A day of traffic in a minute, with the lines a day has: nothing lost, nothing doubled, and memory as it was."""

from __future__ import annotations

import asyncio
import gc
import time

import pytest

from tests.journeys.discord.visitor import Visitor

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

SECONDS = 60.0
AT_ONCE = 6
WARM_UP = 20  # visits after which everything has been met once
MOST_OBJECTS_A_VISIT = 60  # what may stay of one visit: a few rows' worth of the clients' own caches


async def visit(fake, number: int, photo: bytes) -> None:
    """One person's day. Every third makes pictures, every fifth begins in a server, everybody leaves by /forget-me."""
    ada = Visitor(fake, f"person-{number}")
    await ada.command("headshot", server=number % 5 == 0)
    await ada.until(lambda: ada.with_button("c:purpose.profile"), 60)
    await ada.command("status")
    if number % 3 == 0:
        await ada.press("purpose.profile")
        await ada.press("consent.show")
        await ada.submit("consent.give", ticked=frozenset({"likeness", "processing"}), photos=(photo,))
        await ada.until(lambda: ada.with_button("f:look.choose"), 60)
        await ada.submit("look.choose", chosen={"number": "2"})
        await ada.until(lambda: len(ada.pictures()) == 2, 60)
        numbers = sorted(message["content"].partition("\n")[0] for message in ada.pictures())
        assert numbers == ["Picture 1", "Picture 2"]
        await ada.vote("approve", ada.pictures()[0])
    await ada.command("forget-me")
    await ada.press("forget.erase")
    await ada.until(lambda: "deletion-receipt.html" in ada.files(), 60)
    person = fake.world.people.pop(f"person-{number}")
    del fake.world.messages[person.channel]
    for interaction in ada.did:
        fake.world.interactions.pop(interaction.token, None)


async def test_a_day_of_traffic_leaves_memory_as_it_was(bot, fake, photo) -> None:
    gate, visits, kept = asyncio.Semaphore(AT_ONCE), 0, []

    async def one(number: int) -> None:
        async with gate:
            await visit(fake, number, photo)

    async def wave(first: int, count: int) -> None:
        await asyncio.gather(*(one(number) for number in range(first, first + count)))
        fake.rest.requests.clear()  # judged in the journeys; here they would be the test's own leak
        for session in fake.gateway.sessions.values():
            session.events.clear()
        fake.world.files.clear()
        fake.world.fetched.clear()
        fake.rest._nonces.clear()
        gc.collect()
        kept.append(len(gc.get_objects()))

    await wave(0, WARM_UP)
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        visits += 20
        await wave(WARM_UP + visits, 20)
        if visits % 60 == 0:
            await fake.gateway.drop()  # a day has such moments
            await fake.gateway.opened(30)
    assert visits >= 20
    assert (kept[-1] - kept[0]) / visits < MOST_OBJECTS_A_VISIT, kept
    client = bot.platform._client
    assert not client._connection._view_store._views
    assert not client._connection._view_store._modals
    assert fake.rest.statuses[403] == fake.rest.statuses[401] == 0
