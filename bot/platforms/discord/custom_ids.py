"""What a button, a form or a part of a form is known by when Discord sends it back.

Everything a press needs stands in its ``custom_id``, so that a button works after any restart and for months.
"""

from __future__ import annotations

ACTION = "c:"  # then the action of a button
FORM = "f:"  # then the action of the form that the button opens
COMMAND = "g:"  # then the command that a button in a server stands for
MODAL = "m:"  # then the action of the submitted form

BOXES, PHOTOS, SELECT = "boxes", "photos", "select."
