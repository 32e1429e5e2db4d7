"""One job's place at the device: waits for its turn, paints, tells how far it is, ends soon after it was cancelled.

What the two engines of this room share: the one that redraws a person, and the one that makes people up.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from generation.disclosure import table
from generation.engines.diffusion.device_queue import Turns
from generation.engines.diffusion.painter import Order, Paints
from generation.errors import Cancelled
from generation.images import RgbImage
from storage.records import Backdrop, Crop, Edits, Light

SEEDS = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintJob:
    """``engine``: as the edits name it. ``recorded``: the seed of a picture that is made again, else None.

    ``progress`` hears the share of a picture that is painted; any thread may call.
    """

    painter: Paints
    turns: Turns
    engine: str
    recorded: int | None
    progress: Callable[[float], None]
    cancelled: Callable[[], bool]
    _ticket: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ticket", self.turns.ticket())

    def seed(self) -> int:
        """The recorded one where a picture is made again, else one nobody can guess: 0 .. ``SEEDS`` - 1."""
        return secrets.randbelow(SEEDS) if self.recorded is None else self.recorded

    def paint(self, order: Order) -> RgbImage:
        """Once it is this job's turn on the accelerator; only then is anything told.

        Raises ``Cancelled``, ``OutOfMemory``.
        """
        with self.turns.turn(self._ticket, self.check):
            return self.painter.paint(order, self._step)

    def check(self) -> None:
        """Raises ``Cancelled``."""
        if self.cancelled():
            raise Cancelled

    def edits(self, look: str, crop: Crop, seed: int, *, face_repainted: bool, persona: bool = False) -> Edits:
        """What was done, by the one table."""
        row = table.row(Backdrop.GENERATED, face_repainted=face_repainted, persona=persona)
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
        )

    def _step(self, share: float) -> None:
        self.check()
        self.progress(share)
