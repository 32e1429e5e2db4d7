"""Discord under load: a stock discord.py client against the tests' fake Discord, both over loopback.

The figure is the acknowledgement: from the gateway frame as it is read to the answer's having been taken by the other
side, inside the bot's process, alone and in the crowd. Needs the checkout, where the fake lives among the tests.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.ports import Commanded, Incoming, Pressed, Submitted, Typed, Upload
from bot.shell.chat_history import ShellChatHistory
from storage.measuring import Figure, Report, percentile
from tests.benches.chat import discord_restart, elsewhere
from tests.benches.chat.acks import Acks, timed, within

if TYPE_CHECKING:
    from bot.platforms.discord.adapter import Discord
    from bot.settings import BotSettings
    from bot.shell.shell import Shell
    from tests.benches.chat.load import Bench
    from tests.benches.chat.process import Bot

FAKE = "tests.bot.platforms.discord.fake"
WHERE, ACKS = "CANDID_BENCH_DISCORD", "CANDID_BENCH_ACKS"
HEARTBEAT_MS = 5000  # shorter than Discord's, so that a minute has enough of them to be late
PEOPLE, FEW, WHOLE_S = 50, 5, 60  # who is there at the restart; fewer in a run that is shorter than a whole one
FIRST, LAST = "first", "last"
_POINTED = ExitStack()  # for as long as this process lives
ANSWERS = "answers from /headshot to the first picture"


def _fake(part: str) -> Any:
    """Loaded when it is used: the bot's own process needs little of it."""
    return import_module(f"{FAKE}.{part}")


# --- the bot's side -------------------------------------------------------------------------------------------------


def platform(settings: BotSettings, shell: Callable[[], Shell]) -> Discord:
    from bot.platforms.discord.adapter import Options, build

    base = os.environ[WHERE]
    _POINTED.enter_context(_fake("server").pointed_at(base))
    watch = _Acks(Path(os.environ[ACKS]))
    from bot.platforms.discord import answers

    trace = answers.trace
    answers.trace = lambda slower: elsewhere.watch(trace(slower))
    found = Options(token="a-good-token", language=settings.language, cdn=(base,))
    return watch.written_when_stopped(build(found, ShellChatHistory(shell)))


class _Acks(Acks):
    """A stopwatch around discord.py's own reading of frames and sending of first answers."""

    def __init__(self, path: Path) -> None:
        from discord.gateway import DiscordWebSocket
        from discord.webhook.async_ import AsyncWebhookAdapter

        super().__init__(path)
        self._read: dict[int, float] = {}
        reading, answering = DiscordWebSocket.received_message, AsyncWebhookAdapter.create_interaction_response

        async def read(socket: Any, message: Any, /) -> None:
            at = time.perf_counter()
            if isinstance(message, str) and '"INTERACTION_CREATE"' in message:
                self._read[int(json.loads(message)["d"]["id"])] = at
            await reading(socket, message)

        async def answer(adapter: Any, interaction_id: int, *more: Any, **named: Any) -> Any:
            said = await answering(adapter, interaction_id, *more, **named)
            self.acknowledged((time.perf_counter() - self._read.pop(interaction_id)) * 1000)
            return said

        DiscordWebSocket.received_message = read  # type: ignore[method-assign]
        AsyncWebhookAdapter.create_interaction_response = answer  # type: ignore[method-assign,assignment]


# --- the people's side ----------------------------------------------------------------------------------------------


