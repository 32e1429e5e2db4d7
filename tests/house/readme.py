"""The parts of the documentation that are made from the code: rewritten by ``make docs``, compared by ``test_docs``."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

from pydantic_settings import BaseSettings

from bot.declarations import declarations
from bot.settings import BotSettings, SettingRow, rows
from generation.safeguards import limits
from generation.settings import GenerationSettings
from storage.operations.main import COMMANDS, help_of
from storage.settings import StorageSettings
from tests.benches import BENCHES

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DIFFUSION = ROOT / "generation" / "engines" / "diffusion" / "README.md"
SETTINGS_PAGE = ROOT / "bot" / "SETTINGS.md"
PROMISES = ROOT / "tests" / "promises" / "README.md"
ENV_EXAMPLE = ROOT / ".env.example"
SETTINGS: tuple[tuple[str, type[BaseSettings]], ...] = (
    ("Talking", BotSettings),
    *((each.title, each.settings) for each in declarations().values()),
    ("Remembering", StorageSettings),
    ("Painting", GenerationSettings),
)


def settings() -> list[SettingRow]:
    """Every setting once, in the order of the packages."""
    seen: dict[str, SettingRow] = {}
    for _, group in SETTINGS:
        for row in rows(group):
            seen.setdefault(row.name, row)
    return list(seen.values())


def settings_table() -> str:
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    lines += [f"| `{row.name}` | {f'`{row.default}`' if row.default else ''} | {row.meaning} |" for row in settings()]
    return "\n".join(lines)


def declared_commands() -> list[EntryPoint]:
    """The commands as pyproject.toml declares them: what is installed may be older than the code."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"][COMMANDS]
    return [EntryPoint(name=name, value=value, group=COMMANDS) for name, value in declared.items()]


def commands_table() -> str:
    lines = ["| command | does |", "|---|---|"]
    found = {entry.name: entry for entry in declared_commands()}
    lines += [f"| `candid {name}` | {help_of(found[name])} |" for name in sorted(found)]
    benches = ", ".join(f"`{name}`" for name in sorted(BENCHES))
    lines.append(f"| `candid bench NAME` | Measure this machine: {benches}. |")
    return "\n".join(lines)


def promises_table() -> str:
    """One row per file in tests/promises: its first docstring line is the promise."""
    lines = ["| promise | test |", "|---|---|"]
    for path in sorted((ROOT / "tests" / "promises").glob("test_*.py")):
        promise = (ast.get_docstring(ast.parse(path.read_text())) or "").splitlines()[0]
        lines.append(f"| {promise} | [{path.stem.removeprefix('test_')}]({path.name}) |")
    return "\n".join(lines)


def limits_table() -> str:
    """What generated pictures are held to, each number with where it comes from."""
    lines = ["| setting | default | unit | what it says | evidence |", "|---|---|---|---|---|"]
    lines += [
        f"| `CANDID_GENERATED_{row.name.upper()}` | {row.default:g} | {row.unit} | {row.says} | {row.evidence} |"
        for row in limits.rows()
    ]
    return "\n".join(lines)


BLOCKS: dict[Path, dict[str, Callable[[], str]]] = {
    README: {"commands": commands_table},
    SETTINGS_PAGE: {"settings": settings_table},
    PROMISES: {"promises": promises_table},
    DIFFUSION: {"limits": limits_table},
}


def made_anew(path: Path) -> str:
    """The document with everything between ``<!-- NAME -->`` and ``<!-- /NAME -->`` made from the code."""
    text = path.read_text()
    for name, block in BLOCKS[path].items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
        if not pattern.search(text):
            message = f"{path} has no block {name}"
            raise ValueError(message)
        text = pattern.sub(lambda found, block=block: f"{found[1]}{block()}{found[2]}", text)
    return text


def env_example() -> str:
    lines = ["# Every setting of Candid. Copy to .env and take the sign off the lines you want to set.", ""]
    for row in settings():
        lines += [f"# {row.meaning}", f"#{row.name}={row.default}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    for document in BLOCKS:
        document.write_text(made_anew(document))
    ENV_EXAMPLE.write_text(env_example())
