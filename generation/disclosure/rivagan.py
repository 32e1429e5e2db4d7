"""The two RivaGAN networks (arXiv 1909.01285), run with numpy: one hides 32 bits in a small picture, one reads them.

Each is an attention branch and a carrier branch of two 11 x 11 convolutions. At that kernel size a convolution by
tiled Fourier transforms needs a tenth of the multiplications. The tiles are so small that each transform is a product
with a matrix of cosines and sines, which takes two thirds of the time it takes with numpy's FFT; and with that FFT the
two took 40 + 45 ms of one core at 160 x 160 where onnxruntime 1.32 took 90 + 110. The result is the same to 1e-4,
without its 78 MB: ``tests`` compare with its recorded output.

Pictures here are float32 (H, W, 3), blue-green-red, -1..1, as the networks were trained.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from generation.disclosure import onnx_floats

Planes: TypeAlias = NDArray[np.float32]  # (H, W, channels)
Weights: TypeAlias = dict[str, NDArray[np.float32]]

BITS = 32
KERNEL = 11
TILE = 30  # pixels transformed at once; of 30, 42 and 50 the fastest
VALID = TILE - KERNEL + 1  # useful pixels of a tile, so 160 needs no padding
STRIP = 2  # rows of tiles worked on at once: few enough to stay in the processor's cache
HALF = TILE // 2 + 1  # frequencies of a real line; the others mirror them
RESIDUAL = 0.016  # the encoder's last factor: it changes a value by at most this much of -1..1
EPSILON = 1e-5  # of its batch normalisation


class Encoder:
    """Hides bits: ``residual(picture, bits)`` is what to add to the picture, same shape and scale."""

    def __init__(self, path: Path) -> None:
        weights = onnx_floats.read(path.read_bytes())
        self._attention = _Attention(weights)
        self._carrier = _Pair(weights, "_conv")

    def residual(self, picture: Planes, bits: NDArray[np.float32]) -> Planes:
        """``bits``: (32,), 0.0 or 1.0."""
        message = self._attention(picture) @ (2 * bits - 1)
        carried = self._carrier(np.concatenate((picture, message[..., None]), axis=2))
        return np.asarray(RESIDUAL * np.tanh(carried), np.float32)


class Decoder:
    """Reads bits: ``scores(picture)`` is (32,), larger is more likely 1."""

    def __init__(self, path: Path) -> None:
        weights = onnx_floats.read(path.read_bytes())
        self._attention = _Attention(weights)
        self._carrier = _Pair(weights, "_conv")

    def scores(self, picture: Planes) -> NDArray[np.float32]:
        weighted = self._carrier(picture)
        weighted *= self._attention(picture)
        return np.asarray(weighted.mean((0, 1)), np.float32)


class _Attention:
    """Which of the 32 bits each pixel carries: softmax over the bits."""

    def __init__(self, weights: Weights) -> None:
        self._pair = _Pair(weights, "_attention")
        self._norm = _Norm(weights, "_attention.5")

    def __call__(self, picture: Planes) -> Planes:
        values = self._norm(self._pair(picture))
        values -= values.max(2, keepdims=True)
        np.exp(values, out=values)
        values /= values @ np.ones((BITS, 1), np.float32)
        return values


class _Pair:
    """Convolution, tanh, normalisation, convolution."""

    def __init__(self, weights: Weights, name: str) -> None:
        self._first = _Convolution(weights, f"{name}.0")
        self._norm = _Norm(weights, f"{name}.2")
        self._second = _Convolution(weights, f"{name}.3")

    def __call__(self, planes: Planes) -> Planes:
        return self._second(self._norm(self._first(planes)))


class _Norm:
    """tanh, then batch normalisation with its learned means, folded into one factor and one offset per channel."""

    def __init__(self, weights: Weights, name: str) -> None:
        self._factor = weights[f"{name}.weight"] / np.sqrt(weights[f"{name}.running_var"] + np.float32(EPSILON))
        self._offset = weights[f"{name}.bias"] - weights[f"{name}.running_mean"] * self._factor

    def __call__(self, planes: Planes) -> Planes:
        """Changes ``planes`` in place: they are of no other use."""
        np.tanh(planes, out=planes)
        planes *= self._factor
        planes += self._offset
        return planes


class _Convolution:
    """11 x 11, zero padding, same size out, by overlap-save: tiles of 30, of which the 20 inner ones are kept.

    Channels come last throughout, so that every step is a matrix product over long rows, without a transposed copy of
    the spectra. In the comments X, Y are a pixel's place inside its tile, Fx, Fy a frequency's.
    """

    def __init__(self, weights: Weights, name: str) -> None:
        kernel = weights[f"{name}.weight"]
        outputs, inputs = kernel.shape[:2]
        flipped = np.zeros((outputs, inputs, TILE, TILE), np.float32)
        flipped[:, :, :KERNEL, :KERNEL] = kernel.reshape(outputs, inputs, KERNEL, KERNEL)[:, :, ::-1, ::-1]
        spectrum = np.fft.rfft2(flipped).transpose(3, 2, 1, 0)
        self._spectrum = np.ascontiguousarray(spectrum.reshape(-1, inputs, outputs), np.complex64)
        self._bias = weights[f"{name}.bias"]

    def __call__(self, planes: Planes) -> Planes:
        height, width, inputs = planes.shape
        down, across = -(-height // VALID), -(-width // VALID)
        edge = KERNEL // 2
        padded = np.zeros((down * VALID + KERNEL - 1, across * VALID + KERNEL - 1, inputs), np.float32)
        padded[edge : edge + height, edge : edge + width] = planes
        whole = np.empty((down * VALID, across * VALID, self._bias.size), np.float32)
        for top in range(0, down, STRIP):
            rows = min(STRIP, down - top)
            strip = padded[top * VALID : (top + rows) * VALID + KERNEL - 1]
            frequencies = _frequencies(strip, rows)
            mixed = np.matmul(frequencies.reshape(HALF * TILE, rows * across, inputs), self._spectrum)
            tiles = _pixels(mixed.reshape(HALF, TILE, -1), rows, across)
            np.add(tiles, self._bias, out=whole[top * VALID : (top + rows) * VALID].reshape(tiles.shape))
        return whole[:height, :width]


def _frequencies(padded: Planes, down: int) -> NDArray[np.complex64]:
    """(Fx, Fy, down, across x channels): the spectra of the overlapping tiles, Fx only the first half."""
    lines = sliding_window_view(padded, TILE, axis=1)[:, ::VALID].transpose(3, 0, 1, 2)
    parts = (_ACROSS @ lines.reshape(TILE, -1)).reshape(2, HALF, padded.shape[0], -1)
    half = np.empty(parts.shape[1:], np.complex64)
    half.real, half.imag = parts
    columns = sliding_window_view(half, TILE, axis=1)[:, ::VALID].transpose(0, 1, 3, 2)
    frequencies = np.empty((HALF, TILE, down, half.shape[2]), np.complex64)
    np.matmul(_DOWN, columns, out=frequencies.transpose(0, 2, 1, 3))
    return frequencies


def _pixels(mixed: NDArray[np.complex64], down: int, across: int) -> NDArray[np.float32]:
    """(down, Y, across, X, channels), from (Fx, Fy, down x across x channels): of each tile what no wrap reached."""
    half = np.matmul(_BACK_DOWN, mixed)
    parts = np.stack((half.real, half.imag)).reshape(2 * HALF, -1)
    tiles: NDArray[np.float32] = (_BACK_ACROSS @ parts).reshape(VALID, VALID, down, across, -1)
    return tiles.transpose(2, 1, 3, 0, 4)


def _transforms() -> tuple[NDArray[np.float32], NDArray[np.complex64], NDArray[np.complex64], NDArray[np.float32]]:
    """The discrete Fourier transform of one tile as matrices.

    Forth along X: (2 x Fx, X), real over imaginary parts; forth along Y: (Fy, Y); back along Y: (kept Y, Fy);
    back along X: (kept X, 2 x Fx), where the frequencies left out count through their mirror images.
    """
    at = np.arange(TILE)
    turns = np.exp(-2j * np.pi * np.outer(at, at) / TILE)
    back = turns.conj()[KERNEL - 1 :] / TILE
    mirrored = np.full(HALF, 2.0)
    mirrored[[0, -1]] = 1
    halved = back[:, :HALF] * mirrored
    across = np.concatenate((turns[:HALF].real, turns[:HALF].imag)).astype(np.float32)
    back_across = np.concatenate((halved.real, -halved.imag), axis=1).astype(np.float32)
    return across, turns.astype(np.complex64), back.astype(np.complex64), back_across


_ACROSS, _DOWN, _BACK_DOWN, _BACK_ACROSS = _transforms()
