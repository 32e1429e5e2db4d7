"""The fake's REST side and its file host. Every request is recorded with the name of the schema it must fit."""

from __future__ import annotations

import json
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from tests.bot.platforms.discord.fake import world as w
from tests.bot.platforms.discord.fake.world import Said, World

SEND_BYTES = 10 * 1024 * 1024
ANSWERED_AT = "X-Answered-At"  # for a bench that leaves this stand-in's time out (tests.benches.chat.elsewhere)
# Of the whole request, whatever its files are: "the form body can't exceed 26214400 bytes" (disboxapp/web#50).
REQUEST_BYTES = 25 * 1024 * 1024
MOST_NONCES_S = 300.0
REACTION_S = 0.25  # one reaction each quarter of a second and channel (discord-api-docs#182)
# Requests in so many seconds, by route and channel or server. Discord documents none of them ("rate limits should not
# be hard coded", topics/rate-limits); these are what its headers say to bots, rounded to the strict side.
REAL_LIMITS: dict[str, tuple[int, float]] = {
    "POST /channels/{channel}/messages": (5, 5.0),
    "PATCH /channels/{channel}/messages/{message}": (5, 5.0),
    "DELETE /channels/{channel}/messages/{message}": (5, 1.0),
    "GET /channels/{channel}/messages": (5, 5.0),
    "PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me": (1, REACTION_S),
    "POST /users/@me/channels": (10, 10.0),
    "GET /guilds/{guild}/members/{user}": (5, 1.0),
}
ALL_IN_A_SECOND = 50  # of all routes but interactions' (topics/rate-limits, global rate limit)
# "Maximum number of edits to messages older than 1 hour reached" comes as a 429 with a code of its own
# (aikaterna-cogs#302, discord-api-docs#4381); how many are allowed is not documented.
OLD_S, OLD_EDITS = 3600.0, 5


@dataclass(kw_only=True)
class Recorded:
    """One request that carried a body."""

    method: str
    path: str
    body: Any
    schema: str
    many: bool = False


