"""What a bench says became of a portrait, and that a gate's no is not overlooked."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from tests.assets import portraits
from tests.benches import outcomes
from tests.benches.outcomes import Fate, Outcome
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights


def test_a_good_portrait_is_well_or_told_and_an_empty_wall_is_refused() -> None:
    good = outcomes.of(portraits.portrait("macron-2025"))
    assert good.fate in {Fate.PASSED, Fate.WARNED}
    wall = outcomes.of(np.full((600, 600, 3), 190, np.uint8))
    assert wall == Outcome(fate=Fate.REFUSED, codes=("no_face",))


def test_a_picture_framed_badly_without_a_word_fails() -> None:
    """The sabotage: the head moved down and the face brightened after the notes were written."""
    rendering, sitter = pictures.rendering("obama-senate", "studio_navy"), pictures.portrait("obama-senate")
    assert outcomes.gates(rendering, sitter) == []
    down = np.array([[1, 0, 0], [0, 1, 60]], np.float32)
    height, width = rendering.master.shape[:2]
    moved, alpha = (
        cv2.warpAffine(plane, down, (width, height), borderMode=cv2.BORDER_REPLICATE)
        for plane in (rendering.master, rendering.alpha)
    )
    said_no = outcomes.gates(replace(rendering, master=moved, alpha=alpha), sitter)
    assert {"eye_line", "headroom"} <= set(said_no)


def test_the_share_counts_what_failed_unheard_and_nothing_else() -> None:
    met = [Outcome(fate=fate) for fate in (Fate.PASSED, Fate.WARNED, Fate.REFUSED, Fate.FAILED)]
    assert outcomes.figure(met).value == 75
    assert not outcomes.figure(met).holds
    assert outcomes.counts(met) == {"passed": 1, "warned": 1, "refused": 1, "failed": 1}
    assert outcomes.figure(met[:3]).holds
