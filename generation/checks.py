"""What ``candid doctor`` checks about the model files: that each is there and is the pinned one."""

from __future__ import annotations

from generation.settings import GenerationSettings
from generation.weights import Weights
from storage.checks import Check

NAME = "Model files"


def weight_checks() -> list[Check]:
    """The entry in ``candid.checks``; reads the settings, since doctor is a door."""
    return [files(Weights(GenerationSettings().cache_dir))]


def files(weights: Weights) -> Check:
    """A worker hashes them too, and does not start without one."""
    every, gone = weights.manifest.weights, weights.missing()
    named = ", ".join(weight.file for weight in gone)
    return Check(
        name=NAME,
        ok=not gone,
        detail=f"missing or not the pinned file: {named}" if gone else f"{len(every)} of {len(every)} verified",
        fix="Fetch them: candid weights pull",
    )
