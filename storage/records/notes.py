"""Codes of what a person is told beside a picture; each has its words under ``note-CODE``."""

from __future__ import annotations

from enum import StrEnum


class Note(StrEnum):
    """What the photo did not allow, told beside a picture (``note-CODE``)."""

    HAIR_CUT_BY_PHOTO = "hair_cut_by_photo"
    HEAD_LARGE_IN_FRAME = "head_large_in_frame"
    HEAD_SMALL_IN_FRAME = "head_small_in_frame"
    HEADROOM_TIGHT = "headroom_tight"
    HEADROOM_WIDE = "headroom_wide"
    EYE_LINE_LOW = "eye_line_low"
    EYE_LINE_HIGH = "eye_line_high"
    OFF_CENTRE = "off_centre"
    NOT_LEVELLED = "not_levelled"
    CIRCLE_TIGHT = "circle_tight"
    SIZE_LIMITED_BY_SOURCE = "size_limited_by_source"
    SQUARE_BY_SOURCE = "square_by_source"
    SQUARE_BY_PIXELS = "square_by_pixels"
    BACKDROP_EXTENDED = "backdrop_extended"
    BUSY_BACKGROUND = "busy_background"
    BORDER_CUT = "border_cut"
    THING_LEFT_OUT = "thing_left_out"
    LARGER_POSSIBLE = "larger_possible"  # twice the size is possible; the larger picture itself has this no more


class Picked(StrEnum):
    """Why this photo and no other of those sent, told beside a picture (``note-CODE``)."""

    LARGER = "picked_larger"
    BETTER_FRAMING = "picked_better_framing"
    STRAIGHTER = "picked_straighter"
    SHARPER = "picked_sharper"
    FIRST = "picked_first"
    DIFFERENT = "picked_different"


class MarkedArea(StrEnum):
    """What became of an area that the person marked as theirs or not, told beside a picture (``note-CODE``)."""

    KEPT = "marked_area_kept"
    EMPTY = "marked_area_empty"
    GONE = "marked_area_gone"
    SURE = "marked_area_sure"


class DoubtfulPlace(StrEnum):
    """Where it is doubtful what belongs to the person; left and right as seen in the picture."""

    ABOVE_HEAD = "above_head"
    LEFT_EAR = "left_ear"
    RIGHT_EAR = "right_ear"
    LEFT_NECK = "left_neck"
    RIGHT_NECK = "right_neck"
    LEFT_SHOULDER = "left_shoulder"
    RIGHT_SHOULDER = "right_shoulder"

    @property
    def note(self) -> str:
        """What is told beside a picture (``note-CODE``)."""
        return f"edge_doubtful_{self.value}"
