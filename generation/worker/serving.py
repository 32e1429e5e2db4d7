"""The worker's entry point: ``candid worker``, and ``python -m generation`` as the supervised child of the bot.

Reads the settings, loads every network once, opens storage, serves until SIGTERM.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generation.errors import AcceleratorFailed, GenerationError
from generation.settings import GenerationSettings
from generation.worker.starts import FILE, Starts
from storage.clock import SystemClock
from storage.consent.rules import is_generative
from storage.errors import StorageError
from storage.logs import log

if TYPE_CHECKING:
    from generation.disclosure.seal import Marks
    from generation.engines import Opened
    from generation.tools import Tools
    from generation.weights import Weights
    from generation.worker.process import Worker
    from storage.records import ModelCard

STUDIO = "studio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What this worker makes pictures with. ``weights``: a generative model's folder, None asks the settings;
    ``device``: cuda or cpu, "" asks them, too.
    """

    engines: tuple[str, ...] = (STUDIO,)
    weights: Path | None = None
    device: str = ""


def worker(
    engine: Annotated[
        list[str] | None,
        typer.Option(
            help="studio (the default: edits the photo, never the face), background (a model paints behind the "
            "person), redraw (a model redraws the person), persona (people who do not exist). Once for each."
        ),
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(help="Folder of the generative model, instead of a pinned one.")
    ] = None,
    device: Annotated[
        str, typer.Option(help="cuda or cpu, for a generative model; without it a card that can be used.")
    ] = "",
) -> None:
    """Check photos and make headshots until stopped (Ctrl-C or SIGTERM finishes the picture in work first)."""
    from generation.engines import names

    chosen = tuple(dict.fromkeys(engine or (STUDIO,)))
    for unknown in set(chosen) - set(names()):
        typer.echo(f"There is no engine called {unknown!r}. Choose one of: {', '.join(names())}.", err=True)
        raise typer.Exit(2)
    if device not in ("", "cuda", "cpu"):
        typer.echo("--device is cuda or cpu.", err=True)
        raise typer.Exit(2)
    try:
        asyncio.run(_serve(Choice(engines=chosen, weights=weights, device=device)))
    except AcceleratorFailed as broken:
        # Unloading the libraries of a broken card can hang, and nothing is left to be done.
        typer.echo(str(broken), err=True)
        sys.stderr.flush()
        os._exit(os.EX_TEMPFAIL)
    except (GenerationError, StorageError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


async def _serve(choice: Choice) -> None:
    from generation import announced
    from generation.weights import Weights
    from generation.worker.process import Worker
    from generation.worker.process_tuning import few_arenas
    from storage import heap, logs, tracing
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
    starts, again = Starts(home_of(settings).data / FILE), None
    if any(map(is_generative, choice.engines)):
        choice, again = _unless_withdrawn(choice, starts)
    with loaded(weights, choice) as tools, tracing.sent_as("candid-worker"):
        async with open_storage(settings) as storage:
            serving = Worker(
                storage,
                tools,
                engines=choice.engines,
                models=_cards(tools, weights, generation),
                announced=announced.members(tools.elsewhere, engines_of=choice.engines),
                unload_after_s=unload_after_s,
                painted=starts.went_well,
            )
            _end_on_signals(serving, again)
            heap.leave_alone_what_stands()
            await serving.run()
            if any(map(is_generative, choice.engines)):
                starts.went_well()


def _cards(tools: Tools, weights: Weights, settings: GenerationSettings) -> tuple[ModelCard, ...]:
    mine = settings.own_matting()
    files = (*weights.manifest.weights, *((mine,) if mine else ()))
    return (*tools.cards, *(file.model_card() for file in files))


def _end_on_signals(serving: Worker, after: timedelta | None) -> None:
    """``after``: then it ends by itself, and whoever supervises it starts it again with everything it was asked for."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, serving.stop)
    if after is not None:
        loop.call_later(after.total_seconds(), serving.stop)


def _unless_withdrawn(choice: Choice, starts: Starts) -> tuple[Choice, timedelta | None]:
    """The choice; after too many bad starts without the engines that paint, and how long they stay away."""
    now = SystemClock().now()
    until = starts.withdrawn_until(now)
    if until is None:
        starts.begun(now)
        return choice, None
    left = tuple(name for name in choice.engines if not is_generative(name))
    log.error("engine.withdrawn", code="bad_starts")
    typer.echo(
        f"{starts.bad()} starts in a row ended without a picture, so what a model paints is not offered until "
        f"{until:%H:%M} UTC. `candid doctor` says what is wrong with the card.",
        err=True,
    )
    return replace(choice, engines=left), until - now


@contextlib.contextmanager
def loaded(weights: Weights, choice: Choice = Choice()) -> Iterator[Tools]:
    """Everything a job uses, each model file verified.

    Raises ``WeightsMissing``, ``WeightsDamaged``, ``OwnMattingRefused``, and what the chosen engine raises.
    """
    from generation.check_priority import RightOfWay
    from generation.engines import studio
    from generation.intake.decode import Decoder
    from generation.matting import own
    from generation.ports import Portrayal
    from generation.safeguards.panel import panel_for
    from generation.tools import Tools
    from generation.vision import networks

    networks.use(weights)
    settings = GenerationSettings()
    own.use(settings.own_matting())
    studio.build(weights)  # verifies the networks that find frame and matte, for every engine
    opened = _opened(weights, choice, settings)
    ready = tuple(opened.values())
    makers = [(each.engine, panel_for(each.portrayal, settings.generated)) for each in ready if each.engine]
    # A worker that only makes people up checks photos, too; the studio draws the contact sheet.
    engine, safeguards = makers[0] if makers else (studio.build(weights), panel_for(Portrayal.KEPT))
    inventor = next((each.inventor for each in ready if each.inventor), None)
    way = RightOfWay()
    with Decoder(give_way=way.give) as decoder:
        yield Tools(
            decoder=decoder,
            engine=engine,
            safeguards=safeguards,
            marks=_marks(settings),
            others={other.name: (other, panel) for other, panel in makers[1:]},
            inventor=inventor,
            inventor_safeguards=panel_for(Portrayal.INVENTED, settings.generated) if inventor else None,
            cards=tuple(card for each in ready for card in each.cards),
            elsewhere={name: each.elsewhere for name, each in opened.items() if each.elsewhere},
            way=way,
        )


def _opened(weights: Weights, choice: Choice, settings: GenerationSettings) -> dict[str, Opened]:
    """The chosen engines by name, in their order: the studio comes first, and its contact sheet shows every look."""
    from generation import engines
    from generation.engines import studio

    opening = engines.Opening(
        weights=weights, settings=settings, framer=studio.framer, folder=choice.weights, device=choice.device
    )
    return {name: engines.opened(name, opening) for name in engines.names() if name in choice.engines}


def _marks(settings: GenerationSettings) -> Marks:
    """What pictures are sealed with: this installation's own certificate and label size."""
    from generation.disclosure.label import RULES
    from generation.disclosure.marking import open_marks

    opened = open_marks(
        config=settings.config_dir.expanduser(),
        clock=SystemClock(),
        certificates=settings.credentials_certificates,
        key=settings.credentials_key,
        timestamp_url=settings.timestamp_url,
        provider=settings.operator,
    )
    return replace(opened, rule=RULES[settings.label_rule])
