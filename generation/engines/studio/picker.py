"""Chooses among up to 8 photos: first by what a good headshot needs, then by how much they differ. Deterministic.

It never judges the person, only framing, size, turn of the head, sharpness and the light of the whole frame. All of
them are measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.engines.studio import framing, subject
from generation.engines.studio.framing import Framing
from generation.engines.studio.measures import Subject
from generation.engines.studio.shapes import Shape
from generation.errors import Cancelled, CannotFrame
from generation.matting import shape as matting_shape
from generation.matting.shape import Seen
from generation.ports import Portrait
from generation.vision import light, sharpness
from storage.records import Picked

TURN_FREE_DEG = 15.0  # a head turned less is as good as straight
TURN_COST = 0.15  # per degree past that
SOFT = 0.30  # sharpness (``vision.sharpness``) below which a photo looks soft beside a crisp one
SOFT_COST = 6.0
LIT = 120.0  # ``vision.light.brightest`` of the whole frame below which a photo looks dark beside another
DARK_COST = 0.05  # per level: a photo at 0.3 of its light costs more than ``AS_GOOD``
AS_GOOD = 1.5  # photos whose cost is within this of the best are all good: then difference decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A photo to use. ``cost``: 0 is perfect; ``why``: codes of what spoke for it against the next best."""

    portrait: Portrait
    seen: Seen
    subject: Subject
    framing: Framing
    cost: float
    sharpness: float
    why: tuple[str, ...] = ()


def pick(
    portraits: Sequence[Portrait], shape: Shape, *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Choice, ...]:
    """The photos worth using, best first, each as unlike the ones before it as possible.

    Raises ``CannotFrame`` when none can be framed honestly (``larger_would`` where more pixels of one would do),
    ``Cancelled``.
    """
    choices = ranked(portraits, shape, cancelled=cancelled)
    good = [choice for choice in choices if choice.cost <= choices[0].cost + AS_GOOD]
    first = replace(good[0], why=_why(choices))
    return (first, *(replace(other, why=(Picked.DIFFERENT,)) for other in _unlike(first, good[1:])))


def ranked(
    portraits: Sequence[Portrait], shape: Shape, *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Choice, ...]:
    """Every photo that can be framed, best first; the order of the photos breaks ties."""
    choices, larger_would = [], False
    for portrait in portraits:
        if cancelled():
            raise Cancelled
        try:
            choices.append(_judged(portrait, shape))
        except CannotFrame as refused:
            larger_would |= refused.larger_would
    if not choices:
        raise CannotFrame(larger_would=larger_would)
    return tuple(sorted(choices, key=lambda choice: choice.cost))


def _judged(portrait: Portrait, shape: Shape) -> Choice:
    """Raises ``CannotFrame``."""
    seen = matting_shape.look(portrait)
    known = subject.read(portrait, seen)
    framed = framing.search(known, shape)
    crisp = sharpness.of_face(portrait.image, portrait.face)
    cost = framed.cost + TURN_COST * max(0.0, abs(portrait.pose.yaw) - TURN_FREE_DEG)
    cost += SOFT_COST * max(0.0, SOFT - crisp)
    cost += DARK_COST * max(0.0, LIT - light.brightest(portrait.image))
    cost += 0.5 * shape.sizes.index((framed.crop.width, framed.crop.height))
    return Choice(portrait=portrait, seen=seen, subject=known, framing=framed, cost=cost, sharpness=crisp)


def _why(choices: Sequence[Choice]) -> tuple[str, ...]:
    if len(choices) < 2:
        return ()
    best, next_ = choices[0], choices[1]
    said = {
        Picked.LARGER: best.framing.crop.width > next_.framing.crop.width,
        Picked.BETTER_FRAMING: best.framing.cost < next_.framing.cost - 0.1,
        Picked.STRAIGHTER: abs(best.portrait.pose.yaw) < abs(next_.portrait.pose.yaw) - 5,
        Picked.SHARPER: best.sharpness > 1.2 * next_.sharpness,
    }
    return tuple(code for code, true in said.items() if true) or (Picked.FIRST,)


def _unlike(first: Choice, rest: Sequence[Choice]) -> list[Choice]:
    """The others, each time the one farthest from all chosen before."""
    if not rest:
        return []
    left, chosen = list(rest), [first]
    views = {id(choice): _view(choice) for choice in (first, *rest)}
    while left:
        far = [min(float(np.abs(views[id(one)] - views[id(other)]).mean()) for other in chosen) for one in left]
        chosen.append(left.pop(int(np.argmax(far))))
    return chosen[1:]


def _view(choice: Choice) -> NDArray[np.float32]:
    """The photo's face and surroundings at 24 x 24 grey levels, for telling photos apart and nothing else."""
    image, (x, y, w, h) = choice.portrait.image, choice.portrait.face.box
    left, top = max(0, int(x - w / 2)), max(0, int(y - h / 2))
    part = image[top : int(y + 1.5 * h), left : int(x + 1.5 * w)]
    small = cv2.resize(part, (24, 24), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.float32)
