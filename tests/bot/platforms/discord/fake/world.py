"""The state of the fake Discord, and what people do in it. Knows no HTTP and no websocket.

Shapes follow Discord's documentation. Fields the documentation leaves out for DMs are left out here (``guild_id``), and
a reaction in a DM comes without CHANNEL_CREATE, as after a restart of a real bot.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.fakes import PATIENCE_S

EPOCH_MS = 1420070400000
ACK_S, TOKEN_S = 3.0, 900.0
EPHEMERAL = 64
GUILD = "900000000000000001"
GUILD_CHANNEL = "900000000000000002"
FOREIGN = "800000000000000001"


class Said(Exception):
    """An error answer: HTTP status, Discord's code, words."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
CANNOT_SEND = (403, 50007, "Cannot send messages to this user")
# discord-api-types, RESTJSONErrorCodes: somebody who installed the bot for themselves and shares no server with it
NO_SHARED_SERVER = (403, 50278, "Cannot send messages to this user due to having no mutual guilds")
EDITS_SPENT = (429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later")
NOT_ALLOWED = (403, 50003, "Cannot execute action on a DM channel")
INVALID_TOKEN = (401, 50027, "Invalid Webhook Token")
TOO_LARGE = (413, 40005, "Request entity too large")


@dataclass(kw_only=True)
class Person:
    name: str
    id: str
    channel: str
    locale: str = "en-US"
    dms_open: bool = True
    refused: tuple[int, int, str] = CANNOT_SEND  # what is said while they are closed
    roles: list[str] = field(default_factory=list)

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "username": self.name, "discriminator": "0", "avatar": None, "global_name": self.name}


@dataclass(kw_only=True)
class Interaction:
    """What a person did that wants an answer. ``response``: the first answer; ``ack_s``: how long it took."""

    id: str
    token: str
    person: Person
    payload: dict[str, Any]
    at: float
    response: dict[str, Any] | None = None
    message: dict[str, Any] | None = None  # the message that the answer shows
    followups: list[dict[str, Any]] = field(default_factory=list)
    ack_s: float = 0.0
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_S):
            await self.answered.wait()
        assert self.response is not None
        return self.response

    async def words(self) -> str:
        await self.answer()
        return (self.message or {}).get("content", "")


