"""Makes studio pictures of the test portraits once per run, for every test that looks at them."""

from __future__ import annotations

from functools import cache

from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.look import looks
from generation.engines.studio.session import Session
from generation.images import RgbImage
from generation.ports import Portrait, Rendering
from generation.vision import faces, landmarks
from storage.records import GenerateRequest, Light, PhotoId
from tests.assets import portraits

NAMES = portraits.NAMES


def measured(image: RgbImage, photo_id: str = "photo") -> Portrait:
    face = faces.detect(image)[0]
    points, pose = landmarks.measure(image, face)
    return Portrait(photo_id=photo_id, image=image, face=face, landmarks=points, pose=pose)


@cache
def portrait(name: str) -> Portrait:
    return measured(portraits.portrait(name), name)


@cache
def large(name: str) -> Portrait:
    """An enlargement that fills 1024 px: proves sizes, says nothing about sharpness."""
    return measured(portraits.enlarged(name, 1.6), f"{name}-large")


def engine() -> StudioEngine:
    return StudioEngine(looks())


def request(*wanted: str, purpose: str = "profile", light: Light = Light.AS_TAKEN) -> GenerateRequest:
    return GenerateRequest(
        photo_ids=(PhotoId("photo"),), looks=wanted, engine="studio", purpose=purpose, language="en", light=light
    )


def opened(*sitters: Portrait, wanted: GenerateRequest) -> Session:
    return engine().open(sitters, wanted, progress=lambda _: None, cancelled=lambda: False)


@cache
def session(name: str, purpose: str = "profile") -> Session:
    every = engine().looks()
    return opened(portrait(name), wanted=request(*every, purpose=purpose))


@cache
def rendering(name: str, look: str, purpose: str = "profile") -> Rendering:
    return session(name, purpose).render(look)
