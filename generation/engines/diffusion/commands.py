"""``candid weights pin`` and ``prepare``: an operator runs both once before the generative engine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from generation.engines.diffusion import hub, load, manifest, verify
from generation.engines.diffusion.manifest import Model, ModelRefused
from generation.errors import GenerationError
from generation.settings import GenerationSettings

Name = Annotated[str, typer.Argument(help="The model's name, as in generation/engines/diffusion/models.")]
Yes = Annotated[bool, typer.Option("--yes", help="Answer yes: you have read licence and card elsewhere.")]
CARD_LINES = 40
GB = 1e9


def pin(name: Name, yes: Yes = False) -> None:
    """Read a generative model's revision and files from its hub, show licence and card, ask, and pin them.

    A model that is pinned already is fetched again and compared with its pin.
    """
    settings = GenerationSettings()
    try:
        _pin(name, settings, yes=yes)
    except GenerationError as refused:
        typer.echo(f"{refused}\nNothing was changed.", err=True)
        raise typer.Exit(1) from refused


def prepare(name: Name, yes: Yes = False) -> None:
    """Compute the prompt embeddings of a pinned model and record its golden picture, on the card where there is one.

    Broken off, it goes on where it was.
    """
    settings = GenerationSettings()
    try:
        pinned, where = places(settings, name)
        folder = load.verified(manifest.read(pinned), where, allow_non_commercial=settings.allow_non_commercial)
        _announce_prepare(folder.model)
        _ask("Go on?", yes=yes)
        from generation.engines.diffusion.painter import prepare as work

        started = time.monotonic()
        work(folder, _Progress(started))
    except GenerationError as refused:
        typer.echo(f"{refused}", err=True)
        raise typer.Exit(1) from refused
    typer.echo(f"{folder.model.title} is prepared ({time.monotonic() - started:.0f} s). Start it with:")
    typer.echo("candid worker --engine background    # or redraw, or persona; once for each")


@dataclass(slots=True)
class _Progress:
    """Says how far it is and how long the rest will take, by what the prompts so far took."""

    started: float
    first: int = 0

    def __call__(self, done: int, of: int) -> None:
        self.first = self.first or done
        took, made = time.monotonic() - self.started, done - self.first + 1
        left = took / made * (of - done)
        typer.echo(f"prompt {done} of {of}, about {left:.0f} s left")


def verdicts(settings: GenerationSettings) -> Mapping[str, Callable[[], None]]:
    """Pinned model -> a check that reads every byte of it again. Each raises ``ModelRefused``."""

    def checked(pinned: Path) -> None:
        model = manifest.read(pinned)
        verify.folder(model, places(settings, model.name)[1], again=True)

    found = sorted((settings.config_dir.expanduser() / "models").glob("*.toml"))
    return {path.stem: partial(checked, path) for path in found}


def own(settings: GenerationSettings) -> Path:
    """The folder with the operator's own manifests; it may not exist."""
    return settings.config_dir.expanduser() / "catalogue"


def check(
    path: Annotated[Path, typer.Argument(help="A manifest, as generation/engines/diffusion/README.md has it.")],
) -> None:
    """Check a model's manifest that you wrote, and say every fault of it. Put a good one into the catalogue folder."""
    try:
        model = manifest.read(path)
    except GenerationError as refused:
        typer.echo(f"{refused}", err=True)
        raise typer.Exit(1) from refused
    typer.echo(f"{model.title} is described well. Its place: {own(GenerationSettings()) / path.name}")


def places(settings: GenerationSettings, name: str) -> tuple[Path, Path]:
    """The pinned manifest in the configuration folder, and the model's folder in the cache."""
    pinned = settings.config_dir.expanduser() / "models" / f"{name}.toml"
    return pinned, settings.cache_dir.expanduser() / "models" / name


def _pin(name: str, settings: GenerationSettings, *, yes: bool) -> None:
    pinned, where = places(settings, name)
    if pinned.is_file():
        known = manifest.read(pinned)
        typer.echo(f"{known.title} is pinned to {known.revision}. Fetching {known.bytes / GB:.1f} GB to compare ...")
        hub.fetch(known, where)
        typer.echo(f"Every one of its {len(known.files)} files is the pinned one: {where}")
        return
    known = manifest.named(name, own(settings))
    model = manifest.lawful(known, allow_non_commercial=settings.allow_non_commercial)
    if not model.loads_here:
        raise ModelRefused(
            f"{model.title} is not loaded here: a serving engine paints with it. Set CANDID_IMAGES_URL, and "
            f"CANDID_DIFFUSION_MODEL={model.name}."
        )
    offered = hub.offer(model)
    _show(model, offered)
    if _differs(model, offered):
        typer.echo("The licence is not the one reviewed: read it before you say yes.")
    _ask("Download and pin it?", yes=yes and not _differs(model, offered))
    made = hub.pin(model, offered, where, shown=lambda card: _agreed(card, yes=yes))
    pinned.parent.mkdir(parents=True, exist_ok=True)
    pinned.write_text(manifest.written(made), "utf-8")
    typer.echo(f"Pinned {len(made.files)} files of revision {made.revision}: {pinned}")
    typer.echo(f"Next: candid weights prepare {name}")


def _show(model: Model, offered: hub.Offer) -> None:
    typer.echo(f"{model.title}: {model.job}")
    typer.echo(f"from {model.repo}, revision {offered.revision}")
    typer.echo(f"{len(offered.files)} files, {offered.bytes / GB:.1f} GB; left out: {len(offered.left)} other files")
    typer.echo(f"licence: {model.licence} by our manifest, {offered.licence or 'none named'} by its card today")
    typer.echo(f"trained on: {model.training_data}")
    typer.echo(f"known limits: {model.limits}")


def _differs(model: Model, offered: hub.Offer) -> bool:
    """Whether the licence changed since it was reviewed; ``--yes`` does not answer that question."""
    return bool(offered.licence) and offered.licence.lower() != model.licence.lower()


def _agreed(card: str, *, yes: bool) -> bool:
    lines = card.splitlines()
    typer.echo("\n".join(("--- its card ---", *lines[:CARD_LINES])))
    if len(lines) > CARD_LINES:
        typer.echo(f"--- {len(lines) - CARD_LINES} more lines in its README.md ---")
    return yes or typer.confirm("Use it under this licence?")


def _announce_prepare(model: Model) -> None:
    """Says what it will take in time and memory, before it starts."""
    encoder = sum(file.bytes for file in model.files if file.path.startswith("text_encoder/"))
    painter = sum(file.bytes for file in model.files if file.path.startswith(("transformer/", "vae/")))
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    typer.echo(f"Needs about {max(encoder, painter) * 1.2 / GB:.1f} GB of memory; {free / GB:.1f} GB are free.")
    typer.echo(
        "It encodes every prompt once and paints one small picture: on a CPU that can take hours (one prompt of a 4B "
        "encoder: some minutes), on a card it was never measured by us. Broken off, it goes on where it was."
    )


def _ask(question: str, *, yes: bool) -> None:
    if not yes and not typer.confirm(question):
        raise ModelRefused("You said no.")
