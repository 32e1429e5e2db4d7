"""Tiny ONNX networks, written field by field: of MODNet's form or of a wrong one. No library for ONNX is needed."""

from __future__ import annotations

import struct
from collections.abc import Sequence

RED, GREEN, BLUE = 0, 1, 2
Sides = Sequence[int | str]  # a name stands for a side that is left open
SQUARE: Sides = (1, 3, 512, 512)
OPEN: Sides = ("batch", 3, "height", "width")
STEEP = 8.0


def model(
    *, takes: Sides = OPEN, weights: tuple[float, float, float] = (STEEP, -STEEP, 0.0), outputs: int = 1,
    bounded: bool = True, inputs: int = 1, into: int = 1,
) -> bytes:  # fmt: skip
    """A pixel's share is the sigmoid of its weighed colours: as it stands, 1 where red outweighs green.

    ``takes``: the shape the file states. ``outputs``, ``inputs``: how many there are. ``into``: planes it gives.
    ``bounded``: without the sigmoid at the end.
    """
    row = struct.pack("<3f", *weights) * into
    kernel = _sized(1, *(into, 3, 1, 1)) + _number(2, 1) + _text(8, b"kernel") + _text(9, row)
    conv = _text(1, b"input") + _text(1, b"kernel") + _text(2, b"raw") + _text(3, b"conv") + _text(4, b"Conv")
    last = b"Sigmoid" if bounded else b"Identity"
    nodes = [conv, _text(1, b"raw") + _text(2, b"output") + _text(3, b"last") + _text(4, last)]
    nodes += [
        _text(1, b"raw") + _text(2, b"more%d" % n) + _text(3, b"again%d" % n) + _text(4, b"Sigmoid")
        for n in range(outputs - 1)
    ]
    names = [b"output", *(b"more%d" % n for n in range(outputs - 1))]
    graph = b"".join(_text(1, node) for node in nodes) + _text(2, b"tiny") + _text(5, kernel)
    graph += b"".join(_text(11, _described(name, takes)) for name in (b"input", *[b"other"] * (inputs - 1)))
    graph += b"".join(_text(12, _described(name, ("batch", into, "height", "width"))) for name in names)
    return _number(1, 7) + _text(8, _text(1, b"") + _number(2, 11)) + _text(7, graph)


def _described(name: bytes, sides: Sides) -> bytes:
    shape = b"".join(_text(1, _number(1, side) if isinstance(side, int) else _text(2, side.encode())) for side in sides)
    return _text(1, name) + _text(2, _text(1, _number(1, 1) + _text(2, shape)))


def _sized(number: int, *sizes: int) -> bytes:
    return b"".join(_number(number, size) for size in sizes)


def _text(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])
