"""The command ``candid weights`` for the model files. Settings are read here and nowhere below."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
from rich.table import Table

from generation.engines.diffusion import commands, model_list
from generation.errors import GenerationError
from generation.settings import GenerationSettings
from generation.weights import OwnFile, Weights
from generation.weights.described import Weight, Wheel

weights = typer.Typer(
    help="Model files: list, pull, verify; generative models: pin, prepare, check.", no_args_is_help=True
)
weights.command()(commands.pin)
weights.command()(commands.prepare)
weights.command()(commands.check)

AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object")]

EXIT_INTERNAL = 1
OWN = "own_matting"


@weights.command("list")
def list_(as_json: AsJson = False) -> None:
    """Show every model: what it does, its licence, its size, whether it is here; of a generative one if it fits."""
    settings = GenerationSettings()
    store, mine = Weights(settings.cache_dir), settings.own_matting()
    missing, painting = {weight.name for weight in store.missing()}, model_list.rows(settings)
    if as_json:
        rows = [_row(weight, here=weight.name not in missing) for weight in store.manifest.weights]
        rows += [_own_row(mine)] if mine else []
        models = [each.as_dict() for each in painting]
        typer.echo(json.dumps({"folder": str(store.folder), "weights": rows, "models": models}, indent=2))
        return
    table = Table("model", "what it does", "licence", "trained on", "size", "here")
    for weight in store.manifest.weights:
        here = "no" if weight.name in missing else "yes"
        table.add_row(weight.title, weight.job, weight.licence, weight.training_data, size(weight.bytes), here)
    if mine:
        card, length = mine.model_card(), _bytes_of(mine)
        table.add_row(card.name, card.job, card.licence, card.training_data, size(length), "yes" if length else "no")
    Console().print(table)
    generative = Table(title="generative models")
    for number, column in enumerate(model_list.COLUMNS):
        generative.add_column(column, no_wrap=not number, overflow="fold")  # a name is typed into the next command
    for each in painting:
        generative.add_row(*each.cells())
    Console().print(generative)
    for each in painting:
        typer.echo(each.learned)


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
    """Hash every model file again and compare it with the manifest, your own with the settings, pinned models, too."""
    settings = GenerationSettings()
    store, mine = Weights(settings.cache_dir), settings.own_matting()
    verdicts = {weight.name: _verdict(partial(store.check, weight)) for weight in store.manifest.weights}
    if mine:
        verdicts[OWN] = _verdict(mine.read)
    painting = {name: _verdict(check) for name, check in commands.verdicts(settings).items()}
    verdicts |= painting
    if as_json:
        typer.echo(json.dumps(verdicts, indent=2))
    else:
        for weight in store.manifest.weights:
            typer.echo(f"{verdicts[weight.name]:16} {weight.sha256[:16]}  {weight.file}")
        if mine:
            typer.echo(f"{verdicts[OWN]:16} {mine.sha256[:16]:16}  {mine.path}")
        for name, verdict in painting.items():
            typer.echo(f"{verdict:16} {'every file':16}  {name}")
    if any(verdict != "ok" for verdict in verdicts.values()):
        raise typer.Exit(EXIT_INTERNAL)


def announcement(wheels: tuple[Wheel, ...], source: str) -> str:
    """Says what will be fetched: packages, source, size."""
    names = ", ".join(wheel.name for wheel in wheels)
    total = size(sum(wheel.bytes for wheel in wheels))
    return f"Fetching {names} from {source}: {total}."


def package_source() -> str:
    """The host of the package index that pip is configured for, if it names one."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    address = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return urlsplit(address).hostname or "the package sources your pip is set up for"


def size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"


def _verdict(check: Callable[[], object]) -> str:
    try:
        check()
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


def _own_row(file: OwnFile) -> dict[str, object]:
    """The row of the operator's own file, with the same columns as the others."""
    card, length = file.model_card(), _bytes_of(file)
    return {
        "name": OWN,
        "file": str(file.path),
        "bytes": length,
        "sha256": file.sha256,
        "source": "your own file",
        "licence": card.licence,
        "training_data": card.training_data,
        "limits": card.limits,
        "here": length > 0,
    }


def _bytes_of(file: OwnFile) -> int:
    """Its length when its hash is the one in the settings, else 0."""
    try:
        return len(file.read())
    except GenerationError:
        return 0


def _pull_with_bar(store: Weights) -> None:
    columns = (TextColumn("model files"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("model files", total=None)
        store.pull(lambda done, total: bar.update(task, completed=done, total=total))
