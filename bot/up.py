"""``candid up``: the bot, its front ends, its worker child and the purge, until Ctrl-C.

1  storage opens; half-done erasures and overdue purges run before anything is accepted
2  the platforms that the settings switch on are built; who runs the bot must be set where strangers write to it
3  the bot runs and says where it can be met
4  the worker child starts, and starts again whenever it ends
5  Ctrl-C: nothing new is heard, the picture in work may end, then everything closes
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.declarations import Around, Declaration, declared, open_platform
from bot.errors import SettingMissing
from bot.settings import PREFIX, BotSettings, PlatformSettings
from bot.shell.app import be_prompt, running
from bot.shell.chat_history import ShellChatHistory
from bot.shell.desk import ShellDesk
from bot.shell.servers import ServerRecords
from bot.shell.shell import Shell
from bot.shell.supervise import DRAIN_S, WORKER, Ended, Supervised
from bot.shell.workspace_records import ShellWorkspaceRecords
from storage import heap, logs, tracing
from storage.db.leadership import leading
from storage.errors import InUse
from storage.home import home_of
from storage.opening import open_storage
from storage.operations import same_platforms
from storage.operations.instance_lock import serving_alone
from storage.retention import scheduler
from storage.settings import StorageSettings
from storage.store import Storage

if TYPE_CHECKING:
    from bot.ports import Platform

BESIDE = "Another bot serves this database. Several may where none has a page of its own (CANDID_WEB=false in all)."
PUBLIC = ("operator", "contact", "privacy_url")  # who runs the bot, as strangers must be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``platforms``: the settings of each platform, by its name. ``tell``: a line for the terminal.

    ``example``: a portrait that a page offers to those without a photo at hand.
    ``record``: a folder for cassettes of this run (``candid up --record``).
    ``worker`` False: somebody else starts a worker, e.g. in a container of its own.
    """

    bot: BotSettings
    platforms: Mapping[str, PlatformSettings]
    storage: StorageSettings
    tell: Callable[[str], None]
    quiet: bool
    example: Path | None = None
    record: Path | None = None
    worker: bool = True
    worker_arguments: tuple[str, ...] = ()


async def serve(plan: Plan, stop: asyncio.Event) -> None:
    """Runs until ``stop`` is set. Raises ``SettingMissing``, storage's errors (``InUse`` when another bot serves this
    data folder), ``OSError`` for a port that is taken.
    """
    check_public(plan.bot, [each.title for each in _on(plan).values() if each.carrier])
    be_prompt()
    logs.configure(home_of(plan.storage), quiet=plan.quiet)
    # 1 storage opens, for one bot alone
    with serving_alone(home_of(plan.storage)), tracing.sent_as("candid-bot"):
        await _serve(plan, stop)


async def _serve(plan: Plan, stop: asyncio.Event) -> None:
    async with open_storage(plan.storage) as storage, _beside_others(plan, storage), _purging(storage, stop):
        # 2 the front ends
        shells: list[Shell] = []
        platforms = _front_ends(plan, storage, lambda: shells[0])
        shells.append(Shell(storage=storage, settings=plan.bot, platforms=platforms, notice=plan.tell))
        # 3 the bot runs
        from storage.operations.status_server import status_server  # here: it imports aiohttp, and help should not wait

        watched = status_server(storage, plan.bot.metrics_port, plan.bot.metrics_host)
        async with running(shells[0]), watched, _working(plan):
            _say_where(plan, platforms)
            heap.leave_alone_what_stands()
            await stop.wait()
            # 5 Ctrl-C
            plan.tell("Stopping. A picture in work may end first; Ctrl-C again stops at once.")


def check_public(settings: BotSettings, carried: Sequence[str]) -> None:
    """``carried``: titles of the platforms whose chat another company carries. Strangers write to the bot there, and
    must be told who runs it. Raises ``SettingMissing``.
    """
    missing = [f"{PREFIX}{name}".upper() for name in PUBLIC if not getattr(settings, name)]
    if carried and missing:
        raise SettingMissing(
            f"{' and '.join(carried)} cannot be switched on yet. People there must be told who runs this bot: "
            f"please set {', '.join(missing)}."
        )


def switched_on(own: Mapping[str, PlatformSettings]) -> dict[str, Declaration[Any]]:
    """The platforms that these settings switch on, by name."""
    return {name: declared(name) for name, settings in own.items() if settings.switched_on()}


