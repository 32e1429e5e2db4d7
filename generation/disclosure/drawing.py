"""Puts both marks into a picture's pixels: the invisible one first, then the visible one where it changes least."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import forms, ink, legible
from generation.disclosure.detect import Mark
from generation.disclosure.label import QUIET, Box
from generation.disclosure.lockup import Said
from generation.disclosure.places import Inscription, Picture
from generation.disclosure.watermark import Marked
from generation.images import Mask, RgbImage
from storage.records import Placement

Bools = NDArray[np.bool_]

SPARES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)  # extra contrast, tried in this order where a ground must be moved
SMALL_SPARES = (0.0, 0.5, 1.0, 2.0)  # with each reach but the last: more contrast is better than more reach
SEEN, MOST_CHANGED = 3, 0.0098  # levels from which a change is visible; share of the frame that may change so
Finish: TypeAlias = Callable[[RgbImage], RgbImage]
Hide: TypeAlias = Callable[[RgbImage, Mask, Finish], Marked]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """``image``: the marked picture. ``mark``: the label to look for in it. ``frame``: where the photo's own frame lies
    in it; a whole number of JPEG's blocks from its edges. ``letters``: (H, W) of the image, pixels that the words and
    the ground around them changed; ``covered``: (H, W), those in the photo's own frame and what the form painted over.
    ``hidden``: whether the invisible mark is in it.
    """

    image: RgbImage
    mark: Mark
    frame: Box
    letters: Bools
    covered: Bools
    hidden: bool


def unhidden(image: RgbImage, painted: Mask, finish: Finish) -> Marked:
    """Puts no invisible mark in: for pictures in which nothing was painted here."""
    del painted
    return Marked(image=finish(image), strength=0.0)


def draw(picture: Picture, said: Said, *, placement: Placement, painted: Mask, hide: Hide = unhidden) -> Drawn:
    """The picture with its label at ``placement``, or at its stand-in where there is no room.

    ``painted``: (H, W) of the picture, 1 where Candid painted. ``hide`` gets the canvas, the canvas's ``painted`` and
    ``finish``: it puts the invisible mark in, then ``finish`` draws the letters over it.
    """
    done, mark, letters = _least(picture, said, placement)
    box = done.stroke.box
    changed = (letters != done.canvas[box.window]).any(axis=2)
    written = np.zeros(done.canvas.shape[:2], bool)
    written[box.window] = changed

    def finish(marked: RgbImage) -> RgbImage:
        finished = marked.copy()
        finished[box.window][changed] = letters[changed]
        return finished

    marked = hide(done.canvas, _grown(painted, done), finish)
    return Drawn(
        image=marked.image,
        mark=mark,
        frame=done.frame,
        letters=written,
        covered=_covered(done, written),
        hidden=marked.hidden,
    )


def _least(picture: Picture, said: Said, placement: Placement) -> tuple[Inscription, Mark, RgbImage]:
    """The label in this form or a stand-in: the ring, where the one place of the rim would change too much."""
    placement, first = forms.inscribed(picture, said, placement)
    share, done, mark, letters = _quietest(first, placement, said)
    form = forms.FORMS[placement]
    if share > _most(said) and form.yields:
        return _least(picture, said, form.instead)
    return done, mark, letters


def _most(said: Said) -> float:
    """The share of the frame that may change: letters of another law's size take more by the square of their height."""
    return MOST_CHANGED * (said.rule.words / QUIET.words) ** 2


def _quietest(first: Inscription, placement: Placement, said: Said) -> tuple[float, Inscription, Mark, RgbImage]:
    """The first spot that changes at most ``MOST_CHANGED``, else the one that changes least: the share of the frame
    that it changes, its mark and letters. The share is 0 for a form that stands beside the frame, and on cloth.
    """
    tried = []
    for done in itertools.chain((first,), first.others()):
        mark = Mark(placement=placement, said=said, spot=done.spot)
        letters = _letters(done, mark)
        seen = (cv2.absdiff(letters, done.canvas[done.stroke.box.window]) >= SEEN).any(axis=2)
        beside = done.added is not None or done.stroke.on_person
        share = 0.0 if beside else float(seen.sum()) / (done.frame.width * done.frame.height)
        tried.append((share, done, mark, letters))
        if share <= _most(said):
            return tried[-1]
    return min(tried, key=lambda each: each[0])


def _letters(done: Inscription, mark: Mark) -> RgbImage:
    """The pixels of the stroke's box with the letters. Their ground is moved until every piece can be read."""
    if done.ink is not None:
        return ink.on_plain(done.canvas, done.stroke, done.ink)
    enough = ink.ENOUGH_LEVELS if mark.said.levels else ink.ENOUGH
    tried = done.canvas.copy()
    letters = tried[done.stroke.box.window]
    for reach, spare in _grounds(done.stroke.on_person):
        letters = ink.lettered(done.canvas, done.stroke, enough=enough, spare=spare, reach=reach)
        tried[done.stroke.box.window] = letters
        if legible.enough(tried, mark, room=legible.ROOM):
            break
    return letters


def _grounds(on_person: bool) -> Iterator[tuple[float, float]]:
    """Reach and spare contrast of the grounds to try, the smallest first. On cloth the whole band is moved."""
    if not on_person:
        yield from itertools.product(ink.REACHES[:-1], SMALL_SPARES)
    for spare in SPARES:
        yield ink.REACHES[-1], spare


def _grown(painted: Mask, done: Inscription) -> Mask:
    """``painted`` for the whole canvas: 1 for everything the form added, else as it is in the photo's frame."""
    whole = np.ones(done.canvas.shape[:2], np.float32)
    whole[done.frame.window] = painted
    if done.added is not None:
        whole[done.added] = 1.0
    return whole


def _covered(done: Inscription, written: Bools) -> Bools:
    inside = np.zeros_like(written)
    inside[done.frame.window] = True
    covered = written & inside
    return covered if done.added is None else covered | done.added
