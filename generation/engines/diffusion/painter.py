"""One model, one picture at a time: holds the pipeline, paints, counts steps, uses a lighter layout if memory runs out.

Two threads on one pipeline gave wrong pictures (measured), so a lock lets one in. Cancelling raises out of the step
callback: the library's own interrupt flag returns a half-painted picture without an error.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
from PIL import Image

from generation.engines.diffusion import catalogue, load, memory, prepared, speed
from generation.engines.diffusion.load import Folder
from generation.engines.diffusion.manifest import Model, ModelRefused, Painting
from generation.engines.diffusion.memory import Layout
from generation.engines.diffusion.prepared import Prepared
from generation.engines.diffusion.speed import Speed
from generation.engines.diffusion.watchdog import Watchdog
from generation.errors import AcceleratorFailed, OutOfMemory
from generation.images import Mask, RgbImage

MULTIPLE = 16  # the decoder's factor times the patch size: sides are multiples of it
OnStep = Callable[[float], None]
"""Called after each step with the share done, 0..1; may raise ``Cancelled``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One picture to paint. ``photos``: what the model sees, the first one is the frame to keep.

    ``mask``: 1 where the model may paint, same size as the first photo; None: everywhere. ``prompt``: key of a prepared
    prompt; "" takes the look's own. ``layout``: a ``memory.Layout`` that a picture made again was painted in; "": any.
    """

    look: str
    seed: int
    width: int
    height: int
    steps: int
    photos: tuple[RgbImage, ...] = ()
    mask: Mask | None = None
    prompt: str = ""
    layout: str = ""

    @property
    def key(self) -> str:
        if self.prompt:
            return self.prompt
        return f"{catalogue.REDRAW if self.mask is None else catalogue.BACKGROUND}/{self.look}"


class Paints(Protocol):
    """What a session and the engine need of a painter; the benches use a simulated accelerator instead."""

    @property
    def model(self) -> Model: ...

    @property
    def lies(self) -> str:
        """How the model lay in memory for the last picture, a ``memory.Layout``; "" where that is not known."""
        ...

    def paint(self, order: Order, on_step: OnStep) -> RgbImage: ...

    def unload(self) -> None: ...

    def overdue(self) -> bool: ...


@dataclass(slots=True)
class Painter:
    """Implements ``Paints``. ``layout`` None: chosen by free memory when the model is loaded. ``watch`` is told of
    every step.
    """

    folder: Folder
    prepared: Prepared
    layout: Layout | None = None
    speed: Speed = field(default_factory=Speed)
    watch: Watchdog = field(default_factory=Watchdog)
    _pipeline: Any = None
    _lies: Layout | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def model(self) -> Model:
        return self.folder.model

    @property
    def lies(self) -> str:
        return self._lies.value if self._lies else ""

    def paint(self, order: Order, on_step: OnStep = lambda _: None) -> RgbImage:
        """(height, width, 3); black when the model returned NaN or infinity: the safeguards withhold that.

        Raises ``Cancelled`` from ``on_step`` at most one step late, ``OutOfMemory`` when the lightest layout ran out of
        memory, ``AcceleratorFailed`` when the device answers no more.
        """
        with self._lock:
            on_step(0.0)  # the wait for the lock may have been long
            return self._painted(order, on_step)

    def overdue(self) -> bool:
        """Whether a step hangs. Does not wait for the lock, which the hanging thread holds."""
        return self.watch.overdue()

    def loaded(self) -> bool:
        return self._pipeline is not None

    def unload(self) -> None:
        """Gives the model's memory back; the next picture loads it again."""
        with self._lock:
            self._drop()

    def check_golden(self) -> None:
        """Paints the golden picture again, which also warms up. Raises ``ModelRefused`` when the result differs."""
        if self.prepared.golden is None:
            raise prepared.NotPrepared
        apart = prepared.apart(self.paint(golden_order(self.folder)), self.prepared.golden)
        exact = self._lies is None or self._lies is Layout.RESIDENT
        if not apart <= (prepared.MOST_APART if exact else prepared.MOST_APART_IN_8_BITS):
            raise ModelRefused(f"{self.folder.model.title} does not paint what it painted when it was prepared.")

    def _painted(self, order: Order, on_step: OnStep) -> RgbImage:
        """Down the ladder of layouts, whether memory ran out while the model was loaded or while it painted."""
        while True:
            picture = self._try(order, on_step)
            if picture is not None:
                return picture
            tried = self._lies or self._wanted(order) or memory.LADDER[0]
            self._drop()
            below = memory.lighter(tried)
            if below is None:
                raise OutOfMemory
            if order.layout:  # this picture alone; others go on as before
                order = replace(order, layout=below.value)
            else:
                self.layout = below

    def _try(self, order: Order, on_step: OnStep) -> RgbImage | None:
        """The picture, or None when memory ran out."""

        def stepped(share: float) -> None:
            self.watch.stepped()
            on_step(share)

        try:
            self.watch.loading()
            pipeline = self._ready(order)
            self.watch.began()
            try:
                return run(pipeline, self.model.painting, self.prepared.embeddings[order.key], order, stepped)
            finally:
                pipeline.maybe_free_model_hooks()  # skipped by the library when an exception passes
        except Exception as error:
            if memory.ran_out(error):
                return None
            if memory.broke(error):
                raise AcceleratorFailed from error
            raise
        finally:
            self.watch.ended()

    def _ready(self, order: Order) -> Any:
        wanted = self._wanted(order)
        if self._pipeline is not None and wanted is not self._lies:
            self._drop()
        if self._pipeline is None:
            fresh = load.pipeline(self.folder)
            if wanted is None:
                wanted = self.layout = memory.fitting(memory.size(fresh), memory.free_bytes())
            self._lies = wanted
            self._pipeline = speed.apply(memory.place(fresh, wanted), self.speed, wanted)
        return self._pipeline

    def _wanted(self, order: Order) -> Layout | None:
        """The layout a picture was painted in before, else this painter's own; None: not chosen yet."""
        return Layout(order.layout) if order.layout in set(Layout) else self.layout

    def _drop(self) -> None:
        self._pipeline, self._lies = None, None
        memory.give_back()


