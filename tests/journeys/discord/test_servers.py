"""What the people who run a server can decide, and what they never see."""

from __future__ import annotations

import re

import pytest

from tests.bot.platforms.discord.fake.world import custom_ids
from tests.journeys.discord.bot import bot_on
from tests.journeys.discord.visitor import Visitor

ROLE = "900000000000000077"


async def test_a_pause_holds_back_new_rounds_and_nothing_else_and_survives_a_restart(fake, ada, tmp_path) -> None:
    async with bot_on(fake, tmp_path):
        assert "paused" in await fake.world.admin("boss", "pause").words()
    async with bot_on(fake, tmp_path):
        asked = await ada.command("headshot", server=True)
        await ada.until(lambda: "paused" in asked.message["content"])
        await ada.command("forget-me", server=True)
        await ada.until(lambda: ada.with_button("c:forget.erase"))
        assert ada.with_button("c:purpose.profile") is None
        await fake.world.admin("boss", "resume").answer()
        await ada.command("headshot", server=True)
        await ada.until(lambda: ada.with_button("c:purpose.profile"))


async def test_roles_count_in_the_server_and_in_private(bot, fake, ada) -> None:
    assert ROLE in await fake.world.admin("boss", "roles", role=ROLE).words()
    for server in (True, False):
        asked = await ada.command("headshot", server=server)
        await ada.until(lambda a=asked: "certain roles" in a.message["content"])
    fake.world.person("ben").roles = [ROLE]
    ben = Visitor(fake, "ben")
    await ben.command("headshot")
    await ben.until(lambda: ben.with_button("c:purpose.profile"))
    await fake.world.admin("boss", "roles").answer()
    await ada.command("headshot")
    await ada.until(lambda: ada.with_button("c:purpose.profile"))


async def test_only_those_who_manage_the_server_can_use_it(bot, fake, ada) -> None:
    assert "manage" in await fake.world.admin("ada", "pause", permissions=0).words()
    await ada.command("headshot", server=True)
    await ada.until(lambda: ada.with_button("c:purpose.profile"))


async def test_status_tells_no_count_under_five_and_no_name(bot, fake, ada) -> None:
    await ada.command("headshot")
    await ada.until(lambda: ada.with_button("c:purpose.profile"))
    words = await fake.world.admin("boss", "status").words()
    assert "People I know: <5" in words
    assert not re.search(r": [0-4]$", words, re.MULTILINE)
    assert ada.name not in words


async def test_a_status_that_tells_small_counts_is_seen(bot, fake, ada, monkeypatch) -> None:
    monkeypatch.setattr("storage.operations.metrics.FEWEST", 0)
    with pytest.raises(AssertionError):
        await test_status_tells_no_count_under_five_and_no_name(bot, fake, ada)


async def test_status_speaks_the_admins_language(bot, fake, ada) -> None:
    fake.world.person("boss").locale = "de"
    words = await fake.world.admin("boss", "status").words()
    assert "Menschen, die ich kenne: <5" in words


async def test_an_announcement_makes_nothing_mandatory_and_its_button_begins_in_private(bot, fake, ada) -> None:
    said = fake.world.admin("boss", "announce")
    words = await said.words()
    assert "Optional. A plain photo or none is just as good. Nobody is told who takes part." in words
    assert not said.response["data"].get("flags")
    assert custom_ids(said.message) == ["g:headshot"]
    await fake.world.click("ada", said.message, "g:headshot", server=True).answer()
    await ada.until(lambda: ada.with_button("c:purpose.profile"))
