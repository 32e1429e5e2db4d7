"""Which looks a photo's sheet shows, and of which photos one is drawn again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace

import numpy as np
import pytest

from generation import photo_looks
from generation.errors import PhotoRefused
from generation.intake import panel
from generation.intake.decode import Decoded
from generation.photo_looks import LooksAhead
from generation.ports import ContactSheet, Portrait
from generation.tools import Tools
from storage.records import UploadClaim
from tests.generation import bare

READ = Decoded(image=np.zeros((8, 8, 3), np.uint8), claim=UploadClaim.NONE)


def easel(*offered: str) -> tuple[Tools, list[Sequence[str]]]:
    """Tools whose engine offers these looks, and the looks that each sheet was asked for; () asks for all."""
    asked: list[Sequence[str]] = []

    def framed(_portrait: Portrait, _language: str, looks: Sequence[str], _rule: object) -> Callable[[], ContactSheet]:
        asked.append(looks)
        return lambda: ContactSheet(image=np.zeros((8, 8, 3), np.uint8), looks=tuple(looks) or offered)

    engine = SimpleNamespace(looks=lambda: offered, framed_sheet=framed)
    return bare.tools(engine=engine, marks=SimpleNamespace(rule=None)), asked


def test_a_sheet_shows_the_looks_asked_for() -> None:
    """In the engine's order; names that this engine does not know show all, as () does."""
    for wanted, shown in (
        ((), ()),
        (("b", "c"), ("b", "c")),
        (("c", "a"), ("a", "c")),
        (("b", "gone"), ("b",)),
        (("gone",), ()),
    ):
        tools, asked = easel("a", "b", "c")
        ahead = LooksAhead(tools, "en", wanted)
        ahead.begin(SimpleNamespace())  # type: ignore[arg-type]  # a job that is never looked at
        assert ahead.drawn().looks == (shown or ("a", "b", "c"))
        assert asked == [shown]


def test_a_photo_in_which_nobody_is_found_any_more_gets_no_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    tools, asked = easel("a")
    monkeypatch.setattr(panel, "measure", lambda *_, **__: None)
    with pytest.raises(PhotoRefused) as refused:
        photo_looks.again(READ, tools, language="en")
    assert refused.value.code == "no_face"
    assert asked == []


def test_a_sheet_drawn_again_is_of_the_photo_measured_again_and_its_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    tools, asked = easel("a", "b")
    read = Decoded(image=READ.image, claim=UploadClaim.AI_EDITED)
    seen: list[tuple[object, object]] = []

    def measured(image: object, *, claim: object) -> object:
        seen.append((image, claim))
        return SimpleNamespace()

    monkeypatch.setattr(panel, "measure", measured)
    assert photo_looks.again(read, tools, language="en", looks=("a", "b")).looks == ("a", "b")
    assert [(image is read.image, claim) for image, claim in seen] == [(True, UploadClaim.AI_EDITED)]
    assert asked == [("a", "b")]
