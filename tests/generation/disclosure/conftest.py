"""A drawn sitter and the renderings made of it: no real person is needed to test marks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import cv2
import numpy as np
import pytest

from generation.disclosure import chain, table
from generation.disclosure.c2pa import Anchors, Signer, anchors_of
from generation.disclosure.seal import Marks
from generation.disclosure.watermark import Marked, Marker, Reading
from generation.ports import Rendering
from storage.clock import SystemClock
from storage.records import Backdrop, Crop, Edits, Light

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class StillClock:
    def now(self) -> datetime:
        return NOW


class UnsafeWatermark:
    """Stands for the invisible mark where another layer is under test: marks nothing, finds everything."""

    def mark(self, image, painted, finish=lambda image: image):
        return Marked(image=finish(image), strength=1.0)

    @property
    def reader(self):
        return self

    def read_own(self, image, **_):
        return Reading(score=32.0)

    read = read_own


@pytest.fixture(scope="session")
def home_chain(tmp_path_factory) -> chain.Chain:
    """The signing chain of "this" installation."""
    return chain.open_chain(tmp_path_factory.mktemp("config"), SystemClock().now())


@pytest.fixture(scope="session")
def foreign_chain(tmp_path_factory) -> chain.Chain:
    return chain.open_chain(tmp_path_factory.mktemp("elsewhere"), SystemClock().now())


def marks_of(signing: chain.Chain, watermark=None) -> Marks:
    return Marks(marker=watermark or UnsafeWatermark(), signer=Signer(signing), clock=StillClock())


@pytest.fixture(scope="session")
def marks(home_chain) -> Marks:
    """Everything real but the invisible mark."""
    return marks_of(home_chain)


@pytest.fixture(scope="session")
def watermark() -> Marker:
    """The real one."""
    return Marker()


@pytest.fixture(scope="session")
def full_marks(home_chain, watermark) -> Marks:
    return marks_of(home_chain, watermark)


@pytest.fixture(scope="session")
def anchors(home_chain) -> Anchors:
    return anchors_of(home_chain)


def drawn_sitter(side: int = 512) -> np.ndarray:
    """Backdrop with a soft gradient, shoulders, head, some grain: (side, side, 3) uint8."""
    y = np.linspace(0, 1, side, dtype=np.float32)[:, None, None]
    image = np.float32((170, 176, 184)) * (1.1 - 0.35 * y) * np.ones((1, side, 1), np.float32)
    cv2.ellipse(image, (side // 2, int(side * 1.08)), (int(side * 0.42), int(side * 0.38)), 0, 0, 360, (44, 52, 70), -1)
    cv2.ellipse(
        image, (side // 2, int(side * 0.42)), (int(side * 0.17), int(side * 0.23)), 0, 0, 360, (186, 140, 116), -1
    )
    for x in (0.44, 0.56):
        cv2.circle(image, (int(side * x), int(side * 0.38)), int(side * 0.015), (40, 30, 25), -1)
    grain = np.random.default_rng(7).normal(0, 3, image.shape).astype(np.float32)
    return np.clip(cv2.GaussianBlur(image, (0, 0), side / 400) + grain, 0, 255).astype(np.uint8)


def face_core(side: int, centre_y: float = 0.42) -> np.ndarray:
    core = np.zeros((side, side), np.float32)
    cv2.ellipse(core, (side // 2, int(side * centre_y)), (int(side * 0.14), int(side * 0.2)), 0, 0, 360, 1.0, -1)
    return core


def sitter_alpha(side: int) -> np.ndarray:
    """Head and shoulders of ``drawn_sitter`` with a soft outline."""
    alpha = np.zeros((side, side), np.float32)
    cv2.ellipse(alpha, (side // 2, int(side * 1.08)), (int(side * 0.42), int(side * 0.38)), 0, 0, 360, 1.0, -1)
    cv2.ellipse(alpha, (side // 2, int(side * 0.42)), (int(side * 0.17), int(side * 0.23)), 0, 0, 360, 1.0, -1)
    return cv2.GaussianBlur(alpha, (0, 0), side / 400)


def rendering_of(
    image: np.ndarray,
    *,
    backdrop: Backdrop = Backdrop.PROCEDURAL,
    light: Light = Light.AS_TAKEN,
    face_repainted: bool = False,
    centre_y: float = 0.42,
) -> Rendering:
    """A square picture as an engine would hand it over, with the edits these facts make."""
    side = image.shape[0]
    demanded = table.row(backdrop, face_repainted=face_repainted, light=light)
    edits = Edits(
        source_type=demanded.source_type,
        label="",
        label_code=demanded.label_code,
        backdrop=backdrop,
        light=light,
        light_delta_l=0.0,
        face_repainted=face_repainted,
        engine="studio",
        look="plain-grey",
        crop=Crop(x=0, y=0, scale=1, angle_deg=0, width=side, height=side),
    )
    core = face_core(side, centre_y)
    alpha = np.maximum(sitter_alpha(side), core)
    return Rendering(master=image, reference=image, alpha=alpha, core=core, to_master=np.eye(2, 3), edits=edits)


@pytest.fixture
def make_rendering() -> Callable[..., Rendering]:
    return lambda side=512, **facts: rendering_of(drawn_sitter(side), **facts)
