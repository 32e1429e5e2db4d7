"""Work begun before it is known whether it is needed: only who asks for it waits, and what it raises is not lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from generation import pipeline
from generation.ahead import Ahead
from generation.disclosure.label import CN, LabelRule
from generation.errors import CannotFrame
from generation.images import RgbImage
from generation.intake import panel
from generation.intake.decode import Decoded
from generation.intake.panel import Inspection
from generation.ports import ContactSheet, Portrait
from storage.records import Finding, Severity, UploadClaim

ROOT = Path(__file__).resolve().parents[2]
LONG_S = 60.0
TRIES = 8
LEAVES_AT_ONCE = """
import sys, threading
import numpy as np
from generation.matting import opinions
from generation.settings import GenerationSettings
from generation.vision import networks
from generation.weights import Weights

if sys.argv[1] == "cut off":
    thread = threading.Thread
    threading.Thread = lambda **named: thread(**named, daemon=True)
networks.use(Weights(GenerationSettings().cache_dir))
networks.network("second_opinion")
opinions.Second(np.zeros((600, 600, 3), np.uint8), (0, 0, 600, 600)).ask()
"""


def left_at_once(how: str) -> int:
    return subprocess.run([sys.executable, "-c", LEAVES_AT_ONCE, how], cwd=ROOT, check=False).returncode


@pytest.mark.weights
def test_a_process_that_leaves_while_a_network_runs_ends_well() -> None:
    assert left_at_once("as it is") == 0


@pytest.mark.weights
def test_the_sabotage_a_thread_that_nobody_waits_for_is_cut_off_in_a_network() -> None:
    """OpenCV then aborts the process. A try in which the network has not begun or has ended shows nothing."""
    assert any(left_at_once("cut off") == -signal.SIGABRT for _ in range(TRIES))


def test_what_it_made_or_raised_is_asked_for() -> None:
    made, failed = Ahead[int]("made"), Ahead[int]("failed")
    made.begin(lambda: 7)
    failed.begin(lambda: int("seven"))
    assert (made.result(), made.result()) == (7, 7)
    with pytest.raises(ValueError, match="seven"):
        failed.result()


def _checked(
    monkeypatch: pytest.MonkeyPatch, found: tuple[Finding, ...], drawn: threading.Event, *, room: bool = True
) -> object:
    """A check whose sheet is drawn only once ``drawn`` is set. ``found``: the panel's answer; ``room``: for a frame."""
    portrait = SimpleNamespace()

    def inspect(_image: RgbImage, *_known: object, measured: object, **_asked: object) -> Inspection:
        measured(portrait)  # type: ignore[operator]
        return Inspection(findings=found, portrait=None if found else portrait, photo=SimpleNamespace())  # type: ignore[arg-type]

    def framed(
        _portrait: Portrait, _language: str, looks: tuple[str, ...], rule: LabelRule
    ) -> Callable[[], ContactSheet]:
        assert rule is CN  # the marks', so the labels of previews are as large as those of pictures
        if not room:
            raise CannotFrame

        def draw() -> ContactSheet:
            assert drawn.wait(LONG_S)
            return ContactSheet(image=np.zeros((8, 8, 3), np.uint8), looks=looks or ("plain",))

        return draw

    monkeypatch.setattr(panel, "inspect", inspect)
    monkeypatch.setattr(pipeline, "_turned_down", lambda inspection, _: inspection)
    engine = SimpleNamespace(looks=lambda: ("plain",), framed_sheet=framed)
    read = Decoded(image=np.zeros((8, 8, 3), np.uint8), claim=UploadClaim.NONE)
    tools = SimpleNamespace(decoder=None, engine=engine, marks=SimpleNamespace(rule=CN))
    return pipeline.check_photo(read, (), tools, comparison=False, language="en")  # type: ignore[arg-type]


def test_a_refused_photo_is_told_before_its_sheet_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage: a check that waits for the sheet never answers here, and its sheet fails after a minute."""
    drawn = threading.Event()
    refusal = Finding(code="pose", severity=Severity.REFUSE, value=40, limit=35, unit="deg")
    told = _checked(monkeypatch, (refusal,), drawn)
    assert not drawn.is_set()
    assert isinstance(told, Inspection)
    drawn.set()


def test_an_accepted_photo_is_told_before_its_sheet_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage: a verdict that waits for the sheet never comes here, and its sheet fails after a minute."""
    drawn = threading.Event()
    told = _checked(monkeypatch, (), drawn)
    assert isinstance(told, pipeline.CheckedPhoto)
    assert told.accepted
    assert told.sheet is not None
    drawn.set()
    looks = told.sheet()
    assert looks.contact_sheet.startswith(b"\xff\xd8")
    assert looks.looks == ("plain",)


def test_a_photo_that_cannot_be_framed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _checked(monkeypatch, (), threading.Event(), room=False)
    assert isinstance(told, Inspection)
    assert [finding.code for finding in told.findings] == ["no_room"]
