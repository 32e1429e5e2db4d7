"""The connection: discord.py's client, and what each thing a person does means.

A command, a press and a form are acknowledged once they are written down, so that no death loses what was acknowledged.
Words, photos and reactions have no acknowledgement: a new session looks up what was missed (``catch_up``).

It asks for no privileged intent and caches no member, message or presence. Whatever it needs to understand a press or a
reaction is in the payload, in this process's memory of what it posted, or in the records: never in a view kept alive.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord

from bot.commands import Command
from bot.platforms.discord import answers, buttons, commands, custom_ids, ending, inbound, limits, render
from bot.platforms.discord.asked import Asked
from bot.platforms.discord.chat_history import Said
from bot.platforms.discord.rules import ServerRules
from bot.ports import Arrival, Commanded, Incoming, Pressed, Reacted, Rendered, Typed
from bot.shell.inbox import Inbox
from bot.shell.lines import Lines
from bot.terms import Terms
from storage.ids import new_id
from storage.logs import log
from storage.records import Address

# The bot uses no voice, so a missing voice library is no news.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the client hands things to."""

    inbox: Inbox
    offers: inbound.Offers
    said: Said
    rules: ServerRules
    language: str
    aliases: Mapping[str, Command]
    health: Lines
    unread: Callable[[str, Exception], None]  # a gateway event of this name could not be read
    begun: Callable[[], None]  # a session has begun anew: what happened before it is to be looked up


