"""Plain wishes about a picture, "navy background, please": a table of what can be done about each; nothing is guessed.

What people say is in the ``typed-wish_*`` lines of each language. Words that only carry a wish ("please", "make it")
are left out, and the order of the others is free. All of them must be there and no other: with a "not" among them, or
any word that nobody knows, the wish is not understood.
"""

from __future__ import annotations

from collections.abc import Mapping

WISH = "wish."

LOOKS: dict[str, tuple[str, ...]] = {
    "navy": ("studio_navy",),
    "green": ("studio_sage",),
    "dark": ("studio_dark",),
    "light": ("solid_light", "studio_soft"),
    "grey": ("canvas_grey",),
    "brown": ("canvas_brown",),
    "office": ("office",),
    "outdoor": ("outdoor",),
    "own": ("own",),
    "blurred": ("own_softened",),
    "cutout": ("cutout",),
    "brand": ("brand",),
}
"""Wishes for a background, with the looks that have it, the nearest first."""

FRAMES: dict[str, str] = {"closer": "profile", "space": "cv"}
"""Wishes for a frame, with the purpose whose shape is cut that way: head and shoulders, or more of the person."""

MORE_BLUR = "blur"
NO_SUCH_BACKDROP = "backdrop"  # a colour or place that no look has
NEVER = "never"  # another face, body, skin, hair or clothes
WISHES = (*LOOKS, *FRAMES, MORE_BLUR, NO_SUCH_BACKDROP, NEVER)

_CARRIES = ("filler", "look")  # meanings of words that carry a wish and say nothing of it


def meant(said: str, words: Mapping[str, str], known: tuple[str, ...] = ()) -> str:
    """The meaning of these bare words, "wish.navy" or one of ``known``; "" where they are no wish of the table.

    ``words``: a chat's vocabulary, sentence -> meaning.
    """
    asked = _core(said, words)
    if not asked:
        return ""
    found = {
        meaning
        for sentence, meaning in words.items()
        if (meaning.startswith(WISH) or meaning in known) and _core(sentence, words) == asked
    }
    return found.pop() if len(found) == 1 else ""


def _core(said: str, words: Mapping[str, str]) -> frozenset[str]:
    return frozenset(word for word in said.split() if words.get(word) not in _CARRIES)