def _front_ends(plan: Plan, storage: Storage, shell: Callable[[], Shell]) -> dict[str, Platform]:
    found = {name: open_platform(name, plan.platforms[name], _around(plan, storage, name, shell)) for name in _on(plan)}
    if not found:
        raise SettingMissing("There is no front end: no platform is switched on. `candid doctor` lists their settings.")
    return found


def _on(plan: Plan) -> dict[str, Declaration[Any]]:
    return switched_on(plan.platforms)


def _around(plan: Plan, storage: Storage, name: str, shell: Callable[[], Shell]) -> Around:
    return Around(
        bot=plan.bot,
        tell=plan.tell,
        history=ShellChatHistory(shell),
        workspaces=ShellWorkspaceRecords(shell),
        servers=ServerRecords(shell, name),
        desk=ShellDesk(shell, plan.bot, plan.platforms),
        secret=storage.keys.derive(f"platform {name}".encode()),
        result_retention=plan.storage.result_retention,
        example=plan.example,
        record=plan.record,
    )


def _say_where(plan: Plan, platforms: dict[str, Platform]) -> None:
    for name, own in plan.platforms.items():
        if declared(name).carrier and (alone := own.half_set()):
            title = declared(name).title
            plan.tell(
                f"{title} stays off, although you set {' and '.join(alone)}. `candid doctor` says what is missing."
            )
    for name, platform in platforms.items():
        url, title = getattr(platform, "url", ""), declared(name).title
        if url:
            plan.tell(f"Candid is up. Open {url}")
        elif getattr(platform, "reached", True):
            plan.tell(f"Candid is up on {title}.")
            _say_invite(declared(name), plan.platforms[name], plan.tell)
        else:
            plan.tell(f"Candid is up, but {title} is not reached yet. It is tried again; `candid doctor` checks why.")
    plan.tell("Ctrl-C stops it.")


def _say_invite(platform: Declaration[Any], own: PlatformSettings, tell: Callable[[str], None]) -> None:
    if platform.invite is not None and platform.invites_at_start:
        tell(platform.invite(own))


@contextlib.asynccontextmanager
async def _beside_others(plan: Plan, storage: Storage) -> AsyncIterator[None]:
    """Many bots may serve one PostgreSQL, with the same platforms, but a page lives in its process: its bot serves
    alone. Raises ``InUse``.
    """
    pages = [each.title for each in _on(plan).values() if not each.carrier]
    async with leading(storage.db, same_platforms.SERVING, shared=not pages) as may:
        if not may:
            raise InUse(BESIDE)
        await same_platforms.refuse_others(storage, _on(plan))
        yield


@contextlib.asynccontextmanager
async def _purging(storage: Storage, stop: asyncio.Event) -> AsyncIterator[None]:
    """What is overdue is erased before the block begins. An erasure that fails ends everything, with its error."""
    ready = asyncio.Event()
    purge = asyncio.create_task(scheduler.serve(storage, ready=ready))

    def ended(_task: asyncio.Task[None]) -> None:
        ready.set()
        stop.set()

    purge.add_done_callback(ended)
    await ready.wait()
    try:
        if not purge.done():
            yield
    finally:
        if not purge.done():
            purge.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await purge


@contextlib.asynccontextmanager
async def _working(plan: Plan) -> AsyncIterator[None]:
    # 4 the worker child
    if not plan.worker:
        yield
        return

    def told(end: Ended) -> None:
        again = f"starting it again in {end.again_in_s:g} s" if end.again_in_s is not None else "giving up"
        plan.tell(f"The worker ended with status {end.status}; {again}. `candid doctor` checks why.")

    worker = Supervised(
        (*WORKER, *plan.worker_arguments),
        environment={
            "CANDID_DATA_DIR": str(plan.storage.data_dir),
            "CANDID_CONFIG_DIR": str(plan.storage.config_dir),
            "CANDID_CACHE_DIR": str(plan.storage.cache_dir),
            **plan.storage.of_the_store(),
        },
        told=told,
    )
    living = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        with _second_interrupt(worker.kill):
            await worker.stop(DRAIN_S)
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)


@contextlib.contextmanager
def _second_interrupt(at_once: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, at_once)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
