"""The invisible mark's pattern: one fixed, public, cloud-like field of brightness, the same in every marked picture.

It is a sum of waves of equal strength. Each has whole numbers of periods per frame across and down, ``LOW`` to ``HIGH``
together, and a fixed phase drawn from SHA-256, so that every version and machine makes the same field. A frame is a
square as wide as the picture's shorter side; beyond it the field repeats. Waves are counted per frame and at pixel
centres, so a smaller copy of the picture carries exactly the smaller copy of the field.

A wave is e^(2 pi i (x across + y down)). Only 69 x 35 of them exist, so two small matrix products convert between waves
and pixels, at any size and any scale, without a Fourier transform.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

LOW, HIGH = (
    7,
    34,
)  # waves per frame: lower ones meet the backdrop's own shading, higher ones are lost in WebP (README.md)
NAME = b"Candid, the mark that nobody sees, 1"  # whoever knows it can make, find, forge and remove the mark

Waves: TypeAlias = NDArray[np.complex64]  # (2 * HIGH + 1 down, HIGH + 1 across): the other half mirrors these


@lru_cache(maxsize=1)
def spectrum() -> Waves:
    """The field's waves: magnitude 1 inside the band, 0 outside. Rows: -HIGH..HIGH down; columns: 0..HIGH across."""
    shape = (2 * HIGH + 1, HIGH + 1)
    count = shape[0] * shape[1]
    drawn = b"".join(hashlib.sha256(NAME + n.to_bytes(4, "big")).digest() for n in range(-(-count // 16)))
    phases = np.frombuffer(drawn, ">u2")[:count].reshape(shape) * (2 * np.pi / 65536)
    down, across = np.arange(-HIGH, HIGH + 1)[:, None], np.arange(HIGH + 1)[None]
    many = down**2 + across**2
    inside = (many >= LOW**2) & (many <= HIGH**2) & ((across > 0) | (down > 0))  # each pair of mirror images once
    waves = np.where(inside, np.exp(1j * phases), 0).astype(np.complex64)
    waves.setflags(write=False)
    return waves


def columns(pixels: int, frame: float) -> Waves:
    """(pixels, HIGH + 1): the waves across, at the centres of the pixels; ``frame``: pixels of one frame."""
    return _turned(pixels, frame, np.arange(HIGH + 1))


def rows(pixels: int, frame: float) -> Waves:
    """(pixels, 2 * HIGH + 1): the waves down. One half mirrors the other, to the bit."""
    turned = _turned(pixels, frame, np.arange(HIGH + 1))
    return np.concatenate((turned[:, :0:-1].conj(), turned), axis=1)


def _turned(pixels: int, frame: float, waves: NDArray[np.int_]) -> Waves:
    """e^(2 pi i wave x place). Whole turns are taken off first, for single precision, which is ten times as fast."""
    turns = np.outer((np.arange(pixels) + 0.5) / frame, waves)
    angles = (2 * np.pi * (turns - np.rint(turns))).astype(np.float32)
    turned = np.empty(angles.shape, np.complex64)
    np.cos(angles, out=turned.real)
    np.sin(angles, out=turned.imag)
    return turned


@lru_cache(maxsize=2)
def field(height: int, width: int) -> NDArray[np.float32]:
    """(height, width) of mean 0 and standard deviation 1 over a frame. Read-only: it is shared."""
    frame = min(height, width)
    lines = rows(height, frame) @ spectrum()
    turned = columns(width, frame)
    made = np.concatenate((lines.real, -lines.imag), axis=1) @ np.concatenate((turned.real, turned.imag), axis=1).T
    made *= np.float32(np.sqrt(2 / np.count_nonzero(spectrum())))
    made.setflags(write=False)
    return made
