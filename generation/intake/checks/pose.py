"""Refuses a head turned so far that one eye and ear are lost; hints when it is turned or tipped noticeably.

Whoever cannot turn their head says so (`photo-overrule`).
"""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from storage.records import Finding, Severity, Unit


class TurnedAway(Check):
    code = "pose"
    order = 130
    outlines = (mesh.OVAL,)
    words = {
        "en": {
            "refuse": "The head is turned far to one side.",
            "fix": "Turn your head towards the camera. If you can't, tell me so.",
            "hint": "Your head is turned a bit. That's fine if you meant it.",
            "drawn": "Turned away",
            "photo-overrule": "That is how I hold it",
        },
        "de": {
            "refuse": "Der Kopf ist weit zur Seite gedreht.",
            "fix": "Dreh den Kopf zur Kamera. Wenn das nicht geht, sag es mir.",
            "hint": "Dein Kopf ist etwas gedreht. Wenn du das so willst, ist es gut.",
            "drawn": "Weggedreht",
            "photo-overrule": "So halte ich ihn",
        },
    }
    refuse_above = 35.0  # yaw, degrees
    hint_above = 25.0
    hint_pitch_above = 25.0  # our pitch is accurate to about 10 degrees

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.pose is None:
            return None
        yaw, pitch = abs(photo.pose.yaw), abs(photo.pose.pitch)
        if yaw > self.refuse_above:
            return self._finding(Severity.REFUSE, yaw, self.refuse_above)
        if yaw > self.hint_above:
            return self._finding(Severity.HINT, yaw, self.hint_above)
        if pitch > self.hint_pitch_above:
            return self._finding(Severity.HINT, pitch, self.hint_pitch_above)
        return None

    def _finding(self, severity: Severity, value: float, limit: float) -> Finding:
        return Finding(code=self.code, severity=severity, value=round(value, 1), limit=limit, unit=Unit.DEG)
