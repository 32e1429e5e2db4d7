"""Answers plain wishes with what is possible: a look, another frame, the own background blurred; or why it never is.

A wish makes nothing by itself. It is answered with a button that says what it makes; the first picture stays.
"""

from __future__ import annotations

from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.facts import Facts
from bot.conversation.phases import looks, remaking
from bot.conversation.states import AskedForConsent, ChoosingLook, Making, Reviewing
from bot.conversation.table import ANYWHERE, USING, Fresh, Rule, at, heard, pressed
from bot.conversation.triggers import Press, Wish
from bot.conversation.turn import AnyTurn, Step, Turn, find_votable, good_photos, votable
from bot.conversation.wishes import FRAMES, LOOKS, MORE_BLUR, NEVER, NO_SUCH_BACKDROP
from bot.conversation.wording import button, say, text
from bot.ports import Text
from storage.records import Variant

WIDE = frozenset({"cv", "badge"})
"""The purposes whose frame leaves more space; the other ones are cut close (generation/engines/studio/shapes.py)."""


def wished(turn: Turn[Wish, object]) -> Step:
    what = turn.event.what
    if what == NEVER:
        return _never(turn)
    if what == NO_SUCH_BACKDROP:
        return turn.stay(say(text("wish-no-such-backdrop"), *_names(turn)))
    if what in FRAMES or what == MORE_BLUR:
        variant = _which(turn)
        if variant is None:
            made = votable(turn.facts)
            key = "wish-which" if made else "wish-frame-later" if what in FRAMES else "wish-later"
            return turn.stay(say(text(key, **({"number": made[0].number} if made else {}))))
        if not _studio(variant):
            return turn.stay(say(text("remake-painted", number=variant.number)))
        return _frame(turn, variant, what) if what in FRAMES else _blur(turn, variant)
    return _look(turn, LOOKS[what])


def _never(turn: AnyTurn) -> Step:
    """What is never done is said with its reason, and what there is instead."""
    made = votable(turn.facts)
    light = (button("light.ask", made[0].id, text("light-offer")),) if len(made) == 1 and _studio(made[0]) else ()
    return turn.stay(say(text("wish-never"), text("wish-never-why"), text("wish-never-instead"), buttons=light))


def _studio(variant: Variant) -> bool:
    return variant.edits.engine == consent.STUDIO


def _look(turn: AnyTurn, wanted: tuple[str, ...]) -> Step:
    """Offers one picture in the look that comes nearest, where the latest photo's sheet has it."""
    photos = good_photos(turn.facts)
    if not photos or not isinstance(turn.phase, ChoosingLook | Making | Reviewing):
        return turn.stay(say(text("wish-later")))
    offered = looks.offered(photos[-1], turn.facts, turn.phase.purpose, turn.phase.engine)
    found = next((look for look in wanted if look in offered), None)
    if found is None:
        return turn.stay(say(text("wish-no-such-backdrop"), *_names(turn)))
    if isinstance(turn.phase, Making):
        return turn.stay(say(text("wish-look-later", look_key=f"look-name-{found}")))
    if turn.phase.engine != consent.STUDIO:
        return turn.stay(say(text("wish-look-redrawn", look_key=f"look-name-{found}")))
    make = button(f"restyle.{found}", turn.state.session, text("wish-look-make"))
    return turn.stay(say(text("wish-look", look_key=f"look-name-{found}"), buttons=(make,)))


def _names(turn: AnyTurn) -> tuple[Text, ...]:
    """The looks there are, as they stand on the contact sheet; none before a photo was looked at."""
    photos = good_photos(turn.facts)
    purpose, engine = getattr(turn.phase, "purpose", ""), consent.engine_of(turn.phase)
    return looks.question(photos[-1], turn.facts, purpose, engine)[1:2] if photos else ()


def _frame(turn: AnyTurn, variant: Variant, what: str) -> Step:
    if (_purpose(turn.facts, variant) in WIDE) == (FRAMES[what] in WIDE):
        return turn.stay(say(text(f"wish-{what}-already", number=variant.number)))
    make = button(f"reframe.{what}", variant.id, text(f"wish-{what}-make"))
    return turn.stay(say(text(f"wish-{what}", number=variant.number), buttons=(make,)))


def _blur(turn: AnyTurn, variant: Variant) -> Step:
    if variant.edits.look == remaking.HIDES:
        return turn.stay(say(text("wish-blur-already", number=variant.number)))
    if not turn.facts.terms.allows(remaking.HIDES):
        return turn.stay(say(text("mine-no-blur")))
    make = button("mine.blur", variant.id, text("mine-blur"))
    return turn.stay(say(text("wish-blur", number=variant.number), buttons=(make,)))


def _which(turn: Turn[Wish, object]) -> Variant | None:
    """The picture of that number, or the only one."""
    number = turn.event.number
    meant = [variant for variant in votable(turn.facts) if number is None or variant.number == number]
    return meant[0] if len(meant) == 1 else None


def _purpose(facts: Facts, variant: Variant) -> str:
    asked = facts.request_of(variant)
    return asked.purpose if asked is not None else ""


def make_look(turn: Turn[Press, ChoosingLook | Reviewing]) -> Step:
    """One picture in the look of the button, once the photos for it are still there."""
    phase, look = turn.phase, turn.event.choice
    photos = good_photos(turn.facts)
    if not photos or look not in looks.offered(photos[-1], turn.facts, phase.purpose, consent.STUDIO):
        return turn.stay(say(text("remake-photos-gone")))
    return looks.make(turn, phase.purpose, consent.STUDIO, (look,))


def make_frame(turn: Turn[Press, object]) -> Step:
    variant = find_votable(turn.facts, turn.event.argument)
    what = turn.event.choice
    if variant is None or what not in FRAMES or not _studio(variant):
        return turn.stay(say(text("vote-gone")))
    return remaking.again(turn, variant, purpose=FRAMES[what])


RULES: tuple[Rule, ...] = (
    heard(Wish, wished, here=ANYWHERE),
    pressed(
        Verb.RESTYLE, make_look, here=at(ChoosingLook, Reviewing), fresh=Fresh.SESSION, uses=True,
        to=(Making, Reviewing, AskedForConsent),
    ),
    pressed(Verb.REFRAME, make_frame, here=USING, uses=True, to=(AskedForConsent,)),
    pressed(Verb.REFRAME, make_frame, here=ANYWHERE, uses=True),
)  # fmt: skip
