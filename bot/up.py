"""``candid up``: the bot, its front ends, its worker child and the purge, until Ctrl-C.

1  storage opens; half-done erasures end, overdue purges run, before anything is accepted
2  the front ends that the settings switch on are built; what an honest one needs must be set
3  the bot runs and says where it can be met
4  the worker child starts, and is started again whenever it ends
5  Ctrl-C: no new words, the picture in work may end, then everything closes
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import SettingMissing
from bot.platforms import load
from bot.settings import PREFIX, BotSettings
from bot.shell.app import be_prompt, running
from bot.shell.chat_history import Memory
from bot.shell.servers import ServerRecords
from bot.shell.shell import Shell
from bot.shell.supervise import DRAIN_S, WORKER, Ended, Supervised
from bot.shell.workspace_records import Records
from storage import logs
from storage.home import home_of
from storage.opening import open_storage
from storage.operations.instance_lock import serving_alone
from storage.retention import scheduler
from storage.settings import StorageSettings
from storage.store import Storage

if TYPE_CHECKING:
    from bot.platforms.web import Standing, WebPlatform
    from bot.ports import Platform, Rendered

PUBLIC = ("operator", "contact", "privacy_url")  # what people who do not know the operator must be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``example``: a portrait the page offers to those without a photo at hand; ``tell``: a line for the terminal.

    ``worker`` False: a worker is started by somebody else, e.g. in a container of its own.
    """

    bot: BotSettings
    storage: StorageSettings
    tell: Callable[[str], None]
    quiet: bool
    example: Path | None = None
    worker: bool = True
    worker_arguments: tuple[str, ...] = ()


async def serve(plan: Plan, stop: asyncio.Event) -> None:
    """Runs until ``stop`` is set. Raises ``SettingMissing``, storage's errors (``InUse`` when another bot serves this
    data folder), ``OSError`` for a port that is taken.
    """
    check_public(plan.bot)
    be_prompt()
    logs.configure(home_of(plan.storage), quiet=plan.quiet)
    # 1 storage opens, for one bot alone
    with serving_alone(home_of(plan.storage)):
        await _serve(plan, stop)


async def _serve(plan: Plan, stop: asyncio.Event) -> None:
    async with open_storage(plan.storage) as storage, _purging(storage, stop):
        # 2 the front ends
        shells: list[Shell] = []
        platforms = _front_ends(plan, lambda: shells[0])
        shells.append(Shell(storage=storage, settings=plan.bot, platforms=platforms, notice=plan.tell))
        # 3 the bot runs
        async with running(shells[0]), _working(plan):
            _say_where(plan, platforms)
            await stop.wait()
            # 5 Ctrl-C
            plan.tell("Stopping. A picture in work may end first; Ctrl-C again stops at once.")


def check_public(settings: BotSettings) -> None:
    """On Discord and Slack strangers write to the bot and must be told who runs it. Raises ``SettingMissing``."""
    tokens = {"Discord": settings.discord_token.get_secret_value(), "Slack": _slack_is_on(settings)}
    switched_on = [name for name, token in tokens.items() if token]
    missing = [f"{PREFIX}{name}".upper() for name in PUBLIC if not getattr(settings, name)]
    if switched_on and missing:
        raise SettingMissing(
            f"{' and '.join(switched_on)} cannot be switched on yet. People there must be told who runs this bot: "
            f"please set {', '.join(missing)}."
        )


def _front_ends(plan: Plan, shell: Callable[[], Shell]) -> dict[str, Platform]:
    found: list[Platform] = []
    if plan.bot.web:
        found.append(_web(plan, shell))
    if plan.bot.discord_token.get_secret_value():
        found.append(_discord(plan, shell))
    if _slack_is_on(plan.bot):
        found.append(_slack(plan, shell))
    if not found:
        raise SettingMissing(f"There is no front end: {PREFIX}WEB is off and no token of Discord or Slack is set.")
    return {platform.name: platform for platform in found}


def _web(plan: Plan, shell: Callable[[], Shell]) -> WebPlatform:
    from bot.platforms import web

    def standing(ref: str, message: Rendered) -> Standing:
        return web.Standing(ref=ref, message=message)

    settings = web.Settings(
        host=plan.bot.web_host,
        port=plan.bot.web_port,
        password=plan.bot.web_password.get_secret_value(),
        origin=plan.bot.web_origin,
        example=plan.example,
    )
    return web.build(settings, Memory(shell, standing))


def _discord(plan: Plan, shell: Callable[[], Shell]) -> Platform:
    discord = load("discord")
    settings = discord.Settings(
        token=plan.bot.discord_token.get_secret_value(), language=plan.bot.language, tell=plan.tell
    )
    platform: Platform = discord.build(
        settings, Memory(shell, lambda ref, message: (ref, message)), ServerRecords(shell, "discord")
    )
    return platform


def _slack_is_on(settings: BotSettings) -> bool:
    return bool(settings.slack_bot_token.get_secret_value() or settings.slack_client_id)


def _slack(plan: Plan, shell: Callable[[], Shell]) -> Platform:
    load("slack")  # says which package is missing
    from bot.platforms import slack

    def overview(language: str, standing: str, privacy: str) -> slack.Overview:
        return slack.Overview(language=language, standing=standing, privacy=privacy)

    settings = slack.Settings(
        bot_token=plan.bot.slack_bot_token.get_secret_value(),
        app_token=plan.bot.slack_app_token.get_secret_value(),
        signing_secret=plan.bot.slack_signing_secret.get_secret_value(),
        client_id=plan.bot.slack_client_id,
        client_secret=plan.bot.slack_client_secret.get_secret_value(),
        host=plan.bot.slack_host,
        port=plan.bot.slack_port,
        public_url=plan.bot.slack_public_url,
        api_url=plan.bot.slack_api_url,
    )
    return slack.build(settings, Records(shell, overview), servers=ServerRecords(shell, "slack rules"))


def _say_where(plan: Plan, platforms: dict[str, Platform]) -> None:
    for name, platform in platforms.items():
        url = getattr(platform, "url", "")
        if url:
            plan.tell(f"Candid is up. Open {url}")
        elif getattr(platform, "reached", True):
            plan.tell(f"Candid is up on {name}.")
        else:
            plan.tell(f"Candid is up, but {name} is not reached yet. It is tried again; `candid doctor` checks why.")
    plan.tell("Ctrl-C stops it.")


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
