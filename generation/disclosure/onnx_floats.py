"""Reads the float tensors out of an ONNX file, and nothing else: names to arrays.

The two watermark networks are four convolutions each; their weights are all we need (see ``rivagan.py``), so a full
ONNX runtime (78 MB) is not. The wire format is protocol buffers: a sequence of (field number, wire type, value); the
field numbers below are those of onnx.proto3: ModelProto.graph 7, GraphProto.initializer 5, TensorProto dims 1,
data_type 2, name 8, raw_data 9. Only ever used on pinned files whose SHA-256 was checked before.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

GRAPH, INITIALIZER = 7, 5
FLOAT = 1  # TensorProto.DataType
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


def read(data: bytes) -> dict[str, NDArray[np.float32]]:
    """Every float initializer by name. Raises ``ValueError`` for bytes that are no such file."""
    tensors = {}
    for graph in _all(data, GRAPH):
        for tensor in _all(graph, INITIALIZER):
            name, values = _tensor(tensor)
            if values is not None:
                tensors[name] = values
    return tensors


def _tensor(message: bytes) -> tuple[str, NDArray[np.float32] | None]:
    dims: list[int] = []
    name, kind, raw = "", 0, b""
    for field, value in _fields(message):
        match field, value:
            case (1, int()):
                dims.append(value)
            case (1, bytes()):
                dims.extend(_packed(value))
            case (2, int()):
                kind = value
            case (8, bytes()):
                name = value.decode()
            case (9, bytes()):
                raw = value
            case _:
                continue
    if kind != FLOAT or not raw:
        return name, None
    return name, np.frombuffer(raw, "<f4").reshape(dims)


def _all(message: bytes, wanted: int) -> Iterator[bytes]:
    for field, value in _fields(message):
        if field == wanted and isinstance(value, bytes):
            yield value


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        field, wire = key >> 3, key & 7
        if wire == VARINT:
            number, at = _varint(message, at)
            yield field, number
            continue
        size = {FIXED64: 8, FIXED32: 4}.get(wire)
        if wire == BYTES:
            size, at = _varint(message, at)
        if size is None or at + size > len(message):
            raise ValueError("not an ONNX file")
        yield field, message[at : at + size]
        at += size


def _packed(data: bytes) -> list[int]:
    numbers, at = [], 0
    while at < len(data):
        number, at = _varint(data, at)
        numbers.append(number)
    return numbers


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data) and shift < 64:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
    raise ValueError("not an ONNX file")
