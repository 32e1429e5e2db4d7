"""The only path from photos to sealed pictures. Synchronous, values in, values out; ``run_job.py`` stores and reports.

A photo check:        1 decode (``run_job.py`` has it done before the photo's turn comes)  2 measure and judge
                      3 an outlined copy of what is wrong; or the frame, and then, after the verdict, the looks
Pictures of a photo:  1 decode  2 measure again (nothing measured is ever stored)  3 open the engine once for all looks
                      4 render one look  5 safeguards  6 seal and read back  7 the views a person decides by
Steps 4 to 7 of neighbouring pictures overlap, on two threads or as many as the engine asks for; the first picture has
the machine to itself where no device sets the pace, and pictures come out in the order they were asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from generation import output_format, overlap, set_faces
from generation.devices import Accelerated
from generation.disclosure import label, seal, views
from generation.disclosure.manifest import UploadCredentials
from generation.errors import Cancelled, CannotFrame, NoInventor, PhotoRefused, SealBroken
from generation.intake import accepted_photos, outline, panel
from generation.intake.decode import Decoded
from generation.made_faces import MadeFaces
from generation.photo_looks import DrawnLooks, LooksAhead
from generation.ports import (
    Engine,
    EngineSession,
    Inventor,
    Portrait,
    Rendering,
    SafeguardContext,
    Sealed,
)
from generation.safeguards.panel import Panel, withheld
from generation.tools import Tools
from storage.consent.rules import PERSONA_ENGINE
from storage.records import AI_CLAIMS, TAKEN_ONLY, Edits, Finding, GenerateRequest, Light, Verdict

NEIGHBOURS = 2  # pictures in work at once: one picture's networks and encoders run while the other waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a picture's Content Credentials say of its origin besides its edits; nothing here names a person.

    ``consent_receipt``: SHA-256 (hex) over the consents in force, as the person's receipt shows it.
    """

    consent_receipt: str = ""
    kept_until: datetime | None = None


UNKNOWN = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPhoto:
    """The verdict. An accepted photo's ``findings`` are hints, if any; ``sheet`` draws its looks, which follow.

    ``outlined``: of a refused photo, JPEG bytes or None.
    """

    accepted: bool
    findings: tuple[Finding, ...]
    sheet: Callable[[], DrawnLooks] | None = None
    outlined: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePicture:
    """One picture: sealed, with the views a person decides by; or withheld, with the safeguard that refused it."""

    edits: Edits
    checks: tuple[Verdict, ...]
    sealed: Sealed | None
    before: bytes | None = None
    strip: bytes | None = None


def check_photo(
    read: Decoded,
    others: Sequence[bytes],
    tools: Tools,
    *,
    comparison: bool,
    language: str,
    looks: Sequence[str] = (),
    overruled: Sequence[str] = (),
) -> CheckedPhoto:
    """Never raises for what a photo shows or costs: that becomes a finding.

    ``others``: the person's accepted photos, bytes as received. ``looks``: those on the contact sheet; () shows all,
    and so do names this engine does not know. ``overruled``: codes of findings that the person says do not count.
    """
    # 2 measure and judge
    ahead = LooksAhead(tools, language, looks)
    try:
        known = accepted_photos.portraits([(str(n), other) for n, other in enumerate(others)], tools.decoder)
        inspection = panel.inspect(
            read.image, known, comparison, overruled=overruled, claim=read.claim, measured=ahead.begin
        )
    except PhotoRefused as refused:
        return CheckedPhoto(accepted=False, findings=(refused.finding(),))
    # 3 what the person sees next to the answer
    if inspection.portrait is None:
        return _turned_down(inspection, language)
    try:
        ahead.framed()
    except CannotFrame as refused:
        return _turned_down(inspection.refusing(refused.finding()), language)
    return CheckedPhoto(accepted=True, findings=inspection.findings, sheet=ahead.drawn)


def _turned_down(inspection: panel.Inspection, language: str) -> CheckedPhoto:
    outlined = outline.outlined_copy(inspection, language)
    return CheckedPhoto(accepted=False, findings=inspection.findings, outlined=outlined)


def make_pictures(
    photos: Sequence[tuple[str, bytes]],
    request: GenerateRequest,
    tools: Tools,
    *,
    progress: Callable[[str, int, float], None],
    cancelled: Callable[[], bool],
    comparing: Callable[[], bool] = lambda: True,
    origin: Origin = UNKNOWN,
    stored: Sequence[bytes] = (),
) -> Generator[MadePicture, None, None]:
    """Yields one picture per look asked for, in order. ``photos``: (id, bytes as received), accepted earlier.
    ``stored``: files of the same set of made-up people that an earlier attempt has finished.

    ``progress(step, picture, fraction)`` may be called from any thread; ``comparing()`` turns false once the person no
    longer wants faces compared. Raises ``Cancelled`` soon after ``cancelled()`` turns true, ``CannotFrame`` without an
    honest crop, ``PhotoRefused`` for photos unreadable or not allowed there, ``CannotRelabel`` without pixels.
    """
    here = threading.local()  # the picture this thread makes: an engine reports progress from inside ``render``

    def making(fraction: float) -> None:
        progress("making", getattr(here, "number", 1), fraction)

    shared = progress, cancelled, comparing, here, origin
    if request.engine == PERSONA_ENGINE:
        # Nobody real is shown: no photo is decoded, measured or compared, and there is no "before".
        if tools.inventor is None or tools.inventor_safeguards is None:
            raise NoInventor
        session = tools.inventor.invent(request, progress=making, cancelled=cancelled)
        guards = tools.inventor_safeguards
        made = set_faces.of(stored)
        yield from _pictures(_Run(session, (), request, tools, tools.inventor, guards, *shared, {}, made=made))
        return
    # 1 decode, 2 measure again
    progress("reading", 0, 0.0)
    portraits = accepted_photos.portraits(photos, tools.decoder, give_way=tools.way.give, full=request.larger)
    if not portraits:
        raise PhotoRefused("unreadable")
    if request.purpose in TAKEN_ONLY and any(each.claim in AI_CLAIMS for each in portraits):
        raise PhotoRefused("says_ai")
    uploads = {photo_id: tools.marks.upload(data) for photo_id, data in photos}
    # 3 open the engine once for all looks
    # An accelerator that other jobs wait for does not wait for photo checks.
    engine, guards = tools.maker(request.engine)
    asked = cancelled if isinstance(engine, Accelerated) else tools.way.before(cancelled)
    session = engine.open(portraits, request, progress=making, cancelled=asked)
    known = tuple(each.whole() if request.larger else each for each in portraits)
    yield from _pictures(_Run(session, known, request, tools, engine, guards, *shared, uploads))


