"""One person's photos, opened once: which photo, which frame, which matte. Then any look is quick, from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

from generation.engines.studio import framing, larger, marked_areas, picker, stage
from generation.engines.studio.brand import Brand
from generation.engines.studio.framing import Framing
from generation.engines.studio.look import Look
from generation.engines.studio.picker import Choice
from generation.engines.studio.shapes import AVATAR, Shape
from generation.engines.studio.stage import Area, Stage
from generation.errors import Cancelled, CannotFrame
from generation.ports import Portrait, Rendering
from storage.records import GenerateRequest, MarkedArea, Note


class Session:
    """Implements ``EngineSession``. ``render`` may be called from several threads."""

    def __init__(
        self,
        portraits: Sequence[Portrait],
        looks: Sequence[Look],
        request: GenerateRequest,
        shape: Shape,
        *,
        cancelled: Callable[[], bool],
        mine: Sequence[Area] = (),
        brand: Brand | None = None,
    ) -> None:
        """``mine``: areas of the photo that belong to the person; ``request.mine`` and ``not_mine`` mark areas of the
        picture.

        Raises ``CannotFrame``, ``Cancelled``.
        """
        self._looks = {look.id: look for look in looks}
        self._light, self._cancelled = request.light, cancelled
        self._mine, self._marks, self._brand = tuple(mine), request.mine, brand
        self._not_mine = request.not_mine
        self._asks = not request.larger  # what is doubtful was told with the smaller picture
        self._wanted = shape
        self._larger_would = False
        self._shape, self.choices = self._chosen(portraits)
        ranks = request.ranks or range(len(request.looks))
        in_turn = zip(request.looks, ranks, strict=True)
        self._photo_of = {look: self.choices[rank % len(self.choices)] for look, rank in in_turn}
        self._stages: dict[tuple[str, bool], tuple[Stage, tuple[str, ...]]] = {}
        self._lock = threading.Lock()

    def render(self, look: str) -> Rendering:
        """One look. Raises ``Cancelled``, ``KeyError``."""
        self._check()
        chosen = self._looks[look]
        choice = self._photo_of.get(look, self.choices[0])
        ready, notes = self._stage(choice, inside=chosen.stays_inside)
        told = (*choice.why, *self._notes(), *notes, *self._room(choice, ready))
        return stage.render(ready, chosen, told, self._brand)

    def fits_larger(self, look: str) -> bool:
        """Whether the photo has the pixels for ``render_larger`` of this look. Raises ``KeyError``."""
        choice = self._photo_of.get(look, self.choices[0])
        ready, _ = self._stage(choice, inside=self._looks[look].stays_inside)
        return bool(self._room(choice, ready))

    def render_larger(self, look: str) -> Rendering | None:
        """The look at twice its size, framed alike, from a portrait measured with ``full``; None where it cannot be
        made without enlarging the photo. Raises ``Cancelled``, ``KeyError``, ``ValueError``.
        """
        self._check()
        if not self.fits_larger(look):
            return None
        choice = self._photo_of.get(look, self.choices[0])
        ready, notes = self._stage(choice, inside=self._looks[look].stays_inside)
        grown = larger.stage(ready)
        if grown is None:
            return None
        return stage.render(grown, self._looks[look], (*choice.why, *self._notes(), *notes), self._brand)

    def prepare(self, looks: Sequence[str]) -> None:
        """Prepares what these looks share."""
        for look in looks:
            self._stage(self._photo_of.get(look, self.choices[0]), inside=self._looks[look].stays_inside)

    def _chosen(self, portraits: Sequence[Portrait]) -> tuple[Shape, tuple[Choice, ...]]:
        """The photos to use, in the shape wanted or, where no photo allows that, in a square."""
        try:
            return self._wanted, picker.pick(portraits, self._wanted, cancelled=self._cancelled)
        except CannotFrame as refused:
            if self._wanted is AVATAR:
                raise
            self._larger_would = refused.larger_would
            return AVATAR, picker.pick(portraits, AVATAR, cancelled=self._cancelled)

    def _check(self) -> None:
        """Called between two steps; ``cancelled`` may also block here to make the caller wait."""
        if self._cancelled():
            raise Cancelled

    def _notes(self) -> tuple[str, ...]:
        """Why the picture is square although an upright one was wanted, as a code."""
        if self._shape is self._wanted:
            return ()
        return (Note.SQUARE_BY_PIXELS,) if self._larger_would else (Note.SQUARE_BY_SOURCE,)

    def _room(self, choice: Choice, ready: Stage) -> tuple[str, ...]:
        """The note of a picture that could be made again at twice its size."""
        return (Note.LARGER_POSSIBLE,) if larger.fits(choice.portrait, ready.framing.crop, self._shape) else ()

    def _stage(self, choice: Choice, *, inside: bool) -> tuple[Stage, tuple[str, ...]]:
        """What is ready for any look, and what to tell of the marked areas."""
        inside = inside and not choice.framing.inside
        key = (choice.portrait.photo_id, inside)
        with self._lock:
            if key not in self._stages:
                framed = self._inside(choice) if inside else choice.framing
                alike = (choice.portrait.photo_id, framed is not choice.framing)  # a tight photo has one frame for all
                if alike not in self._stages:
                    self._stages[alike] = self._prepared(choice, framed)
                self._stages[key] = self._stages[alike]
            return self._stages[key]

    def _inside(self, choice: Choice) -> Framing:
        """The best frame within the photo; where the photo is too tight for one, the frame of all other looks."""
        try:
            return framing.search(choice.subject, self._shape, inside=True)
        except CannotFrame:
            return choice.framing

    def _prepared(self, choice: Choice, framed: Framing) -> tuple[Stage, tuple[str, ...]]:
        if self._asks:
            choice.seen.second.ask()  # now, else when something waits for it
        shared = partial(stage.prepare, choice.portrait, framed, self._light, seen=choice.seen, between=self._check)
        ready = shared(mine=self._mine)
        if not self._marks and not self._not_mine:
            return ready, ()
        areas, apart = marked_areas.found(ready, self._marks), marked_areas.foreign(ready, self._not_mine)
        notes = (
            *(((MarkedArea.KEPT if areas else MarkedArea.EMPTY),) if self._marks else ()),
            *(((MarkedArea.GONE if apart else MarkedArea.SURE),) if self._not_mine else ()),
        )
        if areas or apart:
            own = (*self._mine, *areas)
            ready = shared(mine=own, foreign=apart)
        return ready, notes
