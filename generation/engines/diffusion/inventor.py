"""The engine of made-up people. It turns text into a picture; its signature takes no photo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import cv2
import numpy as np

from generation.engines.diffusion import persona, persona_set
from generation.engines.diffusion.device_queue import Turns
from generation.engines.diffusion.engine import IN_WORK
from generation.engines.diffusion.paint_job import PaintJob
from generation.engines.diffusion.painter import Order, Paints
from generation.images import Mask, RgbImage
from generation.ports import Rendering
from generation.vision import faces
from generation.vision import landmarks as mesh
from storage.consent.rules import PERSONA_ENGINE
from storage.records import Crop, GenerateRequest

FRAME = 1024  # pixels, both sides: label and mark need this size to be read; a smaller painting is enlarged
WHOLE = Crop(x=0, y=0, scale=1, angle_deg=0, width=FRAME, height=FRAME)


class PersonaEngine:
    """Implements ``Inventor``, ``Accelerated``, ``Unloads`` and ``Watched``. Its model may be shared."""

    name = PERSONA_ENGINE
    in_work = IN_WORK

    def __init__(self, painter: Paints, turns: Turns) -> None:
        self._painter, self._turns = painter, turns

    def unload(self) -> None:
        """Gives the model's memory back; the next picture loads it again."""
        self._painter.unload()

    def overdue(self) -> bool:
        """Whether a step on the device hangs."""
        return self._painter.overdue()

    def invent(
        self, request: GenerateRequest, *, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> PersonaSession:
        """Raises ``PersonaUnknown`` before anything is painted."""
        chosen = dict(request.persona)
        persona.catalogue().drawn(chosen, 0)
        paint_job = PaintJob(
            painter=self._painter,
            turns=self._turns,
            engine=self.name,
            recorded=request.seed,
            layout=request.layout,
            progress=progress,
            cancelled=cancelled,
        )
        return PersonaSession(paint_job, chosen, len(request.looks))


class PersonaSession:
    """Implements ``EngineSession``: each picture has its own seed and so another person, and waits its turn.

    ``count``: pictures of the set, over whose people the traits left to chance are spread evenly.
    """

    def __init__(self, paint_job: PaintJob, chosen: dict[str, str], count: int) -> None:
        self._easel, self._chosen = paint_job, chosen
        self._left, self._lock = self._seeds(count), threading.Lock()

    def render(self, look: str) -> Rendering:
        """Raises ``Cancelled``, ``OutOfMemory``."""
        with self._lock:
            seed = next(self._left, None)
        return self.again(look, self._easel.seed() if seed is None else seed)

    def _seeds(self, count: int) -> Iterator[int]:
        """One for each picture of a new set; none for a picture that is made again."""
        if self._easel.recorded is None:
            for person in persona_set.spread(self._chosen, count, self._easel.seed()):
                yield persona_set.seed_of(person, self._chosen, self._easel.seed())

    def again(self, look: str, seed: int) -> Rendering:
        """The picture of a recorded seed: the same choice, model and machine give the same picture."""
        self._easel.check()
        catalogue, painting = persona.catalogue(), self._easel.painter.model.painting
        person = catalogue.drawn(self._chosen, seed)
        order = Order(
            look=look,
            seed=seed,
            width=painting.side,
            height=painting.side,
            steps=painting.steps,
            prompt=catalogue.key(person),
        )
        made = _framed(self._easel.paint(order))
        return Rendering(
            master=made,
            reference=made,  # there is no photo to compare with
            alpha=np.ones(made.shape[:2], np.float32),
            core=_inside_of_face(made),
            to_master=np.asarray([[1, 0, 0], [0, 1, 0]], np.float64),
            edits=self._easel.edits(look, WHOLE, seed, face_repainted=True, persona=True),
            invented=dict(zip(catalogue.traits, person, strict=True)),
        )


def _framed(image: RgbImage) -> RgbImage:
    if image.shape[:2] == (FRAME, FRAME):
        return image
    how = cv2.INTER_AREA if image.shape[0] > FRAME else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (FRAME, FRAME), interpolation=how), np.uint8)


def _inside_of_face(image: RgbImage) -> Mask:
    """1 inside the largest face's outline, 0 elsewhere; all 0 without a face, which the safeguards withhold."""
    core = np.zeros(image.shape[:2], np.float32)
    found = faces.detect(image)
    if found:
        points, _ = mesh.measure(image, found[0])
        cv2.fillConvexPoly(core, cv2.convexHull(np.rint(points[list(mesh.OVAL)]).astype(np.int32)), 1.0)
    return core
