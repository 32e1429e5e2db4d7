"""The door of the worker: ``candid worker``, and ``python -m generation`` as the supervised child of the bot.

Reads the settings, loads every network once, opens storage, serves until SIGTERM.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generation.errors import GenerationError
from generation.settings import GenerationSettings
from storage.errors import StorageError

if TYPE_CHECKING:
    from generation.engines.studio.engine import StudioEngine
    from generation.pipeline import Tools
    from generation.ports import Engine, Inventor
    from generation.weights import Weights
    from storage.records import ModelCard

STUDIO, DIFFUSION = "studio", "diffusion"
ENGINES = (STUDIO, DIFFUSION)
FULL, BACKGROUND = "full", "background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What this worker is to make pictures with. ``weights``: a generative model's folder, None asks the settings."""

    engine: str = STUDIO
    weights: Path | None = None
    mode: str = FULL


def worker(
    engine: Annotated[
        str, typer.Option(help="studio (edits the photo, never the face) or diffusion (a model redraws)")
    ] = STUDIO,
    weights: Annotated[
        Path | None, typer.Option(help="Folder of the generative model, instead of a pinned one.")
    ] = None,
    mode: Annotated[str, typer.Option(help="For diffusion: full, or background (the person stays the photo).")] = FULL,
) -> None:
    """Check photos and make headshots until stopped (Ctrl-C or SIGTERM finishes the picture in work first)."""
    if engine not in ENGINES:
        typer.echo(f"There is no engine called {engine!r}. Choose one of: {', '.join(ENGINES)}.", err=True)
        raise typer.Exit(2)
    if mode not in (FULL, BACKGROUND):
        typer.echo(f"There is no mode called {mode!r}. Choose {FULL} or {BACKGROUND}.", err=True)
        raise typer.Exit(2)
    try:
        asyncio.run(_serve(Choice(engine=engine, weights=weights, mode=mode)))
    except (GenerationError, StorageError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


async def _serve(choice: Choice) -> None:
    from generation.weights import Weights
    from generation.worker.process import Worker
    from generation.worker.process_tuning import few_arenas
    from storage import logs
    from storage.home import home_of
    from storage.opening import open_storage
    from storage.settings import StorageSettings

    settings = StorageSettings()
    logs.configure(home_of(settings), quiet=True)
    few_arenas()
    # Chat stays quick while pictures are made.
    with contextlib.suppress(OSError):
        os.nice(10)
    generation = GenerationSettings()
    weights = Weights(generation.cache_dir)
    unload_after_s = 60 * generation.unload_after_minutes
    with loaded(weights, choice) as tools:
        async with open_storage(settings) as storage:
            mine = generation.own_matting()
            files = (*weights.manifest.weights, *((mine,) if mine else ()))
            cards = (*_cards(tools.engine), *(file.model_card() for file in files))
            engines = tuple(each.name for each in (tools.engine, tools.inventor) if each is not None)
            serving = Worker(storage, tools, engines=engines, models=cards, unload_after_s=unload_after_s)
            loop = asyncio.get_running_loop()
            for name in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(name, serving.stop)
            await serving.run()


@contextlib.contextmanager
def loaded(weights: Weights, choice: Choice = Choice()) -> Iterator[Tools]:
    """Everything a job uses, each model file verified.

    Raises ``WeightsMissing``, ``WeightsDamaged``, ``OwnMattingRefused``, and what ``diffusion.build`` raises.
    """
    from generation.check_priority import RightOfWay
    from generation.disclosure.label import RULES
    from generation.disclosure.marking import open_marks
    from generation.intake.decode import Decoder
    from generation.matting import own
    from generation.pipeline import Tools
    from generation.safeguards.panel import panel_for
    from generation.vision import networks
    from storage.clock import SystemClock

    networks.use(weights)
    settings = GenerationSettings()
    own.use(settings.own_matting())
    engine = _engine(weights, choice, settings)
    opened = open_marks(
        config=settings.config_dir.expanduser(),
        clock=SystemClock(),
        certificates=settings.credentials_certificates,
        key=settings.credentials_key,
        timestamp_url=settings.timestamp_url,
        provider=settings.operator,
    )
    marks = replace(opened, rule=RULES[settings.label_rule])
    way = RightOfWay()
    with Decoder(give_way=way.give) as decoder:
        inventor = _inventor(engine, choice)
        yield Tools(
            decoder=decoder,
            engine=engine,
            safeguards=panel_for(_panel(choice), settings.generated),
            marks=marks,
            inventor=inventor,
            inventor_safeguards=panel_for(inventor.name, settings.generated) if inventor else None,
            way=way,
        )


def _engine(weights: Weights, choice: Choice, settings: GenerationSettings) -> Engine:
    from generation.engines import studio

    if choice.engine == STUDIO:
        return studio.build(weights, studio.of_settings(settings.brand_colour, settings.brand_logo))
    from generation.engines import diffusion
    from generation.engines.diffusion import commands, manifest
    from generation.engines.diffusion.speed import Speed

    studio.build(weights)  # verifies the networks that find frame and matte
    pinned, folder = commands.places(settings, settings.diffusion_model)
    if choice.weights is not None:
        pinned, folder = choice.weights / manifest.FILE_NAME, choice.weights
    return diffusion.build(
        pinned,
        folder,
        framer(),
        mode=choice.mode,
        layout=settings.diffusion_layout,
        speed=Speed(attention=settings.diffusion_attention, compiled=settings.diffusion_compile),
        non_commercial=settings.allow_non_commercial,
    )


def framer() -> StudioEngine:
    """Whose frames and contact sheet the generative engine uses: the studio, with the looks both have."""
    from generation.engines import diffusion
    from generation.engines.studio.engine import StudioEngine
    from generation.engines.studio.look import looks

    offered = {look.id for look in diffusion.looks()}
    return StudioEngine([look for look in looks() if look.id in offered])


def _inventor(engine: Engine, choice: Choice) -> Inventor | None:
    """Made-up people come from the model that may paint whole pictures, from no other."""
    from generation.engines.diffusion.engine import DiffusionEngine

    if not isinstance(engine, DiffusionEngine) or choice.mode != FULL:
        return None
    from generation.engines.diffusion.inventor import PersonaEngine

    return PersonaEngine(engine.painter, engine.turns)


def _cards(engine: Engine) -> tuple[ModelCard, ...]:
    from generation.engines.diffusion.engine import DiffusionEngine

    return (engine.model_card(),) if isinstance(engine, DiffusionEngine) else ()


def _panel(choice: Choice) -> str:
    """The safeguards' list: where only the background is painted, the person is held to the studio's rules."""
    return (
        f"{choice.engine}/{choice.mode}" if (choice.engine, choice.mode) == (DIFFUSION, BACKGROUND) else choice.engine
    )
