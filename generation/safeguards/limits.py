"""The limits for generated pictures, each with its unit, the source of its number, and the bounds of the setting.

The worker reads them from the environment at its start (``generation/settings.py``); the studio's pictures are always
judged by the defaults. The bounds are part of the promise: no setting may loosen a limit further than what is known
allows.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

GUESS = "no evidence, a guess"


def _limit(default: float, least: float, most: float, *, says: str, unit: str, evidence: str) -> float:
    field: float = Field(
        default=default,
        ge=least,
        le=most,
        allow_inf_nan=False,
        description=f"Generated pictures: {says} ({unit}, {least:g} to {most:g}).",
        json_schema_extra={"says": says, "unit": unit, "evidence": evidence},
    )
    return field


class Limits(BaseModel):
    """Every limit of the safeguards for painted pictures. Raises ``ValidationError`` beyond the bounds."""

    model_config = ConfigDict(frozen=True)

    likeness: float = _limit(
        0.55, 0.45, 0.95,
        says="least likeness to the photos, the median over all of them",
        unit="SFace cosine",
        evidence="our test portraits: two photos of one person 0.59 at the lowest, two people 0.41 at the highest",
    )  # fmt: skip
    likeness_slack: float = _limit(
        0.05, 0.0, 0.15,
        says="how much less alike than the person's own photos among each other, where there are two or more",
        unit="SFace cosine",
        evidence=GUESS,
    )  # fmt: skip
    skin_lightness: float = _limit(
        3.0, 0.5, 3.0,
        says="most change of the skin's lightness, either way",
        unit="ΔL*",
        evidence="the studio's own limit; three portrait editors lightened skin in 62 to 71 % of pictures "
        "(arXiv 2602.16149); no published limit was found",
    )  # fmt: skip
    skin_colour: float = _limit(
        4.0, 1.0, 4.0,
        says="most change of the skin's colour",
        unit="ΔE00",
        evidence="the studio's own limit; no published limit was found",
    )  # fmt: skip
    skin_hue: float = _limit(
        8.0, 2.0, 8.0, says="most turn of the skin's hue", unit="degrees", evidence=GUESS
    )  # fmt: skip
    proportions: float = _limit(
        0.06, 0.03, 0.10,
        says="most change of a proportion of the face",
        unit="share",
        evidence="the landmark network moves by up to 0.03 with the background alone; twice that is allowed",
    )  # fmt: skip
    texture_least: float = _limit(
        0.80, 0.80, 0.98,
        says="least of the skin's fine detail that must be left",
        unit="ratio to the photo",
        evidence="light, medium and strong smoothing of one face: 0.93, 0.79, 0.58; light smoothing passes",
    )  # fmt: skip
    texture_most: float = _limit(
        1.25, 1.02, 1.50,
        says="most fine detail of the skin, beyond which it was invented",
        unit="ratio to the photo",
        evidence=GUESS,
    )  # fmt: skip
    eye_colour: float = _limit(
        10.0, 2.0, 20.0, says="most change of an eye's colour", unit="ΔE00", evidence=GUESS
    )  # fmt: skip
    eye_opening: float = _limit(
        0.25, 0.05, 0.50, says="most change of how far an eye is open", unit="share", evidence=GUESS
    )  # fmt: skip
    explicit: float = _limit(
        0.2, 0.02, 0.5,
        says="a picture at or above this is withheld as explicit",
        unit="score 0 to 1",
        evidence="the network's makers call a picture below 0.2 safe with confidence",
    )  # fmt: skip
    second_face: float = _limit(
        0.1, 0.01, 0.3,
        says="a further face counts from this size on",
        unit="share of the largest face's area",
        evidence="after OFIQ's measure of a single face",
    )  # fmt: skip
    flat: float = _limit(
        4.0, 1.0, 15.0,
        says="least spread of levels inside the face; less is no picture",
        unit="8-bit levels",
        evidence="the flattest real face among our test portraits has 17",
    )  # fmt: skip


SHIPPED = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One limit as documents show it."""

    name: str
    default: float
    unit: str
    says: str
    evidence: str


def rows() -> list[Row]:
    """Every limit, in the order above. Raises ``KeyError`` for one without unit or evidence."""
    found = []
    for name, field in Limits.model_fields.items():
        known = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        told = {key: str(known[key]) for key in ("unit", "says", "evidence")}
        found.append(Row(name=name, default=field.default, **told))
    return found
