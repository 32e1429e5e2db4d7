"""``/headshot-admin`` for the people who run a server: counts, pause, roles, limits, looks, an announcement.

No answer here says who joined, declined or was refused, and nothing makes a headshot mandatory.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from bot import server_rules
from bot.commands import ADMIN, Command
from bot.errors import RuleRefused
from bot.platforms.discord.buttons import CommandButton
from bot.platforms.discord.desk import Desk
from bot.platforms.discord.render import say, short
from bot.server_rules import Rules
from bot.terms import REACH
from bot.texts import members, render
from storage.records import MemberKind

GROUP = ADMIN
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
BY_SERVERS = app_commands.AppInstallationType(guild=True, user=False)

# What an option of ``limits`` is called, and which number of the terms it sets.
NUMBERS = {"sets": "jobs_per_day", "waiting": "waiting_most", "hours": "photo_hours", "days": "result_days"}

MOST_CHOICES = 25  # that Discord shows to pick from

Asked = discord.Interaction[Any]
Change = Callable[[Rules], Rules]


def group_of(desk: Desk) -> app_commands.Group:
    group = app_commands.Group(
        name=GROUP,
        description=_described("discord-admin"),
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=IN_SERVERS,
        allowed_installs=BY_SERVERS,
    )
    admin = _Admin(desk)
    plain = {"status": admin.status, "pause": admin.pause, "resume": admin.resume, "announce": admin.announce}
    for name, called in plain.items():
        group.add_command(_command(name, called))
    group.add_command(_role_command(admin))
    group.add_command(_limits_command(admin))
    group.add_command(_looks_command(admin))
    return group


def _described(key: str) -> app_commands.locale_str:
    return app_commands.locale_str(say(key, "en"), key=key)


def _command(name: str, called: Callable[[Asked], Awaitable[None]]) -> app_commands.Command[Any, ..., None]:
    async def plain(interaction: Asked) -> None:
        await called(interaction)

    return app_commands.Command(name=name, description=_described(f"discord-admin-{name}"), callback=plain)


def _role_command(admin: _Admin) -> app_commands.Command[Any, ..., None]:
    async def with_role(interaction: Asked, role: discord.Role | None = None) -> None:
        await admin.change(interaction, lambda now: server_rules.with_role(now, str(role.id) if role else None))

    return app_commands.Command(name="roles", description=_described("discord-admin-roles"), callback=with_role)


def _limits_command(admin: _Admin) -> app_commands.Command[Any, ..., None]:
    """Discord shows the reach of each number. It is checked here again, since a request can be forged."""

    async def with_numbers(
        interaction: Asked,
        sets: int | None = None,
        waiting: int | None = None,
        hours: int | None = None,
        days: int | None = None,
    ) -> None:
        given = {"sets": sets, "waiting": waiting, "hours": hours, "days": days}
        numbers = {NUMBERS[name]: value for name, value in given.items() if value is not None}
        await admin.change(interaction, lambda now: server_rules.with_numbers(now, numbers), "rules-kept-later")

    described = app_commands.describe(**{name: _described(f"discord-admin-limits-{name}") for name in NUMBERS})
    command = app_commands.Command[Any, ..., None](
        name="limits", description=_described("discord-admin-limits"), callback=described(with_numbers)
    )
    for name, number in NUMBERS.items():
        option = command._params[name]
        option.min_value, option.max_value = REACH[number]
    return command


def _looks_command(admin: _Admin) -> app_commands.Command[Any, ..., None]:
    async def with_look(interaction: Asked, look: str | None = None) -> None:
        await admin.change(
            interaction, lambda now: server_rules.with_look(now, look, known=members.codes(MemberKind.LOOK))
        )

    async def fitting(interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        """Looks that workers announced; a list within the command would only know those of the last start."""
        language = admin.language_of(interaction)
        named = {look: say(f"look-name-{look}", language) for look in members.codes(MemberKind.LOOK)}
        fit = [(look, name) for look, name in named.items() if typed.lower() in name.lower()]
        return [app_commands.Choice(name=name, value=look) for look, name in fit[:MOST_CHOICES]]

    return app_commands.Command(
        name="looks",
        description=_described("discord-admin-looks"),
        callback=app_commands.autocomplete(look=fitting)(with_look),
    )


class _Admin:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def status(self, interaction: Asked) -> None:
        if (server := await self._server(interaction)) is None:
            return
        language, rules = self._desk.language_of(interaction), self._desk.rules
        counts = [render(line, language, "discord") for line in await rules.servers.figures()]
        await self._tell(interaction, "\n".join((*_shown(await rules.of(str(server)), language), *counts)))

    def language_of(self, interaction: Asked) -> str:
        return self._desk.language_of(interaction)

    async def pause(self, interaction: Asked) -> None:
        await self._set_paused(interaction, paused=True)

    async def resume(self, interaction: Asked) -> None:
        await self._set_paused(interaction, paused=False)

    async def _set_paused(self, interaction: Asked, *, paused: bool) -> None:
        if (server := await self._server(interaction)) is not None:
            await self._desk.rules.pause(server, paused=paused)
            key = "rules-are-paused" if paused else "rules-are-open"
            await self._tell(interaction, say(key, self._desk.language_of(interaction)))

    async def change(self, interaction: Asked, change: Change, note: str = "") -> None:
        """Changes one rule and tells how all of them are set. A value out of reach changes nothing and is told."""
        if (server := await self._server(interaction)) is None:
            return
        language, rules = self._desk.language_of(interaction), self._desk.rules
        try:
            changed = await rules.keep(str(server), change(await rules.of(str(server))))
        except RuleRefused as refused:
            await self._tell(interaction, render(refused.said, language, "discord"))
            return
        await self._tell(interaction, "\n".join((*_shown(changed, language), *([say(note, language)] if note else []))))

    async def announce(self, interaction: Asked) -> None:
        """Posts in the channel, for everybody: the bot is here, and nobody has to use it."""
        if await self._server(interaction) is None:
            return
        language = self._desk.language_of(interaction)
        view = discord.ui.View(timeout=None)
        view.add_item(CommandButton(Command.HEADSHOT, short(say("discord-announce-button", language), 80)))
        await self._desk.answer(interaction, say("discord-announce", language), view=view)

    async def _server(self, interaction: Asked) -> int | None:
        """Checked here too, since a server's own settings can show the command to anybody."""
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            await self._tell(interaction, say("discord-admin-not-you", self._desk.language_of(interaction)))
            return None
        return interaction.guild_id

    async def _tell(self, interaction: Asked, words: str) -> None:
        await self._desk.answer(interaction, words, ephemeral=True)


def _shown(found: Rules, language: str) -> tuple[str, ...]:
    """How each rule of this server is set, one line each."""
    opened, *others = (render(line, language, "discord") for line in server_rules.lines(found))
    return (opened, _who(found, language), *others)


def _who(found: Rules, language: str) -> str:
    if not found.roles:
        return say("discord-admin-everybody", language)
    names = ", ".join(f"<@&{role}>" for role in sorted(found.roles))
    return say("discord-admin-these", language, name=names)
