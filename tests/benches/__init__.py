"""The benches: ``candid bench NAME``. They are part of a checkout and are not installed."""

from __future__ import annotations

import generation  # noqa: F401 — before numpy, which reads once how many threads the product lets it have

BENCHES = {
    "chat": "tests.benches.chat:chat",
    "diffusion": "tests.benches.diffusion:diffusion",
    "journey": "tests.benches.journey:journey",
    "marks": "tests.benches.marks:marks",
    "scale": "tests.benches.scale:scale",
    "storage": "tests.benches.storage:storage",
    "studio": "tests.benches.studio:studio",
    "worker": "tests.benches.worker:worker",
}
"""Name of the bench: ``module:function``."""
