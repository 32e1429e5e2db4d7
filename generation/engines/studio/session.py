"""One person's photos, opened once: which photo, which frame, which matte. Then any look is quick, from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from generation.engines.studio import framing, picker, stage
from generation.engines.studio.framing import Framing
from generation.engines.studio.look import Look
from generation.engines.studio.shapes import Shape
from generation.engines.studio.stage import Stage
from generation.errors import Cancelled
from generation.ports import Portrait, Rendering
from storage.records import Light


class Session:
    """Implements ``EngineSession``. ``render`` may be called from several threads."""

    def __init__(
        self,
        portraits: Sequence[Portrait],
        looks: Sequence[Look],
        shape: Shape,
        light: Light,
        *,
        cancelled: Callable[[], bool],
    ) -> None:
        """Raises ``CannotFrame`` when no photo can be framed honestly, ``Cancelled``."""
        self._looks = {look.id: look for look in looks}
        self._shape, self._light, self._cancelled = shape, light, cancelled
        self._choice = picker.pick(portraits, shape, cancelled=cancelled)
        self._subject = self._choice.subject
        self._stages: dict[bool, Stage] = {}
        self._lock = threading.Lock()

    def render(self, look: str) -> Rendering:
        """One look. Raises ``Cancelled``; ``CannotFrame`` when the own backdrop allows no frame; ``KeyError``."""
        if self._cancelled():
            raise Cancelled
        chosen = self._looks[look]
        return stage.render(self._stage(inside=chosen.keeps_backdrop), chosen, self._choice.notes)

    def prepare(self, looks: Sequence[str]) -> None:
        """Makes ready what these looks share."""
        for inside in sorted({self._looks[look].keeps_backdrop for look in looks}):
            self._stage(inside=inside)

    def _stage(self, *, inside: bool) -> Stage:
        with self._lock:
            inside = inside and not self._choice.framing.inside
            if inside not in self._stages:
                self._stages[inside] = stage.prepare(self._choice.portrait, self._framing(inside), self._light)
            return self._stages[inside]

    def _framing(self, inside: bool) -> Framing:
        if not inside:
            return self._choice.framing
        return framing.search(self._subject, self._shape, inside=True)
