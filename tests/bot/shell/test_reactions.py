"""Reactions in advance are rows of their own: after their message, at their own pace, never given up, holding up none.

For a platform with the capability ``reacts_apart``; here the headless one is given it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.platforms.headless.limits import CAPABILITIES
from bot.ports import Commanded, Outgoing, PostRefused, Text, TryLater
from bot.shell import deliver
from bot.shell.deliver import GIVE_UP_AFTER, Delivery
from bot.shell.perform import say
from storage.queue import outbox

VOTES = ("👍", "👎")


class Wall:
    """What the platform was asked to put on; ``refuses`` is raised while there is any left."""

    def __init__(self, platform) -> None:
        self.put_on: list[tuple[str, tuple[str, ...]]] = []
        self.refuses: list[PostRefused] = []
        platform.capabilities = replace(CAPABILITIES, reacts_apart=True)
        platform.react = self.react

    async def react(self, _address, ref, reactions) -> None:
        if self.refuses:
            raise self.refuses.pop(0)
        self.put_on.append((ref, tuple(reactions)))


@pytest.fixture
async def person(bench):
    await bench.does(Commanded(name="headshot"))
    return await bench.person()


@pytest.fixture
def wall(bench, person):
    return Wall(bench.shell.platforms["headless"])


async def says(bench, person, key: str = "went-wrong", reactions: tuple[str, ...] = VOTES) -> None:
    async with bench.storage.db.write() as tx:
        await say(bench.shell, tx, person.id, Outgoing(text=Text(key=key), reactions=reactions))


def shown(bench) -> list[str]:
    return [message.outgoing.text.key for message in bench.sees()][1:]


async def test_reactions_come_after_their_message_and_name_it(bench, person, wall) -> None:
    await says(bench, person)
    await bench.delivery.carry()
    await bench.delivery.carry()
    async with bench.storage.db.read() as tx:
        shown_last = (await outbox.history(tx, person.id))[-1]
    assert wall.put_on == [(shown_last.ref, VOTES)]


async def test_where_a_platform_puts_them_on_itself_no_row_is_made(bench, person, wall) -> None:
    bench.shell.platforms["headless"].capabilities = CAPABILITIES
    await says(bench, person)
    await bench.delivery.carry()
    await bench.delivery.carry()
    assert wall.put_on == []


async def test_a_pause_holds_back_nothing_of_what_comes_after_and_is_never_given_up(bench, person, wall, clock) -> None:
    wall.refuses = [TryLater("ratelimited", 60.0)] * (2 * GIVE_UP_AFTER)
    await says(bench, person)
    await says(bench, person, "stale-idle", reactions=())
    await bench.delivery.carry()
    assert shown(bench) == ["went-wrong", "stale-idle"], "what was due beside them"
    await says(bench, person, "still-making", reactions=())
    await bench.delivery.carry()
    assert shown(bench)[2:] == ["still-making"], "what is said while they wait"
    for _ in range(2 * GIVE_UP_AFTER):
        clock.advance(seconds=61)
        await bench.delivery.carry()
    assert [reactions for _, reactions in wall.put_on] == [VOTES]


async def test_sabotage_a_pause_that_counts_as_a_failure_is_given_up(bench, person, wall, clock, monkeypatch) -> None:
    monkeypatch.setattr(deliver, "TryLater", Delivery)  # nothing raised is one
    with pytest.raises(AssertionError):
        await test_a_pause_holds_back_nothing_of_what_comes_after_and_is_never_given_up(bench, person, wall, clock)


async def test_a_message_that_does_not_stand_takes_none(bench, person, wall) -> None:
    await says(bench, person)
    platform = bench.shell.platforms["headless"]
    post = platform.post

    async def refuses_this(address, key, message) -> str:
        if message.outgoing.text.key == "went-wrong":
            raise PostRefused("no")
        return await post(address, key, message)

    platform.post = refuses_this
    await bench.delivery.carry()
    await bench.delivery.carry()
    assert wall.put_on == []


async def test_a_message_set_aside_and_sent_again_has_its_reactions(bench, person, wall, clock) -> None:
    platform = bench.shell.platforms["headless"]
    post, platform.post = platform.post, _no
    await says(bench, person)
    await bench.delivery.carry()
    await bench.delivery.carry()
    platform.post = post
    async with bench.storage.db.write() as tx:
        assert await outbox.release(tx, clock.now()) >= 1
    for _ in range(3):
        await bench.delivery.carry()
        clock.advance(minutes=10)
    assert [reactions for _, reactions in wall.put_on] == [VOTES]


async def _no(_address, _key, _message) -> str:
    raise PostRefused("no")


async def test_after_a_crash_in_the_call_they_are_put_on_once_more_and_no_message_is_posted(
    bench, person, wall, monkeypatch
) -> None:
    class Dies(BaseException):
        pass

    async def dies(*_args) -> None:
        raise Dies

    platform = bench.shell.platforms["headless"]
    platform.capabilities = replace(platform.capabilities, exact_posting=False)
    bench.delivery = Delivery(bench.shell, platform)
    await says(bench, person)
    with monkeypatch.context() as dying:
        dying.setattr(platform, "react", dies)
        with pytest.raises(Dies):
            await bench.delivery.carry()
    restarted = Delivery(bench.shell, platform)
    await restarted.recover()
    await restarted.carry()
    assert [reactions for _, reactions in wall.put_on] == [VOTES]
    assert shown(bench) == ["went-wrong"]


async def test_they_are_no_message_of_the_chat(bench, person, wall) -> None:
    await says(bench, person)
    for _ in range(2):
        await bench.delivery.carry()
    async with bench.storage.db.read() as tx:
        assert {row.verb for row in await outbox.history(tx, person.id)} == {outbox.POST}
