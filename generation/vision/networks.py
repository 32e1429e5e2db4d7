"""Owns the loaded networks: each is verified, read once per process, and run by one thread at a time.

OpenCV's dnn reads the .tflite and .onnx files itself, so there is one inference library and no other runtime.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from generation.weights import Weights

Tensor = NDArray[np.float32]

THREADS = 1
"""OpenCV threads per call. On two cores these small networks took as long with two (9 against 10 ms for the mask, 2.5
against 6 ms for a face), and twice the processor time; photos and pictures already have threads of their own.
"""

FRUGAL = frozenset({"explicit"})
"""Networks run without Winograd's transform of their weights: 59 instead of 90 MB for 43 instead of 35 ms, and the same
score to seven digits.
"""

LEAST: dict[str, tuple[int, ...]] = {"second_opinion": (1, 3, 32, 32)}
"""Networks that hold much more between two runs than their weights, and the smallest input they take: U²-Netp holds
146 MB after 256 x 256 pixels and 26 MB after these. Its next full run takes 70 ms longer.
"""

USUAL: dict[str, tuple[int, ...]] = {
    "second_opinion": (1, 3, 256, 256),
    "face_detector": (1, 3, 128, 128),
    "face_mesh": (1, 3, 192, 192),
    "person_mask": (1, 3, 256, 256),
    "explicit": (1, 224, 224, 3),
}
"""The input with which each network looks at a photo: ``ready`` runs it once, so that no photo waits for that. The one
that takes longest comes first: a photo that comes meanwhile then waits least.
"""

_weights: Weights | None = None
_loaded: WeakSet[Network] = WeakSet()


def use(weights: Weights) -> None:
    """Called once by each entry point, before the first network runs; the default is the platform's cache folder."""
    global _weights  # noqa: PLW0603 - the one place where a process remembers its model folder
    _weights = weights
    network.cache_clear()


class Network:
    """One loaded network. cv2's objects keep the last input inside, so calls are serialised."""

    def __init__(
        self,
        path: Path,
        *,
        winograd: bool = True,
        least: tuple[int, ...] | None = None,
        usual: tuple[int, ...] | None = None,
    ) -> None:
        """``least``: the smallest input that the network takes; given where it must hold little memory while idle.
        ``usual``: the shape of what it will be asked, for ``ready``.
        """
        import cv2

        cv2.setNumThreads(THREADS)
        read = cv2.dnn.readNetFromTFLite if path.suffix == ".tflite" else cv2.dnn.readNetFromONNX
        self._net = read(str(path))
        self._net.enableWinograd(winograd)
        self._names = list(self._net.getUnconnectedOutLayersNames())
        self._lock = threading.Lock()
        self._least, self._usual, self._rested = least, usual, True
        _loaded.add(self)

    def run(self, batch: Tensor, *, first_only: bool = False) -> dict[str, Tensor]:
        """``batch``: (N, C, H, W) float32, already normalised. Returns every output by its name, or the first alone."""
        names = self._names[:1] if first_only else self._names
        with self._lock:
            self._rested = False
            self._net.setInput(batch)
            outputs = self._net.forward(names)
            return {name: np.array(output, np.float32) for name, output in zip(names, outputs, strict=True)}

    def rest(self) -> None:
        """Frees memory that the last run no longer needs."""
        with self._lock:
            if self._least is not None and not self._rested:
                self._net.setInput(np.zeros(self._least, np.float32))
                self._net.forward(self._names[:1])
                self._rested = True

    def ready(self) -> None:
        """Takes the memory of a usual run, if it has none; the next run is then as quick as any other."""
        with self._lock:
            if self._usual is not None and self._rested:
                self._rested = False
                self._net.setInput(np.zeros(self._usual, np.float32))
                self._net.forward(self._names[:1])


def ready(enough: Callable[[], bool] = lambda: False) -> None:
    """For a process that is soon asked: every network that looks at a photo is loaded and has the memory it works in.

    ``enough`` is asked before each network: a photo that is there already takes what it needs itself, and would wait
    for a network that is being made ready. Raises ``WeightsMissing`` or ``WeightsDamaged``.
    """
    for name in USUAL:
        if enough():
            return
        network(name).ready()


def rest() -> None:
    """For an idle process: every network frees the memory it does not need to stay ready."""
    for each in tuple(_loaded):
        each.rest()


def _usual_folder() -> Weights:
    """Imported here: who only needs what a mesh's points are called, as the child that verifies, opens no weights."""
    import platformdirs

    from generation.weights import Weights

    return Weights(platformdirs.user_cache_path("candid"))


@cache
def network(name: str) -> Network:
    """The network of that name in ``generation/weights``. Raises ``WeightsMissing`` or ``WeightsDamaged``."""
    weights = _weights or _usual_folder()
    return Network(weights.path(name), winograd=name not in FRUGAL, least=LEAST.get(name), usual=USUAL.get(name))
