"""Slack under load: bolt in Socket Mode against the tests' emulated Slack, all over loopback.

The figure is the acknowledgement: from an envelope's frame as it is read to the answer's having been written, inside
the bot's process, alone and in the crowd. A whole reply is timed without what the emulated Slack took for the calls of
that reply: it measures itself, from a call's arrival to its answer, and says so in a header of each. Needs the
checkout, where the emulated Slack lives among the tests. Slack's own pace of one message a second in each chat is
switched off: it would be the only thing measured.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.ports import Commanded, Incoming, Pressed, Submitted, Typed, Upload
from bot.shell.workspace_records import ShellWorkspaceRecords
from storage.measuring import Figure, Report, percentile
from tests.benches.chat.acks import STAND_IN_MS, Acks, spent_elsewhere, timed, within

if TYPE_CHECKING:
    from bot.platforms.slack.adapter import SlackPlatform
    from bot.settings import BotSettings
    from bot.shell.shell import Shell
    from tests.benches.chat.load import Bench
    from tests.benches.chat.process import Bot

FAKE = "tests.bot.platforms.slack"
WHERE, ACKS = "CANDID_BENCH_SLACK", "CANDID_BENCH_ACKS"
PEOPLE = 1500
MOST_TYPED = 300  # messages judged by tsc; all are judged by slack_sdk's models
TOKEN = "xoxb-local-test"


def _fake(part: str) -> Any:
    """Loaded when it is used: the bot's own process needs little of it."""
    return import_module(f"{FAKE}.{part}")


# --- the bot's side -------------------------------------------------------------------------------------------------


def platform(_settings: BotSettings, shell: Callable[[], Shell]) -> SlackPlatform:
    from bot.platforms.slack.adapter import Options, build

    watch = _Acks(Path(os.environ[ACKS]))
    _notice_the_stand_in()
    found = Options(
        bot_token=TOKEN, app_token="xapp-bench", api_url=os.environ[WHERE], post_every_s=0.0, edit_every_s=0.0,
        react_every_s=0.0,
    )  # fmt: skip
    return watch.written_when_stopped(build(found, ShellWorkspaceRecords(shell)))


def _notice_the_stand_in() -> None:
    """Each answer of the emulated Slack says how long it took there; that is no time of the bot's."""
    from slack_sdk.web.async_client import AsyncWebClient

    calling = AsyncWebClient.api_call

    async def call(client: Any, api_method: str, **given: Any) -> Any:
        answer = await calling(client, api_method, **given)
        spent_elsewhere(float(answer.headers.get(STAND_IN_MS, 0.0)))
        return answer

    AsyncWebClient.api_call = call  # type: ignore[method-assign,assignment]  # the bench's own bot, for its one run


class _Acks(Acks):
    """A stopwatch around slack_sdk's own reading of frames and writing of acknowledgements."""

    def __init__(self, path: Path) -> None:
        from slack_sdk.socket_mode.aiohttp import SocketModeClient

        super().__init__(path)
        self._read: dict[str, float] = {}
        reading, answering = SocketModeClient.enqueue_message, SocketModeClient.send_socket_mode_response

        async def read(client: Any, message: str) -> None:
            at = time.perf_counter()
            envelope = json.loads(message).get("envelope_id")
            if envelope:
                self._read[envelope] = at
            await reading(client, message)

        async def answer(client: Any, response: Any) -> None:
            await answering(client, response)
            at = self._read.pop(response["envelope_id"] if isinstance(response, dict) else response.envelope_id, None)
            if at is not None:
                self.acknowledged((time.perf_counter() - at) * 1000)

        SocketModeClient.enqueue_message = read  # type: ignore[method-assign,assignment]
        SocketModeClient.send_socket_mode_response = answer  # type: ignore[method-assign,assignment]


# --- the people's side ----------------------------------------------------------------------------------------------


