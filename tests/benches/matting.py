"""The matting's part of ``candid bench studio``: judged on drawn people, whose matte and colours are known."""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask
from generation.matting import doubt
from storage.measuring import Figure, Report
from tests.benches import closed_form_reference, hair_table
from tests.benches.drawn import hair, things

MOST_LOST = 1.0  # per cent
MOST_LEFT = 10.0  # per cent of a thing that stands apart: the end of a pole where it meets the shoulder
DARKEST = 20.0  # ΔE00, 95th percentile, before black; without the rule for colours of both it is 35
SPOTS = ((300, 560), (724, 560), (190, 760), (834, 760), (512, 262))  # beside ears and shoulders, above the head
RADIUS = 34  # pixels of a drawn leftover
SHOWS = 0.6  # of it: so much must lie outside the person, or nothing is left over


def report_on(report: Report) -> None:
    """Adds the rows."""
    lost = hair_table.table()
    for kind, share in lost.items():
        if kind == "ponytail":
            report.notes["hair lost of a ponytail below short hair, per cent"] = round(share, 2)
            continue
        report.figures[f"hair lost, {kind}"] = Figure(value=share, unit="%", reach=MOST_LOST)
    high = max(hair_table.dark(kind, "black")[1] for kind in hair_table.DARK_KINDS)
    report.figures["dark on dark, 95th percentile inside"] = Figure(value=high, unit="ΔE00", reach=DARKEST)
    apart_ = {thing: hair_table.set_apart("short", thing)[0] for thing in (*things.FOREIGN, *things.BROAD)}
    report.figures["things beside the person, left over"] = Figure(
        value=max(apart_[thing] for thing in things.FOREIGN), unit="%", reach=MOST_LEFT
    )
    report.notes["things beside the person, left over, per cent"] = {k: round(v, 1) for k, v in apart_.items()}
    report.figures["hair lost with things that are taken out"] = Figure(
        value=max(hair_table.set_apart(kind, "lamp")[1] for kind in hair.KINDS), unit="%", reach=MOST_LOST
    )
    report.figures["contradictions beside the person that are told"] = Figure(
        value=100 * told(), unit="%", reach=90, at_most=False
    )
    report.notes["drawn hair, edge against the truth"] = closed_form_reference.compared()


def told() -> float:
    """The share, 0..1, of drawn leftovers that one opinion keeps, unsure, and the other does not, that is told."""
    seen = []
    for drawn in (hair.person(kind) for kind in ("short", "afro", "straight")):
        for at in SPOTS:
            spot = cv2.circle(np.zeros_like(drawn.alpha), at, RADIUS, 1.0, -1)
            left: Mask = spot * (1 - drawn.alpha)
            if left.sum() < SHOWS * spot.sum():
                continue
            matte, unsure = np.maximum(drawn.alpha, left), np.maximum(drawn.alpha, 0.7 * left)
            seen.append(bool(doubt.between(matte, unsure, drawn.alpha, np.ones_like(matte), drawn.face)))
    return sum(seen) / len(seen)
