"""The experiment's commands. Settings are read here and nowhere below; torch is imported where it is trained."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import cv2
import typer

from generation.settings import GenerationSettings
from generation.vision import networks
from generation.weights import Weights

program = typer.Typer(
    help="A matting network that learns from drawn people: an experiment, unused.", no_args_is_help=True
)

Out = Annotated[Path, typer.Option("--out", help="a folder; made where it is missing")]
Net = Annotated[Path, typer.Option("--net", exists=True, file_okay=False, help="a folder that `export` wrote into")]
Seed = Annotated[int, typer.Option("--seed")]
Calm = Annotated[bool, typer.Option("--calm", help="hold the network back before calm walls of another colour")]
TORCH = (
    "It needs torch and onnx, which are not installed here. "
    "Run: .venv/bin/pip install -c constraints.txt -e '.[training]'"
)


@program.command()
def render(out: Out, count: int = 200, first: int = 0, seed: Seed = 1) -> None:
    """Draw pictures to learn from; those that are there stay."""
    from generation.matting.training.render import render as draw

    _with_networks()
    for failed in draw(out, count, seed, first):
        typer.echo(failed)


@program.command()
def train(pictures: Path, out: Out, minutes: float = 40, seed: Seed = 1) -> None:
    """Learn for so many minutes; goes on where it stopped. Prints the loss as a share of today's."""
    _with_torch()
    from generation.matting.training.train import train as learn

    typer.echo(learn(pictures, out, minutes=minutes, seed=seed))


@program.command()
def export(out: Out) -> None:
    """Write the trained network as ONNX, for each size of a frame."""
    _with_torch()
    from generation.matting.training.learned import SIDES
    from generation.matting.training.train import export as write

    for side in SIDES:
        typer.echo(write(out, side))


@program.command()
def gate(net: Net, traced: Path | None = None, others: int = 0, json: Path | None = None) -> None:
    """Today against the network, on what no training saw: the benches, ``others`` drawn people, path-traced heads."""
    from generation.matting.training.gate import gate as judge

    _with_networks()
    judge(net, traced=traced, others=others, report=json, say=typer.echo)


@program.command()
def portraits(folder: Path, out: Out, most: int = 100) -> None:
    """Remember today's matting of free portraits, for `blind`. Nothing of it belongs into the project."""
    from generation.matting.training.portraits import remember

    _with_networks()
    remember(folder, out, most, say=typer.echo)


@program.command()
def blind(cut: Path, net: Net, out: Out, seed: Seed, calm: Calm = False) -> None:
    """Sheets of remembered portraits, today and network side by side, shuffled; the key is opened last."""
    from generation.matting.training.blind import sheets

    cv2.setNumThreads(1)
    sheets(cut, net, out, seed, calm=calm)


def _with_networks() -> None:
    cv2.setNumThreads(1)
    networks.use(Weights(GenerationSettings().cache_dir))


def _with_torch() -> None:
    if not all(find_spec(name) for name in ("torch", "onnx")):
        raise typer.BadParameter(TORCH)
