"""Several bots share Discord's shards: each opens its own, and hears what comes there."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.platforms.discord.adapter import Options, build
from bot.platforms.discord.settings import DiscordSettings
from bot.ports import Typed
from tests.bot.platforms.discord.test_adapter import arrives


def with_shards(discord, world, written):
    own = DiscordSettings(_env_file=None, discord_shards=written)
    return build(Options(token=world.token, cdn=(discord.fake.base,), sharding=own.sharding))


def opened(discord) -> set[tuple[int, int]]:
    return {session.shard for session in discord.fake.gateway.sessions.values()}


async def test_each_bot_opens_its_own_shards_and_private_words_come_to_one(discord, world) -> None:
    await discord.platform.stop()
    discord.fake.gateway.sessions.clear()
    first, second = (with_shards(discord, world, written) for written in ("0-1/4", "2-3/4"))
    for bot in (first, second):
        await bot.start()
    await world.until(lambda: opened(discord) == {(n, 4) for n in range(4)})
    world.say("ada", "hello")
    assert (await arrives(first)).event == Typed(text="hello")
    assert second._inbox.take() is None
    for bot in (first, second):
        await bot.stop()


async def test_the_sabotage_a_bot_that_ignores_its_range_is_seen(discord, world, monkeypatch) -> None:
    await discord.platform.stop()
    discord.fake.gateway.sessions.clear()
    monkeypatch.setattr(DiscordSettings, "sharding", {})
    bot = with_shards(discord, world, "2-3/4")
    await bot.start()
    assert opened(discord) == {(0, 1)}
    await bot.stop()


@pytest.mark.parametrize("written", ["3-1/8", "0-8/8", "0/8", "a-b/c", "0-3", "-1-2/8"])
def test_what_is_no_range_is_refused(written) -> None:
    with pytest.raises(ValidationError, match="like 0-3/8"):
        DiscordSettings(_env_file=None, discord_shards=written)


def test_without_a_range_discord_advises() -> None:
    assert DiscordSettings(_env_file=None).sharding == {}
