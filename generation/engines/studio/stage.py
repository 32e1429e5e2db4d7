"""One frame of one photo, made ready for any look: pixels, matte, clean edge colours. The costly part, done once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import container, table
from generation.engines.studio import ambience, backdrop, composite, framing, light
from generation.engines.studio.backdrops.scene import Scene
from generation.engines.studio.brand import Brand
from generation.engines.studio.framing import Framing
from generation.engines.studio.look import BRAND, OWN, OWN_SOFTENED, REMOVED, Look
from generation.engines.studio.measures import BORDER_INSET
from generation.images import Affine, Lab, Mask, Points, RgbImage
from generation.matting import apart, doubt, edges, matte, surroundings
from generation.matting import shape as matting_shape
from generation.matting.doubt import Doubt
from generation.matting.doubted import Doubted
from generation.matting.shape import Seen
from generation.ports import Portrait, Rendering
from generation.vision import landmarks as mesh
from storage.records import Backdrop, Edits, Light, Note

Area: TypeAlias = Sequence[tuple[float, float]]  # a polygon, corners as fractions of the photo's width and height

CORE_SHRINK = 0.075  # of the face's width: the outline itself is edge, not core
FARTHEST = 99
STEP = 20.0  # CIELAB; in 14 of 16 portraits with a good and a bad drawn look the good one was nearer the old wall
GOES_ON = 0.015  # of the frame's width: blur of an own backdrop that extends beyond the photo; less shows the seam

KINDS = {OWN: Backdrop.OWN, OWN_SOFTENED: Backdrop.OWN_SOFTENED, REMOVED: Backdrop.REMOVED}  # others are drawn
DRAWN = (Backdrop.PROCEDURAL, Backdrop.REMOVED)  # these do not hide an outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """All arrays have the master's size. ``frame`` repeats the photo's border beyond it, ``reference`` blurs it.

    ``cover``: 1 where the photo covers the frame. ``edge``, ``old``: CIELAB along the outline, see ``backdrop``.
    ``busy``: whether the old background beside the person is busy, see ``surroundings``. ``thing_left_out``: whether a
    thing beside them was removed, see ``apart``. ``doubted``: waits for the second opinion.
    """

    portrait: Portrait
    framing: Framing
    to_master: Affine
    frame: RgbImage
    reference: RgbImage
    cover: Mask
    alpha: Mask
    colour: RgbImage
    core: Mask
    edge: Lab
    old: Lab
    scene: Scene
    light: Light
    light_delta_l: float
    busy: bool = False
    thing_left_out: bool = False
    doubted: Callable[[], Doubt] = lambda: doubt.NONE

    @property
    def doubt(self) -> Doubt:
        """Where the outline is doubtful. Waits for the second opinion, and raises what that raised."""
        return self.doubted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One frame of a photo with its matte: what all that follows is made of. Arrays and ``doubted`` as in ``Stage``.

    ``points``: the face's landmarks in the frame; ``gone``: where something that stands apart was left out.
    """

    to_master: Affine
    frame: RgbImage
    points: Points
    cover: Mask
    alpha: Mask
    gone: NDArray[np.uint8]
    doubted: Doubted

    @property
    def face(self) -> Points:
        """The outline of the face in the frame."""
        return self.points[list(mesh.OVAL)]


