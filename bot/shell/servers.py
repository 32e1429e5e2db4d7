"""What the admins of a server have decided about the bot there. A ``bot.server_rules.Servers``."""

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
    """The decisions on one platform. ``shell``: a function, since the shell holds the platforms, and one holds this."""

    shell: Callable[[], Shell]
    platform: str

    async def rules(self, server: str) -> Mapping[str, str]:
        return await installations.find(self.shell().storage, rules_of(self.platform), server) or {}

    async def keep(self, server: str, rules: Mapping[str, str]) -> None:
        await installations.keep(self.shell().storage, rules_of(self.platform), server, rules)

    async def figures(self) -> list[Text]:
        """Counts of the whole installation, none of one server or one person; what is under five is not told."""
        found = {each.name: each.value for each in await figures(self.shell().storage)}
        return [Text(key="rules-figures"), *(_counted(name, found[name]) for name in COUNTED)]


def rules_of(platform: str) -> str:
    """Under which name decisions are kept, apart from what the platform keeps of its installations."""
    return f"{platform} rules"


def _counted(name: str, value: float | None) -> Text:
    count = UNDER if value is None else f"{value:g}"
    return Text(key=f"rules-figure-{name.replace('_', '-')}", args=(("count", count),))
