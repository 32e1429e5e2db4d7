"""What stands behind the operator's desk: storage's figures, the settings and where they come from, doctor's lines.

Acts are few: pause, go on, settle a case. Each leaves an audit line.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, SecretStr

from bot.records import DeskCase, DeskView, Setting
from bot.settings import PREFIX, BotSettings, PlatformSettings
from bot.shell.shell import Shell
from storage.logs import told
from storage.operations import desk
from storage.operations.check import Check
from storage.pictures import cases
from storage.queue import pause
from storage.quiet_hours import length
from storage.settings import source_of

DOCTOR = (sys.executable, "-c", "from storage.operations.main import main; main()", "doctor", "--json")
DOCTOR_S = 60.0


@dataclass(frozen=True, slots=True)
class ShellDesk:
    """A ``bot.records.Desk``. ``shell``: a function, since the shell holds the platforms, and one holds this."""

    shell: Callable[[], Shell]
    bot: BotSettings
    platforms: Mapping[str, PlatformSettings]

    async def view(self) -> DeskView:
        found = await desk.overview(self.shell().storage)
        return DeskView(
            now=tuple(
                (each.name, each.what, None if each.value is None else f"{each.value:g}") for each in found.figures
            ),
            days=_pairs(found.days),
            withheld=_pairs(found.withheld),
            refused=_pairs(found.refused),
            cases=tuple(_case(case) for case in found.cases),
            paused_until=f"{found.paused_until.astimezone():%Y-%m-%d %H:%M}" if found.paused_until else "",
            quiet_hours=found.quiet_hours,
        )

    async def pause(self, how_long: str) -> None:
        """Raises ``ValueError`` for what is no length of time."""
        lasts = length(how_long)
        storage = self.shell().storage
        async with storage.db.write() as tx:
            await pause.pause(tx, storage.clock.now() + lasts)
        await desk.note(storage, "desk.pause")

    async def resume(self) -> None:
        storage = self.shell().storage
        async with storage.db.write() as tx:
            await pause.resume(tx)
        await desk.note(storage, "desk.resume")

    async def settle(self, number: int, *, erase: bool) -> None:
        """Raises ``NotFound`` when there is no such open case."""
        storage = self.shell().storage
        await (cases.erase if erase else cases.release)(storage, number)
        await desk.note(storage, "desk.erase" if erase else "desk.release", number)

    def settings(self) -> list[Setting]:
        """Every setting of talking and remembering; of a secret only whether it is set."""
        models: tuple[BaseModel, ...] = (self.bot, *self.platforms.values(), self.shell().storage.settings)
        return [setting for model in models for setting in _of(model)]

    async def doctor(self) -> list[Check]:
        """What `candid doctor` says, from a process of its own: its checks of the worker load what no bot may load."""
        child = await asyncio.create_subprocess_exec(
            *DOCTOR, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            async with asyncio.timeout(DOCTOR_S):
                said, _ = await child.communicate()
            return [Check(**each) for each in json.loads(said)["checks"]]
        except (TimeoutError, ValueError, KeyError, TypeError):
            return [Check(name="Doctor", ok=False, detail="gave no answer", fix="Run `candid doctor`.")]
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()


def _of(model: BaseModel) -> Iterable[Setting]:
    for name in type(model).model_fields:
        variable, value = f"{PREFIX}{name}".upper(), getattr(model, name)
        secret = isinstance(value, SecretStr) or name == "database_url"  # an address may hold a password
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
        shown = ("set" if value else "not set") if secret else str(value)
        yield Setting(name=variable, value=shown, source=source_of(variable))


def _pairs(counted: Iterable[desk.Counted]) -> tuple[tuple[str, int | None], ...]:
    return tuple((each.name, each.count) for each in counted)


def _case(case: cases.Case) -> DeskCase:
    return DeskCase(
        number=case.number,
        state=case.state,
        reports=told(case.reports),
        pictures=told(case.pictures),
        opened=f"{case.opened_at:%Y-%m-%d %H:%M}",
        until=f"{case.expires_at:%Y-%m-%d %H:%M}",
    )
