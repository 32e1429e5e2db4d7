"""The generative engine. torch and diffusers are used only in this folder and imported when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generation.engines import Opened, Opening
from generation.engines.diffusion.catalogue import BACKGROUND, FULL, MODES, looks
from generation.ports import Portrayal

if TYPE_CHECKING:
    from generation.engines.diffusion.engine import DiffusionEngine
    from generation.engines.diffusion.speed import Speed
    from generation.ports import Engine


def opened(opening: Opening) -> Opened:
    """The engine of the model in ``opening.folder``, else of the pinned one; with an inventor if it may paint whole
    pictures.

    Raises what ``build`` raises.
    """
    from generation.engines.diffusion import commands, manifest
    from generation.engines.diffusion.inventor import PersonaEngine
    from generation.engines.diffusion.speed import Speed

    settings, mode = opening.settings, opening.mode or FULL
    pinned, folder = commands.places(settings, settings.diffusion_model)
    if opening.folder is not None:
        pinned, folder = opening.folder / manifest.FILE_NAME, opening.folder
    engine = build(
        pinned,
        folder,
        opening.framer(look.id for look in looks()),
        mode=mode,
        layout=settings.diffusion_layout,
        speed=Speed(attention=settings.diffusion_attention, compiled=settings.diffusion_compile),
        non_commercial=settings.allow_non_commercial,
    )
    return Opened(
        engine=engine,
        portrayal=Portrayal.REDRAWN if mode == FULL else Portrayal.KEPT_BEFORE_PAINTED,
        inventor=PersonaEngine(engine.painter, engine.turns) if mode == FULL else None,
        cards=(engine.model_card(),),
    )


def build(
    pinned: Path,
    where: Path,
    framer: Engine,
    *,
    mode: str = FULL,
    layout: str = "",
    speed: Speed | None = None,
    non_commercial: bool = False,
) -> DiffusionEngine:
    """The engine of the model in ``where``: verified, loaded, warmed up, its golden picture painted again.

    ``pinned``: its manifest. ``framer`` offers at least one of the catalogue's looks. ``layout``: a ``memory.Layout``;
    "" chooses by free memory. ``speed``: None leaves kernel and compiling to the library. Raises ``ModelRefused`` (also
    ``ModelNotPinned``, ``NotPrepared``, ``ExtraMissing``), ``OutOfMemory``.
    """
    from generation.engines.diffusion import load, manifest, prepared
    from generation.engines.diffusion.engine import DiffusionEngine
    from generation.engines.diffusion.memory import Layout
    from generation.engines.diffusion.painter import Painter
    from generation.engines.diffusion.speed import Speed

    folder = load.verified(manifest.read(pinned), where, allow_non_commercial=non_commercial)
    painter = Painter(folder, prepared.read(folder), Layout(layout) if layout else None, speed or Speed())
    painter.check_golden()
    return DiffusionEngine(painter, looks(), framer, mode=mode)


__all__ = ["BACKGROUND", "FULL", "MODES", "build", "looks", "opened"]
