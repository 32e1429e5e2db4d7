"""The answer to "please type your name": it signs what was ticked, or is asked for once more."""

from __future__ import annotations

from bot.conversation import consent
from bot.conversation.phases import choices, release
from bot.conversation.states import ChoosingLook, CollectingPhotos, SigningRelease
from bot.conversation.table import Rule, at, heard
from bot.conversation.triggers import Signed
from bot.conversation.turn import Step, Turn
from bot.conversation.wording import text


def signed(turn: Turn[Signed, SigningRelease]) -> Step:
    """Records what was ticked with the name. Asked again where the words have changed in the meantime."""
    phase, name = turn.phase, " ".join(turn.event.name.split())
    if not release.is_name(name):
        return turn.stay(release.ask(turn.facts, turn.state, phase.ticked, text("release-not-a-name")))
    asked = consent.boxes(phase.engine, turn.facts.current)
    yes = frozenset(asked) & frozenset(release.purposes(phase.ticked))
    planned = choices.Plan(purpose=phase.purpose, engine=phase.engine)
    if not consent.covers(turn.facts.current | yes, phase.engine):
        return choices.ask_anew(turn, planned.purpose, planned.engine)
    return choices.agreed(turn, planned, yes, signed_by=name)


RULES: tuple[Rule, ...] = (heard(Signed, signed, here=at(SigningRelease), to=(CollectingPhotos, ChoosingLook)),)
