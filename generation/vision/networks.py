"""Owns the loaded networks: each is verified, read once per process, and run by one thread at a time.

OpenCV's dnn reads the .tflite and .onnx files itself, so there is one inference library and no other runtime.
"""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from generation.weights import Weights

Tensor = NDArray[np.float32]

THREADS = 1
"""OpenCV threads per call. On two cores these small networks took as long with two (9 against 10 ms for the mask, 2.5
against 6 ms for a face), and twice the processor time; photos and pictures already have threads of their own.
"""

_weights: Weights | None = None


def use(weights: Weights) -> None:
    """Said once at a door, before the first network runs. Without it the platform's own cache folder is used."""
    global _weights  # noqa: PLW0603 - the one place where a process remembers its model folder
    _weights = weights
    network.cache_clear()


class Network:
    """One loaded network. cv2's objects keep the last input inside, so calls are serialised."""

    def __init__(self, path: Path) -> None:
        import cv2

        cv2.setNumThreads(THREADS)
        read = cv2.dnn.readNetFromTFLite if path.suffix == ".tflite" else cv2.dnn.readNetFromONNX
        self._net = read(str(path))
        self._names = list(self._net.getUnconnectedOutLayersNames())
        self._lock = threading.Lock()

    def run(self, batch: Tensor, *, first_only: bool = False) -> dict[str, Tensor]:
        """``batch``: (N, C, H, W) float32, already normalised. Returns every output by its name, or the first alone."""
        names = self._names[:1] if first_only else self._names
        with self._lock:
            self._net.setInput(batch)
            outputs = self._net.forward(names)
            return {name: np.array(output, np.float32) for name, output in zip(names, outputs, strict=True)}


@cache
def network(name: str) -> Network:
    """The network of that name in ``generation/weights``. Raises ``WeightsMissing`` or ``WeightsDamaged``."""
    weights = _weights or Weights(platformdirs.user_cache_path("candid"))
    return Network(weights.path(name))
