"""Gives the input of an ONNX network the sides it will be used at.

Published networks leave height and width open ("dynamic axes"). OpenCV works out the shapes of all layers once, when it
reads a file, and refuses many files whose input has no sides, such as MODNet as its authors export it. It reads them
once the sides are written into the file's description of its input. No layer and no weight changes.

ONNX files are protocol buffers: a message is a row of fields, each a key (number and kind) and a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

GRAPH, INPUT, INITIALIZER = 7, 11, 5  # fields of a model, of a graph
NAME, TYPE = 1, 2  # of a description of an input
INITIALIZER_NAME = 8
VARINT, EIGHT_BYTES, BYTES, FOUR_BYTES = 0, 1, 2, 5  # kinds of a field's value
FLOAT = 1  # the element type, as ONNX numbers it
MOST_VARINT = 10  # bytes


def fixed(model: bytes, sides: Sequence[int]) -> bytes:
    """The model with its one input's shape set to ``sides``, such as (1, 3, 512, 512), as float32.

    Raises ``ValueError`` for bytes that are no ONNX model, or for a model that does not have exactly one input.
    """
    parts, seen = [], 0
    for number, value, whole in _fields(model):
        if number == GRAPH and value is not None:
            seen += 1
            parts.append(_field(GRAPH, _graph(value, sides)))
        else:
            parts.append(whole)
    if seen != 1:
        raise ValueError("it is no ONNX file")
    return b"".join(parts)


def _graph(graph: bytes, sides: Sequence[int]) -> bytes:
    fields = list(_fields(graph))
    weights = {_named(value, INITIALIZER_NAME) for number, value, _ in fields if number == INITIALIZER and value}
    inputs = [value for number, value, _ in fields if number == INPUT and value]
    asked = [value for value in inputs if _named(value, NAME) not in weights]  # old exporters list weights as inputs
    if len(asked) != 1:
        raise ValueError(f"it has {len(asked)} inputs, and one is needed")
    described = _field(INPUT, _field(NAME, _named(asked[0], NAME)) + _field(TYPE, _shape(sides)))
    return b"".join(described if number == INPUT and value == asked[0] else whole for number, value, whole in fields)


def _shape(sides: Sequence[int]) -> bytes:
    """A type: a tensor of float32 with these sides."""
    dimensions = b"".join(_field(1, _key(1, VARINT) + _varint(side)) for side in sides)
    return _field(1, _key(1, VARINT) + _varint(FLOAT) + _field(2, dimensions))


def _named(message: bytes, number: int) -> bytes:
    """The name a message carries in that field; empty without one."""
    return next((value for seen, value, _ in _fields(message) if seen == number and value is not None), b"")


def _fields(message: bytes) -> Iterator[tuple[int, bytes | None, bytes]]:
    """Each field's number, its value where that is bytes, and the whole field as it stands."""
    at = 0
    while at < len(message):
        start = at
        key, at = _read(message, at)
        kind, value = key & 7, None
        if kind == VARINT:
            _, at = _read(message, at)
        elif kind == BYTES:
            length, at = _read(message, at)
            value, at = message[at : at + length], at + length
        elif kind in (EIGHT_BYTES, FOUR_BYTES):
            at += 8 if kind == EIGHT_BYTES else 4
        else:
            raise ValueError("it is no ONNX file")
        if at > len(message):
            raise ValueError("it is cut off, or no ONNX file")
        yield key >> 3, value, message[start:at]


def _read(message: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, lowest first; and where it ends."""
    number = 0
    for n, byte in enumerate(message[at : at + MOST_VARINT]):
        number |= (byte & 127) << (7 * n)
        if byte < 128:
            return number, at + n + 1
    raise ValueError("it is cut off, or no ONNX file")


def _field(number: int, value: bytes) -> bytes:
    return _key(number, BYTES) + _varint(len(value)) + value


def _key(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))
