"""The studio engine: real pixels only. Opens photos, offers looks, draws the contact sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generation.disclosure.label import QUIET, LabelRule
from generation.engines.studio import sheet
from generation.engines.studio.brand import Brand
from generation.engines.studio.look import BRAND, Look
from generation.engines.studio.session import Session
from generation.engines.studio.shapes import of_purpose
from generation.engines.studio.stage import Area
from generation.errors import Cancelled
from generation.ports import ContactSheet, Portrait
from storage.records import GenerateRequest


class StudioEngine:
    """Implements ``Engine``. ``brand``: the operator's colour and logo; without it the brand look is not offered."""

    name = "studio"

    def __init__(self, looks: Sequence[Look], brand: Brand | None = None) -> None:
        self._brand = brand
        self._looks = tuple(
            look if look.family != BRAND or brand is None else brand.toned(look)
            for look in looks
            if look.family != BRAND or brand is not None
        )

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
        mine: Sequence[Area] = (),
    ) -> Session:
        """Raises ``Cancelled`` once ``cancelled()`` is true, ``CannotFrame`` when no honest crop exists.

        ``mine``: areas of the photo that the person marked as belonging to them (a cane, a headrest).
        """
        if cancelled():
            raise Cancelled
        progress(0.0)
        shape = of_purpose(request.purpose)
        session = Session(portraits, self._looks, request, shape, cancelled=cancelled, mine=mine, brand=self._brand)
        progress(0.4)
        session.prepare(request.looks)
        progress(1.0)
        return session

    def framed_sheet(
        self, portrait: Portrait, language: str, looks: Sequence[str] = (), rule: LabelRule = QUIET
    ) -> Callable[[], ContactSheet]:
        """The named looks, else all, on the person's own picture: small, numbered, marked PREVIEW, labelled.

        Where the outline is doubtful, looks that hide it come first, and the others show where. Raises ``CannotFrame``.
        """
        shown = [look for look in self._looks if not looks or look.id in looks]
        known = sheet.framed(portrait)
        return lambda: sheet.draw(known, shown, language, self._brand, rule)
