"""One installation under test: its folders, its real processes, the page of the one person in it, and its rows.

Rows are only looked at, or moved in time (``overdue``); every change comes from the processes themselves.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import secrets
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from aiohttp import ClientError

from storage.clock import SystemClock
from storage.db import schema
from storage.db.database import Database, sqlite_url
from storage.failpoints import VARIABLE
from storage.settings import StorageSettings
from tests.bot.platforms.web.browserless import Page
from tests.fakes import settings_in

ROOT = Path(__file__).resolve().parents[2]
LOOK_S = 0.02
PATIENCE_S = 90.0  # on a machine that does other things as well
LONG_AGO = timedelta(days=1)
BOT = (sys.executable, str(Path(__file__).with_name("talker.py")))
WORKER = (sys.executable, "-m", "generation")
CANDID = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")


class Tab(Page):
    """A page whose bot may die while it is being spoken to."""

    async def _hear(self, said: dict[str, Any]) -> None:
        with contextlib.suppress(ClientError, ConnectionError):
            await super()._hear(said)

    def offered_actions(self) -> list[str]:
        """Newest first."""
        actions = []
        for message in reversed(self.messages.values()):
            actions += [button["action"] for button in message["buttons"]]
            actions += [message["form"]["action"]] if message["form"] else []
        return actions

    def action(self, verb: str) -> str | None:
        return next((each for each in self.offered_actions() if each.partition(":")[0] == verb), None)

    def form(self, verb: str) -> dict[str, Any] | None:
        forms = [message["form"] for message in self.messages.values() if message["form"]]
        return next((form for form in reversed(forms) if form["action"].partition(":")[0] == verb), None)

    def showing(self, subject: str) -> list[dict[str, Any]]:
        """Messages that show the picture of this variant."""
        return [each for each in self.messages.values() if each["subject"] == subject and each["picture"]]

    def files(self) -> list[str]:
        """Names of all that is offered as a file: documents, and pictures to keep."""
        messages = self.messages.values()
        kept = [each["picture"] for each in messages if each["picture"] and each["picture"].get("download")]
        return [file["filename"] for each in messages for file in each["files"]] + [each["filename"] for each in kept]


Start = Callable[[str, Mapping[str, str], Path], Awaitable[Any]]  # who, environment, folder -> what ``Process`` offers


def started(who: str, environment: Mapping[str, str], folder: Path) -> Awaitable[Process]:
    command = BOT if who == "bot" else WORKER
    return asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE, cwd=folder)


def _sockets(folder: str, names: list[str]) -> list[str]:
    """Whoever listened there is dead."""
    return [name for name in names if Path(folder, name).is_socket()]


@dataclass
class House:
    """``said``: every event by the name of its step, with the id it keeps through all tries."""

    folder: Path
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    offered: dict[str, bytes] = field(default_factory=dict)
    processes: dict[str, Process] = field(default_factory=dict)
    tab: Tab | None = None
    start_process: Start = started

    def copied(self, folder: Path) -> House:
        """This house with nothing running, somewhere else: the same person, who has said the same."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True, ignore=_sockets)
        said = {step: dict(body) for step, body in self.said.items()}
        return House(folder, self.secret, said, dict(self.offered), start_process=self.start_process)

    @cached_property
    def settings(self) -> StorageSettings:
        return settings_in(self.folder, cache_dir=StorageSettings(_env_file=None).cache_dir, lease_s=1.0)

    @property
    def page(self) -> Tab:
        assert self.tab is not None, "the bot is not up"
        return self.tab

    def environment(self, failpoint: str = "") -> dict[str, str]:
        settings = self.settings
        own = {f"CANDID_{name}_DIR": str(getattr(settings, f"{name}_dir")) for name in ("data", "config", "cache")}
        own |= {"CANDID_LEASE_S": str(settings.lease_s), VARIABLE: failpoint, "PYTHONPATH": str(ROOT)}
        own |= {"CANDID_DIRECTORY_RECIPIENT": "the staff page"}
        return {**os.environ, **own}

    # --- processes ------------------------------------------------------------------------------------------------

    async def start(self, who: str, failpoint: str = "", **more: str) -> Process:
        """``who``: bot, or a worker by any other name. Returns once a bot's page can be opened, or it died."""
        process: Process = await self.start_process(who, {**self.environment(failpoint), **more}, self.folder)
        self.processes[who] = process
        if who == "bot":
            await self._enter(process)
        return process

    async def _enter(self, process: Process) -> None:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        if not line:
            await process.wait()
            return
        url = line.partition("Open ")[2].strip()
        await self._leave()
        tab = Tab(SimpleNamespace(url=url, origin=url.partition("/#")[0]), self.secret)
        tab.offered = self.offered
        with contextlib.suppress(ClientError, ConnectionError, TimeoutError):  # whoever was killed answers nobody
            await tab.enter()
        self.tab = tab

    async def reload(self) -> None:
        """Everything that stands, read anew."""
        await self.page.disconnect()
        self.page.seen, self.page.messages = -1, {}
        await self.page.connect()

    async def command(self, *words: str, failpoint: str = "") -> int:
        process = await asyncio.create_subprocess_exec(
            *CANDID, *words, env=self.environment(failpoint), stdout=PIPE, cwd=self.folder
        )
        await process.communicate()
        assert process.returncode is not None
        return process.returncode

    async def stop(self, *who: str, how: signal.Signals = signal.SIGTERM) -> None:
        """All of them when none is named."""
        for name in who or tuple(self.processes):
            process = self.processes.pop(name)
            if process.returncode is None:
                process.send_signal(how)
                process.send_signal(signal.SIGCONT)
            await process.wait()
        if "bot" not in self.processes:
            await self._leave()

    async def _leave(self) -> None:
        if self.tab is not None:
            with contextlib.suppress(ClientError, ConnectionError):
                await self.tab.close()
            self.tab = None

    # --- rows -----------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def rows(self) -> AsyncIterator[Database]:
        db = Database(sqlite_url(self._database))
        try:
            yield db
        finally:
            await db.dispose()

    async def ask(self, query: sa.Select[Any]) -> list[Any]:
        with self._looks.connect() as tx:
            return list(tx.execute(query).all())

    @cached_property
    def _looks(self) -> sa.Engine:
        """For the fifty looks of a second: a connection each, so that none keeps the processes from theirs."""
        return sa.create_engine(sqlite_url(self._database).set(drivername="sqlite"), poolclass=sa.NullPool)

    @property
    def _database(self) -> Path:
        return self.settings.data_dir / "candid.sqlite3"

    async def overdue(self, table: sa.Table, column: str, *which: sa.ColumnElement[bool]) -> int:
        """Time passes: the instants in ``column`` are a day ago."""
        async with self.rows() as db, db.write() as tx:
            past = {column: SystemClock().now() - LONG_AGO}
            return (await tx.execute(sa.update(table).where(*which).values(past))).rowcount

    async def heard(self, step: str) -> bool:
        """Whether the event of this step was heard, for good."""
        event_id = f"{self.page.user}:{self.said[step]['id']}"
        event_hash = hashlib.sha256(f"web\0{event_id}".encode()).hexdigest()
        return bool(await self.ask(sa.select(schema.seen_events).where(schema.seen_events.c.event_hash == event_hash)))

    async def busy(self) -> list[str]:
        """What is still to be done, by name."""
        box, job, timer = schema.outbox.c, schema.jobs.c, schema.timers.c
        open_work = {
            "inbox": sa.select(schema.inbox.c.id),
            "outbox": sa.select(box.id).where(box.state.in_(["pending", "sending"])),
            "jobs": sa.select(job.id).where(job.state.in_(["queued", "running"])),
            "outcomes": sa.select(schema.outcomes.c.id),
            "todos": sa.select(timer.name).where(timer.name.startswith("shell.")),
            "message_deletions": sa.select(schema.message_deletions.c.id),
            "erasures": sa.select(schema.erasures.c.id).where(schema.erasures.c.finished_at.is_(None)),
        }
        (found,) = await self.ask(sa.select(*(sa.exists(query).label(name) for name, query in open_work.items())))
        return [name for name, is_open in found._mapping.items() if is_open]

    # --- the person -----------------------------------------------------------------------------------------------

    async def until(self, what: str, done: Callable[[], Any]) -> Any:
        """``done`` returns something true, at once or awaited. Raises ``AssertionError`` naming ``what``."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + PATIENCE_S
        while True:
            found = done()
            found = await found if asyncio.iscoroutine(found) else found
            if found:
                return found
            assert loop.time() < ends, f"{what} did not come; busy: {await self.busy()}"
            await asyncio.sleep(LOOK_S)

    async def quiet(self) -> None:
        """Nothing is left to be done, and the page shows what stands."""

        async def still() -> bool:
            return not await self.busy()

        await self.until("quiet", still)
        await self.reload()

    async def says(self, step: str, **event: Any) -> None:
        """Said once per step: a repeated walk says the same event again, as a page does that got no answer."""
        body = self.said.setdefault(step, {"id": secrets.token_urlsafe(18), **event})
        while True:
            with contextlib.suppress(ClientError, ConnectionError):
                status, answer = await self.page.request("POST", "/say", json=body)
                assert status == 202, answer
                break
            await asyncio.sleep(LOOK_S)
        await self.until(f"an ear for {step}", lambda: self.heard(step))
        await self.quiet()

    async def presses(self, verb: str) -> None:
        if verb not in self.said:
            await self.until(f"the button {verb}", lambda: self.page.action(verb))
        action = self.said[verb]["action"] if verb in self.said else self.page.action(verb)
        await self.says(verb, kind="press", action=action)

    async def submits(self, verb: str, **fields: Any) -> None:
        form = self.page.form(verb)
        assert form is not None or verb in self.said, f"no form {verb}"
        action = form["action"] if form else ""
        await self.says(verb, kind="submit", action=action, **fields)

    def offer(self, photo: bytes) -> dict[str, Any]:
        ref = secrets.token_urlsafe(18)
        self.offered[ref] = photo
        return {"ref": ref, "size": len(photo)}
