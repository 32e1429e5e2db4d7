"""A first estimate of the matte, at half size: shape and colour of each edge pixel, weighed by how sure each is.

The shape is the network's; the colour says where a pixel lies between the nearest sure person and sure background.
Before a plain wall the colour decides; before foliage the shape decides and the outline stays calm.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage
from generation.matting import closed_form_matting, colours
from generation.matting.colours import Floats, Pixels

SURE = 0.93  # mask value above which a pixel is surely the person, and below 1 minus which surely background
HAIR_BAND = 0.034  # how far from the outline single hairs may stand, fraction of the frame's shorter side
SHORT_HAIR = 0.011  # the same inwards: from this depth on hair is opaque, and its colours are the person's
LONG_HAIR = 0.33  # of the frame: how far below the chin hair and beards may reach
CLOTH_BAND = 0.008  # as ``HAIR_BAND``, for clothes, which have sharp edges
EARS = 1.34  # times the mesh's width, which ends before the ears: includes ears and what sits behind them
WITHIN = 0.5, 0.85  # of the shape: hair of its own colour stays in part from the first on, wholly from the second
CRISP = 0.3, 0.7  # of the shape: this range is stretched to 0..1 where colours tell nothing
AT_EARS = 0.5  # of the shape: less is background even at an ear
HALF = 2  # matte and lines are found at half size
COARSER = 3  # the sure colours are spread at a third of the size: they are smooth anyway
UNSURE_OUTSIDE, UNSURE_INSIDE = 0.06, 0.2  # how far the network may err where it is certain
AWAY, TOWARDS = 3.0, 0.8  # log odds for a colour seen on one side only
FOREIGN = 0.5  # presence in the background times absence on the person: above this a piece is a leftover
PIECE = 4  # pixels of the small size: a leftover is at least this thick
FAMILIAR = 0.5  # how far the same colour on the sure person speaks against a gap
NECK = 0.3  # of the face: how far above the chin, beside the jaw, the neck begins
OWN_CLOTH = 0.4  # presence on the sure person from which a colour inside the shape is a pattern of their clothes
CALM_TRUST, BUSY_TRUST = 0.003, 0.02  # cost of leaving the first estimate: everywhere, and added before a busy wall
BUSY = 2000.0  # variety (8-bit levels squared) past which a background is as busy as foliage
CALM = 500.0  # variety below which it is a wall (plain ones of the test portraits vary by up to 320)
EXPECTED_TRUST = 0.06  # added where a pixel's colour belongs to its side of the outline
ALIKE_TRUST = 1.0  # added where hair and wall have one colour, which then tells nothing
CLOTH_TRUST = 3.0  # factor of these costs below the chin, where edges are sharp and strands few
PATCH = 0.0005  # of the frame: the largest closed gap between hairs
CLEARLY = 3.0  # log odds from which a gap is certain: the shape may not fill it


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialAlpha:
    """A first estimate at half size, (h, w), 0..1 each.

    ``kept``, ``gone``: what colours may not remove, and may not add; ``busy``: 1 before foliage; ``alike``: 1 where
    hair and wall have one colour, so that the colour lines there are noise.
    """

    opinion: closed_form_matting.Opinion
    kept: Mask
    gone: Mask
    busy: Mask
    alike: Mask


def estimate(frame: RgbImage, whole: Mask, calm: Mask, face: Points) -> InitialAlpha:
    """Shape and colour, each weighed by its certainty. All arguments are at half size.

    Only the band between the sure areas is computed, as a list of pixels: it is a fifth of the frame.
    """
    height, width = whole.shape
    size = (max(1, width * HALF // COARSER), max(1, height * HALF // COARSER))
    small = np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), np.uint8)
    chin = float(face[:, 1].max()) * size[1] / height
    seen, gone = _without_leftovers(small, whole, face * size[1] / height)
    calm = calm * (1 - gone)
    fore, back, band = _sure_areas(seen, chin)
    own_colours = _with_short_hair(fore, seen, chin)
    spread = [
        np.dstack([colours.weighed(colours.spread_colour(small, area)), colours.variety(small, area)])
        for area in (own_colours, back)
    ]
    softly = cv2.resize(band, (width, height), interpolation=cv2.INTER_LINEAR)
    places = np.flatnonzero(softly > 0.01)
    f, b = (colours.sampled(part, places, width, height) for part in spread)
    pixel = np.take(frame.reshape(-1, 3), places, axis=0)
    exact = pixel.astype(np.float32)
    inside, shaped = colours.sampled(seen[..., None], places, width, height)[:, 0], calm.ravel()[places]
    by_colour, doubt = colours.unmix(exact, f, b)
    mine, theirs = colours.present(pixel, small, own_colours, back)
    ears = _at_the_ears(face, whole.shape)
    away = 1 - ears.ravel()[places]
    foreign = theirs * (1 - mine)
    own, alike = colours.of_both(exact, f, b, mine)
    through = away * colours.see_through(exact, f, b, places, whole.shape) * (1 - FAMILIAR * mine) * (1 - own)
    gaps = colours.laid(np.clip(np.maximum(through / CLEARLY, away * (2 * foreign - 0.6)), 0, 1), places, whole.shape)
    patches = _patches(gaps, back, seen, chin)
    open_ = (gaps * (1 - patches)).ravel()[places]
    shape = np.clip((shaped - 0.2) / 0.6, 0.02, 0.98)
    shape += alike * (np.clip((shaped - CRISP[0]) / (CRISP[1] - CRISP[0]), 0.001, 0.999) - shape)
    shape = _leaned(shape, mine * (1 - theirs) - foreign, through * np.minimum(open_ * 4, 1))
    # only an unmistakable colour counts as hair outside the shape, or as a gap between hairs inside it
    least = np.where(inside < 0.5, np.float32(UNSURE_OUTSIDE), np.float32(UNSURE_INSIDE))
    unsure = least + 3.0 * (inside * (1 - inside))
    shape_doubt = 0.002 + 0.12 * softly.ravel()[places] * unsure
    weight = shape_doubt / (shape_doubt + doubt)
    weight *= 1 - np.maximum(own * (by_colour < shape), alike)
    mixed = np.asarray(cv2.resize(fore, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    mixed.ravel()[places] = shape + weight * (by_colour - shape)
    expected = inside * mine + (1 - inside) * theirs
    busy = np.minimum(b[:, 3] / BUSY, 1)
    trust = colours.laid(
        CALM_TRUST + BUSY_TRUST * busy + EXPECTED_TRUST * expected + ALIKE_TRUST * alike, places, whole.shape
    )
    trust[int(face[:, 1].max()) :] *= CLOTH_TRUST
    solid = eroded(whole > SURE, max(1, round(min(height, width) * HAIR_BAND) // 2)) * (1 - gaps * (1 - patches))
    cloth = colours.laid(np.minimum(mine / OWN_CLOTH, 1), places, whole.shape)
    return InitialAlpha(
        opinion=closed_form_matting.Opinion(matte=mixed, unknown=np.asarray(softly > 0.01, np.float32), trust=trust),
        kept=np.maximum.reduce(
            [
                patches * calm,
                solid * calm,
                colours.laid(own, places, whole.shape) * np.clip((calm - WITHIN[0]) / (WITHIN[1] - WITHIN[0]), 0, 1),
                _cloth(whole, calm, cloth, face),
                ears * np.clip((calm - AT_EARS) / 0.25, 0, 1),
            ]
        ),
        gone=gone,
        busy=colours.laid(busy, places, whole.shape),
        alike=np.asarray(cv2.blur(colours.laid(alike, places, whole.shape), (5, 5)), np.float32),
    )


def _cloth(whole: Mask, calm: Mask, own: Mask, face: Points) -> Mask:
    """Below the mouth, inside the shape: a colour that the person has elsewhere is theirs, even if the wall has it."""
    cloth = np.where(whole > SURE, own * np.clip((calm - 0.5) / 0.2, 0, 1), np.float32(0))
    chin, height = float(face[:, 1].max()), float(np.ptp(face[:, 1]))
    down = np.clip((np.arange(len(cloth), dtype=np.float32) - chin) / (NECK * height) + 1, 0, 1)
    cloth *= down[:, None]  # a ramp: hair also falls beside the neck and would show a step
    return np.asarray(cv2.blur(cloth, (3, 3)), np.float32)


def _at_the_ears(face: Points, size: tuple[int, ...]) -> Mask:
    """1 over face and ears: hearing aids, tubes and cups sit there and stay, whatever their colour."""
    middle = face.mean(axis=0)
    around = middle + (face - middle) * np.array([EARS, 1.0], np.float32)
    drawn = np.zeros(size, np.float32)
    return np.asarray(cv2.fillConvexPoly(drawn, cv2.convexHull(np.rint(around).astype(np.int32)), 1.0), np.float32)


def _without_leftovers(small: RgbImage, whole: Mask, face: Points) -> tuple[Mask, Mask]:
    """The network's shape, small, without background it took for clothing; and these pieces, 0..1, full size.

    Such a piece has colours seen in the sure background and nowhere on the sure person, is connected to the background
    through such colours alone, and lies below the chin, since short hair's colour is on no sure person either.
    """
    size = (small.shape[1], small.shape[0])
    seen = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    chin = float(face[:, 1].max())
    fore, back, _ = _sure_areas(np.asarray(seen, np.float32), chin)
    own = _with_short_hair(fore, np.asarray(seen, np.float32), chin)  # or a ponytail below short hair would go
    mine, theirs = colours.present(small, small, own, back)
    foreign = cv2.blur(np.asarray(theirs * (1 - mine), np.float32), (3, 3)) > FOREIGN
    way = ((foreign & (_at_the_ears(face, seen.shape) == 0)) | (back > 0.5)).astype(np.uint8)
    _, labels = cv2.connectedComponents(way, connectivity=4)
    reached = np.isin(labels, np.unique(labels[back > 0.5])) & (way > 0) & (back < 0.5) & (seen > 0.5)
    reached[: int(chin)] = False
    if (reached & (seen > SURE)).any():  # the network is never so sure of a calm wall: this is a collar of its colour
        reached &= (seen <= SURE) | (colours.variety(small, back) > CALM)
    # pieces only: single hairs are half background anyway
    pieces = cv2.morphologyEx(reached.astype(np.float32), cv2.MORPH_OPEN, np.ones((PIECE, PIECE), np.uint8))
    gone = cv2.GaussianBlur(pieces, (0, 0), 0.8)
    wide = cv2.resize(gone, (whole.shape[1], whole.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(seen * (1 - gone), np.float32), np.asarray(wide, np.float32)


def _patches(gaps: Mask, back: Pixels, seen: Mask, chin_row: float) -> Mask:
    """1 on cloth of the wall's colour: below the chin, larger than a gap between hairs and closed all around."""
    size = (seen.shape[1], seen.shape[0])
    open_ = cv2.resize(gaps, size, interpolation=cv2.INTER_AREA) > 0.4
    outside = (back > 0.5) | (seen < 0.5)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((open_ | outside).astype(np.uint8), connectivity=4)
    large = (stats[:, cv2.CC_STAT_AREA] > PATCH * seen.size) & (stats[:, cv2.CC_STAT_TOP] > chin_row)
    large[np.unique(labels[outside])] = False
    large[0] = False
    patch = cv2.dilate(large[labels].astype(np.float32), np.ones((5, 5), np.uint8))
    return np.asarray(cv2.resize(patch, gaps.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _leaned(shape: Pixels, belonging: Floats, through: Floats) -> Floats:
    """The shape moved, in log odds, towards the side its colours belong to; further if that is the background."""
    odds = (
        np.log(shape / (1 - shape))
        + np.where(belonging < 0, np.float32(AWAY), np.float32(TOWARDS)) * belonging
        - through
    )
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def _sure_areas(whole: Mask, chin_row: float) -> tuple[Mask, Mask, Mask]:
    """Sure person, sure background, and the band between them (0..1: how open the question is).

    The band is wide above the chin, where hair is, narrower outwards where long hair may fall, and thin along clothes.
    """
    short = min(whole.shape)
    wide, thin = max(2, round(short * HAIR_BAND)), max(1, round(short * CLOTH_BAND))
    chin = int(np.clip(chin_row, 1, whole.shape[0] - 1))
    far = int(np.clip(chin + short * LONG_HAIR, chin, whole.shape[0]))
    mine, theirs = whole > SURE, whole < 1 - SURE
    fore, back = eroded(mine, wide), eroded(theirs, wide)
    back[chin:] = eroded(theirs, wide // 2)[chin:]
    fore[far:], back[far:] = eroded(mine, thin)[far:], eroded(theirs, thin)[far:]
    band = np.asarray(~(fore | back), np.float32)
    softly = cv2.blur(band, (2 * thin + 1, 2 * thin + 1)) * band
    return fore.astype(np.float32), back.astype(np.float32), np.asarray(softly, np.float32)


def _with_short_hair(fore: Mask, whole: Mask, chin_row: float) -> Mask:
    """Where the person's colours are read: above the chin also closer to the outline than the sure person.

    Short hair is thinner than the band. Without this its colour would be on no sure person and count as the wall's.
    """
    near = eroded(whole > SURE, max(1, round(min(whole.shape) * SHORT_HAIR)))
    near[int(np.clip(chin_row, 1, whole.shape[0] - 1)) :] = False
    return np.maximum(fore, near.astype(np.float32))


def eroded(mask: NDArray[np.bool_], radius: int) -> NDArray[np.bool_]:
    # OpenCV splits a square into rows and columns: 30 times quicker than a disc of this size
    kernel = np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
    return np.asarray(cv2.erode(mask.astype(np.uint8), kernel, borderType=cv2.BORDER_REPLICATE), bool)