class Visitor:
    """Somebody on the fake Discord."""

    def __init__(self, fake: Any, name: str) -> None:
        self._world, self._name = fake.world, name
        self.user = str(self._world.person(name).id)
        self.presses = 0

    async def say(self, event: Incoming) -> None:
        match event:
            case Commanded(name=name):
                await self._world.slash(self._name, name).answer()
            case Typed(text=text, uploads=uploads):
                photos = [await asyncio.to_thread(Path(upload.ref).read_bytes) for upload in uploads]
                self._world.say(self._name, text, tuple(photos))
            case Pressed(action=action):
                await self._click(f"c:{action}")
            case Submitted():
                await self._fill_in(event)
            case _:
                raise ValueError(event)

    async def _click(self, custom_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
        self.presses += 1
        message = next(each for each in self._newest() if custom_id in self._ids(each))
        answer: dict[str, Any] = await self._world.click(self._name, message, custom_id).answer()
        return answer, message

    async def _fill_in(self, event: Submitted) -> None:
        opened, message = await self._click(f"f:{event.action}")
        self.presses += 1
        photos = [await asyncio.to_thread(Path(upload.ref).read_bytes) for upload in event.uploads]
        options = {
            part["component"]["custom_id"].partition(".")[2]: part["component"].get("options", [])
            for part in opened["data"]["components"]
            if part["type"] == 18  # a label, which holds what can be filled in
        }
        at = {FIRST: 0, LAST: -1}
        chosen = {name: options[name][at[value]]["value"] for name, value in event.chosen}
        filled = {"ticked": event.ticked, "chosen": chosen, "photos": tuple(photos), "message": message}
        await self._world.submit(self._name, opened["data"], **filled).answer()

    def actions(self) -> list[str]:
        ids = [custom_id for message in self._newest() for custom_id in self._ids(message)]
        return [custom_id.partition(":")[2] for custom_id in ids]

    def options(self, _action: str) -> Mapping[str, tuple[str, ...]]:
        """A form's choices are known once it is open: the first look, the last number."""
        return {"look": (FIRST,), "number": (LAST,)}

    def offer(self, photo: Path) -> Upload:
        return Upload(ref=str(photo), size=photo.stat().st_size)

    def invited(self) -> bool:
        return any("send me a photo" in message["content"] for message in self._newest())

    def pictures(self) -> int:
        return sum(any(each.startswith("c:vote.approve") for each in self._ids(m)) for m in self._newest())

    async def until(self, what: str, seen: Callable[[], object], timeout_s: float = 30.0) -> None:
        try:
            await self._world.until(seen, timeout_s)
        except TimeoutError:
            raise TimeoutError(f"{what} did not come") from None

    async def leave(self) -> None:
        """What was said to them is let go: it would be this process's memory, not the bot's."""
        self._world.messages[self._world.person(self._name).channel].clear()

    def _newest(self) -> list[dict[str, Any]]:
        return list(reversed(self._world.shown(self._name)))

    def _ids(self, message: dict[str, Any]) -> list[str]:
        return [part["custom_id"] for row in message["components"] for part in row["components"]]


class Servers:
    def __init__(self, fake: Any, acks: Path) -> None:
        self.environment: Mapping[str, str] = {WHERE: fake.base, ACKS: str(acks)}
        self._fake, self._acks, self._met = fake, acks, 0
        self._report: Report | None = None
        self._spans: Mapping[str, tuple[float, float]] = {}

    async def meet(self, bot: Bot) -> None:
        del bot  # met through the fake
        await self._fake.gateway.opened()

    async def newcomer(self) -> Visitor:
        self._met += 1
        return Visitor(self._fake, f"bench-{self._met}")

    async def measure(self, bench: Bench, report: Report) -> None:
        """One journey by the form, where photos go in with the ticks; its presses and its requests are counted."""
        from tests.benches.chat.script import Walk

        self._report, self._spans = report, bench.spans
        before = sum(self._fake.rest.counts.values())
        person = await self.newcomer()
        walk = Walk(person, bench.plan.photo)
        async with bench.worker():
            await walk.open()
            await person.say(Pressed(action=_action(person, "consent.show")))
            await person.until("the form", lambda: _action(person, "consent.give"))
            ticks = frozenset({"likeness", "processing"})
            photo = (person.offer(bench.plan.photo),)
            await person.say(Submitted(action=_action(person, "consent.give"), ticked=ticks, uploads=photo))
            await person.until("a good photo", lambda: _action(person, "look.choose"), 120.0)
            chosen = (("look", FIRST), ("number", LAST))
            await person.say(Submitted(action=_action(person, "look.choose"), chosen=chosen))
            await person.until("four pictures", lambda: person.pictures() == 4, 120.0)
        report.figures[ANSWERS] = Figure(value=person.presses, unit="", reach=6)
        requests = sum(self._fake.rest.counts.values()) - before
        await discord_restart.measure(PEOPLE if bench.plan.seconds >= WHOLE_S else FEW, report)
        report.notes["requests of one journey, to four pictures"] = requests

    def close(self) -> None:
        """The bot has ended and written down what it timed."""
        if self._report is None or not self._acks.exists():
            return
        acks = timed(self._acks)
        rest, gateway, report = self._fake.rest, self._fake.gateway, self._report
        invalid = sum(rest.statuses[status] for status in (401, 403, 429))
        for step, reach in (("crowd", 100), ("alone", 50)):
            if taken := within(acks, self._spans[step]):
                report.figures[f"frame read to acknowledgement taken, {step}, p99"] = Figure(
                    value=percentile(taken, 99), unit="ms", reach=reach
                )
        report.figures["heartbeats late"] = Figure(value=gateway.late, unit="", reach=0)
        report.figures["invalid requests"] = Figure(value=invalid, unit="", reach=0)
        report.notes["acknowledgements timed"] = len(acks)
        report.notes["acknowledgement, median, ms"] = round(percentile([ms for _, ms in acks], 50), 1)
        report.notes["heartbeats"] = gateway.beats


def _action(person: Visitor, verb: str) -> str:
    return next((each for each in person.actions() if each.partition(":")[0] == verb), "")


@asynccontextmanager
async def front() -> AsyncIterator[Servers]:
    server = _fake("server")
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
        async with server.fake_discord(heartbeat_ms=HEARTBEAT_MS) as fake:
            servers = Servers(fake, Path(folder) / "acks.json")
            try:
                yield servers
            finally:
                servers.close()
