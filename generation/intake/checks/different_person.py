"""Refuses a photo that looks like someone else than the person's other photos; only with consent to compare faces.

The most similar of the latest three photos counts. The limit is the recogniser's own (cosine 0.363, opencv_zoo). On our
photos of one person the lowest was 0.59, but 0.18 once with helmet and sunglasses; between strangers the highest was
0.41. Whoever looks different than before, as after an accident, says so (`photo-overrule`).
"""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import embed
from generation.vision import landmarks as mesh
from storage.records import Finding, Severity, Unit

COMPARED = 3


class DifferentPerson(Check):
    code = "different_person"
    order = 150
    outlines = (mesh.OVAL,)
    words = {
        "en": {
            "refuse": (
                "I compared the faces, as you allowed. This photo does not seem to match your other "
                "ones. Light or angle can be the cause."
            ),
            "fix": "Send another photo of you, or remove the one that is not of you.",
            "hint": "The faces differ. You say that both are you, so I go on.",
            "drawn": "Looks like someone else",
            "photo-overrule": "Both are me",
        },
        "de": {
            "refuse": (
                "Ich habe die Gesichter verglichen, wie du es erlaubt hast. Dieses Foto scheint nicht "
                "zu den anderen zu passen. Das kann an Licht oder Winkel liegen."
            ),
            "fix": "Schick ein anderes Foto von dir oder lösche das, auf dem du nicht bist.",
            "hint": "Die Gesichter sehen verschieden aus. Du sagst, beide sind deins, also mache ich weiter.",
            "drawn": "Sieht nach jemand anderem aus",
            "photo-overrule": "Beide zeigen mich",
        },
    }
    refuse_below = 0.363  # cosine

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if not photo.comparison or not photo.others or photo.landmarks is None:
            return None
        own = embed.embed_at(photo.image, photo.landmarks)
        latest = photo.others[-COMPARED:]
        nearest = max(embed.similarity(own, embed.embed_at(other.image, other.landmarks)) for other in latest)
        if nearest >= self.refuse_below:
            return None
        return Finding(
            code=self.code, severity=Severity.REFUSE, value=round(nearest, 3), limit=self.refuse_below, unit=Unit.COSINE
        )
