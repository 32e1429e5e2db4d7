"""A written release: what was ticked is read once more and signed by typing a name (``CANDID_RELEASE=typed``).

Illinois wants a written release before a face is measured, and takes an electronic signature (740 ILCS 14/10, 14/15;
amended by SB 2979, 2 August 2024). The name goes into the yes it signs and nowhere else.
"""

from __future__ import annotations

import unicodedata

from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.effects import Say
from bot.conversation.facts import Facts
from bot.conversation.states import State
from bot.conversation.wording import button, say, text
from bot.ports import Text, Upload
from storage.records import Purpose

LONGEST = 100  # characters of a name
_NOBODY_SEES = "\u115f\u1160\u3164\uffa0"  # Hangul fillers: letters to Unicode, blank to people
_BESIDE_LETTERS = " -.,'\u2019\u00b7"  # O'Neill, Jean-Luc, J. R., King Jr., the middle dot of Catalan


def ask(facts: Facts, state: State, ticked: str, *head: Text) -> Say:
    """The very sentences, and how to sign them or not."""
    return say(
        *head,
        text("release-ask"),
        *(quoted(facts, each) for each in purposes(ticked)),
        text("release-how"),
        buttons=(
            button(Verb.CONSENT_SHOW, state.session, text("consent-open-again")),
            button(Verb.CONSENT_NO, state.session, text("consent-gate-no")),
            button(Verb.MINOR, state.session, text("consent-minor")),
        ),
    )


def quoted(facts: Facts, purpose: Purpose) -> Text:
    """One sentence that is agreed to, in quotation marks."""
    words = consent.words(facts, purpose)
    return text("consent-item", wording_key=words.key, **dict(words.args))


def photo_later(uploads: tuple[Upload, ...]) -> tuple[Text, ...]:
    """A photo that came with the boxes was not taken: there is no signature yet."""
    return (text("release-photo-later"),) if uploads else ()


def purposes(ticked: str) -> tuple[Purpose, ...]:
    """In the order in which they are asked."""
    return tuple(each for each in Purpose if each.value in ticked.split())


def is_name(typed: str) -> bool:
    """Whether this can stand as a signature: two letters at least, of any script, and no digits or signs."""
    letters = sum(unicodedata.category(each).startswith("L") for each in typed)
    plain = all(unicodedata.category(each)[0] in "LM" or each in _BESIDE_LETTERS for each in typed)
    seen = not set(typed) & set(_NOBODY_SEES)
    return letters >= 2 and plain and seen and len(typed) <= LONGEST
