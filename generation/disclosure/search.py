"""Searches any picture for any label, in every form, spot, language, level and size of letters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from generation.disclosure import detect, table, wording
from generation.disclosure.detect import Copy, Mark, Sighting
from generation.disclosure.forms import FORMS, Form
from generation.disclosure.label import QUIET, RULES, LabelRule
from generation.disclosure.lockup import MEASURED_AT, Said
from generation.disclosure.paths import Path
from generation.images import RgbImage


@cache
def everything(rule: LabelRule = QUIET) -> tuple[Mark, ...]:
    """Every possible label with letters of this size."""
    return tuple(
        Mark(placement=placement, said=said, spot=spot)
        for placement, form in FORMS.items()
        for language in wording.languages()
        for code in table.LABEL_CODES
        for said in (Said(code=code, words=wording.words(language), rule=rule),)
        for spot in _spots(form, said)
    )


def _spots(form: Form, said: Said) -> Iterable[str]:
    """The form's spots, each place once: with and without an icon are the same for words that have none."""
    first: dict[Path, str] = {}
    for spot in form.spots:
        first.setdefault(form.path(spot, said, MEASURED_AT, MEASURED_AT), spot)
    return first.values()


def warm_up() -> None:
    """Sets the words of every label now, while fonts and texts can still be read."""
    for rule in RULES.values():
        for mark in everything(rule):
            detect.prepare(mark)


def label(image: RgbImage) -> Sighting | None:
    """The label a picture carries, whoever made it; None where none is found. The usual letter size is tried first."""
    copy = Copy(image)
    seen = (detect.first(copy, everything(rule)) for rule in RULES.values())
    return next((sighting for sighting in seen if sighting is not None), None)


def label_false(image: RgbImage) -> bool:
    """Whether a label is found: in a picture that has none, a false hit."""
    return label(image) is not None
