"""What the people who run a server have decided about the bot there. Fits ``bot.server_rules.Servers``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.ports import Text
from bot.shell.shell import Shell
from storage.operations.metrics import figures
from storage.people import installations

UNDER = "<5"
COUNTED = (
    "people",
    "photos",
    "pictures",
    "jobs_queued",
    "jobs_running",
)  # of storage's figures; the rest is the operator's


@dataclass(frozen=True, slots=True)
class ServerRecords:
    """``shell``: a function, since the shell holds the platforms and a platform holds this.

    ``platform``: under which name they are kept; not that of a platform that keeps its installations (tokens) there.
    """

    shell: Callable[[], Shell]
    platform: str

    async def rules(self, server: str) -> Mapping[str, str]:
        return await installations.find(self.shell().storage, self.platform, server) or {}

    async def keep(self, server: str, rules: Mapping[str, str]) -> None:
        await installations.keep(self.shell().storage, self.platform, server, rules)

    async def figures(self) -> list[Text]:
        """Counts of the whole installation, none of one server or one person; what is under five is not told."""
        found = {each.name: each.value for each in await figures(self.shell().storage)}
        return [Text(key="rules-figures"), *(_counted(name, found[name]) for name in COUNTED)]


def _counted(name: str, value: float | None) -> Text:
    count = UNDER if value is None else f"{value:g}"
    return Text(key=f"rules-figure-{name.replace('_', '-')}", args=(("count", count),))
