"""Where people asked last, in a server: with closed direct messages they are answered there, and only they see it.

An answer by an interaction lasts for its fifteen minutes. Every press renews them, so a whole round can go on there.
Nothing of this is stored: after a restart, or later, what is said waits for the person to ask again.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
import discord

from bot.commands import Command
from bot.platforms.discord import buttons, limits, outbound, render, zip_split
from bot.ports import Rendered
from bot.shell.recovery import MAYBE_TWICE
from storage.failpoints import failpoint
from storage.logs import log

Interaction = discord.Interaction[Any]


@dataclass(slots=True, kw_only=True)
class _Place:
    interaction: Interaction
    language: str
    command: str  # what [Try again] repeats
    since: float
    helped: bool  # whether it was told how to open direct messages, in this answer
    answered: asyncio.Event = field(default_factory=asyncio.Event)  # nothing can follow before the first answer


class Asked:
    """By user, the latest ones in memory."""

    def __init__(self) -> None:
        self._places: OrderedDict[str, _Place] = OrderedDict()
        self._channels: OrderedDict[str, str] = OrderedDict()  # user -> the DM's id
        self._shown: OrderedDict[str, Interaction] = OrderedDict()  # reference -> by whose token it can be edited
        self.unsure: set[str] = set()  # users whom a dead process may have shown here what comes next

    def by_command(self, interaction: Interaction, command: str, language: str) -> None:
        self._put(interaction, _place(interaction, language, command, helped=False))

    def by_press(self, interaction: Interaction, language: str) -> None:
        """A press in a message that only they see. What it shows belongs to the round of the earlier command."""
        earlier = self._places.get(str(interaction.user.id))
        command = earlier.command if earlier is not None else Command.HEADSHOT
        self._put(interaction, _place(interaction, language, command, helped=True))

    def _put(self, interaction: Interaction, place: _Place) -> None:
        user = str(interaction.user.id)
        self._places[user] = place
        self._places.move_to_end(user)
        while len(self._places) > limits.PLACES_KNOWN:
            self._places.popitem(last=False)

    def answered(self, interaction: Interaction) -> None:
        """It has its first answer, or will have none."""
        place = self._places.get(str(interaction.user.id))
        if place is not None and place.interaction is interaction:
            place.answered.set()

    async def channel_of(self, user: discord.User | discord.Member) -> str:
        """Their DM, opened where it is not; "" where Discord will not open it."""
        known = self._channels.get(str(user.id), "")
        if known:
            return known
        try:
            self._channels[str(user.id)] = known = str((await user.create_dm()).id)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as refused:
            log.info("dm.unopened", error=type(refused).__name__)
            return ""
        while len(self._channels) > limits.REMEMBERED:
            self._channels.popitem(last=False)
        return known

    async def post(self, user: str, message: Rendered) -> str | None:
        """Shows the message where they asked; None where they have not, or too long ago."""
        place = self._places.get(user)
        if place is None or time.monotonic() - place.since > limits.TOKEN_S:
            return None
        try:
            async with asyncio.timeout(limits.WRITTEN_WAIT_S):
                await place.answered.wait()
            await self._help(place)
            shown = await self._show(place, _maybe_twice(message) if user in self.unsure else message)
            self.unsure.discard(user)
            return shown
        except (discord.DiscordException, aiohttp.ClientError, OSError) as lost:
            log.info("answer.lost", error=type(lost).__name__)
            self._places.pop(user, None)
            return None

    async def _help(self, place: _Place) -> None:
        """How to open direct messages, with a button that repeats the command; once for each answer."""
        if place.helped:
            return
        place.helped = True
        again = discord.ui.View(timeout=None)
        again.add_item(buttons.CommandButton(place.command, render.say("discord-try-again", place.language)))
        words = render.say("discord-dm-closed", place.language)
        await place.interaction.edit_original_response(content=words, view=again)

    async def _show(self, place: _Place, message: Rendered) -> str:
        refs = []
        for part in zip_split.requests(message):
            content, embeds = render.text(part)
            sent = await place.interaction.followup.send(
                content=content,
                embeds=embeds,
                files=render.files(part),
                view=render.view(part) or discord.utils.MISSING,
                allowed_mentions=outbound.NOBODY,
                ephemeral=True,
                wait=True,
            )
            failpoint("discord.answer_shown")
            refs.append(str(sent.id))
            self._shown[refs[-1]] = place.interaction
        while len(self._shown) > limits.REMEMBERED:
            self._shown.popitem(last=False)
        return outbound.BETWEEN.join(refs)

    async def delete(self, ref: str) -> bool:
        """True where it was shown here. One that can no longer be deleted goes by itself when Discord is reloaded."""
        shown = [(each, self._shown.pop(each, None)) for each in ref.split(outbound.BETWEEN)]
        for each, interaction in shown:
            if interaction is not None:
                try:
                    await interaction.followup.delete_message(int(each))
                except (discord.DiscordException, aiohttp.ClientError, OSError) as lost:
                    log.info("answer.undeleted", error=type(lost).__name__)
        return any(interaction is not None for _, interaction in shown)

    async def edit(self, ref: str, message: Rendered) -> bool:
        """True where it was shown here and is edited."""
        interaction = self._shown.get(ref)
        if interaction is None:
            return False
        content, embeds = render.text(message)
        try:
            await interaction.followup.edit_message(
                int(ref),
                content=content,
                embeds=embeds,
                attachments=render.files(message),
                view=render.view(message),
                allowed_mentions=outbound.NOBODY,
            )
        except (discord.DiscordException, aiohttp.ClientError, OSError) as lost:
            log.info("answer.unedited", error=type(lost).__name__)
            self._shown.pop(ref, None)
            return False
        return True


def _maybe_twice(message: Rendered) -> Rendered:
    return replace(message, text=f"{message.text}\n\n{render.say(MAYBE_TWICE, message.language)}")


def _place(interaction: Interaction, language: str, command: str, *, helped: bool) -> _Place:
    return _Place(interaction=interaction, language=language, command=command, since=time.monotonic(), helped=helped)
