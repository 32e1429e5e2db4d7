"""The shapes a headshot comes in and the bands that make it one. Only numbers; ``framing`` searches with them.

Bands are fractions of the frame. Sources: US visa (head 50-69 %, eyes 31-44 % from the top), photographers' practice
(head about half), platform advice (face 60-70 %), ISO 19794-5 (face centre 45-55 %), OFIQ margins (below, above,
sides); widths between them are ours, calibrated on the test portraits.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    low: float
    high: float
    target: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """``sizes``: output pixels (width, height), largest first. ``below``/``above`` in eye-to-chin lengths, ``sides`` in
    eye distances. ``room``: headroom from which the label stands clear of the hair, of the frame's height. ``circle``:
    whether platforms show this shape cut to a circle. ``worst``: the framing cost at which nothing in this shape is
    worth making; 0 where a tight photo gets another shape instead.
    """

    name: str
    sizes: tuple[tuple[int, int], ...]
    head: Band
    eye: Band
    headroom: Band
    below: float
    room: float = 0.09
    above: float = 1.3
    sides: float = 1.1
    circle: bool = False
    worst: float = 0.0

    @property
    def aspect(self) -> float:
        """Width over height."""
        width, height = self.sizes[0]
        return width / height

    def size_for(self, source_width: float) -> tuple[int, int]:
        """The largest size that a frame ``source_width`` source pixels wide fills without enlarging."""
        for size in self.sizes:
            if source_width >= size[0]:
                return size
        return self.sizes[-1]

    def centre(self, yaw: float) -> Band:
        """Where the face's centre belongs: in the middle, or with room to look into once the head turns past 10°."""
        if abs(yaw) <= 10:
            return Band(0.46, 0.54, 0.5)
        return Band(0.42, 0.5, 0.47) if yaw > 0 else Band(0.5, 0.58, 0.53)


AVATAR = Shape(
    name="avatar",
    sizes=((1024, 1024), (768, 768), (512, 512), (400, 400)),  # 400: the least LinkedIn asks for
    head=Band(0.50, 0.65, 0.58),
    eye=Band(0.35, 0.45, 0.40),
    headroom=Band(0.06, 0.14, 0.10),
    below=1.9,
    circle=True,
    worst=320.0,  # eight photos at 154-306 made plain crops that one would post; a forehead cut through costs 1,280
)
PORTRAIT = Shape(
    name="portrait",
    sizes=((1024, 1280), (768, 960), (512, 640), (400, 500)),
    head=Band(0.38, 0.50, 0.44),
    eye=Band(0.30, 0.40, 0.35),
    headroom=Band(0.06, 0.12, 0.09),
    below=2.3,
)
OF_PURPOSE = {
    "profile": AVATAR,
    "cv": PORTRAIT,
    "badge": PORTRAIT,
    "directory": AVATAR,
    "speaking": AVATAR,
}


def of_purpose(purpose: str) -> Shape:
    """The shape a purpose is shown in; an avatar where the purpose is new to this table."""
    return OF_PURPOSE.get(purpose, AVATAR)


def at_most(shape: Shape, width: int) -> tuple[int, int]:
    """The shape's width and height at ``width`` pixels across."""
    return width, round(width / shape.aspect)
