"""Whose rules count for somebody who begins a round on Discord.

In a server, that server's. In private, those of all servers that the person shares with the bot: they are looked up
when the person begins, and nothing is stored about who belongs to which server. What a round may use goes along with
its first event and holds for that round.
"""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.ports import PostRefused
from bot.server_rules import Book, Rules
from bot.terms import Terms, together


class ServerRules(Book):
    """The rules of every server the bot is in."""

    async def terms_for(self, interaction: discord.Interaction[discord.Client]) -> Terms:
        """What a person who begins a round may use. ``refusal`` tells why they may not begin."""
        if interaction.guild_id is None:
            return await self.terms_in_private(interaction.client, interaction.user.id)
        rules = await self.of(str(interaction.guild_id))
        return rules.terms_for(_roles(interaction.user))

    async def terms_in_private(self, client: discord.Client, user_id: int) -> Terms:
        """One server that lets them begin is enough. Where several do, their terms count together."""
        found = [terms for server in client.guilds if (terms := await self._in(server, user_id)) is not None]
        allowing = [terms for terms in found if not terms.refusal]
        return together(allowing) if allowing or not found else found[0]

    async def _in(self, server: discord.Guild, user_id: int) -> Terms | None:
        """None where no rule is set, or the person is not there."""
        rules = await self.of(str(server.id))
        if rules == Rules():
            return None
        try:
            member = await server.fetch_member(user_id)
        except (discord.DiscordException, PostRefused, OSError):
            return None
        return rules.terms_for(_roles(member))

    async def pause(self, server: int, *, paused: bool) -> None:
        await self.keep(str(server), replace(await self.of(str(server)), paused=paused))


def _roles(who: discord.User | discord.Member) -> frozenset[str]:
    """``Member._roles`` holds the ids as Discord sent them; ``roles`` needs the server in the cache."""
    return frozenset(map(str, who._roles)) if isinstance(who, discord.Member) else frozenset()
