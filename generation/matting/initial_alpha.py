"""A first estimate of the matte, at half size: shape and colour of each edge pixel, weighed by how sure each is.

The shape is the network's; the colour says where a pixel lies between the nearest sure person and sure background.
Before a plain wall the colour decides; before foliage the shape decides and the outline stays calm.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import Mask, Points, RgbImage
from generation.matting import closed_form_matting, colours, sure_areas
from generation.matting.colours import Floats, Pixels
from generation.matting.sure_areas import HAIR_BAND, OPEN, SURE, Areas

WITHIN = 0.5, 0.85  # of the shape: hair of its own colour stays in part from the first on, wholly from the second
CRISP = 0.3, 0.7  # of the shape: this range is stretched to 0..1 where colours tell nothing
AT_EARS = 0.5  # of the shape: less is background even at an ear
UNSURE_OUTSIDE, UNSURE_INSIDE = 0.06, 0.2  # how far the network may err where it is certain
AWAY, TOWARDS = 3.0, 0.8  # log odds for a colour seen on one side only
FAMILIAR = 0.5  # how far the same colour on the sure person speaks against a gap
NECK = 0.3  # of the face: how far above the chin, beside the jaw, the neck begins
OWN_CLOTH = 0.4  # presence on the sure person from which a colour inside the shape is a pattern of their clothes
CALM_TRUST, BUSY_TRUST = 0.003, 0.02  # cost of leaving the first estimate: everywhere, and added before a busy wall
BUSY = 2000.0  # variety (8-bit levels squared) past which a background is as busy as foliage
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Colours:
    """What the colours of the open pixels tell, (N,) each.

    ``matte``: the share of the person that unmixing finds, and its ``doubt``; ``mine``, ``theirs``: how far the colour
    is seen on the sure person and in the sure background; ``own``: it is the hair's right there; ``alike``: hair and
    wall have one colour there; ``through``: log odds that the wall shines through; ``away``: 0 at face and ears;
    ``busy``: 1 before foliage.
    """

    matte: Floats
    doubt: Floats
    mine: Floats
    theirs: Floats
    own: Floats
    alike: Floats
    through: Floats
    away: Floats
    busy: Floats

    @property
    def foreign(self) -> Floats:
        return self.theirs * (1 - self.mine)


def estimate(frame: RgbImage, whole: Mask, calm: Mask, face: Points) -> InitialAlpha:
    """Shape and colour, each weighed by its certainty. All arguments are at half size.

    Only the band between the sure areas is computed, as a list of pixels: it is a fifth of the frame.
    """
    areas = sure_areas.read(frame, whole, face)
    calm = calm * (1 - areas.gone)
    ears = sure_areas.at_the_ears(face, whole.shape)
    told = _colours(frame, areas, ears)
    gaps = areas.laid(np.clip(np.maximum(told.through / CLEARLY, told.away * (2 * told.foreign - 0.6)), 0, 1))
    patches = _patches(gaps, areas.back, areas.seen, areas.chin)
    gaps *= 1 - patches
    inside = colours.sampled(areas.seen[..., None], areas.places, *areas.size[::-1])[:, 0]
    matte = _mixed(areas, told, inside, calm, gaps)
    return InitialAlpha(
        opinion=closed_form_matting.Opinion(
            matte=matte,
            unknown=np.asarray(areas.softly > OPEN, np.float32),
            trust=_trust(areas, told, inside, face),
        ),
        kept=np.maximum.reduce(
            [
                patches * calm,
                sure_areas.eroded(whole > SURE, max(1, round(min(whole.shape) * HAIR_BAND) // 2)) * (1 - gaps) * calm,
                areas.laid(told.own) * np.clip((calm - WITHIN[0]) / (WITHIN[1] - WITHIN[0]), 0, 1),
                _cloth(whole, calm, areas.laid(np.minimum(told.mine / OWN_CLOTH, 1)), face),
                ears * np.clip((calm - AT_EARS) / 0.25, 0, 1),
            ]
        ),
        gone=areas.gone,
        busy=areas.laid(told.busy),
        alike=np.asarray(cv2.blur(areas.laid(told.alike), (5, 5)), np.float32),
    )


def _colours(frame: RgbImage, areas: Areas, ears: Mask) -> _Colours:
    height, width = areas.size
    f, b = (
        colours.sampled(
            np.dstack([colours.weighed(colours.spread_colour(areas.small, area)), colours.variety(areas.small, area)]),
            areas.places,
            width,
            height,
        )
        for area in (areas.own, areas.back)
    )
    pixel = np.take(frame.reshape(-1, 3), areas.places, axis=0)
    exact = pixel.astype(np.float32)
    by_colour, doubt = colours.unmix(exact, f, b)
    mine, theirs = colours.present(pixel, areas.small, areas.own, areas.back)
    own, alike = colours.of_both(exact, f, b, mine)
    away = 1 - ears.ravel()[areas.places]
    through = away * colours.see_through(exact, f, b, areas.places, areas.size) * (1 - FAMILIAR * mine) * (1 - own)
    return _Colours(
        matte=by_colour,
        doubt=doubt,
        mine=mine,
        theirs=theirs,
        own=own,
        alike=alike,
        through=through,
        away=away,
        busy=np.minimum(b[:, 3] / BUSY, 1),
    )


def _mixed(areas: Areas, told: _Colours, inside: Floats, calm: Mask, gaps: Mask) -> Mask:
    """The matte, (h, w): in the open pixels the shape's view and the colours', weighed; elsewhere what is sure.

    ``inside``: the network's shape there, (N,); ``calm``: a smoother shape, (h, w); ``gaps``: between hairs, (h, w).
    """
    shaped, open_ = calm.ravel()[areas.places], gaps.ravel()[areas.places]
    shape = np.clip((shaped - 0.2) / 0.6, 0.02, 0.98)
    shape += told.alike * (np.clip((shaped - CRISP[0]) / (CRISP[1] - CRISP[0]), 0.001, 0.999) - shape)
    shape = _leaned(shape, told.mine * (1 - told.theirs) - told.foreign, told.through * np.minimum(open_ * 4, 1))
    # only an unmistakable colour counts as hair outside the shape, or as a gap between hairs inside it
    least = np.where(inside < 0.5, np.float32(UNSURE_OUTSIDE), np.float32(UNSURE_INSIDE))
    unsure = least + 3.0 * (inside * (1 - inside))
    shape_doubt = 0.002 + 0.12 * areas.softly.ravel()[areas.places] * unsure
    weight = shape_doubt / (shape_doubt + told.doubt)
    weight *= 1 - np.maximum(told.own * (told.matte < shape), told.alike)
    mixed = np.asarray(cv2.resize(areas.fore, areas.size[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    mixed.ravel()[areas.places] = shape + weight * (told.matte - shape)
    return mixed


def _trust(areas: Areas, told: _Colours, inside: Floats, face: Points) -> Mask:
    """The cost of leaving the first estimate, (h, w); 0 where nothing is open."""
    expected = inside * told.mine + (1 - inside) * told.theirs
    trust = areas.laid(CALM_TRUST + BUSY_TRUST * told.busy + EXPECTED_TRUST * expected + ALIKE_TRUST * told.alike)
    trust[int(face[:, 1].max()) :] *= CLOTH_TRUST
    return trust


def _cloth(whole: Mask, calm: Mask, own: Mask, face: Points) -> Mask:
    """Below the mouth, inside the shape: a colour that the person has elsewhere is theirs, even if the wall has it."""
    cloth = np.where(whole > SURE, own * np.clip((calm - 0.5) / 0.2, 0, 1), np.float32(0))
    chin, height = float(face[:, 1].max()), float(np.ptp(face[:, 1]))
    down = np.clip((np.arange(len(cloth), dtype=np.float32) - chin) / (NECK * height) + 1, 0, 1)
    cloth *= down[:, None]  # a ramp: hair also falls beside the neck and would show a step
    return np.asarray(cv2.blur(cloth, (3, 3)), np.float32)


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
