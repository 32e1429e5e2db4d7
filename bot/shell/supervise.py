"""The worker child of ``candid up`` and ``candid try``: started, restarted with growing pauses, drained at the end.

The child gets its settings by its environment, by an allow-list: no token of a chat platform is on it. A child that
lived a while is trusted again: the pause goes back to the start.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

PAUSES_S = (0.2, 1.0, 3.0, 10.0, 30.0)
HEALTHY_AFTER_S = 60.0
DRAIN_S = 20.0  # a picture in work may finish or hand itself back; then the child is killed
WORKER = (sys.executable, "-m", "generation")

NEEDED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")
FAMILIES = ("XDG_", "OMP_", "OPENCV_", "OTEL_")
# The painting side's settings that a worker is given; ``tests/bot/shell/test_supervise.py`` names a missing one.
PAINTING = (
    "CREDENTIALS_CERTIFICATES", "CREDENTIALS_KEY", "TIMESTAMP_URL", "VERIFY_PROXIES", "BRAND_COLOUR", "BRAND_LOGO",
    "MATTING_FILE", "MATTING_SHA256", "MATTING_USE",
    "UNLOAD_AFTER_MINUTES", "OPERATOR", "DIFFUSION_MODEL", "DIFFUSION_LAYOUT", "DIFFUSION_DEVICE",
    "DIFFUSION_STEP_S", "DIFFUSION_ATTENTION",
    "IMAGES_URL", "IMAGES_KEPT_HOURS", "IMAGES_MODEL", "IMAGES_TOKEN", "IMAGES_CERTIFICATES", "IMAGES_TIMEOUT_S",
    "DIFFUSION_COMPILE", "ALLOW_NON_COMMERCIAL", "LABEL_RULE", "FAILPOINT", "TRACEBACK",
)  # fmt: skip
LIMITS = "GENERATED_"  # CANDID_GENERATED_<LIMIT>: what a model painted is held to them


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The child ended by itself. ``again_in_s``: when the next one starts; None when it is given up."""

    status: int
    again_in_s: float | None


class Supervised:
    """One child, kept alive until ``stop``. ``told`` hears of every end that was not asked for."""

    def __init__(
        self,
        command: tuple[str, ...] = WORKER,
        *,
        environment: Mapping[str, str],
        told: Callable[[Ended], None],
        pauses_s: tuple[float, ...] = PAUSES_S,
        give_up_after: int | None = None,
        stderr: IO[bytes] | None = None,
        shared: tuple[int, ...] = (),
    ) -> None:
        """``shared``: descriptors that the child is given under the same numbers."""
        self._command = command
        self._environment = dict(environment)
        self._told = told
        self._pauses_s = pauses_s
        self._give_up_after = give_up_after
        self._stderr = stderr
        self._shared = shared
        self._child: asyncio.subprocess.Process | None = None
        self._stopping = False
        self.started = asyncio.Event()

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child is not None and self._child.returncode is None else None

    async def run(self) -> None:
        """Starts the child and starts it again whenever it ends. Returns after ``stop``, or once it is given up."""
        loop = asyncio.get_running_loop()
        ends = 0
        while not self._stopping:
            started = loop.time()
            self._child = await self._spawn()
            self.started.set()
            status = await self._child.wait()
            if self._was_stopped():
                return
            ends = 1 if loop.time() - started > HEALTHY_AFTER_S else ends + 1
            if self._give_up_after is not None and ends >= self._give_up_after:
                self._told(Ended(status=status, again_in_s=None))
                return
            pause_s = self._pauses_s[min(ends, len(self._pauses_s)) - 1]
            self._told(Ended(status=status, again_in_s=pause_s))
            await asyncio.sleep(pause_s)

    async def stop(self, drain_s: float = DRAIN_S) -> None:
        """Asks the child to finish (SIGTERM) and waits; past ``drain_s`` it is killed. Its job then runs again."""
        self._stopping = True
        child = self._child
        if child is None or child.returncode is not None:
            return
        child.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(drain_s):
                await child.wait()
        except TimeoutError:
            child.kill()
            await child.wait()

    def kill(self) -> None:
        """At once; the job it held runs again when its lease is over."""
        if self._child is not None and self._child.returncode is None:
            self._child.kill()

    def _was_stopped(self) -> bool:
        return self._stopping  # set by ``stop`` while ``run`` was waiting

    async def _spawn(self) -> asyncio.subprocess.Process:
        # Its own process group: Ctrl-C at the terminal reaches the parent only, which then drains the child.
        return await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=self._stderr,
            pass_fds=self._shared,
            env={**worker_environment(), **self._environment},
            start_new_session=True,
        )


def process_environment() -> dict[str, str]:
    """What a Python process needs to start. No setting: a child that needs one is given it by name."""
    named = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return {name: value for name, value in os.environ.items() if name.startswith(FAMILIES)} | named


def worker_environment() -> dict[str, str]:
    """That, and the settings of storage and painting. A setting nobody listed, such as a token, stays here."""
    from bot.settings import PREFIX  # here, since the rooms that only need a bare child read no settings
    from storage.settings import StorageSettings

    storages = {PREFIX + name.upper() for name in StorageSettings.model_fields}
    listed = storages | {PREFIX + name for name in PAINTING}
    settings = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in listed or name.upper().startswith(PREFIX + LIMITS)
    }
    return process_environment() | settings