def prepare(folder: Folder, told: Callable[[int, int], None] = lambda _done, _of: None) -> Painter:
    """Encodes every prompt, paints the golden picture, writes both beside the model. ``told``: as in ``embeddings``."""
    encoded = prepared.embeddings(folder, told)
    painter = Painter(folder, Prepared(encoded, None))
    golden = painter.paint(golden_order(folder))
    if int(golden.max()) == int(golden.min()):
        raise ModelRefused(f"{folder.model.title} paints a flat picture.")
    painter.prepared = Prepared(encoded, golden)
    prepared.write(folder, painter.prepared)
    return painter


def golden_order(folder: Folder) -> Order:
    side = prepared.golden_side(folder)
    return Order(
        look=prepared.GOLDEN_LOOK, seed=prepared.GOLDEN_SEED, width=side, height=side, steps=prepared.GOLDEN_STEPS
    )


def fitted(width: int, height: int, side: int) -> tuple[int, int]:
    """Width and height the model paints at: the frame's shape, the longer side ``side``, multiples of ``MULTIPLE``."""
    grow = side / max(width, height)
    return tuple(max(MULTIPLE, round(grow * length / MULTIPLE) * MULTIPLE) for length in (width, height))  # type: ignore[return-value]


def run(pipeline: Any, painting: Painting, embedding: Any, order: Order, on_step: OnStep) -> RgbImage:
    """One picture from a placed pipeline; all black when it returned NaN or infinity."""
    torch = load.library("torch")

    def stepped(_pipeline: Any, step: int, _time: Any, values: dict[str, Any]) -> dict[str, Any]:
        on_step((step + 1) / order.steps)
        return values

    called = {
        "prompt_embeds": embedding.to(memory.device()),
        "num_inference_steps": order.steps,
        "guidance_scale": painting.guidance,
        "generator": torch.Generator("cpu").manual_seed(order.seed),
        "callback_on_step_end": stepped,
        "output_type": "np",
    }
    with torch.inference_mode():
        if order.mask is None:
            photos = _pictures(order.photos[: painting.references]) or None
            made = pipeline(image=photos, width=order.width, height=order.height, **called)
        else:
            made = _inpainting(pipeline)(
                image=_pictures(order.photos[:1])[0],
                mask_image=Image.fromarray(np.asarray(np.rint(order.mask * 255), np.uint8)),
                strength=1.0,
                **called,
            )
    return _levels(np.asarray(made.images[0], np.float32))


def _inpainting(pipeline: Any) -> Any:
    """The inpainting pipeline around the same components: nothing is loaded twice."""
    twin = load.library("diffusers").Flux2KleinInpaintPipeline(
        scheduler=pipeline.scheduler,
        vae=pipeline.vae,
        text_encoder=None,
        tokenizer=None,
        transformer=pipeline.transformer,
        is_distilled=pipeline.config.is_distilled,
    )
    twin.set_progress_bar_config(disable=True)
    return twin


def _pictures(photos: Sequence[RgbImage]) -> list[Image.Image]:
    return [Image.fromarray(photo) for photo in photos]


def _levels(unit: np.ndarray[Any, np.dtype[np.float32]]) -> RgbImage:
    """0..1 to 8 bits. A picture with any NaN or infinity becomes all black."""
    if not np.isfinite(unit).all():
        return np.zeros(unit.shape, np.uint8)
    return np.asarray(np.rint(np.clip(unit, 0, 1) * 255), np.uint8)