class Visitor:
    """Somebody in the emulated Slack. What they see is what the bot has posted and not deleted."""

    def __init__(self, shim: Any, person: Any) -> None:
        self._shim, self._person = shim, person
        self._person_module = _fake("fake.person")
        self.user = str(person.id)

    async def say(self, event: Incoming) -> None:
        match event:
            case Commanded(name=name):
                await self._person.command(name)
            case Typed(text=text, uploads=()):
                await self._person.writes(text)
            case Typed(uploads=uploads):
                for upload in uploads:
                    await self._person.drops(await asyncio.to_thread(Path(upload.ref).read_bytes))
            case Pressed(action=action):
                await self._person.clicks(self._element(action)[0])
            case Submitted():
                await self._fill_in(event)
            case _:
                raise ValueError(event)

    async def _fill_in(self, event: Submitted) -> None:
        from bot.platforms.slack import forms, render

        element, message = self._element(event.action)
        if str(element["action_id"]).startswith(f"{render.FORM} "):
            view = render.modal(forms.unpack(element["value"]), self._person.channel)
            await self._person.submits(view, event.ticked, dict(event.chosen))
        else:
            state = self._person_module.filled(message, frozenset(), dict(event.chosen), ())
            await self._person.clicks(element, message, state)

    def _element(self, action: str) -> tuple[dict[str, Any], dict[str, Any]]:
        return next(
            (element, message)
            for message in self._newest()
            for element in self._person_module.elements(message)
            if str(element["action_id"]).partition(" ")[2] == action
        )

    def actions(self) -> list[str]:
        found = [e["action_id"] for m in self._newest() for e in self._person_module.elements(m)]
        return [str(each).partition(" ")[2] for each in found if ":" in str(each)]

    def options(self, action: str) -> Mapping[str, tuple[str, ...]]:
        _, message = self._element(action)
        return {
            str(block["block_id"]).partition(" ")[2]: tuple(o["value"] for o in block["accessory"]["options"])
            for block in message["blocks"]
            if "accessory" in block
        }

    def offer(self, photo: Path) -> Upload:
        return Upload(ref=str(photo), size=photo.stat().st_size)

    def invited(self) -> bool:
        return any("send me a photo" in message["text"] for message in self._newest())

    def pictures(self) -> int:
        return sum(
            any(block["type"] == "image" for block in message["blocks"])
            and any(str(e.get("value", "")).startswith("vote.approve") for e in self._person_module.elements(message))
            for message in self._newest()
        )

    async def until(self, what: str, seen: Callable[[], object], timeout_s: float = 30.0) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                while not seen():
                    self._shim.changed.clear()
                    await self._shim.changed.wait()
        except TimeoutError:
            raise TimeoutError(f"{what} did not come") from None

    async def leave(self) -> None:
        """What was said to them is let go: it would be this process's memory, not the bot's."""
        self._shim.shown.pop(self._person.channel, None)

    def _newest(self) -> list[dict[str, Any]]:
        return list(reversed(self._shim.shown.get(self._person.channel, {}).values()))


class Workspace:
    def __init__(self, shim: Any, acks: Path) -> None:
        self.environment: Mapping[str, str] = {WHERE: shim.api_url, ACKS: str(acks)}
        self._shim, self._acks = shim, acks
        self._report: Report | None = None
        self._spans: Mapping[str, tuple[float, float]] = {}

    async def meet(self, bot: Bot) -> None:
        """The bot comes to the emulated Slack by itself."""

    async def newcomer(self) -> Visitor:
        harness = _fake("harness")
        return Visitor(self._shim, await harness.meet(self._shim, self._shim.emulator.somebody()))

    async def measure(self, bench: Bench, report: Report) -> None:
        """What comes after the bot has ended goes here as well."""
        self._report = report
        report.notes["calls of one journey, to the first picture"] = len(self._shim.calls)
        self._spans = bench.spans

    def close(self) -> None:
        """The bot has ended and written down what it timed."""
        if self._report is None or not self._acks.exists():
            return
        acks = timed(self._acks)
        for step, reach in (("crowd", 100), ("alone", 50)):
            if taken := within(acks, self._spans[step]):
                self._report.figures[f"envelope read to acknowledgement written, {step}, p99"] = Figure(
                    value=percentile(taken, 99), unit="ms", reach=reach
                )
        self._report.figures["invalid blocks"] = Figure(value=self._invalid(), unit="", reach=0)
        self._report.notes["acknowledgements timed"] = len(acks)
        self._report.notes["acknowledgement, median, ms"] = round(percentile([ms for _, ms in acks], 50), 1)

    def _invalid(self) -> int:
        judge = _fake("test_blocks")
        posted = [
            ("blocks", call.body["blocks"]) for call in self._shim.calls if call.method.startswith("chat.") and
            "blocks" in call.body
        ]  # fmt: skip
        views = [("modal", call.body["view"]) for call in self._shim.made("views.open")]
        return sum(1 for each in posted + views if judge.too_long(*each)) + len(
            judge.types_say((posted + views)[:MOST_TYPED])
        )


@asynccontextmanager
async def front() -> AsyncIterator[Workspace]:
    shim = _fake("fake.shim").Shim(_fake("fake.emulator").Emulator(PEOPLE))
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
        await shim.open()
        workspace = Workspace(shim, Path(folder) / "acks.json")
        try:
            yield workspace
        finally:
            workspace.close()
            await shim.close()
            shim.emulator.stop()
