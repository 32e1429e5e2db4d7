"""The operator's own backdrop: a colour, a lighter or darker twin of it, a logo clear of the head. Optional."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.engines.studio.backdrops.scene import Tone
from generation.engines.studio.look import Look
from generation.errors import GenerationError
from generation.images import Mask, RgbImage
from generation.vision import tone

TWIN = 26.0  # L* between the brand colour and its twin
LOGO_WIDTH = 0.16  # of the frame
LOGO_MARGIN = 0.05
CLEAR = 0.02  # of the matte: with more person than this under the logo another corner is tried
MOST_LOGO = 4000  # pixels on a side: more is a mistake, and would cost memory in every worker

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")


class BrandUnreadable(GenerationError):
    """The house colour or logo cannot be used."""

    code = "brand_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """``colour``: sRGB 0..255; ``logo``: (H, W, 4) uint8 with straight alpha, or None."""

    colour: tuple[int, int, int]
    logo: NDArray[np.uint8] | None = None

    def toned(self, look: Look) -> Look:
        """The brand look in this colour and its lighter or darker twin; the edge of each photo decides between them."""
        light, a, b = (float(n) for n in tone.srgb_to_lab(np.array([self.colour], np.uint8))[0])
        other = light - TWIN if light > 50 else light + TWIN
        tones: dict[str, Tone] = {"brand": (light, a, b), "twin": (other, a, b)}
        return replace(look, tones=tones)

    def with_logo(self, backdrop: RgbImage, matte: Mask) -> RgbImage:
        """The backdrop with the logo in an upper corner that is free of the person; without it when neither is free."""
        if self.logo is None:
            return backdrop
        height, width = matte.shape
        wide = round(LOGO_WIDTH * width)
        high = max(1, round(self.logo.shape[0] * wide / self.logo.shape[1]))
        small = cv2.resize(self.logo, (wide, high), interpolation=cv2.INTER_AREA)
        top = round(LOGO_MARGIN * height)
        for left in (round(LOGO_MARGIN * width), width - round(LOGO_MARGIN * width) - wide):
            place = slice(top, top + high), slice(left, left + wide)
            if matte[place].shape == (high, wide) and matte[place].mean() < CLEAR:
                share = small[..., 3:].astype(np.float32) / 255
                marked = backdrop.copy()
                marked[place] = np.rint(backdrop[place] * (1 - share) + small[..., :3] * share)
                return marked
        return backdrop


def of_settings(colour: str, logo: Path | None) -> Brand | None:
    """What the operator set; None without a colour. Raises ``BrandUnreadable`` and says which setting to mend."""
    if not colour:
        if logo is not None:
            raise BrandUnreadable("CANDID_BRAND_LOGO is set, but CANDID_BRAND_COLOUR is not. Set both, or neither.")
        return None
    digits = _COLOUR.fullmatch(colour.strip())
    if digits is None:
        raise BrandUnreadable(f"CANDID_BRAND_COLOUR is {colour!r}. It must look like #2457a6.")
    red, green, blue = bytes.fromhex(digits.group(1))
    return Brand(colour=(red, green, blue), logo=_logo(logo) if logo is not None else None)


def _logo(path: Path) -> NDArray[np.uint8]:
    """(H, W, 4) uint8, sRGB with straight alpha."""
    from PIL import Image

    try:
        with Image.open(path, formats=("PNG",)) as picture:
            if max(picture.size) > MOST_LOGO:
                raise BrandUnreadable(f"CANDID_BRAND_LOGO is larger than {MOST_LOGO} pixels. Make it smaller.")
            return np.asarray(picture.convert("RGBA"), np.uint8)
    except OSError as broken:
        raise BrandUnreadable(f"CANDID_BRAND_LOGO is no PNG that can be read: {path}") from broken
