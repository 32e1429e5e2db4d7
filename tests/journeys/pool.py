"""The real worker whose pictures a serving engine paints, for journeys in every chat. Only that engine is a stand-in,
held to the published interfaces (``serving_stand_in``).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from itertools import cycle

import cv2
import numpy as np
import pytest

from generation import announced
from generation.settings import GenerationSettings
from generation.weights import Weights
from generation.worker.process import Worker
from generation.worker.serving import Choice, loaded
from storage.store import Storage
from tests.assets import portraits
from tests.generation.engines.diffusion.serving_stand_in import Request, StandIn, png, wall

ENGINES = ("studio", "background", "redraw", "persona")
HOST, KEPT_HOURS = "localhost", "24"
MADE_UP = ("ardern-2022", "macron-2025")  # as if the model had made them up: both have the class of skin "light"


@contextlib.contextmanager
def serving() -> Iterator[StandIn]:
    """Paints walls, gives redrawn people back as they came, and makes up two by turns."""
    people = cycle(MADE_UP)

    def painted(request: Request) -> bytes:
        return somebody(next(people), request) if is_persona(request) else wall(request)

    with StandIn(generations=painted) as engine:
        yield engine


def is_persona(request: Request) -> bool:
    from generation.engines.diffusion import persona

    return request.fields["prompt"] in set(persona.catalogue().prompts().values())


def somebody(name: str, request: Request) -> bytes:
    """A portrait as a square of the size that was asked for."""
    width, height = map(int, request.fields["size"].split("x"))
    shown = portraits.portrait(name)
    side = min(shown.shape[:2])
    small = cv2.resize(shown[:side, :side], (width, height), interpolation=cv2.INTER_AREA)
    return png(np.asarray(small, np.uint8))


@contextlib.asynccontextmanager
async def working(storage: Storage, engine: StandIn, patch: pytest.MonkeyPatch) -> AsyncIterator[Worker]:
    """A worker of all engines that has them painted by ``engine``."""
    patch.setenv("CANDID_IMAGES_URL", engine.url)
    patch.setenv("CANDID_IMAGES_KEPT_HOURS", KEPT_HOURS)
    patch.setenv("CANDID_CONFIG_DIR", str(storage.home.config))
    weights = Weights(GenerationSettings().cache_dir)
    with loaded(weights, Choice(engines=ENGINES)) as tools:
        said = announced.members(tools.elsewhere, engines_of=ENGINES)
        worker = Worker(storage, tools, engines=ENGINES, models=tools.cards, announced=said)
        running = asyncio.create_task(worker.run())
        try:
            yield worker
        finally:
            worker.stop()
            await running


def sent(engine: StandIn) -> list[tuple[str, int]]:
    """(endpoint, photos) of every request that came, in order."""
    return [(came.endpoint, len(came.photos)) for came in engine.came]
