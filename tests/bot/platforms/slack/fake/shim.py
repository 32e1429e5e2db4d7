"""What the emulated Slack lacks: Socket Mode, slash commands, clicks, ``channel_type`` and ``event_id``, 429s.

A thin server between the bot and the emulator. ``/api`` goes through, each call recorded; what the bot is sent goes
into its socket, or to its HTTP door, signed. Payload shapes: Slack's interaction and Socket Mode references.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import aiohttp
from aiohttp import web

from tests.bot.platforms.slack.fake import pages, permission, sharing
from tests.bot.platforms.slack.fake.emulator import (
    BOT_TOKEN,
    OTHER_TEAM,
    OTHER_TOKEN,
    SIGNING_SECRET,
    TEAM,
    Emulator,
    manifest,
)
from tests.fakes import PATIENCE_S

Json = dict[str, Any]
SHOWING = ("chat.postMessage", "chat.update", "chat.delete")


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of the bot. ``at``: seconds of the event loop's clock."""

    method: str
    body: Json
    answer: Json
    at: float
    token: str = ""


@dataclass
class Trouble:
    """What Slack answers instead, once each: by method, a list of (status, headers, body as JSON, or a page's text)."""

    answers: dict[str, list[tuple[int, dict[str, str], Json | str]]] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)  # calls that arrive, but whose answer never does
    held: dict[str, asyncio.Event] = field(default_factory=dict)  # calls that Slack is slow to answer: until it is set
    asked: dict[str, asyncio.Event] = field(default_factory=dict)  # set once such a call has arrived


