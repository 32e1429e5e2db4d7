"""The door of the worker: ``candid worker``, and ``python -m generation`` as the supervised child of the bot.

Reads the settings, loads every network once, opens storage, serves until SIGTERM.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from generation.errors import GenerationError
from generation.settings import GenerationSettings
from storage.errors import StorageError

if TYPE_CHECKING:
    from generation.pipeline import Tools
    from generation.weights import Weights

ENGINES = ("studio",)


def worker(
    engine: Annotated[str, typer.Option(help="studio (edits the photo, never the face)")] = "studio",
) -> None:
    """Check photos and make headshots until stopped (Ctrl-C or SIGTERM finishes the picture in work first)."""
    if engine not in ENGINES:
        typer.echo(f"There is no engine called {engine!r}. Choose one of: {', '.join(ENGINES)}.", err=True)
        raise typer.Exit(2)
    try:
        asyncio.run(_serve())
    except (GenerationError, StorageError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


async def _serve() -> None:
    from generation.weights import Weights
    from generation.worker import Worker
    from storage import logs
    from storage.settings import StorageSettings, home_of
    from storage.store import open_storage

    settings = StorageSettings()
    logs.configure(home_of(settings), quiet=True)
    # Chat stays quick while pictures are made.
    with contextlib.suppress(OSError):
        os.nice(10)
    generation = GenerationSettings()
    weights = Weights(generation.cache_dir)
    unload_after_s = 60 * generation.unload_after_minutes
    with loaded(weights) as tools:
        async with open_storage(settings) as storage:
            cards = tuple(weight.model_card() for weight in weights.manifest.weights)
            serving = Worker(storage, tools, engines=ENGINES, models=cards, unload_after_s=unload_after_s)
            loop = asyncio.get_running_loop()
            for name in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(name, serving.stop)
            await serving.run()


@contextlib.contextmanager
def loaded(weights: Weights) -> Iterator[Tools]:
    """Everything a job uses, each model file verified. Raises ``WeightsMissing`` or ``WeightsDamaged``."""
    from generation.disclosure.marking import open_marks
    from generation.engines import studio
    from generation.intake.decode import Decoder
    from generation.pipeline import Tools
    from generation.safeguards.panel import panel_for
    from generation.vision import networks
    from storage.clock import SystemClock

    networks.use(weights)
    settings = GenerationSettings()
    engine = studio.build(weights, studio.of_settings(settings.brand_colour, settings.brand_logo))
    marks = open_marks(
        weights,
        config=settings.config_dir.expanduser(),
        clock=SystemClock(),
        certificates=settings.credentials_certificates,
        key=settings.credentials_key,
        timestamp_url=settings.timestamp_url,
        provider=settings.operator,
    )
    decoder = Decoder()
    decoder.start()
    try:
        yield Tools(decoder=decoder, engine=engine, safeguards=panel_for(engine.name), marks=marks)
    finally:
        decoder.close()
