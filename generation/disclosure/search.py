"""Searches any picture for any label, in every form, spot, language, level and size of letters."""

from __future__ import annotations

from functools import cache

from generation.disclosure import detect, table, wording
from generation.disclosure.detect import Copy, Mark, Sighting
from generation.disclosure.forms import FORMS
from generation.disclosure.label import QUIET, RULES, LabelRule
from generation.disclosure.lockup import Said
from generation.images import RgbImage


@cache
def everything(rule: LabelRule = QUIET) -> tuple[Mark, ...]:
    """Every possible label with letters of this size."""
    return tuple(
        Mark(placement=placement, said=Said(code=code, words=wording.words(language), rule=rule), spot=spot)
        for placement, form in FORMS.items()
        for spot in form.spots
        for language in wording.languages()
        for code in table.LABEL_CODES
    )


def warm_up() -> None:
    """Sets the words of every label now, while fonts and texts can still be read."""
    for mark in everything():
        detect.prepare(mark)


def label(image: RgbImage) -> Sighting | None:
    """The label a picture carries, whoever made it; None where none is found. The usual letter size is tried first."""
    copy = Copy(image)
    seen = (detect.first(copy, everything(rule)) for rule in RULES.values())
    return next((sighting for sighting in seen if sighting is not None), None)


def label_false(image: RgbImage) -> bool:
    """Whether a label is found: in a picture that has none, a false hit."""
    return label(image) is not None
