"""What the people who run a server have decided: whether new rounds may begin there, and for which roles.

Never who may leave: /forget-me, /status, /consent and all other commands work for everybody, always. Nothing is stored
about who belongs to which server: a person who writes in private is looked up when it matters, and let go again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import discord

from bot.ports import PostRefused

ROLES_MOST = 25
SERVERS_KNOWN = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """``roles``: ids; empty lets everybody begin."""

    paused: bool = False
    roles: frozenset[int] = frozenset()

    def why_not(self, roles: frozenset[int]) -> str:
        """The key of what is said to somebody with these roles; "" lets them begin."""
        if self.paused:
            return "discord-paused"
        return "discord-not-your-role" if self.roles and not self.roles & roles else ""

    def written(self) -> dict[str, str]:
        return {"paused": "yes" if self.paused else "", "roles": " ".join(map(str, sorted(self.roles)))}


def read(written: Mapping[str, str]) -> Rules:
    return Rules(paused=bool(written.get("paused")), roles=frozenset(map(int, written.get("roles", "").split())))


class Servers(Protocol):
    """What is kept of servers. Built by the shell."""

    async def rules(self, server: str) -> Mapping[str, str]: ...

    async def keep(self, server: str, rules: Mapping[str, str]) -> None: ...

    async def figures(self) -> Sequence[str]:
        """Counts of the whole installation as lines; none below five is told."""
        ...


class InMemory:
    """No records behind the bot: decisions last as long as this process."""

    def __init__(self) -> None:
        self._kept: dict[str, Mapping[str, str]] = {}

    async def rules(self, server: str) -> Mapping[str, str]:
        return self._kept.get(server, {})

    async def keep(self, server: str, rules: Mapping[str, str]) -> None:
        self._kept[server] = rules

    async def figures(self) -> Sequence[str]:
        return ()


class House:
    """The rules of every server the bot is in."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self._known: OrderedDict[int, Rules] = OrderedDict()

    async def of(self, server: int) -> Rules:
        if server not in self._known:
            self._known[server] = read(await self.servers.rules(str(server)))
            while len(self._known) > SERVERS_KNOWN:
                self._known.popitem(last=False)
        return self._known[server]

    async def change(self, server: int, *, paused: bool | None = None, roles: frozenset[int] | None = None) -> Rules:
        rules = await self.of(server)
        rules = replace(rules, paused=rules.paused if paused is None else paused)
        rules = replace(rules, roles=rules.roles if roles is None else roles)
        await self.servers.keep(str(server), rules.written())
        self._known[server] = rules
        return rules

    async def why_not(self, interaction: discord.Interaction[discord.Client]) -> str:
        """In a server its own rules count; in private those of all servers shared with the bot: one yes is enough."""
        if interaction.guild_id is not None:
            return (await self.of(interaction.guild_id)).why_not(_roles(interaction.user))
        found = [await self._in(server, interaction.user.id) for server in interaction.client.guilds]
        told = [why for why in found if why is not None]
        return told[0] if told and all(told) else ""

    async def _in(self, server: discord.Guild, user_id: int) -> str | None:
        """None where no rule is set, or the person is not there."""
        rules = await self.of(server.id)
        if rules == Rules():
            return None
        try:
            member = await server.fetch_member(user_id)
        except (discord.DiscordException, PostRefused, OSError):
            return None
        return rules.why_not(_roles(member))


def _roles(who: discord.User | discord.Member) -> frozenset[int]:
    """``Member._roles`` holds the ids as they were sent; ``roles`` only those of a server that is in the cache."""
    return frozenset(who._roles) if isinstance(who, discord.Member) else frozenset()
