"""Where a person is met, and what Slack says of them: asked when they speak, then kept in memory for a while.

An address's channel is the direct chat, with the thread in which the person last spoke (``D1/1700000000.000100``). It
is empty where only a command elsewhere was heard: then the chat is asked for when something is to be said there, so
that a Slack that asks for a pause loses nothing.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import TypeVar

from bot.platforms.slack import limits
from bot.platforms.slack.calls import Json, asked
from bot.platforms.slack.workspaces import PLATFORM, Workspaces
from bot.ports import PostRefused
from storage.logs import log
from storage.records import Address

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """``locale``: as Slack writes it (``de-DE``), "" where it would not say; ``of_another``: no member of this team."""

    locale: str = ""
    of_another: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``thread``: the ``ts`` of the message whose thread is answered; "" for the chat itself."""

    channel: str
    thread: str = ""


def written(place: Place) -> str:
    return f"{place.channel}/{place.thread}" if place.thread else place.channel


def read(channel: str) -> Place:
    chat, _, thread = channel.partition("/")
    return Place(channel=chat, thread=thread)


class People:
    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._profiles: OrderedDict[tuple[str, str], tuple[Profile, float]] = OrderedDict()
        self._places: OrderedDict[tuple[str, str], Place] = OrderedDict()

    def at(self, team: str, user: str, place: Place | None = None) -> Address:
        """``place``: where they have just spoken; None: where they spoke last."""
        if place is not None and place.channel:
            _keep(self._places, (team, user), place)
        known = self._places.get((team, user), Place(channel=""))
        return Address(platform=PLATFORM, workspace=team, user=user, channel=written(known))

    async def place_of(self, address: Address) -> Place:
        """Where to write to them; their chat is opened where it is not known. Raises ``PostRefused``."""
        if address.channel:
            return read(address.channel)
        key = (address.workspace, address.user)
        if key not in self._places:
            client = await self._workspaces.client(address.workspace)
            opened = await asked(client.conversations_open(users=address.user))
            _keep(self._places, key, Place(channel=str(opened["channel"]["id"])))
        return self._places[key]

    async def profile(self, team: str, user: str) -> Profile:
        """A Slack that does not answer soon is not waited for: they start in the operator's language."""
        now = asyncio.get_running_loop().time()
        known, until = self._profiles.get((team, user), (None, 0.0))
        if known is not None and now < until:
            return known
        try:
            async with asyncio.timeout(limits.PROFILE_S):
                said = await self.ask(team, user)
        except (PostRefused, TimeoutError) as refused:
            log.info("slack.profile_unknown", code=getattr(refused, "code", "slow"))
            _keep(self._profiles, (team, user), (known or Profile(), now + limits.PROFILE_AGAIN_S))
            return known or Profile()
        profile = Profile(locale=str(said.get("locale") or ""), of_another=_of_another(team, said))
        _keep(self._profiles, (team, user), (profile, now + limits.PROFILE_KEPT_S))
        return profile

    async def ask(self, team: str, user: str) -> Json:
        """Slack's own words about a person. Raises ``PostRefused``."""
        client = await self._workspaces.client(team)
        found: Json = (await asked(client.users_info(user=user, include_locale=True))).get("user") or {}
        return found

    def forget(self, team: str, user: str = "") -> None:
        """One person, or everybody in a workspace."""
        for kept in (self._profiles, self._places):
            for who in [who for who in kept if who[0] == team and user in {"", who[1]}]:
                kept.pop(who, None)


def _of_another(team: str, said: Json) -> bool:
    """Whether somebody belongs to another organisation, and this chat with them to Slack Connect.

    An Enterprise Grid shares its members among its own workspaces; they are listed (Slack's user type reference).
    """
    own = {team, *((said.get("enterprise_user") or {}).get("teams") or ())}
    return said.get("is_stranger") is True or str(said.get("team_id") or team) not in own


def _keep(kept: OrderedDict[K, V], key: K, value: V) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > limits.REMEMBERED:
        kept.popitem(last=False)
