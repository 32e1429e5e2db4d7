"""Converts a decoded photo to sRGB, by its profile's content or by the code points of ITU-T H.273 in its file.

Code points become a small ICC profile, so that one engine (LittleCMS) converts everything. HDR is scaled to the white
of an ordinary picture: three quarters of the signal in HLG, 203 cd/m² in PQ (ITU-R BT.2408); anything lighter becomes
white. Runs in the locked child: standard library and Pillow only.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageChops, ImageCms

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
SAME = 2  # levels: a profile that moves no colour of the probe further counts as sRGB
STEPS = 4096  # points of a curve

Pair = tuple[float, float]
D65: Pair = (0.3127, 0.3290)
PRIMARIES: dict[int, tuple[Pair, Pair, Pair]] = {  # x and y of red, green, blue; all of them with D65
    1: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    5: ((0.640, 0.330), (0.290, 0.600), (0.150, 0.060)),
    6: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    7: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
UNSPECIFIED = (0, 2)
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
D50 = (0.9642, 1.0, 0.8249)
Matrix = tuple[tuple[float, ...], ...]


class UnknownColours(Exception):
    """Code points of colours for which we have no curve or primaries."""


# --- profiles ---------------------------------------------------------------------------------------------------------


def by_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    """sRGB, mode RGB. A broken profile, or one whose channels are not the picture's, is ignored."""
    plain = image if image.mode == "RGB" else image.convert("RGB")
    space = (profile or b"")[16:20]
    fitting = {b"RGB ": plain, b"GRAY": image if image.mode == "L" else None}.get(space)
    fitting = image if space == b"CMYK" and image.mode == "CMYK" else fitting
    if profile is None or fitting is None:
        return plain
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if space == b"RGB " and _changes_nothing(source):
            return plain
        converted = ImageCms.profileToProfile(fitting, source, SRGB, renderingIntent=INTENT, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return plain
    return converted or plain


def _changes_nothing(profile: ImageCms.ImageCmsProfile) -> bool:
    """Whether it is one of the many copies of sRGB, judged by its effect on colours all over the cube."""
    levels = (0, 8, 32, 64, 96, 128, 160, 192, 224, 255)
    probe = Image.new("RGB", (100, 10))
    probe.putdata([(red, green, blue) for red in levels for green in levels for blue in levels])
    after = ImageCms.profileToProfile(probe, profile, SRGB, renderingIntent=INTENT, outputMode="RGB")
    if after is None:
        return True
    extrema = ImageChops.difference(probe, after).getextrema()
    return all(isinstance(pair, tuple) and pair[1] <= SAME for pair in extrema)


# --- code points ------------------------------------------------------------------------------------------------------


def profile_of(code_points: tuple[int, int]) -> bytes | None:
    """An ICC profile; None when nothing needs converting. Raises ``UnknownColours``."""
    primaries, transfer = (1 if code in UNSPECIFIED else code for code in code_points)
    if primaries not in PRIMARIES or transfer not in CURVES:
        raise UnknownColours
    curve = CURVES[transfer]
    if primaries == 1 and curve is _srgb:
        return None
    return _profile(_to_d50(PRIMARIES[primaries]), curve)


def _srgb(signal: float) -> float:
    return signal / 12.92 if signal <= 0.04045 else ((signal + 0.055) / 1.055) ** 2.4


def _pq(signal: float) -> float:
    """SMPTE ST 2084, in units of 203 cd/m²."""
    root = signal ** (32 / 2523)
    light = max(root - 107 / 128, 0.0) / (2413 / 128 - 2392 / 128 * root)
    return float(light ** (16384 / 2610) * 10_000 / 203)


def _hlg_scene(signal: float) -> float:
    """ITU-R BT.2100, scene light 0..1."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return signal * signal / 3 if signal <= 0.5 else (math.exp((signal - c) / a) + b) / 12


def _hlg(signal: float) -> float:
    return _hlg_scene(signal) / _hlg_scene(0.75)


CURVES: dict[int, Callable[[float], float]] = {
    1: _srgb,  # screens show BT.709 and its equivalents like sRGB
    6: _srgb,
    13: _srgb,
    14: _srgb,
    15: _srgb,
    4: lambda signal: signal**2.2,
    5: lambda signal: signal**2.8,
    8: lambda signal: signal,
    16: _pq,
    18: _hlg,
}


def _times(one: Matrix, other: Matrix) -> Matrix:
    return tuple(
        tuple(sum(a * b for a, b in zip(row, col, strict=True)) for col in zip(*other, strict=True)) for row in one
    )


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = ((e * i - f * h, c * h - b * i, b * f - c * e), (f * g - d * i, a * i - c * g, c * d - a * f))
    last = (d * h - e * g, b * g - a * h, a * e - b * d)
    return tuple(tuple(value / whole for value in row) for row in (*rows, last))


def _to_d50(primaries: tuple[Pair, Pair, Pair]) -> Matrix:
    """Columns: XYZ of red, green and blue, adapted from D65 to the profile's D50."""
    columns = [(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]
    white = ((D65[0] / D65[1],), (1.0,), ((1 - D65[0] - D65[1]) / D65[1],))
    plain: Matrix = tuple(zip(*columns, strict=True))
    amounts = [row[0] for row in _times(_inverse(plain), white)]
    xyz: Matrix = tuple(tuple(value * amounts[n] for n, value in enumerate(row)) for row in plain)
    cone_from = [row[0] for row in _times(BRADFORD, white)]
    cone_to = [row[0] for row in _times(BRADFORD, tuple((value,) for value in D50))]
    gains: Matrix = tuple(tuple(cone_to[r] / cone_from[r] if r == c else 0.0 for c in range(3)) for r in range(3))
    return _times(_times(_inverse(BRADFORD), _times(gains, BRADFORD)), xyz)


@cache
def _profile(matrix: Matrix, curve: Callable[[float], float]) -> bytes:
    """A matrix profile, ICC.1:2001-04: header, tag table, three colorants, one curve for all channels."""
    levels = [round(65535 * min(1.0, max(0.0, curve(step / (STEPS - 1))))) for step in range(STEPS)]
    curve_tag = b"curv" + struct.pack(">II", 0, STEPS) + struct.pack(f">{STEPS}H", *levels)
    tags = [(name, _xyz([row[n] for row in matrix])) for n, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))]
    tags += [(b"wtpt", _xyz(D50))]
    names = (b"rTRC", b"gTRC", b"bTRC")
    at = 128 + 4 + 12 * (len(tags) + len(names))
    table, body = b"", b""
    for name, tag in tags:
        table += name + struct.pack(">II", at + len(body), len(tag))
        body += tag
    for name in names:
        table += name + struct.pack(">II", at + len(body), len(curve_tag))
    body += curve_tag
    size = at + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header += b"\0" * 12 + b"acsp" + b"\0" * 28 + _fixed(D50)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags) + len(names)) + table + body


def _xyz(values: tuple[float, ...] | list[float]) -> bytes:
    return b"XYZ " + b"\0" * 4 + _fixed(values)


def _fixed(values: tuple[float, ...] | list[float]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)