class World:
    def __init__(self) -> None:
        self.app_id = self.snowflake()
        self.bot = {"id": self.app_id, "username": "candid", "discriminator": "0", "avatar": None, "bot": True}
        self.token = "a-good-token"
        self.people: dict[str, Person] = {}
        self.messages: dict[str, dict[str, dict[str, Any]]] = {GUILD_CHANNEL: {}}  # channel -> id -> message
        self.files: dict[str, tuple[bytes, float]] = {}  # attachment id -> bytes, valid until
        self.offered: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self.interactions: dict[str, Interaction] = {}  # by token
        self.commands: list[dict[str, Any]] = []
        self.base = ""  # where files are, set by the server
        self.made_at: dict[str, float] = {}  # message id -> Discord's clock
        self.reacted: dict[str, dict[str, set[str]]] = {}  # message id -> emoji -> who reacted with it
        self.guilds = [GUILD]
        self.token_s = TOKEN_S
        self.seconds = 0.0  # Discord's clock: stands still until a test moves it
        self.dispatch: Callable[[str, dict[str, Any], str | None], None] = lambda _name, _data, _guild: None
        self.changed = asyncio.Event()

    # --- small things -------------------------------------------------------------------------------------------------

    _count = itertools.count(1)

    def snowflake(self) -> str:
        return str(((int(time.time() * 1000) - EPOCH_MS) << 22) | (next(World._count) & 0x3FFFFF))

    def person(self, name: str) -> Person:
        if name not in self.people:
            known = Person(name=name, id=self.snowflake(), channel=self.snowflake())
            self.people[name] = known
            self.messages[known.channel] = {}
        return self.people[name]

    def by_id(self, user_id: str) -> Person:
        found = next((each for each in self.people.values() if each.id == user_id), None)
        if found is None:
            raise Said(404, 10013, "Unknown User")
        return found

    def by_channel(self, channel: str) -> Person | None:
        return next((each for each in self.people.values() if each.channel == channel), None)

    def touch(self) -> None:
        self.changed.set()

    async def until(self, seen: Callable[[], Any], timeout_s: float = PATIENCE_S) -> Any:
        """Waits until ``seen()`` is true; returns it."""
        async with asyncio.timeout(timeout_s):
            while not (found := seen()):
                self.changed.clear()
                await self.changed.wait()
        return found

    # --- messages -----------------------------------------------------------------------------------------------------

    def shown(self, name: str) -> list[dict[str, Any]]:
        """The bot's messages this person sees now, oldest first."""
        channel = self.messages[self.person(name).channel]
        return [message for message in channel.values() if message["author"]["id"] == self.bot["id"]]

    def message(self, channel: str, author: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        id_ = self.snowflake()
        self.made_at[id_] = self.seconds
        return {
            "id": id_,
            "channel_id": channel,
            "author": author,
            "content": body.get("content") or "",
            "timestamp": "2026-11-22T12:00:00.000000+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": body.get("embeds") or [],
            "components": numbered(body.get("components") or []),
            "pinned": False,
            "type": 0,
            "flags": body.get("flags") or 0,
        }

    def attach(
        self, message: dict[str, Any], listed: list[dict[str, Any]], files: dict[int, tuple[str, bytes]]
    ) -> None:
        for each in listed:
            filename, data = files[int(each["id"])]
            attachment = self.attachment(each.get("filename") or filename, data)
            if each.get("description"):
                attachment["description"] = each["description"]
            message["attachments"].append(attachment)

    def attachment(self, filename: str, data: bytes, valid_s: float = 86400.0) -> dict[str, Any]:
        """A signed address that expires."""
        id_ = self.snowflake()
        self.files[id_] = (data, self.seconds + valid_s)
        url = f"{self.base}/attachments/{id_}/{filename}?ex=1&hm=2"
        return {"id": id_, "filename": filename, "size": len(data), "url": url, "proxy_url": url}

    # --- what people do -----------------------------------------------------------------------------------------------

    def say(self, name: str, text: str, photos: tuple[bytes, ...] = ()) -> dict[str, Any]:
        person = self.person(name)
        message = self.message(person.channel, person.user(), {"content": text})
        message["attachments"] = [self.attachment("photo.jpg", data) for data in photos]
        return self.deliver(person, message)

    def deliver(self, person: Person, message: dict[str, Any]) -> dict[str, Any]:
        self.messages[person.channel][message["id"]] = message
        self.dispatch("MESSAGE_CREATE", message, None)
        return message

    def counts(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        """The reactions of a message, as a history tells them: how many, and whether one is the reader's."""
        own, others = message.get("offered", []), self.reacted.get(message["id"], {})
        return [
            {
                "emoji": {"id": None, "name": emoji},
                "count": (emoji in own) + len(others.get(emoji, ())),
                "me": emoji in own,
                "me_burst": False,
                "count_details": {"burst": 0, "normal": (emoji in own) + len(others.get(emoji, ()))},
                "burst_colors": [],
            }
            for emoji in dict.fromkeys([*own, *(each for each, who in others.items() if who)])
        ]

    def edit(self, name: str, message: dict[str, Any], text: str) -> None:
        message |= {"content": text, "edited_timestamp": datetime.fromtimestamp(time.time(), UTC).isoformat()}
        self.dispatch("MESSAGE_UPDATE", message, None)

    def react(self, name: str, message_id: str, emoji: str, *, added: bool = True, by: str = "") -> dict[str, Any]:
        """``by``: somebody else than the one whose DM it is, which Discord itself would never send."""
        person = self.person(name)
        data = {
            "user_id": self.person(by or name).id,
            "channel_id": person.channel,
            "message_id": message_id,
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
        }
        who = self.reacted.setdefault(message_id, {}).setdefault(emoji, set())
        (who.add if added else who.discard)(data["user_id"])
        self.dispatch("MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE", data, None)
        return data

    def slash(self, name: str, command: str, *, server: bool = False, **options: Any) -> Interaction:
        """As Discord's client lists it: the two commands with a name of their own, or a part of ``/candid``."""
        if command in {"headshot", "forget-me"}:
            return self.slash_by_old_name(name, command, server=server, **options)
        part = {"name": command, "type": 1, "options": _listed(options)}
        data = {"id": self.snowflake(), "name": "candid", "type": 1, "options": [part]}
        return self.interact(name, 2, data, server=server)

    def slash_by_old_name(self, name: str, command: str, *, server: bool = False, **options: Any) -> Interaction:
        """A command by itself, as a client that has not yet heard of a new list still sends it."""
        data = {"id": self.snowflake(), "name": command, "type": 1, "options": _listed(options)}
        return self.interact(name, 2, data, server=server)

    def admin(
        self, name: str, subcommand: str, *, permissions: int = 32, role: str = "", **options: Any
    ) -> Interaction:
        inner = {"name": subcommand, "type": 1, "options": _listed(options)}
        data: dict[str, Any] = {"id": self.snowflake(), "name": "headshot-admin", "type": 1, "options": [inner]}
        if role:
            inner["options"] = [{"name": "role", "type": 8, "value": role}]
            known = self.guild()["roles"][0] | {"id": role, "name": "staff"}
            data["resolved"] = {"roles": {role: known}}
        return self.interact(name, 2, data, server=True, permissions=permissions)

    def click(self, name: str, message: dict[str, Any], custom_id: str, *, server: bool = False) -> Interaction:
        assert custom_id in custom_ids(message), f"no button {custom_id} in {custom_ids(message)}"
        return self.interact(name, 3, {"component_type": 2, "custom_id": custom_id}, message=message, server=server)

    def submit(
        self,
        name: str,
        modal: dict[str, Any],
        *,
        ticked: frozenset[str] = frozenset(),
        chosen: dict[str, str] | None = None,
        photos: tuple[bytes, ...] = (),
        message: dict[str, Any] | None = None,
    ) -> Interaction:
        """Fills in the modal as it was opened: what is not in it cannot be ticked, chosen or attached."""
        attached = [self.attachment("photo.jpg", data) for data in photos]
        components = []
        for each in modal["components"]:
            if each["type"] != 18:
                components.append({"type": each["type"], "id": len(components) + 1})
                continue
            part = each["component"]
            values = self._values(part, ticked, chosen or {}, attached)
            filled = {
                "type": part["type"],
                "id": 100 + len(components),
                "custom_id": part["custom_id"],
                "values": values,
            }
            components.append({"type": 18, "id": len(components) + 1, "component": filled})
        data = {
            "custom_id": modal["custom_id"],
            "components": components,
            "resolved": {"attachments": {each["id"]: each for each in attached}},
        }
        return self.interact(name, 5, data, message=message)

    def _values(
        self, part: dict[str, Any], ticked: frozenset[str], chosen: dict[str, str], attached: list[dict[str, Any]]
    ) -> list[str]:
        if part["type"] == 19:
            assert len(attached) <= part.get("max_values", 1)
            return [each["id"] for each in attached]
        options = [option["value"] for option in part["options"]]
        if part["type"] == 22:
            return [value for value in options if value in ticked]
        value = chosen.get(part["custom_id"].partition(".")[2], options[0])
        assert value in options
        return [value]

    def interact(
        self,
        name: str,
        type_: int,
        data: dict[str, Any],
        *,
        message: dict[str, Any] | None = None,
        server: bool = False,
        permissions: int = 0,
        foreign: bool = False,
    ) -> Interaction:
        """``foreign``: in a server without the bot, by somebody who installed it for themselves."""
        person = self.person(name)
        id_ = self.snowflake()
        payload: dict[str, Any] = {
            "id": id_,
            "application_id": self.app_id,
            "type": type_,
            "data": data,
            "token": f"interaction-{id_}",
            "version": 1,
            "app_permissions": "0",
            "locale": person.locale,
            "entitlements": [],
            "authorizing_integration_owners": {"0": GUILD} if server else {"1": person.id},
            "context": 0 if server else 1,
            "attachment_size_limit": 10485760,
        }
        if server:
            payload |= {
                "guild_id": GUILD,
                "guild": {"id": GUILD, "locale": "en-US", "features": []},
                "guild_locale": "en-US",
                "channel_id": GUILD_CHANNEL,
                "channel": {"id": GUILD_CHANNEL, "type": 0, "name": "general", "position": 0},
                "member": self.member(person) | {"permissions": str(permissions)},
            }
        else:
            channel = {"id": person.channel, "type": 1, "recipients": [person.user()]}
            payload |= {"channel_id": person.channel, "channel": channel, "user": person.user()}
        if foreign:
            payload["authorizing_integration_owners"] = {"1": person.id}
            payload["guild_id"] = payload["guild"]["id"] = FOREIGN
        if message is not None:
            payload["message"] = message
        made = Interaction(id=id_, token=payload["token"], person=person, payload=payload, at=self.seconds)
        self.interactions[made.token] = made
        self.dispatch("INTERACTION_CREATE", payload, payload.get("guild_id"))
        return made

    def guild(self, id_: str = GUILD) -> dict[str, Any]:
        """A server. No members: without the privileged intent none are sent."""
        everyone = {"id": id_, "name": "@everyone", "color": 0, "hoist": False, "position": 0, "permissions": "0",
                    "managed": False, "mentionable": False, "flags": 0}  # fmt: skip
        return {
            "id": id_,
            "name": "A server",
            "owner_id": self.app_id,
            "roles": [everyone],
            "emojis": [],
            "features": [],
            "members": [],
            "channels": [
                {"id": GUILD_CHANNEL, "type": 0, "name": "general", "position": 0, "permission_overwrites": []}
            ],
            "threads": [],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "member_count": 3,
            "verification_level": 0,
            "explicit_content_filter": 0,
            "default_message_notifications": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "premium_progress_bar_enabled": False,
            "preferred_locale": "en-US",
            "system_channel_flags": 0,
            "afk_timeout": 300,
        }

    def member(self, person: Person) -> dict[str, Any]:
        return {
            "user": person.user(),
            "roles": person.roles,
            "joined_at": "2026-01-01T00:00:00.000000+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
        }


def kind(value: object) -> int:
    return 5 if isinstance(value, bool) else 4 if isinstance(value, int) else 3


def _listed(options: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": key, "type": kind(value), "value": value} for key, value in options.items()]


def custom_ids(message: dict[str, Any]) -> list[str]:
    return [part["custom_id"] for row in message["components"] for part in row.get("components", [])]


def labels(message: dict[str, Any]) -> list[str]:
    return [part.get("label", "") for row in message["components"] for part in row.get("components", [])]


def numbered(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Discord gives every component a number."""
    count = itertools.count(1)

    def one(component: dict[str, Any]) -> dict[str, Any]:
        made = {**component, "id": component.get("id") or next(count)}
        if "components" in component:
            made["components"] = [one(each) for each in component["components"]]
        return made

    return [one(each) for each in components]
