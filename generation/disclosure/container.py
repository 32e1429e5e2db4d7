"""Turns pixels into file bytes and back: JPEG, PNG and WebP, with an sRGB profile, an XMP packet and nothing else.

A PNG may be transparent; its pixels are then read on white, as the safeguards and the label see them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import assert_never

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, PngImagePlugin

from generation.images import Mask, RgbImage

PAPER = 255  # level that a transparent picture is shown on
SURE = 0.5  # alpha from which an edge's own colour is precise; below, rounding to 8 bits makes it uncertain
SPREAD = 4, 32  # block sizes, in pixels, averaged for the colours beyond the edge: near it, and up to 48 away
LEAST_WEIGHT = 1e-3
PROFILE_DATE = slice(24, 36)  # ICC.1:2022, 7.2.1: the date on which a profile was made


class Format(StrEnum):
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"


OF_PURPOSE = {"badge": Format.PNG}  # a badge is printed, and printing compresses it once more


def of_purpose(purpose: str) -> Format:
    """The format for a purpose: PNG for what is printed, else JPEG, which every site accepts."""
    return OF_PURPOSE.get(purpose, Format.JPEG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a fresh decoder finds in a file. ``xmp``: the raw packet, b"" when there is none; ``alpha``: (H, W), 0..1,
    None for an opaque file; ``image``: a transparent file is shown on white.
    """

    image: RgbImage
    xmp: bytes
    media_type: str
    alpha: Mask | None = None


def encode(image: NDArray[np.uint8], fmt: Format, xmp: bytes = b"", *, small: bool = True) -> bytes:
    """JPEG at quality 95 without colour subsampling, PNG without loss, WebP at quality 95.

    ``small``: optimises a JPEG's Huffman tables, which takes three times as long and changes no pixel.
    ``image``: (H, W, 3) sRGB, or (H, W, 4) with straight alpha for PNG. Raises ``ValueError`` for alpha in others.
    """
    if image.shape[2] == 4 and fmt is not Format.PNG:
        raise ValueError(f"{fmt.value} is no format for a transparent picture here")
    picture, out = Image.fromarray(image), io.BytesIO()
    match fmt:
        case Format.JPEG:
            settings = {"quality": 95, "subsampling": 0, "optimize": small}
            picture.save(out, "JPEG", xmp=xmp or None, icc_profile=srgb(), **settings)
        case Format.PNG:
            info = PngImagePlugin.PngInfo()
            if xmp:
                info.add_itxt("XML:com.adobe.xmp", xmp.decode())
            picture.save(out, "PNG", pnginfo=info, icc_profile=srgb())
        case Format.WEBP:
            picture.save(out, "WEBP", quality=95, method=4, xmp=xmp, icc_profile=srgb())
        case _ as unreachable:
            assert_never(unreachable)
    return out.getvalue()


@cache
def srgb() -> bytes:
    """The colour space of every picture, as an ICC profile; undated, so that the same picture gives the same bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[PROFILE_DATE] = bytes(12)
    return bytes(profile)


def cut_out(master: RgbImage, alpha: Mask) -> NDArray[np.uint8]:
    """(H, W, 4) sRGB with straight alpha, from the picture on white, (H, W, 3), and its alpha, (H, W), 0..1.

    The white is taken out of the half-covered pixels, so that no white rim shows: on any ground a pixel is right to
    within one level. Beyond the edge the colours continue under alpha 0, so that programs that ignore alpha when they
    resize mix in no foreign colour.
    """
    share = np.asarray(np.rint(np.clip(alpha, 0, 1) * 255), np.uint8)
    cover = np.asarray(share / 255, np.float32)
    colour = master.copy()
    half = np.flatnonzero((share > 0) & (share < 255))
    on_white, part = master.reshape(-1, 3)[half].astype(np.float32), cover.ravel()[half, None]
    colour.reshape(-1, 3)[half] = np.clip((on_white - (1 - part) * PAPER) / part + 0.5, 0, 255)
    return np.dstack([_going_on(colour, cover), share])


def _going_on(colour: RgbImage, cover: Mask) -> RgbImage:
    """``colour``; where ``cover`` is 0, the mean of colours nearby, from smaller copies, or white if all are far."""
    height, width = cover.shape
    weight = np.asarray(np.where(cover >= SURE, cover, 0), np.float32)
    summed = np.asarray(np.dstack([colour * weight[..., None], weight]), np.float32)
    result, missing = colour.copy(), cover <= 0
    result[missing] = PAPER
    for smaller in SPREAD:
        size = (max(1, width // smaller), max(1, height // smaller))
        small = cv2.blur(cv2.resize(summed, size, interpolation=cv2.INTER_AREA), (3, 3))
        near = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
        known = missing & (near[..., 3] > LEAST_WEIGHT)
        result[known] = near[known][:, :3] / near[known][:, 3:] + 0.5
        missing &= ~known
    return result


def on_ground(picture: NDArray[np.uint8], ground: RgbImage | int = PAPER) -> RgbImage:
    """A transparent picture, (H, W, 4), in front of a ground: one level for all, or pixels of the same size."""
    cover = picture[..., 3:].astype(np.float32) / 255
    return np.asarray(picture[..., :3] * cover + (1 - cover) * ground + 0.5, np.uint8)


def decode(data: bytes) -> Contents:
    """Reads our own output. Never use it on strangers' bytes in a process with keys: use the intake's child process."""
    with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as picture:
        xmp, media_type = _packet(picture), Image.MIME[picture.format or ""]
        if not picture.has_transparency_data:
            return Contents(image=np.asarray(picture.convert("RGB")), xmp=xmp, media_type=media_type)
        pixels = np.asarray(picture.convert("RGBA"))
        alpha = np.asarray(pixels[..., 3] / 255, np.float32)
        return Contents(image=on_ground(pixels), xmp=xmp, media_type=media_type, alpha=alpha)


def as_delivered(image: RgbImage, fmt: Format) -> RgbImage:
    """The pixels that a file of this picture holds."""
    return decode(encode(image, fmt, small=False)).image


def _packet(picture: Image.Image) -> bytes:
    found = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return found if isinstance(found, bytes) else str(found).encode()


def re_encoded(image: RgbImage, *, side: int, quality: int) -> RgbImage:
    """What a chat app makes of a picture: shorter side at most ``side``, JPEG ``quality``, decoded again."""
    height, width = image.shape[:2]
    scale = min(1.0, side / min(height, width))
    small = Image.fromarray(image).resize(
        (max(1, round(width * scale)), max(1, round(height * scale))), Image.Resampling.LANCZOS
    )
    out = io.BytesIO()
    small.save(out, "JPEG", quality=quality)
    with Image.open(out) as again:
        return np.asarray(again.convert("RGB"))
