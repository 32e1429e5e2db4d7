"""Further names of commands: an operator's setting, listed on Discord and answered as the command they stand for."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.platforms.discord.adapter import Options, build
from bot.platforms.discord.settings import ADMIN, DiscordSettings, aliases_in
from bot.ports import Commanded
from tests.bot.platforms.discord.test_adapter import arrives


async def test_an_alias_is_listed_and_answered(discord, world) -> None:
    await discord.platform.stop()
    aliases = aliases_in("portrait=headshot weg=forget-me")
    named = build(Options(token=world.token, cdn=(discord.fake.base,), aliases=aliases))
    await named.start()
    await world.until(lambda: {"portrait", "weg"} <= {each["name"] for each in world.commands})
    world.slash_by_old_name("ada", "weg")
    assert (await arrives(named)).event == Commanded(name="forget-me")
    await named.stop()


@pytest.mark.parametrize(
    "written",
    ["Portrait=headshot", "status=headshot", "candid=help", f"{ADMIN}=help", "portrait=selfie", "portrait", "=help"],
)
def test_a_name_that_cannot_be_one_is_refused_with_its_reason(written) -> None:
    with pytest.raises(ValidationError):
        DiscordSettings(_env_file=None, discord_aliases=written)


def test_the_admins_group_is_the_one_that_is_taken() -> None:
    from bot.platforms.discord.admin import GROUP

    assert GROUP == ADMIN
