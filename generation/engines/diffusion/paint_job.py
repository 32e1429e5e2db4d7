"""One job at the accelerator: waits for its turn, paints, reports progress, ends soon after it is cancelled.

Shared by the two engines of this folder: the one that redraws a person and the one that makes people up.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from generation.disclosure import table
from generation.engines.diffusion.device_queue import Turns
from generation.engines.diffusion.painter import Order, Paints
from generation.errors import Cancelled
from generation.images import RgbImage
from storage.records import Backdrop, Crop, Edits, Light, UploadClaim

SEEDS = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintJob:
    """``engine``: its name in the edits. ``recorded``: the seed of a picture that is made again, else None; ``layout``:
    how the model lay in memory for it.

    ``progress`` gets the painted share of a picture, 0..1; it may be called from any thread.
    """

    painter: Paints
    turns: Turns
    engine: str
    recorded: int | None
    progress: Callable[[float], None]
    cancelled: Callable[[], bool]
    layout: str = ""
    _ticket: int = field(init=False)
    _lay: dict[int, str] = field(default_factory=dict)  # seed -> how the model lay in memory

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ticket", self.turns.ticket())

    def seed(self) -> int:
        """The recorded seed when a picture is made again, else one that cannot be guessed: 0 .. ``SEEDS`` - 1."""
        return secrets.randbelow(SEEDS) if self.recorded is None else self.recorded

    def paint(self, order: Order) -> RgbImage:
        """Waits for this job's turn on the accelerator, then paints; progress is reported only from then on.

        Raises ``Cancelled``, ``OutOfMemory``.
        """
        with self.turns.turn(self._ticket, self.check):
            made = self.painter.paint(replace(order, layout=self.layout), self._step)
            self._lay[order.seed] = self.painter.lies
            return made

    def check(self) -> None:
        """Raises ``Cancelled``."""
        if self.cancelled():
            raise Cancelled

    def edits(
        self,
        look: str,
        crop: Crop,
        seed: int,
        *,
        face_repainted: bool,
        persona: bool = False,
        claim: UploadClaim = UploadClaim.NONE,
    ) -> Edits:
        """The edits of one picture; the disclosure table gives its source type and label."""
        row = table.row(Backdrop.GENERATED, face_repainted=face_repainted, persona=persona, claim=claim)
        return Edits(
            source_type=row.source_type,
            label="",
            label_code=row.label_code,
            backdrop=Backdrop.GENERATED,
            light=Light.AS_TAKEN,
            light_delta_l=0.0,
            face_repainted=face_repainted,
            engine=self.engine,
            look=look,
            crop=crop,
            model=self.painter.model.stamp,
            seed=seed,
            claim=claim,
            layout=self._lay.get(seed, ""),
        )

    @staticmethod
    def lit(edits: Edits, framed: Edits) -> Edits:
        """The same edits in the light that the frame was made in, with what the disclosure table says of both."""
        row = table.row(edits.backdrop, face_repainted=edits.face_repainted, light=framed.light, claim=edits.claim)
        return replace(
            edits,
            source_type=row.source_type,
            label_code=row.label_code,
            light=framed.light,
            light_delta_l=framed.light_delta_l,
        )

    def _step(self, share: float) -> None:
        self.check()
        self.progress(share)
