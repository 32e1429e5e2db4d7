"""``/headshot-admin`` for the people who run a server: counts, pause, roles, an announcement.

No answer here says who joined, declined or was refused, and nothing makes a headshot mandatory.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.platforms.discord import rules
from bot.platforms.discord.buttons import CommandButton
from bot.platforms.discord.render import say, short

if TYPE_CHECKING:
    from bot.platforms.discord.client import Client

GROUP = "headshot-admin"
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
BY_SERVERS = app_commands.AppInstallationType(guild=True, user=False)

Asked = discord.Interaction[Any]


def group_of(client: Client) -> app_commands.Group:
    group = app_commands.Group(
        name=GROUP,
        description=_described("discord-admin"),
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=IN_SERVERS,
        allowed_installs=BY_SERVERS,
    )
    desk = _Desk(client)
    plain = {"status": desk.status, "pause": desk.pause, "resume": desk.resume, "announce": desk.announce}
    for name, called in plain.items():
        group.add_command(_command(name, called))
    group.add_command(_role_command(desk.roles))
    return group


def _described(key: str) -> app_commands.locale_str:
    return app_commands.locale_str(say(key, "en"), key=key)


def _command(name: str, called: Callable[[Asked], Awaitable[None]]) -> app_commands.Command[Any, ..., None]:
    async def plain(interaction: Asked) -> None:
        await called(interaction)

    return app_commands.Command(name=name, description=_described(f"discord-admin-{name}"), callback=plain)


def _role_command(
    called: Callable[[Asked, discord.Role | None], Awaitable[None]],
) -> app_commands.Command[Any, ..., None]:
    async def with_role(interaction: Asked, role: discord.Role | None = None) -> None:
        await called(interaction, role)

    return app_commands.Command(name="roles", description=_described("discord-admin-roles"), callback=with_role)


class _Desk:
    def __init__(self, client: Client) -> None:
        self._client = client

    async def status(self, interaction: Asked) -> None:
        if (server := await self._server(interaction)) is None:
            return
        language = self._client.language_of(interaction)
        found = await self._client.house.of(server)
        lines = [say("discord-admin-is-paused" if found.paused else "discord-admin-is-open", language)]
        lines.append(_who(found, language))
        lines += await self._client.house.servers.figures()
        await self._tell(interaction, "\n".join(lines))

    async def pause(self, interaction: Asked) -> None:
        await self._set_paused(interaction, paused=True)

    async def resume(self, interaction: Asked) -> None:
        await self._set_paused(interaction, paused=False)

    async def _set_paused(self, interaction: Asked, *, paused: bool) -> None:
        if (server := await self._server(interaction)) is not None:
            await self._client.house.change(server, paused=paused)
            key = "discord-admin-is-paused" if paused else "discord-admin-is-open"
            await self._tell(interaction, say(key, self._client.language_of(interaction)))

    async def roles(self, interaction: Asked, role: discord.Role | None) -> None:
        """Adds one role; without one, everybody may begin again."""
        if (server := await self._server(interaction)) is None:
            return
        now = await self._client.house.of(server)
        roles = frozenset() if role is None else frozenset(sorted(now.roles | {role.id})[: rules.ROLES_MOST])
        changed = await self._client.house.change(server, roles=roles)
        await self._tell(interaction, _who(changed, self._client.language_of(interaction)))

    async def announce(self, interaction: Asked) -> None:
        """Says in the open that it is there, and that nobody has to."""
        if await self._server(interaction) is None:
            return
        language = self._client.language_of(interaction)
        view = discord.ui.View(timeout=None)
        view.add_item(CommandButton("headshot", short(say("discord-announce-button", language), 80)))
        await self._client.answer(interaction, say("discord-announce", language), view=view)

    async def _server(self, interaction: Asked) -> int | None:
        """Asked again here: what Discord shows to whom can be changed in a server's own settings."""
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            await self._tell(interaction, say("discord-admin-not-you", self._client.language_of(interaction)))
            return None
        return interaction.guild_id

    async def _tell(self, interaction: Asked, words: str) -> None:
        await self._client.answer(interaction, words, ephemeral=True)


def _who(found: rules.Rules, language: str) -> str:
    if not found.roles:
        return say("discord-admin-everybody", language)
    names = ", ".join(f"<@&{role}>" for role in sorted(found.roles))
    return say("discord-admin-these", language, name=names)