class Shim:
    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.team = TEAM
        self.bot = ""  # the bot's own user
        self.calls: list[Call] = []
        self.shown: dict[str, dict[str, Json]] = {}  # by channel and ts, what the bot has posted and not deleted
        self.changed = asyncio.Event()  # something of it
        self.acks: dict[str, Json] = {}
        self.answers: dict[str, Json] = {}  # to slash commands, at the address that came with each
        self.trouble = Trouble()
        self.permissions = permission.Permissions()
        self.mute = False  # events of the emulator are dropped
        self.twice = False  # every event is delivered twice
        self.http_door = ""  # where events go when the bot is not in Socket Mode
        self.upload_host = ""
        self.page_most = pages.MOST
        self._sockets: list[web.WebSocketResponse] = []  # one for each bot
        self.linked = asyncio.Event()
        self.links = 0  # how often the bot has opened its socket
        self._acked: dict[str, asyncio.Event] = {}
        self._answered: dict[str, asyncio.Event] = {}
        self._count = 0
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.emulator.shim_port}/api/"

    async def open(self) -> None:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/link", self._link)
        app.router.add_post("/events", self._from_emulator)
        app.router.add_post("/respond/{envelope}", self._respond)
        app.router.add_route("*", "/api/{method}", self._timed)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.emulator.shim_port, reuse_address=True).start()
        self._session = aiohttp.ClientSession()
        self.bot = str((await self.call("auth.test", BOT_TOKEN))["user_id"])

    async def close(self) -> None:
        for socket in list(self._sockets):
            await socket.close()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # --- the bot's calls ----------------------------------------------------------------------------------------

    async def _timed(self, request: web.Request) -> web.Response:
        """Says in a header how long the answer took here, so that a bench can leave it out."""
        began = time.perf_counter()
        answer = await self._api(request)
        answer.headers["X-Stand-In-Ms"] = f"{(time.perf_counter() - began) * 1000:.3f}"
        return answer

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body, image = await self._body(request)
        if method in self.trouble.held:
            self.trouble.asked.setdefault(method, asyncio.Event()).set()
            await self.trouble.held[method].wait()
        waiting = self.trouble.answers.get(method)
        if waiting:
            status, headers, answer = waiting.pop(0)
            if isinstance(answer, str):  # a page of something between the bot and Slack
                return web.Response(text=answer, status=status, headers=headers, content_type="text/html")
            self._note(request, body, answer)
            return web.json_response(answer, status=status, headers=headers)
        if method == "apps.connections.open":
            url = f"ws://127.0.0.1:{self.emulator.shim_port}/link"
            return web.json_response({"ok": True, "url": url})
        token = request.headers.get("Authorization", "")
        if method in permission.METHODS:
            answer = self.permissions.answer(method, token.removeprefix("Bearer "), body, image)
            if answer is not None:
                self._note(request, body, answer)
                return web.json_response(answer)
        answer = await self._refused(method, token, body)
        if answer is None:
            await self._share(method, body)  # before it is there to be seen: message and files come as one
            answer = await self._answered_by_emulator(method, token, body)
        if method == "users.info" and token.endswith(OTHER_TOKEN):
            answer.get("user", {})["team_id"] = OTHER_TEAM  # the second workspace is one by its token only
        self._note(request, body, answer)
        if self.trouble.lost.get(method, 0) > 0:
            self.trouble.lost[method] -= 1
            assert request.transport is not None
            request.transport.abort()
        return web.json_response(answer)

    async def _refused(self, method: str, token: str, body: Json) -> Json | None:
        """What Slack refuses and the emulator does not; each rule says where it is from."""
        for file_id in sharing.pictured(body) if method in ("chat.postMessage", "chat.update") else ():
            if sharing.refused_picture(await self.call("files.info", token, file=file_id)):
                said = ["invalid slack file [json-pointer:/blocks/0/slack_file]"]
                return {"ok": False, "error": "invalid_blocks", "errors": said}
        return None

    async def _answered_by_emulator(self, method: str, token: str, body: Json) -> Json:
        """A page of a chat as Slack cuts it; the emulator knows neither ``oldest`` nor ``latest``."""
        if method not in pages.METHODS:
            return await self.call(method, token, **body)
        whole = await self.call(method, token, **{**body, "cursor": "", "limit": 1000})
        for said in whole.get("messages", ()):
            if said.get("reply_count"):  # what Slack says of a thread beside the count
                thread = await self.call("conversations.replies", token, channel=body["channel"], ts=said["ts"])
                said["latest_reply"] = thread["messages"][-1]["ts"]
        return pages.cut(whole, body, most=self.page_most) if whole["ok"] else whole

    async def _share(self, method: str, body: Json) -> None:
        """A message that is posted opens the files it shares to everybody in its chat."""
        if method not in ("chat.postMessage", "chat.update"):
            return
        if ids := [*sharing.linked(body), *sharing.pictured(body)]:
            assert self._session is not None
            await self._session.post(
                f"{self.emulator.base}/stand-in/share", json={"ids": ids, "channel": body["channel"]}
            )

    async def read(self, file_id: str, token: str) -> tuple[str, bytes] | None:
        """Name and bytes of a file as whoever has this token gets them; None where Slack lets them not."""
        assert self._session is not None
        found = await self.call("files.info", token, file=file_id)
        if not found["ok"]:
            return None
        headers = {"Authorization": f"Bearer {token}"}
        async with self._session.get(found["file"]["url_private"], headers=headers) as answer:
            return (
                (str(found["file"]["name"]), await answer.read()) if answer.status == web.HTTPOk.status_code else None
            )

    async def _respond(self, request: web.Request) -> web.Response:
        """Where Slack takes what a slash command is answered with."""
        envelope = request.match_info["envelope"]
        self.answers[envelope] = await request.json()
        self._answered.setdefault(envelope, asyncio.Event()).set()
        return web.Response(text="ok")

    async def _body(self, request: web.Request) -> tuple[Json, tuple[bytes, str] | None]:
        """Form or JSON, with the query string moved in: the emulator reads only bodies. Then a picture and its type."""
        body: Json = dict(request.query)
        if request.content_type == "multipart/form-data":
            image = (await request.post()).get("image")
            assert isinstance(image, web.FileField)
            return body, (image.file.read(), image.content_type)
        if request.content_type == "application/json":
            body |= await request.json()
        else:
            body |= dict(parse_qsl(await request.text()))
        return {name: _unpacked(value) for name, value in body.items()}, None

    def _note(self, request: web.Request, body: Json, answer: Json) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        at = asyncio.get_running_loop().time()
        method = request.match_info["method"]
        self.calls.append(Call(method=method, body=body, answer=answer, at=at, token=token))
        if method in SHOWING and answer.get("ok"):
            shown = self.shown.setdefault(body["channel"], {})
            ts = str(answer.get("ts") or body["ts"])
            if method == "chat.delete":
                shown.pop(ts, None)
            else:
                shown[ts] = {"blocks": [], "text": "", **body, "ts": ts}
            self.changed.set()

    async def call(self, method: str, token: str, **body: Any) -> Json:
        """As anybody, straight to the emulator."""
        assert self._session is not None
        authorization = token if token.startswith(("Bearer", "Basic")) else f"Bearer {token}"
        if authorization == f"Bearer {BOT_TOKEN}":
            authorization = f"Bearer {self.emulator.token}"
        url = f"{self.emulator.base}/api/{method}"
        async with self._session.post(url, json=body, headers={"Authorization": authorization}) as answer:
            return await answer.json()

    def made(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    # --- what Slack tells the bot -------------------------------------------------------------------------------

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.links += 1
        self.linked.set()
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                with suppress(json.JSONDecodeError):
                    ack = json.loads(message.data)
                    self.acks[ack["envelope_id"]] = ack.get("payload") or {}
                    self._acked.setdefault(ack["envelope_id"], asyncio.Event()).set()
        self._sockets.remove(socket)
        if not self._sockets:
            self.linked.clear()
        return socket

    async def _from_emulator(self, request: web.Request) -> web.Response:
        payload = await request.json()
        if not self.mute:
            asyncio.get_running_loop().create_task(self.tell(payload))
        return web.Response()

    async def hangs_up(self) -> None:
        """As Slack does every few hours; what happens until the app is back is not told it."""
        for socket in list(self._sockets):
            await socket.close()
        self.linked.clear()

    async def tell(self, payload: Json) -> str:
        """An event of the Events API; what the emulator leaves out is added as Slack sends it.

        An event that the manifest does not subscribe to is not sent: "Your app will receive only the event types that
        it's subscribed to" (Slack's Events API guide). Returns "" then.
        """
        self._count += 1
        event = payload["event"]
        if not subscribed(event):
            return ""
        if str(event.get("channel", "")).startswith("D"):
            event.setdefault("channel_type", "im")
        payload = {"type": "event_callback", **payload, "event_id": f"Ev{self.emulator.shim_port}{self._count:09}"}
        payload["team_id"] = payload.pop("of_team", self.team)
        payload["authorizations"] = [{"team_id": payload["team_id"], "user_id": self.bot, "is_bot": True}]
        sent = await self.send("events_api", payload)
        if self.twice:
            await self.send("events_api", payload)
        return sent

    async def send(self, kind: str, payload: Json) -> str:
        """One envelope; returns its id without waiting for the acknowledgement."""
        self._count += 1
        envelope_id = f"envelope-{self._count}"
        if kind == "slash_commands":
            here = f"http://127.0.0.1:{self.emulator.shim_port}/respond/{envelope_id}"
            payload = {**payload, "response_url": here}
        if self.http_door:
            await self.deliver(kind, payload)
            return envelope_id
        await asyncio.wait_for(self.linked.wait(), PATIENCE_S)
        socket = self._sockets[self._count % len(self._sockets)]  # Slack chooses one of an app's connections
        envelope = {"envelope_id": envelope_id, "type": kind, "payload": payload, "accepts_response_payload": True}
        with suppress(ConnectionError):
            await socket.send_json(envelope)
        return envelope_id

    async def acked(self, envelope_id: str) -> Json:
        event = self._acked.setdefault(envelope_id, asyncio.Event())
        await asyncio.wait_for(event.wait(), PATIENCE_S)
        return self.acks[envelope_id]

    async def answered(self, envelope_id: str) -> Json:
        event = self._answered.setdefault(envelope_id, asyncio.Event())
        await asyncio.wait_for(event.wait(), PATIENCE_S)
        return self.answers[envelope_id]

    async def deliver(self, kind: str, payload: Json, **changes: Any) -> int:
        """To the HTTP door; returns the status."""
        body, headers = http_request(kind, payload, **changes)
        return await self.knock(body, headers)

    async def knock(self, body: str, headers: dict[str, str]) -> int:
        assert self._session is not None
        async with self._session.post(self.http_door, data=body.encode(), headers=headers) as answer:
            return answer.status

    async def trigger(self, user_id: str) -> str:
        """A trigger id as Slack makes it: good for three seconds."""
        answer = await self.call("views.generateTriggerId", BOT_TOKEN, user_id=user_id)
        if "trigger_id" not in answer:
            raise RuntimeError(f"the emulated Slack gave no trigger: {answer}")
        return str(answer["trigger_id"])


def subscribed(event: Json) -> bool:
    """A message is subscribed to by the kind of its channel, every other event by its name."""
    name = str(event["type"])
    wanted = manifest()["settings"]["event_subscriptions"]["bot_events"]
    return f"{name}.im" in wanted and str(event.get("channel")).startswith("D") if name == "message" else name in wanted


def http_request(
    kind: str, payload: Json, *, age_s: float = 0, secret: str = SIGNING_SECRET
) -> tuple[str, dict[str, str]]:
    """Body and headers as Slack sends them: events as JSON, commands and clicks as forms."""
    match kind:
        case "events_api":
            body, media = json.dumps(payload), "application/json"
        case "slash_commands":
            body, media = urlencode(payload), FORM
        case _:
            body, media = urlencode({"payload": json.dumps(payload)}), FORM
    stamp = str(int(time.time() - age_s))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return body, {"Content-Type": media, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


FORM = "application/x-www-form-urlencoded"


def _unpacked(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{":
        with suppress(json.JSONDecodeError):
            return json.loads(value)
    return value
