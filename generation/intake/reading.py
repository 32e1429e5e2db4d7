"""Reads one photo: tells its format, decides whether it may be decoded, and decodes it to upright sRGB.

Runs in the locked child (``child.py``): standard library and Pillow only.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
from collections.abc import Callable
from typing import Final

from PIL import Image

from generation.intake import colour, containers
from generation.intake.containers import Picture

MAX_PIXELS: Final = 50_000_000  # keeps decompression bombs out
MAX_JPEG_PIXELS: Final = 120_000_000  # a JPEG's transform can decode at half size, and phones make 108 megapixels
WORKING_PIXELS: Final = 4096 * 3072  # most pixels handed back: a 12 MP photo or a tall screenshot is kept whole
HALVE_ABOVE: Final = 5600 * 4200  # a JPEG of more pixels is decoded at half size, a quarter of the work
MIN_SIDE: Final = 64
MAX_ASPECT: Final = 16.0  # longer over shorter side; the tallest screenshots have 12
MOST_APPENDED: Final = 16  # pictures that a phone puts behind a picture: depth, gain map, portrait masks
TRAILER: Final = 65_557  # bytes from the end within which a ZIP directory may begin
MOVING_BRANDS: Final = (b"hevc", b"hevx", b"msf1", b"avis")
STILL_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"})
UPSAMPLED: Final = 2  # rows that a JPEG decoder holds back until it has the rows below
FOREIGN: Final = (b"<html", b"<script", b"<?php", b"<!doctype", b"%pdf-")
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
APART: Final[dict[str, Callable[[bytes], Picture]]] = {
    "JPEG": containers.jpeg,
    "PNG": containers.png,
    "WEBP": containers.webp,
    "HEIF": lambda data: containers.of_boxes(data, b"heic"),
    "AVIF": lambda data: containers.of_boxes(data, b"avif"),
}


class Refused(Exception):
    """Why the bytes are refused as a photo."""

    def __init__(self, code: str, value: float = 0, limit: float = 0, unit: str = "-") -> None:
        super().__init__(code)
        self.line = f"no {code} {value:g} {limit:g} {unit}\n"


def decode(
    data: bytes, *, min_side: int = MIN_SIDE, max_aspect: float = MAX_ASPECT, enough: int | None = None
) -> Image.Image:
    """Upright sRGB without metadata. ``enough``: pixels that suffice for the shorter side; a JPEG is then read as small
    as halving allows, which takes a third of the time. Raises ``Refused``.
    """
    if not data:
        raise Refused("empty")
    kind = sniff(data)
    picture = _apart(kind, data)
    try:
        end = containers.JPEG_END if picture.row_step else b""
        image = Image.open(io.BytesIO(picture.data + end), formats=[kind])
        moving = max(picture.frames, getattr(image, "n_frames", 1)) > 1 and kind != "JPEG"
    except MemoryError:
        raise
    except Exception as error:  # a decoder may raise anything on hostile bytes
        raise Refused("animated" if picture.frames > 1 else "unreadable") from error
    _check_size(image, kind, min_side, max_aspect)
    if moving and kind != "HEIF":
        raise Refused("animated")
    try:
        return _upright(image, picture, enough)
    except (MemoryError, RecursionError) as error:
        raise Refused("too_costly") from error
    except colour.UnknownColours as error:
        raise Refused("camera_colours") from error
    except Exception as error:  # as above; a truncated file ends here
        raise Refused("unreadable") from error


def sniff(data: bytes) -> str:
    """The format by the file's content, never by name, extension or stated type. Raises ``Refused``."""
    if data[:3] == b"\xff\xd8\xff":
        return "JPEG"
    if data[:8] == containers.PNG_START:
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _of_brands(data)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        raise Refused("animated" if data.count(b"\x21\xf9\x04") > 1 else "not_a_photo")
    raise Refused("not_a_photo")


def _of_brands(data: bytes) -> str:
    """HEIC or AVIF, by the coded picture inside: some files have the other format's brand, or only ``mif1``."""
    size = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, size, 4))}
    if data[8:12] in MOVING_BRANDS:
        raise Refused("animated")
    if not brands & STILL_BRANDS:
        raise Refused("not_a_photo")
    described = containers.meta(data)
    if b"hvc1" in described:
        return "HEIF"
    return "AVIF" if b"av01" in described or data[8:12] == b"avif" else "HEIF"


def _apart(kind: str, data: bytes) -> Picture:
    try:
        picture = APART[kind](data)
    except containers.Damaged as error:
        raise Refused("polyglot" if _is_foreign(data) else "unreadable") from error
    if _ends_as_zip(data) or _is_foreign(_unknown(picture.rest)):
        raise Refused("polyglot")
    return picture