class Client(discord.AutoShardedClient):
    """One connection of all shards. A client that was closed is not opened again: make a new one."""

    def __init__(self, parts: Parts, **sharding: Any) -> None:  # noqa: ANN401 - those of discord.py
        intents = discord.Intents(guilds=True, dm_messages=True, dm_reactions=True)
        super().__init__(
            **sharding,
            intents=intents,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=limits.LONGEST_WAIT_S,
            http_trace=answers.trace(parts.health.slower),
        )
        # discord.py has no public place for this: unguarded, one event that it cannot read ends the client.
        answers.parts_guarded(self._connection.parsers, parts.unread)
        self.parts = parts
        self.rules = parts.rules
        self.health = parts.health
        self.heard = asyncio.Event()  # set when the gateway is open
        self._hearing = True
        self._underway: set[asyncio.Task[Any]] = set()  # handlers that a stop waits for
        self.asked = Asked()
        self.tree = commands.Tree(self, self, parts.aliases)
        self.add_dynamic_items(*buttons.ALL)

    async def close(self) -> None:
        await super().close()
        await ending.let_go(self)

    async def hear_no_more(self) -> None:
        """From here on nothing new is taken. What is being taken still reaches the inbox and is acknowledged."""
        self._hearing = False
        if self._underway:
            await asyncio.wait(self._underway, timeout=limits.CLOSE_S)

    # --- what people do -----------------------------------------------------------------------------------------------

    async def commanded(self, interaction: discord.Interaction[Any], name: str, argument: str = "") -> None:
        """A command, or a button in a server that stands for one. A server's rules can hold back only /headshot."""
        in_server = interaction.guild_id is not None

        async def take() -> str:
            terms = await self.rules.terms_for(interaction) if name == Command.HEADSHOT else None
            if terms is not None and terms.refusal:
                return terms.refusal
            if in_server:
                self.asked.by_command(interaction, name, self.language_of(interaction))
            refused = await self._written(interaction, Commanded(name=name, argument=argument), terms)
            return refused or ("discord-in-private" if in_server else "discord-coming")

        await self._take(interaction, take())

    async def pressed(self, interaction: discord.Interaction[Any], action: str) -> None:
        await self._take(interaction, self._written(interaction, Pressed(action=action)))

    async def form_wanted(self, interaction: discord.Interaction[Any], action: str) -> None:
        """Opens the form of the pressed message. A form not found in time leaves the press to the conversation."""
        message = await self._message_of(interaction)
        form = message.outgoing.form if message is not None else None
        if message is None or form is None or form.action != action:
            await self.pressed(interaction, action)
            return
        with answers.lost("form.unopened"):
            await interaction.response.send_modal(render.modal(form, message))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Takes submitted forms. Presses arrive through ``buttons``, commands through ``commands``."""
        self.health.heard(shard(((interaction.guild_id or 0) >> 22) % (self.shard_count or 1)))
        data: Any = interaction.data or {}
        name = str(data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.modal_submit or not name.startswith(custom_ids.MODAL):
            return
        event = inbound.submitted(
            str(interaction.user.id), name.removeprefix(custom_ids.MODAL), data, self.parts.offers
        )
        await self._take(interaction, self._written(interaction, event))

    async def on_shard_connect(self, shard_id: int) -> None:
        """A new session: what happened since the last one is not told again, and is looked up."""
        self.health.connected(shard(shard_id))
        self.heard.set()
        if shard_id == limits.PRIVATE_SHARD:
            self.parts.begun()

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.health.connected(shard(shard_id))

    async def on_shard_disconnect(self, shard_id: int) -> None:
        self.health.lost(shard(shard_id))

    async def on_message(self, message: discord.Message) -> None:
        """Words and photos in a DM. What is said in servers is not read."""
        if message.guild is not None or message.author.bot or message.author == self.user or not self._taken_up():
            return
        await self.said(inbound.address_of(message.author.id, message.channel.id), inbound.of_message(message))

    async def on_raw_message_edit(self, edited: discord.RawMessageUpdateEvent) -> None:
        """Words that were corrected are heard once more. Discord also sends this when it adds a preview of a link."""
        if edited.guild_id is None and self._taken_up():
            said = inbound.of_edit(edited.data, discord.utils.utcnow())
            author: Any = edited.data.get("author", {})
            if said is not None and author.get("id") and not author.get("bot"):
                await self.said(inbound.address_of(int(author["id"]), edited.channel_id), said)

    async def said(self, address: Address, said: inbound.Said | None, heard_until: datetime | None = None) -> None:
        if said is None:
            return
        self.health.heard(shard(limits.PRIVATE_SHARD))
        uploads = tuple(self.parts.offers.hold(address.user, *photo) for photo in said.photos)
        event = Typed(text=said.text, uploads=uploads, other=said.other)
        begins = not uploads and inbound.begins(said.text)
        terms = await self.rules.terms_in_private(self, int(address.user)) if begins else None
        self._hear(Arrival(address=address, event_id=said.event_id, event=event, terms=terms, heard_until=heard_until))

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        await self._reaction(payload, added=True)

    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        await self._reaction(payload, added=False)

    async def _reaction(self, payload: discord.RawReactionActionEvent, *, added: bool) -> None:
        """A reaction is a vote when its sender owns the picture of that message."""
        vote = render.vote(payload.emoji.name)
        if payload.guild_id is not None or not vote or (self.user is not None and payload.user_id == self.user.id):
            return
        if not self._taken_up():
            return
        address = inbound.address_of(payload.user_id, payload.channel_id)
        message = await self.parts.said.find(address, str(payload.message_id))
        if message is None or not message.outgoing.subject:
            return
        event = Reacted(emoji=vote, subject=message.outgoing.subject, added=added)
        self._hear(Arrival(address=address, event_id=f"reaction:{new_id()}", event=event))

    async def answer(
        self,
        interaction: discord.Interaction[Any],
        words: str,
        *,
        ephemeral: bool = False,
        view: discord.ui.View | None = None,
    ) -> None:
        """The whole answer to an interaction; the conversation hears nothing of it."""
        shown = view or discord.utils.MISSING
        if self._taken_up():
            await answers.first(
                interaction.response.send_message(words, ephemeral=ephemeral, view=shown), self.health.acknowledged
            )

    # --- answers ------------------------------------------------------------------------------------------------------

    def language_of(self, interaction: discord.Interaction[Any]) -> str:
        return inbound.language_of(interaction.locale) or self.parts.language

    async def _take(self, interaction: discord.Interaction[Any], taking: Coroutine[Any, Any, str]) -> None:
        """Acknowledges a press or command once it is ``taking``, which returns the text to say, "" for none.

        What takes longer than Discord waits is shown as not yet answered ("thinking"), to the person alone.
        """
        if not self._taken_up():
            taking.close()
            return
        language, answer, took = self.language_of(interaction), interaction.response, self.health.acknowledged
        taken = asyncio.ensure_future(taking)
        try:
            if not (await asyncio.wait({taken}, timeout=limits.ACK_S))[0]:
                await answers.first(answer.defer(ephemeral=True, thinking=True), took)
                await self._edit_answer(interaction, await taken or "discord-coming", language)
            elif key := taken.result():
                await answers.first(answer.send_message(render.say(key, language), ephemeral=True), took)
            else:
                await answers.first(answer.defer(), took)
        finally:
            taken.cancel()
            self.asked.answered(interaction)

    async def _edit_answer(
        self, interaction: discord.Interaction[Any], key: str, language: str, view: discord.ui.View | None = None
    ) -> None:
        with answers.lost("answer.unedited"):
            await interaction.edit_original_response(content=render.say(key, language), view=view)

    async def _channel_of(self, interaction: discord.Interaction[Any], event: Incoming) -> str:
        """Always the person's own DM: never the channel of a server, where others read."""
        if interaction.guild_id is None and interaction.channel_id is not None:
            return str(interaction.channel_id)
        if not isinstance(event, Commanded):
            self.asked.by_press(interaction, self.language_of(interaction))
        return await self.asked.channel_of(interaction.user)

    async def _message_of(self, interaction: discord.Interaction[Any]) -> Rendered | None:
        if interaction.message is None:
            return None
        address = inbound.address_of(interaction.user.id, interaction.channel_id or 0)
        try:
            async with asyncio.timeout(limits.ACK_S):
                return await self.parts.said.find(address, str(interaction.message.id))
        except TimeoutError:
            return None

    async def _written(self, interaction: discord.Interaction[Any], event: Incoming, terms: Terms | None = None) -> str:
        """Waits until the event is written down. Returns "", or the text that says that it is not."""
        address = inbound.address_of(interaction.user.id, await self._channel_of(interaction, event))
        arrival = Arrival(
            address=address,
            event_id=f"interaction:{interaction.id}",
            event=event,
            locale=inbound.language_of(interaction.locale),
            terms=terms,
        )
        if await self.parts.inbox.put_for_good(arrival, limits.WRITTEN_WAIT_S):
            return ""
        log.error("inbox.full")
        return "discord-busy"

    def _hear(self, arrival: Arrival) -> None:
        if not self.parts.inbox.put(arrival):
            log.error("inbox.full")

    def _taken_up(self) -> bool:
        """Counts this handler among those that a stop waits for. False once the client is stopping."""
        task = asyncio.current_task()
        if self._hearing and task is not None:
            self._underway.add(task)
            task.add_done_callback(self._underway.discard)
        return self._hearing


def shard(number: int) -> str:
    """What the operator reads."""
    return f"shard {number}"