@dataclass(frozen=True, slots=True)
class _Run:
    """What the pictures of one job share."""

    session: EngineSession
    portraits: tuple[Portrait, ...]
    request: GenerateRequest
    tools: Tools
    maker: Engine | Inventor
    safeguards: Panel
    progress: Callable[[str, int, float], None]
    cancelled: Callable[[], bool]
    comparing: Callable[[], bool]
    here: threading.local
    origin: Origin
    uploads: dict[str, UploadCredentials | None]
    compared: dict[tuple[int, bool], NDArray[np.float32]] = field(default_factory=dict)
    made: MadeFaces = field(default_factory=MadeFaces)

    def picture(self, number: int, look: str) -> MadePicture:
        """Steps 4 to 7 for one look; runs on a pool thread."""
        # 4 render one look
        self.here.number = number
        self._check()
        if not isinstance(self.maker, Accelerated):  # such an engine reports it itself, once it has the accelerator
            self.progress("making", number, 0.0)
        rendering = output_format.rendered(self.session, look, larger=self.request.larger)
        # 5 safeguards, on the master before any mark
        self._step("checking", number)
        context = SafeguardContext(
            portraits=self.portraits,
            comparison=self.request.comparison and self.comparing(),
            compared=self.compared,
            made=self.made,
        )
        checks = self.safeguards.judge(rendering, context)
        if withheld(checks):
            return MadePicture(edits=rendering.edits, checks=checks, sealed=None)
        # 6 seal and read back
        self._step("sealing", number)
        try:
            sealed = self._sealed(rendering)
        except SealBroken as broken:
            return MadePicture(edits=rendering.edits, checks=(*checks, broken.verdict()), sealed=None)
        checks = (*checks, *sealed.checks)
        if withheld(checks):
            return MadePicture(edits=sealed.edits, checks=checks, sealed=None)
        if self.request.replaces is not None:  # the person has already decided on it
            return MadePicture(edits=sealed.edits, checks=checks, sealed=sealed)
        # 7 the views a person decides by
        self._give_way()
        return MadePicture(
            edits=sealed.edits,
            checks=checks,
            sealed=sealed,
            before=views.before_view(self._as_taken(rendering, look), rendering.doubtful) if self.portraits else None,
            strip=self._places(sealed, rendering),
        )

    def _sealed(self, rendering: Rendering) -> Sealed:
        """Raises ``SealBroken`` when a layer cannot be read back."""
        about = self.tools.marks.about(
            consent_receipt=self.origin.consent_receipt,
            kept_until=self.origin.kept_until,
            upload=self.uploads.get(rendering.photo_id),
        )
        return seal.seal(
            rendering,
            language=self.label_language,
            marks=self.tools.marks,
            fmt=output_format.file_format(self.request),
            placement=label.chosen(self.request.placement, self.request.purpose),
            about=about,
            between=self._give_way,
        )

    def _places(self, sealed: Sealed, rendering: Rendering) -> bytes:
        rule = self.tools.marks.rule
        return views.strip(sealed, language=self.label_language, rendering=rendering, rule=rule)

    @property
    def label_language(self) -> str:
        return self.request.label_language or self.request.language

    def _as_taken(self, rendering: Rendering, look: str) -> Rendering:
        """The photo at the picture's crop, in the light it was taken in: a "before" never shows a chosen light."""
        if rendering.edits.light is Light.AS_TAKEN:
            return rendering
        rank = (self.request.ranks or range(len(self.request.looks)))[self.request.looks.index(look)]
        plain = replace(self.request, looks=(look,), ranks=(rank,), light=Light.AS_TAKEN, mine=(), not_mine=())
        engine, _ = self.tools.maker(self.request.engine)
        session = engine.open(self.portraits, plain, progress=lambda _: None, cancelled=self.cancelled)
        return session.render(look)

    def _step(self, name: str, number: int) -> None:
        self._give_way()
        self.progress(name, number, 0.0)

    def _give_way(self) -> None:
        self.tools.way.give()
        self._check()

    def _check(self) -> None:
        if self.cancelled():
            raise Cancelled


def _pictures(run: _Run) -> Generator[MadePicture, None, None]:
    """``in_work`` at once for an accelerator; else the first alone, as a person waits for it, then ``NEIGHBOURS``."""
    if isinstance(run.maker, Accelerated):
        return overlap.in_order(run.picture, run.request.looks, run.maker.in_work)
    return overlap.in_order(run.picture, run.request.looks, NEIGHBOURS, first_alone=True)
