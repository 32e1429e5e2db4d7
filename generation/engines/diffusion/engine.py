"""The generative engine: chosen explicitly, with a closed catalogue and stricter safeguards than the studio's.

It redraws the person (``redraw``) or paints behind the untouched person (``background``). Frames and contact sheet come
from the studio: the sheet shows the idea of each look on the real face, and a model cannot promise that face.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generation.disclosure.label import QUIET, LabelRule
from generation.engines.diffusion.catalogue import Look
from generation.engines.diffusion.device_queue import Turns
from generation.engines.diffusion.paint_job import PaintJob
from generation.engines.diffusion.painter import Paints
from generation.engines.diffusion.session import LightUnknown, LookUnknown, Session
from generation.errors import Cancelled
from generation.ports import ContactSheet, Engine, Portrait
from storage.records import GenerateRequest, Light

LIGHTS = frozenset({Light.AS_TAKEN, Light.BRIGHTER, Light.DARKER})
"""The light of the photo, or one that the person chose: the model is shown the frame in it."""

IN_WORK = 4  # one painted, one ready to paint, two checked and marked: that takes the processor longer than painting


class DiffusionEngine:
    """Implements ``Engine``, ``Accelerated``, ``Unloads`` and ``Watched``.

    ``framer``: the engine whose frames and contact sheet are used (the studio).
    """

    in_work = IN_WORK

    def __init__(
        self, painter: Paints, looks: Sequence[Look], framer: Engine, *, mode: str, turns: Turns | None = None
    ) -> None:
        """``mode``: one of ``catalogue.MODES``; it is the engine's name. ``turns``: shared by engines of one model."""
        self.painter, self.mode, self.name = painter, mode, mode
        self._framer = framer
        self.turns = turns or Turns()
        offered = set(framer.looks())
        self._looks = tuple(look for look in looks if look.id in offered)

    def looks(self) -> Sequence[str]:
        """Ids of the looks, in the contact sheet's order."""
        return tuple(look.id for look in self._looks)

    def unload(self) -> None:
        """Gives the model's memory back; the next picture loads it again."""
        self.painter.unload()

    def overdue(self) -> bool:
        """Whether a step on the device hangs."""
        return self.painter.overdue()

    def open(
        self,
        portraits: Sequence[Portrait],
        request: GenerateRequest,
        *,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Session:
        """Raises ``Cancelled``, ``CannotFrame``, ``LightUnknown``, ``LookUnknown`` before anything is painted."""
        if cancelled():
            raise Cancelled
        if not set(request.looks) <= set(self.looks()):
            raise LookUnknown
        if request.light not in LIGHTS:
            raise LightUnknown
        framed = self._framer.open(portraits, request, progress=lambda _: None, cancelled=cancelled)
        paint_job = PaintJob(
            painter=self.painter,
            turns=self.turns,
            engine=self.name,
            recorded=request.seed,
            layout=request.layout,
            progress=progress,
            cancelled=cancelled,
        )
        return Session(framed, portraits, self._looks, paint_job, mode=self.mode)

    def framed_sheet(
        self, portrait: Portrait, language: str, looks: Sequence[str] = (), rule: LabelRule = QUIET
    ) -> Callable[[], ContactSheet]:
        """The idea of every look on the person's own photo, drawn by the studio, each marked PREVIEW."""
        return self._framer.framed_sheet(portrait, language, looks, rule)
