"""The looks of an accepted photo: the second step of its check, stored and told after the verdict.

The frame is found during the checks, and the verdict waits for it: without an honest frame there is none. The sheet is
drawn right after, on the same thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generation.ahead import Ahead
from generation.disclosure import views
from generation.errors import PhotoRefused
from generation.intake import panel
from generation.intake.decode import Decoded
from generation.ports import ContactSheet, Portrait
from generation.tools import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLooks:
    """``contact_sheet``: JPEG bytes; ``looks``: ids, in its order."""

    contact_sheet: bytes
    looks: tuple[str, ...]


class LooksAhead:
    """The looks of one photo, drawn beside its checks. ``looks``: those to show; () and unknown names show all."""

    def __init__(self, tools: Tools, language: str, looks: Sequence[str]) -> None:
        self._tools, self._language, self._looks = tools, language, looks
        self._framed = Ahead[Callable[[], ContactSheet]]("frame")
        self._sheet = Ahead[ContactSheet]("sheet")

    def begin(self, portrait: Portrait) -> None:
        """Call it once. Nobody waits for the looks of a photo that is refused."""
        self._framed.begin(lambda: _framed(portrait, self._tools, self._language, self._looks))
        self._sheet.begin(self._once_framed)

    def framed(self) -> None:
        """Returns once there is a frame. Raises ``CannotFrame``."""
        self._framed.result()

    def drawn(self) -> DrawnLooks:
        """Waits until they are drawn."""
        return _drawn(self._sheet.result())

    def _once_framed(self) -> ContactSheet:
        draw = self._framed.result()
        return draw()


def again(read: Decoded, tools: Tools, *, language: str, looks: Sequence[str] = ()) -> DrawnLooks:
    """Of a photo accepted earlier, whose looks were not stored before its worker ended.

    Raises ``PhotoRefused`` or ``CannotFrame`` where the photo is no longer usable. ``looks``: as in ``LooksAhead``.
    """
    portrait = panel.measure(read.image, claim=read.claim)
    if portrait is None:
        raise PhotoRefused("no_face")
    draw = _framed(portrait, tools, language, looks)
    return _drawn(draw())


def _framed(portrait: Portrait, tools: Tools, language: str, looks: Sequence[str]) -> Callable[[], ContactSheet]:
    shown = tuple(look for look in tools.engine.looks() if look in looks)  # none: all
    return tools.engine.framed_sheet(portrait, language, shown, tools.marks.rule)


def _drawn(sheet: ContactSheet) -> DrawnLooks:
    return DrawnLooks(contact_sheet=views.preview_jpeg(sheet.image), looks=sheet.looks)