def _ends_as_zip(data: bytes) -> bool:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - TRAILER))
    return at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)


def _unknown(rest: bytes) -> bytes:
    """What follows the picture, without the pictures and clips that phones append (motion, depth, gain maps)."""
    for _ in range(MOST_APPENDED):
        if rest[:3] != b"\xff\xd8\xff":
            break
        try:
            rest = containers.jpeg(rest).rest
        except containers.Damaged:
            break
    return b"" if rest[4:8] == b"ftyp" else rest


def _is_foreign(data: bytes) -> bool:
    lower = data.lower()
    return any(word in lower for word in FOREIGN)


def _check_size(image: Image.Image, kind: str, min_side: int, max_aspect: float) -> None:
    width, height = image.size
    most = MAX_JPEG_PIXELS if kind == "JPEG" else MAX_PIXELS
    if width * height > most:
        raise Refused("too_many_pixels", width * height / 1e6, most / 1e6, "MP")
    if min(width, height) < min_side:
        raise Refused("too_few_pixels", min(width, height), min_side, "px")
    if max(width, height) > max_aspect * min(width, height):
        raise Refused("too_narrow", max(width, height) / min(width, height), max_aspect, "sides")


def _upright(image: Image.Image, picture: Picture, enough: int | None) -> Image.Image:
    profile, turn = _profile(image, picture), TURNS.get(_orientation(image, picture))
    share = 0.5 if image.width * image.height > HALVE_ABOVE else 1.0
    if enough is not None:
        share = min(share, enough / min(image.size))
    if share < 1 and image.format == "JPEG":
        image.draft("RGB", (math.ceil(image.width * share), math.ceil(image.height * share)))
    if picture.row_step and not (picture.passes if image.info.get("progressive") else _reaches_the_end(picture)):
        raise OSError("rows are missing")
    image.load()
    rgb = colour.by_profile(_flattened(_small(_eight_bits(image))), profile)
    return rgb if turn is None else rgb.transpose(turn)


def _profile(image: Image.Image, picture: Picture) -> bytes | None:
    """The ICC profile that the file declares. In a PNG code points outrank a profile, in HEIC and AVIF they do not.

    Raises ``UnknownColours``.
    """
    inside = picture.profile or image.info.get("icc_profile")
    if image.format in ("HEIF", "AVIF") and inside:
        return bytes(inside)
    nclx = image.info.get("nclx_profile")
    points = (nclx["color_primaries"], nclx["transfer_characteristics"]) if nclx else picture.code_points
    return colour.profile_of(points) if points is not None else inside


def _orientation(image: Image.Image, picture: Picture) -> int:
    """1 to 8. HEIC and AVIF have it in their boxes; their decoders report it as EXIF if they have not applied it."""
    if image.format not in ("HEIF", "AVIF"):
        return picture.turn
    try:
        return int(image.getexif().get(containers.ORIENTATION, 1))
    except Exception:  # hostile EXIF may raise anything
        return 1


def _reaches_the_end(picture: Picture) -> bool:
    """Whether a truncated JPEG has every row, the last ones perhaps only in part.

    The decoder writes into a picture filled with noise: a row it never wrote still has the noise. (A progressive JPEG
    has every row from its first pass on; there the last pass must have begun.)
    """
    probe = Image.open(io.BytesIO(picture.data), formats=["JPEG"])
    row = Image.frombytes("L", (probe.width, 1), os.urandom(probe.width))
    noise = Image.merge(probe.mode, [row] * len(probe.getbands())).resize(probe.size, Image.Resampling.NEAREST)
    probe.im = noise.copy().im
    with contextlib.suppress(OSError):  # expected: the file ends too early
        probe.load()
    written = Image.Image()._new(probe.im)  # cropping the probe itself would load it again
    last = max(0, noise.height - picture.row_step - UPSAMPLED - 1)
    box = (0, last, noise.width, last + 1)
    return written.crop(box).tobytes() != noise.crop(box).tobytes()


def _small(image: Image.Image) -> Image.Image:
    scale = (WORKING_PIXELS / (image.width * image.height)) ** 0.5
    if scale >= 1:
        return image
    size = (max(1, int(image.width * scale)), max(1, int(image.height * scale)))
    if image.mode in ("P", "1"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen-bit grey to eight; Pillow already reads colour as eight."""
    if image.mode.startswith("I"):
        grey = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        grey.info = dict(image.info)
        return grey
    return image


def _flattened(image: Image.Image) -> Image.Image:
    """Without transparency: transparent parts become white."""
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        white = Image.new("RGB", rgba.size, (255, 255, 255))
        white.paste(rgba, mask=rgba.getchannel("A"))
        return white
    return image.convert("RGB") if image.mode in ("P", "1") else image
