"""The generative engines: ``background``, ``redraw`` and ``persona``, all painted by one model.

torch and diffusers are used only in this folder and imported when an engine is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generation.devices import Elsewhere
from generation.engines import Opened, Opening
from generation.engines.diffusion.catalogue import BACKGROUND, MODES, REDRAW, looks
from generation.engines.diffusion.manifest import ModelRefused
from generation.ports import Portrayal
from storage.consent.rules import PERSONA_ENGINE

if TYPE_CHECKING:
    from generation.engines.diffusion.device_queue import Turns
    from generation.engines.diffusion.painter import Painter, Paints
    from generation.engines.diffusion.pool import Pool
    from generation.engines.diffusion.speed import Speed
    from generation.settings import GenerationSettings

PORTRAYALS = {
    BACKGROUND: Portrayal.KEPT_BEFORE_PAINTED,
    REDRAW: Portrayal.REDRAWN,
    PERSONA_ENGINE: Portrayal.INVENTED,
}


@dataclass(frozen=True, slots=True)
class Device:
    """One model, loaded or served elsewhere, and the queue before it: all engines of a worker share them."""

    painter: Paints
    turns: Turns
    elsewhere: Elsewhere | None = None


def opened(opening: Opening) -> Opened:
    """The engine called ``opening.name``, by the model in ``opening.folder``, else by the pinned one.

    Raises what ``load_painter`` raises.
    """
    from generation.engines.diffusion.engine import DiffusionEngine
    from generation.engines.diffusion.inventor import PersonaEngine

    device = opening.shared.setdefault(__name__, None) or _device(opening)
    opening.shared[__name__] = device
    model = device.painter.model
    if opening.name not in model.engines:
        raise ModelRefused(
            f"{model.title} cannot be the engine {opening.name}; it can be: {', '.join(model.engines)}. Name another "
            "model in CANDID_DIFFUSION_MODEL, or another engine."
        )
    card = model.model_card(opening.name)
    portrayal = PORTRAYALS[opening.name]
    if portrayal is Portrayal.INVENTED:
        inventor = PersonaEngine(device.painter, device.turns)
        return Opened(engine=None, portrayal=portrayal, inventor=inventor, cards=(card,), elsewhere=device.elsewhere)
    framer = opening.framer(look.id for look in looks())
    engine = DiffusionEngine(device.painter, looks(), framer, mode=opening.name, turns=device.turns)
    return Opened(engine=engine, portrayal=portrayal, cards=(card,), elsewhere=device.elsewhere)


def _device(opening: Opening) -> Device:
    """Raises what ``load_painter`` and ``pool.of`` raise."""
    from generation.engines.diffusion import pool

    serving = pool.of(opening.settings)
    return _loaded(opening) if serving is None or opening.folder is not None else _served(opening.settings, serving)


def _served(settings: GenerationSettings, serving: Pool) -> Device:
    from generation.engines.diffusion import pool
    from generation.engines.diffusion.device_queue import Turns
    from generation.engines.diffusion.pool_painter import PoolPainter

    painter = PoolPainter(pool.model_of(settings), serving)
    painter.check()
    return Device(painter, Turns(), Elsewhere(host=serving.host, kept_hours=serving.kept_hours))


def _loaded(opening: Opening) -> Device:
    from generation.engines.diffusion import commands, manifest
    from generation.engines.diffusion.device_queue import Turns
    from generation.engines.diffusion.speed import Speed

    settings = opening.settings
    pinned, folder = commands.places(settings, settings.diffusion_model)
    if opening.folder is not None:
        pinned, folder = opening.folder / manifest.FILE_NAME, opening.folder
    painter = load_painter(
        pinned,
        folder,
        layout=settings.diffusion_layout,
        speed=Speed(attention=settings.diffusion_attention, compiled=settings.diffusion_compile),
        non_commercial=settings.allow_non_commercial,
        device=opening.device or settings.diffusion_device,
        step_s=settings.diffusion_step_s,
    )
    return Device(painter, Turns())


def load_painter(
    pinned: Path,
    where: Path,
    *,
    layout: str = "",
    speed: Speed | None = None,
    non_commercial: bool = False,
    device: str = "",
    step_s: float = 0.0,
) -> Painter:
    """The painter of the model in ``where``: verified, loaded, warmed up, its golden picture painted again.

    ``pinned``: its manifest. ``layout``: a ``memory.Layout``; "" chooses by free memory. ``speed``: None leaves kernel
    and compiling to the library. ``device``: cuda or cpu, "" for a card that can be used. ``step_s``: seconds a step
    may take, 0 for many times the usual. Raises ``ModelRefused`` (also ``ModelNotPinned``, ``NotPrepared``,
    ``ExtraMissing``, ``NoAccelerator``), ``OutOfMemory``, ``AcceleratorFailed``.
    """
    from generation.engines.diffusion import accelerator, load, manifest, memory, prepared
    from generation.engines.diffusion.memory import Layout
    from generation.engines.diffusion.painter import Painter
    from generation.engines.diffusion.speed import Speed
    from generation.engines.diffusion.watchdog import Watchdog

    model = manifest.read(pinned)
    chosen = accelerator.choose(model, device)  # before gigabytes are hashed
    memory.insist(chosen)
    folder = load.verified(model, where, allow_non_commercial=non_commercial)
    watch = Watchdog(limit_s=step_s, unhurried=chosen == accelerator.CPU)
    painter = Painter(folder, prepared.read(folder), Layout(layout) if layout else None, speed or Speed(), watch)
    painter.check_golden()
    return painter


__all__ = ["BACKGROUND", "MODES", "REDRAW", "Device", "load_painter", "looks", "opened"]