def cut(
    portrait: Portrait,
    framed: Framing,
    seen: Seen,
    *,
    hair: bool = True,
    mine: Sequence[Area] = (),
    foreign: Sequence[Area] = (),
    between: Callable[[], None] = lambda: None,
) -> Cut:
    """The frame and its matte. ``mine``, ``foreign``: areas that are the person's, and that are not.

    ``between`` is called between the costly steps.
    """
    crop, to_master = framed.crop, framing.affine(framed.crop)
    frame = composite.resampled(portrait.image, to_master, crop.width, crop.height)
    points = _mapped(portrait.landmarks, to_master)
    face = points[list(mesh.OVAL)]
    half = np.asarray([[0.5, 0, -0.25], [0, 0.5, -0.25]]) @ np.vstack([to_master, [0, 0, 1]])
    shape = seen.in_frame(half, (crop.width // 2, crop.height // 2))
    between()
    whole = matte.person(frame, shape, face, hair=hair)
    between()
    cover = composite.covered(portrait.image.shape[:2], to_master, crop.width, crop.height, BORDER_INSET)
    second = cache(lambda: seen.second.in_frame(half, shape.shape[::-1]))
    whole, gone = apart.without(whole, shape=shape, second=second, cover=cover, face=face)
    if mine:
        whole = matte.keep(whole, frame, _marked(mine, portrait, to_master, whole.shape))
    if foreign:
        whole = matte.drop(whole, frame, _marked(foreign, portrait, to_master, whole.shape), face)
    alpha = np.asarray(np.minimum(whole, cover), np.float32)

    doubted = Doubted(frame, alpha, shape, second, cover, face)
    return Cut(to_master=to_master, frame=frame, points=points, cover=cover, alpha=alpha, gone=gone, doubted=doubted)


def prepare(
    portrait: Portrait,
    framed: Framing,
    wanted: Light,
    *,
    hair: bool = True,
    mine: Sequence[Area] = (),
    foreign: Sequence[Area] = (),
    seed: int = 0,
    seen: Seen | None = None,
    between: Callable[[], None] = lambda: None,
) -> Stage:
    """Everything the looks of one frame share. Areas, ``between``: see ``cut``; ``seen``: what ``shape.look`` saw."""
    seen = seen or matting_shape.look(portrait, ask=True)
    made = cut(portrait, framed, seen, hair=hair, mine=mine, foreign=foreign, between=between)
    frame, alpha, cover, points = made.frame, made.alpha, made.cover, made.points
    lit = light.chosen(frame, alpha, points, wanted)
    colour = edges.person_colour(lit.frame, alpha)
    edge, old = backdrop.edge_colours(colour, frame, alpha)
    between()
    return Stage(
        portrait=portrait,
        framing=framed,
        to_master=made.to_master,
        frame=lit.frame,
        reference=lit.frame if framed.inside else composite.beyond(lit.frame, cover),
        cover=cover,
        alpha=alpha,
        colour=colour,
        core=_core(made.face, framed.crop.width, framed.crop.height),
        edge=edge,
        old=old,
        scene=ambience.of(portrait, frame, alpha, cover, points, grey=lit.light is Light.GREY, seed=seed),
        light=lit.light,
        light_delta_l=lit.delta_l,
        busy=surroundings.busy(frame, alpha, cover),
        doubted=made.doubted,
        thing_left_out=bool(made.gone.any()),
    )


def render(stage: Stage, look: Look, notes: tuple[str, ...] = (), brand: Brand | None = None) -> Rendering:
    """One look of a prepared frame. ``brand`` is needed by looks of that family only."""
    return described(stage, look, painted(stage, look, brand), notes)


def painted(stage: Stage, look: Look, brand: Brand | None = None) -> RgbImage:
    """The pixels of a look. Does not wait for the second opinion."""
    return _master(stage, _possible(stage, look), brand)


def described(stage: Stage, look: Look, master: RgbImage, notes: tuple[str, ...] = ()) -> Rendering:
    """A painted look with its edits and notes."""
    look = _possible(stage, look)
    kind = KINDS.get(look.family, Backdrop.PROCEDURAL)
    return Rendering(
        master=master,
        reference=stage.reference,
        alpha=stage.alpha,
        core=stage.core,
        to_master=stage.to_master,
        edits=_edits(stage, look, kind, notes),
        photo_id=stage.portrait.photo_id,
        transparent=kind is Backdrop.REMOVED,
        doubtful=stage.doubt.where if kind in DRAWN and stage.doubt else None,
        cover=None if stage.framing.inside else stage.cover,
    )


def label_code(stage: Stage, look: Look) -> str:
    """The code of the label that the look will have, "" for none."""
    return _row(stage, KINDS.get(_possible(stage, look).family, Backdrop.PROCEDURAL)).label_code


def strays(stage: Stage, look: Look) -> int:
    """Colour distance of the look's wall from the old one, in steps of ``STEP``: the farther, the more remains show.

    The operator's own look is never far; looks without a wall of their own are the farthest.
    """
    if look.family == BRAND or not len(stage.old):
        return 0
    if not look.tones:
        return FARTHEST
    tone = np.array(look.tones[backdrop.pick_tone(look, stage.edge, stage.old)], np.float32)
    return int(np.median(np.linalg.norm(stage.old - tone, axis=1)) // STEP)


def _possible(stage: Stage, look: Look) -> Look:
    """A frame that leaves the photo has no plain crop: its own backdrop is softened and extended beyond the photo."""
    if look.stays_inside and not stage.framing.inside:
        return replace(look, family=OWN_SOFTENED, settings={"blur": GOES_ON})
    return look


def _master(stage: Stage, look: Look, brand: Brand | None) -> RgbImage:
    if look.family == OWN:
        return stage.reference
    if look.family == OWN_SOFTENED:
        behind = backdrop.softened(stage.frame, stage.alpha, stage.cover, look.settings["blur"], stage.scene)
    elif look.family == REMOVED:
        behind = np.full_like(stage.frame, container.PAPER)
    else:
        chosen = look.tones[backdrop.pick_tone(look, stage.edge, stage.old)]
        behind = backdrop.paint(look, chosen, stage.scene)
        if look.family == BRAND and brand is not None:
            behind = brand.with_logo(behind, stage.alpha)
    return composite.over(stage.colour, stage.reference, stage.alpha, behind)


def _edits(stage: Stage, look: Look, kind: Backdrop, notes: tuple[str, ...]) -> Edits:
    row = _row(stage, kind)
    return Edits(
        source_type=row.source_type,
        label="",
        label_code=row.label_code,
        backdrop=kind,
        light=stage.light,
        light_delta_l=stage.light_delta_l,
        face_repainted=False,
        engine="studio",
        look=look.id,
        crop=stage.framing.crop,
        notes=(*stage.framing.notes, *_notes(stage, kind), *notes),
        claim=stage.portrait.claim,
    )


def _row(stage: Stage, kind: Backdrop) -> table.Row:
    return table.row(kind, face_repainted=False, light=stage.light, claim=stage.portrait.claim)


def _notes(stage: Stage, kind: Backdrop) -> tuple[str, ...]:
    """Codes of what the old background did to this look. A doubt replaces a busy background: it also says where."""
    behind = kind in DRAWN
    said = {
        Note.BORDER_CUT: stage.portrait.border_cut,
        Note.BACKDROP_EXTENDED: kind is Backdrop.OWN_SOFTENED and not stage.framing.inside,
        Note.THING_LEFT_OUT: behind and stage.thing_left_out,
        Note.BUSY_BACKGROUND: behind and stage.busy and not stage.doubt,
    }
    return (*(code for code, true in said.items() if true), *(stage.doubt.codes if behind else ()))


def _marked(areas: Sequence[Area], portrait: Portrait, to_master: Affine, size: tuple[int, ...]) -> Mask:
    """The marked areas in the frame, 0 or 1."""
    high, wide = portrait.image.shape[:2]
    marked = np.zeros(size[:2], np.float32)
    for area in areas:
        points = _mapped(np.array(area, np.float32) * np.array([wide, high], np.float32), to_master)
        cv2.fillPoly(marked, [np.rint(points).astype(np.int32)], 1.0)
    return marked


def _mapped(points: Points, to_master: Affine) -> Points:
    return np.asarray(points @ to_master[:, :2].T + to_master[:, 2], np.float32)


def _core(face: Points, width: int, height: int) -> Mask:
    core = np.zeros((height, width), np.uint8)
    cv2.fillConvexPoly(core, cv2.convexHull(np.rint(face).astype(np.int32)), 1)
    reach = max(1, round(CORE_SHRINK * float(np.ptp(face[:, 0]))))
    return cv2.erode(core, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)).astype(np.float32)
