"""An accelerator that only takes the time of one: for benches and tests of scheduling, never offered to anybody.

It waits like a graphics card does, step by step, calls back like the library, and gives back the frame it was shown.
What it says about seconds is how long others let it wait, never how fast a model is.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field, replace

from generation.engines.diffusion import manifest
from generation.engines.diffusion.manifest import Model
from generation.engines.diffusion.painter import OnStep, Order
from generation.images import RgbImage

STEPS = 4
ROUNDS = 2_000  # of the loop that keeps a core busy: about a millisecond, with the interpreter free for others


@dataclass(slots=True)
class Span:
    """One picture on the device, in seconds of the performance counter; ``whole``: it was not cancelled."""

    began: float
    ended: float = 0.0
    whole: bool = False
    callbacks: list[float] = field(default_factory=list)


@dataclass(slots=True)
class SimulatedAccelerator:
    """Implements ``Paints``. ``takes_a_core``: as where a driver's thread spins while it waits for its device."""

    picture_s: float = 0.6
    takes_a_core: bool = False
    spans: list[Span] = field(default_factory=list)

    @property
    def model(self) -> Model:
        shown = manifest.shipped()[0]
        return replace(shown, name="simulated", title="Simulated accelerator", revision="0" * 40)

    @property
    def lies(self) -> str:
        return "resident"

    @property
    def step_s(self) -> float:
        return self.picture_s / STEPS

    def paint(self, order: Order, on_step: OnStep) -> RgbImage:
        """The first photo of the order, after its time."""
        span = Span(time.perf_counter())
        self.spans.append(span)
        try:
            self._tell(span, on_step, 0.0)
            for step in range(1, STEPS + 1):
                self._pass()
                self._tell(span, on_step, step / STEPS)
            span.whole = True
        finally:
            span.ended = time.perf_counter()
        return order.photos[0]

    def unload(self) -> None:
        """There is nothing to give back."""

    def overdue(self) -> bool:
        return False

    def _tell(self, span: Span, on_step: OnStep, share: float) -> None:
        began = time.perf_counter()
        on_step(share)
        span.callbacks.append(time.perf_counter() - began)

    def _pass(self) -> None:
        if not self.takes_a_core:
            time.sleep(self.step_s)
            return
        ends = time.perf_counter() + self.step_s
        while time.perf_counter() < ends:
            hashlib.pbkdf2_hmac("sha256", b"busy", b"core", ROUNDS)
