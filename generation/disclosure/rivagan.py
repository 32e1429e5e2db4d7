"""The two RivaGAN networks (arXiv 1909.01285), run with numpy: one hides 32 bits in a small picture, one reads them.

Each is an attention branch and a carrier branch of two 11 x 11 convolutions. At that kernel size a convolution by
tiled FFT needs a tenth of the multiplications: on one core at 160 x 160 this file takes 40 + 45 ms where onnxruntime
1.32 takes 90 + 110 ms, with the same result to 1e-4, and without its 78 MB. ``tests`` compare with its recorded output.

Pictures here are float32 (3, H, W), blue-green-red, -1..1, as the networks were trained.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from generation.disclosure import onnx_floats

Planes: TypeAlias = NDArray[np.float32]  # (channels, H, W)
Weights: TypeAlias = dict[str, NDArray[np.float32]]

BITS = 32
KERNEL = 11
TILE = 50  # FFT size with few small prime factors; 40 useful pixels of it, so 160 and 200 need no padding
VALID = TILE - KERNEL + 1
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
        attention = self._attention(picture)
        message = np.tensordot(2 * bits - 1, attention, 1)[None]
        carried = self._carrier(np.concatenate((picture, message.astype(np.float32))))
        return np.asarray(RESIDUAL * np.tanh(carried), np.float32)


class Decoder:
    """Reads bits: ``scores(picture)`` is (32,), larger is more likely 1."""

    def __init__(self, path: Path) -> None:
        weights = onnx_floats.read(path.read_bytes())
        self._attention = _Attention(weights)
        self._carrier = _Pair(weights, "_conv")

    def scores(self, picture: Planes) -> NDArray[np.float32]:
        weighted = self._carrier(picture) * self._attention(picture)
        return np.asarray(weighted.mean((1, 2)), np.float32)


class _Attention:
    """Which of the 32 bits each pixel carries: softmax over the bits."""

    def __init__(self, weights: Weights) -> None:
        self._pair = _Pair(weights, "_attention")
        self._norm = _Norm(weights, "_attention.5")

    def __call__(self, picture: Planes) -> Planes:
        values = self._norm(np.tanh(self._pair(picture)))
        values = np.exp(values - values.max(0))
        return np.asarray(values / values.sum(0), np.float32)


class _Pair:
    """Convolution, tanh, normalisation, convolution."""

    def __init__(self, weights: Weights, name: str) -> None:
        self._first = _Convolution(weights, f"{name}.0")
        self._norm = _Norm(weights, f"{name}.2")
        self._second = _Convolution(weights, f"{name}.3")

    def __call__(self, planes: Planes) -> Planes:
        return self._second(self._norm(np.tanh(self._first(planes))))


class _Norm:
    """Batch normalisation with its learned means, folded into one factor and one offset per channel."""

    def __init__(self, weights: Weights, name: str) -> None:
        factor = weights[f"{name}.weight"] / np.sqrt(weights[f"{name}.running_var"] + EPSILON)
        offset = weights[f"{name}.bias"] - weights[f"{name}.running_mean"] * factor
        self._factor, self._offset = factor[:, None, None], offset[:, None, None]

    def __call__(self, planes: Planes) -> Planes:
        return np.asarray(planes * self._factor + self._offset, np.float32)


class _Convolution:
    """11 x 11, zero padding, same size out, by overlap-save: tiles of 50, of which the 40 inner ones are kept."""

    def __init__(self, weights: Weights, name: str) -> None:
        kernel = weights[f"{name}.weight"]
        outputs, inputs = kernel.shape[:2]
        flipped = np.zeros((outputs, inputs, TILE, TILE), np.float32)
        flipped[:, :, :KERNEL, :KERNEL] = kernel.reshape(outputs, inputs, KERNEL, KERNEL)[:, :, ::-1, ::-1]
        spectrum = np.fft.rfft2(flipped).astype(np.complex64)
        self._spectrum = np.ascontiguousarray(spectrum.transpose(2, 3, 0, 1).reshape(-1, outputs, inputs))
        self._bias = weights[f"{name}.bias"][:, None, None]

    def __call__(self, planes: Planes) -> Planes:
        channels, height, width = planes.shape
        down, across = -(-height // VALID), -(-width // VALID)
        edge = KERNEL // 2
        padded = np.zeros((channels, down * VALID + KERNEL - 1, across * VALID + KERNEL - 1), np.float32)
        padded[:, edge : edge + height, edge : edge + width] = planes
        tiles = sliding_window_view(padded, (TILE, TILE), axis=(1, 2))[:, ::VALID, ::VALID]
        frequencies = np.fft.rfft2(tiles).reshape(channels, down * across, -1).transpose(2, 0, 1)
        mixed = np.matmul(self._spectrum, np.ascontiguousarray(frequencies)).transpose(1, 2, 0)
        outputs = mixed.shape[0]
        back = np.fft.irfft2(mixed.reshape(outputs, down, across, TILE, -1), s=(TILE, TILE))
        kept = back[..., KERNEL - 1 :, KERNEL - 1 :].transpose(0, 1, 3, 2, 4)
        whole = kept.reshape(outputs, down * VALID, across * VALID)[:, :height, :width]
        return np.asarray(whole + self._bias, np.float32)
