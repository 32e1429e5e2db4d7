"""The engine of made-up people. Text in, picture out: its very signature takes no photo."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import cv2
import numpy as np

from generation.disclosure import table
from generation.engines.diffusion import persona
from generation.engines.diffusion.engine import IN_WORK, SEEDS
from generation.engines.diffusion.painter import Order, Paints
from generation.engines.diffusion.turns import Turns
from generation.errors import Cancelled
from generation.images import Mask, RgbImage
from generation.ports import Rendering
from generation.vision import faces
from generation.vision import landmarks as mesh
from storage.consent.rules import PERSONA_ENGINE
from storage.records import Backdrop, Crop, Edits, GenerateRequest, Light

FRAME = 1024  # pixels, both sides: what a label and a mark can be read on; a model that paints smaller is enlarged


class PersonaEngine:
    """Implements ``Inventor`` and ``Accelerated`` with the loaded model that redraws portraits, in the same turns."""

    name = PERSONA_ENGINE
    in_work = IN_WORK

    def __init__(self, painter: Paints, turns: Turns) -> None:
        self._painter, self._turns = painter, turns

    def invent(
        self, request: GenerateRequest, *, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> PersonaSession:
        """Raises ``PersonaUnknown`` before anything is painted."""
        persona.catalogue().drawn(dict(request.persona), 0)
        chosen = dict(request.persona)
        return PersonaSession(self._painter, self._turns, chosen, progress=progress, cancelled=cancelled)


class PersonaSession:
    """Implements ``EngineSession``: each picture another seed, and with it another person; painted in its turn."""

    def __init__(
        self,
        painter: Paints,
        turns: Turns,
        chosen: dict[str, str],
        *,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._painter, self._chosen = painter, chosen
        self._turns, self._ticket = turns, turns.ticket()
        self._progress, self._cancelled = progress, cancelled

    def render(self, look: str) -> Rendering:
        """Raises ``Cancelled``, ``OutOfMemory``."""
        return self.again(look, secrets.randbelow(SEEDS))

    def again(self, look: str, seed: int) -> Rendering:
        """The picture of a recorded seed: the same choice, model and machine give the same picture."""
        self._check()
        catalogue, painting = persona.catalogue(), self._painter.model.painting
        order = Order(
            look=look,
            seed=seed,
            width=painting.side,
            height=painting.side,
            steps=painting.steps,
            prompt=catalogue.key(catalogue.drawn(self._chosen, seed)),
        )
        with self._turns.turn(self._ticket, self._check):
            painted = self._painter.paint(order, self._step)
        made = _framed(painted)
        return Rendering(
            master=made,
            reference=made,  # there is no photo to lay beside it
            alpha=np.ones(made.shape[:2], np.float32),
            core=_inside_of_face(made),
            to_master=np.asarray([[1, 0, 0], [0, 1, 0]], np.float64),
            edits=self._told(look, seed),
        )

    def _told(self, look: str, seed: int) -> Edits:
        """What was done, by the one table."""
        row = table.row(Backdrop.GENERATED, face_repainted=True, persona=True)
        return Edits(
            source_type=row.source_type,
            label="",
            label_code=row.label_code,
            backdrop=Backdrop.GENERATED,
            light=Light.AS_TAKEN,
            light_delta_l=0.0,
            face_repainted=True,
            engine=PERSONA_ENGINE,
            look=look,
            crop=Crop(x=0, y=0, scale=1, angle_deg=0, width=FRAME, height=FRAME),
            model=self._painter.model.stamp,
            seed=seed,
        )

    def _step(self, share: float) -> None:
        self._check()
        self._progress(share)

    def _check(self) -> None:
        if self._cancelled():
            raise Cancelled


def _framed(image: RgbImage) -> RgbImage:
    if image.shape[:2] == (FRAME, FRAME):
        return image
    how = cv2.INTER_AREA if image.shape[0] > FRAME else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (FRAME, FRAME), interpolation=how), np.uint8)


def _inside_of_face(image: RgbImage) -> Mask:
    """1 inside the largest face's outline, 0 elsewhere; empty where no face is found, and the safeguards withhold."""
    core = np.zeros(image.shape[:2], np.float32)
    found = faces.detect(image)
    if found:
        points, _ = mesh.measure(image, found[0])
        cv2.fillConvexPoly(core, cv2.convexHull(np.rint(points[list(mesh.OVAL)]).astype(np.int32)), 1.0)
    return core
