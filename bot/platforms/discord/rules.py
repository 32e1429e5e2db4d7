"""Whose rules count for somebody who begins a round on Discord.

In a server, that server's. In private, those of all servers that the person shares with the bot: they are looked up
when the person begins, and nothing is stored about who belongs to which server; it is in memory for a minute. What a
round may use goes along with its first event and holds for that round.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import replace

import discord

from bot.platforms.discord import limits
from bot.server_rules import Book, Rules, Servers
from bot.terms import Terms, together
from storage.logs import log


class ServerRules(Book):
    """The rules of every server the bot is in."""

    def __init__(self, servers: Servers) -> None:
        super().__init__(servers)
        self._roles_known: OrderedDict[int, tuple[float, list[tuple[str, frozenset[str]]]]] = OrderedDict()

    async def terms_for(self, interaction: discord.Interaction[discord.Client]) -> Terms:
        """What a person who begins a round may use. ``refusal`` tells why they may not begin."""
        if interaction.guild_id is None:
            return await self.terms_in_private(interaction.client, interaction.user.id)
        rules = await self.of(str(interaction.guild_id))
        return rules.terms_for(_roles(interaction.user))

    async def terms_in_private(self, client: discord.Client, user_id: int) -> Terms:
        """One server that lets them begin is enough. Where several do, their terms count together.

        The servers are asked side by side, and their answers hold for a minute.
        """
        known = self._roles_known.get(user_id)
        if known is None or time.monotonic() - known[0] > limits.WHO_IS_KNOWN_S:
            gate = asyncio.Semaphore(limits.SERVERS_AT_ONCE)
            asked = await asyncio.gather(*(self._in(server, user_id, gate) for server in client.guilds))
            known = self._roles_known[user_id] = (time.monotonic(), [each for each in asked if each is not None])
            while len(self._roles_known) > limits.PLACES_KNOWN:
                self._roles_known.popitem(last=False)
        found = [(await self.of(server)).terms_for(roles) for server, roles in known[1]]
        allowing = [terms for terms in found if not terms.refusal]
        return together(allowing) if allowing or not found else found[0]

    async def _in(
        self, server: discord.Guild, user_id: int, gate: asyncio.Semaphore
    ) -> tuple[str, frozenset[str]] | None:
        """(server, their roles there); None where no rule is set, or the person is not there."""
        if await self.of(str(server.id)) == Rules():
            return None
        async with gate:
            try:
                return str(server.id), _roles(await server.fetch_member(user_id))
            except Exception as unknown:  # also an answer that discord.py cannot read
                log.info("member.unknown", error=type(unknown).__name__)
                return None

    async def pause(self, server: int, *, paused: bool) -> None:
        await self.keep(str(server), replace(await self.of(str(server)), paused=paused))


def _roles(who: discord.User | discord.Member) -> frozenset[str]:
    """``Member._roles`` holds the ids as Discord sent them; ``roles`` needs the server in the cache."""
    return frozenset(map(str, who._roles)) if isinstance(who, discord.Member) else frozenset()
