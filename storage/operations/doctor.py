"""``candid doctor``: runs every check of the entry-point group ``candid.checks`` and prints each failure's fix."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import EntryPoint, entry_points
from typing import Annotated

import typer

from storage.errors import NoHome
from storage.operations.check import Check, without_library

CHECKS = "candid.checks"


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    serving: Annotated[str, typer.Option(help="bot or worker: only whether one is serving at this moment")] = "",
) -> None:
    """Check this machine's setup; every failure prints its fix."""
    checks = [_serving(serving)] if serving else run(entry_points(group=CHECKS))
    ok = all(check.ok for check in checks)
    if as_json:
        typer.echo(json.dumps({"ok": ok, "checks": [asdict(check) for check in checks]}, indent=2, ensure_ascii=False))
    else:
        _print(checks)
    if not ok:
        raise typer.Exit(1)


def _serving(who: str) -> Check:
    from storage.operations import heartbeat
    from storage.settings import StorageSettings

    if who not in heartbeat.WHO:
        typer.echo(f"--serving is one of: {', '.join(heartbeat.WHO)}.", err=True)
        raise typer.Exit(2)
    return heartbeat.check(who, StorageSettings())


def run(entries: Iterable[EntryPoint]) -> list[Check]:
    """All checks, storage's first, then by name. A check that raises becomes a failed check."""
    checks: list[Check] = []
    for entry in sorted(entries, key=lambda entry: (not entry.value.startswith("storage."), entry.name)):
        try:
            found = entry.load()()
        except NoHome:
            continue  # storage's own check says so
        except ModuleNotFoundError as missing:
            checks += _without_library(entry.name, missing)
            continue
        except Exception as broken:
            detail = f"the check itself broke: {type(broken).__name__}: {broken}"
            fix = "Run `make install`; if that does not help, please report this line."
            checks.append(Check(name=entry.name, ok=False, detail=detail, fix=fix))
            continue
        checks += [found] if isinstance(found, Check) else found
    return checks


def _without_library(name: str, missing: ModuleNotFoundError) -> list[Check]:
    """A missing library is a failure only when the feature that needs it is switched on."""
    from storage.settings import is_set

    if not is_set(f"CANDID_{name.upper()}_"):
        return []
    return [without_library(name, name, missing)]


def _print(checks: list[Check]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    table = Table("", "check", "found", box=None, pad_edge=False)
    for check in checks:
        mark = "[green]ok[/]" if check.ok else "[red]no[/]"
        found = check.detail if check.ok else f"{check.detail}\nFix: {check.fix}"
        table.add_row(mark, check.name, escape(found))
    console.print(table)
    wrong = sum(not check.ok for check in checks)
    console.print("\nAll is well." if wrong == 0 else f"\n{wrong} of {len(checks)} checks failed.")
