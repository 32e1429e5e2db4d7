"""The studio engine: real pixels only. Opens photos, offers looks, draws the contact sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generation.engines.studio import sheet
from generation.engines.studio.look import Look
from generation.engines.studio.session import Session
from generation.engines.studio.shapes import of_purpose
from generation.errors import Cancelled
from generation.images import RgbImage
from generation.ports import Portrait
from storage.records import GenerateRequest


class StudioEngine:
    """Implements ``Engine``."""

    name = "studio"

    def __init__(self, looks: Sequence[Look]) -> None:
        self._looks = tuple(looks)

    def looks(self) -> Sequence[str]:
        """Ids of the looks, in the contact sheet's order."""
        return tuple(look.id for look in self._looks)

    def open(
        self,
        portraits: Sequence[Portrait],
        request: GenerateRequest,
        *,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Session:
        """Raises ``Cancelled`` once ``cancelled()`` is true, ``CannotFrame`` when no honest crop exists."""
        if cancelled():
            raise Cancelled
        progress(0.0)
        session = Session(portraits, self._looks, of_purpose(request.purpose), request.light, cancelled=cancelled)
        progress(0.4)
        session.prepare(request.looks)
        progress(1.0)
        return session

    def contact_sheet(self, portrait: Portrait, language: str) -> RgbImage:
        """All looks on the person's own picture, small, numbered, each marked PREVIEW and with its label."""
        return sheet.draw(portrait, self._looks, language)
