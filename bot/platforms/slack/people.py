"""A person's direct chat and language: asked of Slack once, then kept in memory for the latest few thousand people."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bot.platforms.slack import limits
from bot.platforms.slack.calls import asked
from bot.platforms.slack.workspaces import PLATFORM, Workspaces
from bot.ports import PostRefused
from storage.records import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """``locale``: as Slack writes it (``de-DE``), "" where it would not say."""

    address: Address
    locale: str


class People:
    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._met: OrderedDict[tuple[str, str], Met] = OrderedDict()

    async def meet(self, team: str, user: str, channel: str = "") -> Met:
        """``channel``: their direct chat where it is known already. Raises ``PostRefused``."""
        known = self._met.get((team, user))
        if known is None:
            known = await self._ask(team, user, channel)
            self._met[team, user] = known
            while len(self._met) > limits.REMEMBERED:
                self._met.popitem(last=False)
        return known

    def forget(self, team: str, user: str = "") -> None:
        """One person, or everybody in a workspace."""
        for who in [who for who in self._met if who[0] == team and user in {"", who[1]}]:
            del self._met[who]

    async def _ask(self, team: str, user: str, channel: str) -> Met:
        client = await self._workspaces.client(team)
        if not channel:
            opened = await asked(client.conversations_open(users=user))
            channel = str(opened["channel"]["id"])
        address = Address(platform=PLATFORM, workspace=team, user=user, channel=channel)
        try:
            profile = await asked(client.users_info(user=user, include_locale=True))
        except PostRefused:
            return Met(address=address, locale="")  # without users:read people start in the operator's language
        return Met(address=address, locale=str((profile.get("user") or {}).get("locale") or ""))