class Rest:
    """``slow``: per route name, how many requests in how many seconds; past that 429 with Retry-After."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.requests: list[Recorded] = []
        self.counts: dict[str, int] = defaultdict(int)  # by "METHOD route"
        self.statuses: dict[int, int] = defaultdict(int)
        self.slow: dict[str, tuple[int, float]] = {}
        self.in_a_second = 0  # of all routes together; 0 for no limit
        self.broken: dict[str, deque[tuple[int, int, str]]] = defaultdict(deque)  # route -> answers to give first
        self.unreadable: dict[str, dict[str, Any]] = {}  # message id -> fields as no library expects them
        self.unreadable_posts = 0  # how many answers to a post come without what a library needs
        self._seen: dict[str, deque[float]] = defaultdict(deque)
        self._nonces: dict[tuple[str, str], tuple[float, str]] = {}

    def routes(self, app: web.Application) -> None:
        on = app.router.add_route
        for method, path, handler in (
            ("GET", "/users/@me", self.me),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/gateway/bot", self.gateway),
            ("GET", "/applications/{app}/commands", self.commands),
            ("PUT", "/applications/{app}/commands", self.put_commands),
            ("POST", "/users/@me/channels", self.open_dm),
            ("GET", "/channels/{channel}/messages", self.history),
            ("POST", "/channels/{channel}/messages", self.post),
            ("PATCH", "/channels/{channel}/messages/{message}", self.edit),
            ("DELETE", "/channels/{channel}/messages/{message}", self.delete),
            ("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me", self.add_reaction),
            ("POST", "/interactions/{id}/{token}/callback", self.callback),
            ("PATCH", "/webhooks/{app}/{token}/messages/@original", self.edit_answer),
            ("POST", "/webhooks/{app}/{token}", self.follow_up),
            ("PATCH", "/webhooks/{app}/{token}/messages/{message}", self.edit_follow_up),
            ("DELETE", "/webhooks/{app}/{token}/messages/{message}", self.delete_follow_up),
            ("GET", "/guilds/{guild}/members/{user}", self.member),
        ):
            on(method, "/api" + path, self._answer(f"{method} {path}", handler))
        on("GET", "/attachments/{id}/{name}", self.file)

    def _answer(
        self, name: str, handler: Callable[[web.Request], Awaitable[Any]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            self.counts[name] += 1
            try:
                if "/interactions/" not in name and "/webhooks/" not in name:
                    self._check_token(request)
                if (wait_s := self._too_fast(name, request)) > 0:
                    slower = {"message": "You are being rate limited.", "retry_after": wait_s, "global": False}
                    return self._said(429, slower, {"Retry-After": str(wait_s), "Via": "1.1 fake"})
                if self.broken[name]:
                    raise Said(*self.broken[name].popleft())
                body = await handler(request)
            except Said as said:
                return self._said(said.status, {"code": said.code, "message": said.message})
            finally:
                self.world.touch()
            return self._said(200 if body is not None else 204, body)

        return answer

    def _said(self, status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
        self.statuses[status] += 1
        if body is None:
            return web.Response(status=status, headers={ANSWERED_AT: str(time.perf_counter())})
        # Exactly this content type: discord.py takes any other for text.
        return web.Response(
            status=status,
            body=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", ANSWERED_AT: str(time.perf_counter()), **(headers or {})},
        )

    def _check_token(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self.world.token}":
            raise Said(401, 0, "401: Unauthorized")

    def _too_fast(self, name: str, request: web.Request) -> float:
        if self.in_a_second and "/interactions/" not in name and "/webhooks/" not in name:
            wait_s = self._past("all", self.in_a_second, 1.0)
            if wait_s:
                return wait_s
        if name not in self.slow:
            return 0.0
        where = request.match_info.get("channel", "") + request.match_info.get("guild", "")
        return self._past(name + where, *self.slow[name])

    def _past(self, key: str, most: int, per_s: float) -> float:
        """Seconds until the next one is allowed."""
        seen = self._seen[key]
        now = time.monotonic()
        while seen and seen[0] < now - per_s:
            seen.popleft()
        if len(seen) >= most:
            return round(seen[0] + per_s - now, 3)
        seen.append(now)
        return 0.0

    async def _body(
        self, request: web.Request, schema: str, *, many: bool = False
    ) -> tuple[Any, dict[int, tuple[str, bytes]]]:
        files: dict[int, tuple[str, bytes]] = {}
        if request.content_type == "multipart/form-data":
            form = await request.post()
            body = json.loads(str(form["payload_json"]))
            for key, value in form.items():
                if key.startswith("files[") and isinstance(value, web.FileField):
                    files[int(key[6:-1])] = (value.filename, value.file.read())
        else:
            body = await request.json()
        self.requests.append(Recorded(method=request.method, path=request.path, body=body, schema=schema, many=many))
        whole = (request.content_length or 0) > REQUEST_BYTES
        if whole or any(len(data) > SEND_BYTES for _, data in files.values()):
            raise Said(*w.TOO_LARGE)
        return body, files

    # --- who and where ------------------------------------------------------------------------------------------------

    async def me(self, _request: web.Request) -> Any:
        return self.world.bot

    async def application(self, _request: web.Request) -> Any:
        return {
            "id": self.world.app_id,
            "name": "candid",
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": self.world.bot,
            "verify_key": "0" * 64,
            "flags": 0,
            "integration_types_config": {
                "0": {"oauth2_install_params": {"scopes": ["applications.commands", "bot"], "permissions": "0"}},
                "1": {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}},
            },
        }

    async def gateway(self, _request: web.Request) -> Any:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 16}
        url = self.world.base.replace("http://", "ws://") + "/gateway"
        return {"url": url, "shards": self.shards, "session_start_limit": limit}

    shards = 1

    async def commands(self, _request: web.Request) -> Any:
        return self.world.commands

    async def put_commands(self, request: web.Request) -> Any:
        body, _ = await self._body(request, "ApplicationCommandUpdateRequestSchema", many=True)
        self.world.commands = [
            {"id": self.world.snowflake(), "application_id": self.world.app_id, "version": "1", **each} for each in body
        ]
        return self.world.commands

    async def member(self, request: web.Request) -> Any:
        person = self.world.by_id(request.match_info["user"])
        return self.world.member(person)

    async def open_dm(self, request: web.Request) -> Any:
        body, _ = await self._body(request, "CreatePrivateChannelRequestSchema")
        person = self.world.by_id(str(body["recipient_id"]))
        return {"id": person.channel, "type": 1, "recipients": [person.user()]}

    # --- messages -----------------------------------------------------------------------------------------------------

    def _channel(self, request: web.Request) -> dict[str, dict[str, Any]]:
        channel = self.world.messages.get(request.match_info["channel"])
        if channel is None:
            raise Said(*w.UNKNOWN_CHANNEL)
        return channel

    def _own(self, request: web.Request) -> dict[str, Any]:
        message = self._channel(request).get(request.match_info["message"])
        if message is None:
            raise Said(*w.UNKNOWN_MESSAGE)
        if message["author"]["id"] != self.world.bot["id"]:
            raise Said(*w.NOT_ALLOWED)
        return message

    async def history(self, request: web.Request) -> Any:
        """Newest first; of the messages after an id, the first ones. A nonce is never told again (discord.py#2451)."""
        most, after = int(request.query.get("limit", 50)), int(request.query.get("after", 0))
        found = [each for each in self._channel(request).values() if int(each["id"]) > after]
        told = (found[:most] if "after" in request.query else found[-most:])[::-1]
        return [self._told(message) for message in told]

    def _told(self, message: dict[str, Any]) -> dict[str, Any]:
        own = {"nonce", "offered", "edits", "old_edits"}  # of this stand-in, or told once
        shown = {name: value for name, value in message.items() if name not in own}
        counts = self.world.counts(message)
        return shown | ({"reactions": counts} if counts else {}) | self.unreadable.get(message["id"], {})

    async def post(self, request: web.Request) -> Any:
        channel_id = request.match_info["channel"]
        channel = self._channel(request)
        body, files = await self._body(request, "MessageCreateRequestSchema")
        person = self.world.by_channel(channel_id)
        if person is not None and not person.dms_open:
            raise Said(*person.refused)
        if not (body.get("content") or body.get("embeds") or body.get("attachments") or body.get("components")):
            raise Said(400, 50006, "Cannot send an empty message")
        if len(body.get("content") or "") > 2000:
            raise Said(400, 50035, "Invalid Form Body")
        nonce = str(body.get("nonce", ""))
        since, earlier = self._nonces.get((channel_id, nonce), (0.0, ""))
        if nonce and body.get("enforce_nonce") and earlier and self.world.seconds - since < MOST_NONCES_S:
            if earlier not in channel:  # deleted since, and not made again (discord-api-docs#6647)
                raise Said(*w.UNKNOWN_MESSAGE)
            return channel[earlier]
        message = self.world.message(channel_id, self.world.bot, body)
        self.world.attach(message, body.get("attachments") or [], files)
        message["nonce"] = nonce
        channel[message["id"]] = message
        self._nonces[channel_id, nonce] = (self.world.seconds, message["id"])
        if len(self._nonces) > 10_000:
            self._nonces.pop(next(iter(self._nonces)))
        if self.unreadable_posts:
            self.unreadable_posts -= 1
            return {name: value for name, value in message.items() if name != "type"}
        return message

    async def edit(self, request: web.Request) -> Any:
        message = self._own(request)
        body, files = await self._body(request, "MessageEditRequestPartialSchema")
        if self.world.seconds - self.world.made_at[message["id"]] > OLD_S:
            message["old_edits"] = message.get("old_edits", 0) + 1
            if message["old_edits"] > OLD_EDITS:
                raise Said(*w.EDITS_SPENT)
        for name in ("content", "embeds"):
            if name in body:
                message[name] = body[name] or ("" if name == "content" else [])
        if "components" in body:
            message["components"] = w.numbered(body["components"] or [])
        if "attachments" in body:
            message["attachments"] = []
            self.world.attach(message, body["attachments"] or [], files)
        message["edited_timestamp"] = "2026-11-22T12:00:01.000000+00:00"
        message["edits"] = message.get("edits", 0) + 1
        return message

    async def delete(self, request: web.Request) -> Any:
        message = self._own(request)
        del self._channel(request)[message["id"]]
        return None

    async def add_reaction(self, request: web.Request) -> Any:
        """Shown in the order in which they came."""
        message = self._own(request)
        message.setdefault("offered", []).append(unquote(request.match_info["emoji"]))
        return None

    # --- interactions -------------------------------------------------------------------------------------------------

    async def callback(self, request: web.Request) -> Any:
        asked = self.world.interactions.get(request.match_info["token"])
        body = await request.json() if request.content_type == "application/json" else None
        files: dict[int, tuple[str, bytes]] = {}
        if body is None:
            body, files = await self._body(request, "CreateMessageInteractionCallbackRequestSchema")
        else:
            self.requests.append(Recorded(method="POST", path=request.path, body=body, schema=CALLBACKS[body["type"]]))
        if asked is None or self.world.seconds - asked.at > w.ACK_S:
            raise Said(*w.UNKNOWN_INTERACTION)
        if asked.response is not None:
            raise Said(*w.ALREADY_ACKNOWLEDGED)
        asked.response, asked.ack_s = body, self.world.seconds - asked.at
        resource: dict[str, Any] = {"type": body["type"]}
        if body["type"] in (4, 5):
            said = body.get("data") or {}
            asked.message = self.world.message(asked.payload["channel_id"], self.world.bot, said)
            self.world.attach(asked.message, said.get("attachments") or [], files)
            resource["message"] = asked.message
        asked.answered.set()
        interaction = {"id": asked.id, "type": asked.payload["type"]}
        return {"interaction": interaction, "resource": resource}

    async def edit_answer(self, request: web.Request) -> Any:
        asked = self.world.interactions.get(request.match_info["token"])
        body, _ = await self._body(request, "IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema")
        if asked is None:
            raise Said(*w.UNKNOWN_WEBHOOK)
        if self.world.seconds - asked.at > self.world.token_s:
            raise Said(*w.INVALID_TOKEN)
        if asked.message is None:
            raise Said(*w.UNKNOWN_MESSAGE)
        asked.message["content"] = body.get("content") or ""
        asked.message["components"] = w.numbered(body.get("components") or [])
        return asked.message

    async def follow_up(self, request: web.Request) -> Any:
        """A further answer; only after the first one, and while the token lives."""
        asked = self._with_token(request)
        body, files = await self._body(request, "IncomingWebhookRequestPartialSchema")
        made = self.world.message(asked.payload["channel_id"], self.world.bot, body)
        self.world.attach(made, body.get("attachments") or [], files)
        asked.followups.append(made)
        return made

    def _with_token(self, request: web.Request) -> w.Interaction:
        asked = self.world.interactions.get(request.match_info["token"])
        if asked is None or asked.response is None:
            raise Said(*w.UNKNOWN_WEBHOOK)
        if self.world.seconds - asked.at > self.world.token_s:
            raise Said(*w.INVALID_TOKEN)
        return asked

    def _follow_up(self, request: web.Request) -> tuple[w.Interaction, dict[str, Any]]:
        asked = self._with_token(request)
        made = next((each for each in asked.followups if each["id"] == request.match_info["message"]), None)
        if made is None:
            raise Said(*w.UNKNOWN_MESSAGE)
        return asked, made

    async def edit_follow_up(self, request: web.Request) -> Any:
        _, made = self._follow_up(request)
        body, _ = await self._body(request, "IncomingWebhookUpdateRequestPartialSchema")
        made["content"] = body.get("content") or ""
        made["components"] = w.numbered(body.get("components") or [])
        return made

    async def delete_follow_up(self, request: web.Request) -> Any:
        asked, made = self._follow_up(request)
        asked.followups.remove(made)
        return None

    async def file(self, request: web.Request) -> web.Response:
        """A signed address works until it expires."""
        data, until = self.world.files.get(request.match_info["id"], (b"", 0.0))
        self.world.fetched.append(request.match_info["id"])
        if self.world.seconds > until or "hm" not in request.query:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=data, content_type="image/jpeg")


CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequestSchema",
    5: "CreateMessageInteractionCallbackRequestSchema",
    6: "UpdateMessageInteractionCallbackRequestSchema",
    7: "UpdateMessageInteractionCallbackRequestSchema",
    9: "ModalInteractionCallbackRequestSchema",
}
