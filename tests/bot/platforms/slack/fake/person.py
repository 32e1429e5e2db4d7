"""One person in the emulated Slack: writes, drops photos, clicks, fills in forms, reacts, and looks at the chat."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.platforms.slack import forms, render
from tests.bot.platforms.slack.fake import sharing
from tests.bot.platforms.slack.fake.shim import Json, Shim
from tests.contracts.harness import Seen


@dataclass(kw_only=True)
class Person:
    shim: Shim
    name: str
    id: str
    channel: str
    team: str = ""

    def __post_init__(self) -> None:
        self.team = self.team or self.shim.team

    @property
    def token(self) -> str:
        return f"xoxp-{self.name}"

    # --- doing --------------------------------------------------------------------------------------------------

    async def command(self, name: str, text: str = "", *, channel: str = "") -> str:
        """As people can type it in Slack: a name that the manifest lists, or a part of ``/candid``."""
        if name not in {"headshot", "forget-me", "headshot-admin"}:
            name, text = "candid", f"{name} {text}".strip()
        return await self.command_as_sent(name, text, channel=channel)

    async def command_as_sent(self, name: str, text: str = "", *, channel: str = "") -> str:
        payload = {
            "command": f"/{name}", "text": text, "team_id": self.team, "user_id": self.id,
            "channel_id": channel or self.channel, "trigger_id": await self.shim.trigger(self.id),
            "channel_name": "directmessage" if not channel else "general", "api_app_id": "A1",
        }  # fmt: skip
        return await self.shim.send("slash_commands", payload)

    async def writes(self, text: str, *, thread: str = "") -> str:
        """Returns the message's ``ts``."""
        within = {"thread_ts": thread} if thread else {}
        return str((await self._call("chat.postMessage", channel=self.channel, text=text, **within))["ts"])

    async def edits(self, before: str, now: str) -> None:
        """Their newest message with these words."""
        page = await self._call("conversations.history", channel=self.channel, limit=1000)
        mine = [each for each in page["messages"] if each["user"] == self.id and each["text"] == before]
        await self._call("chat.update", channel=self.channel, ts=mine[0]["ts"], text=now)

    async def forwards(self, *files: Json) -> None:
        """A message from elsewhere, shared into this chat without a word."""
        shared = {
            "is_share": True,
            "is_msg_unfurl": True,
            "from_url": "https://t.slack.com/archives/C1/p1",
            "text": "x",
        }
        event = {
            "type": "message", "user": self.id, "channel": self.channel, "text": "", "ts": f"{time.time():.6f}",
            "attachments": [{**shared, "files": list(files)}],
        }  # fmt: skip
        await self.shim.tell({"event": event})

    async def drops(self, photo: bytes, name: str = "me.jpg") -> str:
        """Returns the file's id."""
        place = await self._call("files.getUploadURLExternal", filename=name, length=len(photo))
        async with aiohttp.ClientSession() as session, session.post(place["upload_url"], data=photo) as answer:
            assert answer.status == 200
        files = [{"id": place["file_id"], "title": name}]
        await self._call("files.completeUploadExternal", files=files, channel_id=self.channel)
        return str(place["file_id"])

    async def presses(self, action: str) -> str:
        """The button with this action, in the newest message that has it; made up where there is none."""
        for message in await self.messages():
            for element in elements(message):
                if element.get("value") == action or element.get("action_id") == f"{render.FORM} {action}":
                    return await self.clicks(element, message)
        return await self.clicks({"type": "button", "action_id": f"{render.DO} {action}", "value": action})

    async def clicks(self, element: Json, message: Json | None = None, state: Json | None = None) -> str:
        payload = {
            "type": "block_actions", "user": {"id": self.id, "team_id": self.team},
            "team": {"id": self.team, "domain": "test"}, "api_app_id": "A1", "token": "legacy",
            "trigger_id": await self.shim.trigger(self.id), "channel": {"id": self.channel, "name": "directmessage"},
            "message": message or {"type": "message", "ts": "1.1"}, "state": {"values": state or {}},
            "actions": [{"type": "button", "block_id": "b", "action_ts": "1.1", **element}],
        }  # fmt: skip
        return await self.shim.send("interactive", payload)

    async def submits(
        self, view: Json, ticked: frozenset[str] = frozenset(), chosen: Json | None = None, files: tuple[Json, ...] = ()
    ) -> str:
        """The modal ``view``, filled in."""
        payload = {
            "type": "view_submission", "user": {"id": self.id, "team_id": self.team},
            "team": {"id": self.team, "domain": "test"}, "api_app_id": "A1", "token": "legacy",
            "trigger_id": await self.shim.trigger(self.id),
            "view": {"id": "V1", "hash": "1.a", **view, "state": {"values": filled(view, ticked, chosen or {}, files)}},
        }  # fmt: skip
        return await self.shim.send("interactive", payload)

    async def picks(self, action: str, chosen: Json) -> str:
        """A form shown in a message: what is chosen, then its submit button."""
        for message in await self.messages():
            for element in elements(message):
                if element.get("action_id") == f"{render.SUBMIT} {action}":
                    state = filled(message, frozenset(), chosen, ())
                    return await self.clicks(element, message, state)
        raise AssertionError(f"no form {action}")

    async def reacts(self, ts: str, name: str, *, added: bool = True) -> None:
        verb = "add" if added else "remove"
        await self._call(f"reactions.{verb}", channel=self.channel, timestamp=ts, name=name)

    async def opens_home(self, tab: str = "home") -> None:
        event = {"type": "app_home_opened", "user": self.id, "channel": self.channel, "tab": tab}
        await self.shim.tell({"event": event})

    # --- looking ------------------------------------------------------------------------------------------------

    async def messages(self) -> list[Json]:
        """The bot's messages, newest first."""
        page = await self._call("conversations.history", channel=self.channel, limit=1000)
        return [message for message in page["messages"] if message["user"] != self.id]

    async def replies(self, ts: str) -> list[str]:
        """What the bot said in the thread of this message, oldest first."""
        page = await self._call("conversations.replies", channel=self.channel, ts=ts)
        return [said["text"] for said in page["messages"] if said["user"] != self.id]

    async def sees(self) -> list[Seen]:
        return [await self._seen(message) for message in reversed(await self.messages())]

    async def files(self, message: Json) -> dict[str, bytes]:
        """What this message hands over, by name: bytes read with this person's own token."""
        found = [await self.shim.read(file_id, self.token) for file_id in sharing.linked(message)]
        return dict(each for each in found if each is not None)

    async def _seen(self, message: Json) -> Seen:
        texts, labels, alt, shown = [], [], "", False
        for block in message.get("blocks", []):
            match block["type"]:
                case "section" if "/files/F" not in block["text"]["text"]:
                    texts.append(block["text"]["text"])
                case "image":
                    picture = await self.shim.read(block["slack_file"]["id"], self.token)
                    shown, alt = bool(picture and picture[1]), block["alt_text"]
        for element in elements(message):
            labels.append((element.get("text") or element.get("placeholder") or {}).get("text", ""))
            if str(element.get("action_id", "")).startswith(f"{render.FORM} "):
                labels += [sentence for _, sentence, _ in forms.unpack(element["value"]).boxes]
        caption = texts[-1] if shown and texts else ""
        return Seen(
            ref=message["ts"], text="\n\n".join(texts), caption=caption, alt=alt, labels=tuple(labels),
            has_picture=shown, files=tuple(await self.files(message)),
        )  # fmt: skip

    async def _call(self, method: str, **body: Any) -> Json:
        answer = await self.shim.call(method, self.token, **body)
        assert answer["ok"], (method, answer)
        return answer


def elements(message: Json) -> list[Json]:
    """Everything that can be pressed or chosen in a message, with the block it stands in."""
    found = []
    for block in message.get("blocks", []):
        found += block.get("elements", []) if block["type"] == "actions" else []
        found += [block["accessory"]] if "accessory" in block else []
    return found


def filled(holder: Json, ticked: frozenset[str], chosen: Json, files: tuple[Json, ...]) -> Json:
    """``state.values`` as Slack sends it for these blocks."""
    values: Json = {}
    for block in holder["blocks"]:
        element = block.get("element") or block.get("accessory")
        if element is None:
            continue
        state: Json = {"type": element["type"]}
        match element["type"]:
            case "checkboxes":
                state["selected_options"] = [each for each in element["options"] if each["value"] in ticked]
            case "static_select":
                wanted = chosen.get(block["block_id"].partition(" ")[2])
                state["selected_option"] = next((o for o in element["options"] if o["value"] == wanted), None)
            case "file_input":
                state["files"] = list(files)
        values[block["block_id"]] = {element["action_id"]: state}
    return values
