"""What a headshot is for, and where an edited one has no place.

Source of the verdicts: the places' own rules as collected in the project's notes, November 2026. Identity checks
take unedited photos only (US State Department notice of March 2026 on passport photos); casting wants no retouching
(Central Casting); news agencies refuse added or changed elements (AP).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One purpose a person can name. ``edited``: whether an edited picture is honest and welcome there.

    Texts: ``purpose-<id>`` (its button), and for the welcome ones ``use-<id>-yes`` and ``use-<id>-no`` (where, where
    not); for the others ``advice-<id>``.
    """

    id: str
    edited: bool


USES: tuple[Use, ...] = (
    Use(id="profile", edited=True),
    Use(id="cv", edited=True),
    Use(id="badge", edited=True),
    Use(id="directory", edited=True),
    Use(id="speaking", edited=True),
    Use(id="identity", edited=False),
    Use(id="press", edited=False),
    Use(id="casting", edited=False),
)

BY_ID = {use.id: use for use in USES}
