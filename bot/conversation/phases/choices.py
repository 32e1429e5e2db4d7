"""Consent: an equal yes and no first, then one box for each thing, none ticked. Nothing is downloaded before it."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent
from bot.conversation.effects import Effect, RecordConsent, Say, WithdrawConsent
from bot.conversation.facts import Facts
from bot.conversation.phases import photos, redrawing
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    CollectingPhotos,
    Idle,
    Reviewing,
    State,
)
from bot.conversation.turn import Step, Turn
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Box, Form, Submitted
from storage.records import Purpose


def ask(turn: Turn, purpose: str, engine: str) -> Step:
    state = replace(turn.state, phase=AskedForConsent(purpose=purpose, engine=engine))
    return state, (gate(state),)


def ask_anew(turn: Turn, purpose: str, engine: str) -> Step:
    """The words of a consent have changed: nothing new is done on the strength of a yes to the old ones."""
    state = replace(turn.state, phase=AskedForConsent(purpose=purpose, engine=engine))
    return state, (say(text("consent-changed")), gate(state))


def words_changed(turn: Turn) -> Step:
    """In place of a step that would use a yes to words that have changed."""
    phase = turn.state.phase
    if isinstance(phase, CollectingPhotos | ChoosingLook | Reviewing):
        return ask_anew(turn, phase.purpose, phase.engine)
    return turn.stay(say(text("consent-changed"), text("consent-changed-start")))


def gate(state: State) -> Say:
    """Two buttons of the same weight; neither is coloured or recommended."""
    return say(
        text("consent-gate"),
        buttons=(
            button("consent.show", state.session, text("consent-gate-yes")),
            button("consent.no", state.session, text("consent-gate-no")),
            *redrawing.offer(state),
        ),
    )


def show(turn: Turn) -> Step:
    purpose, engine = planned(turn.state)
    state = replace(turn.state, phase=ChoosingConsent(purpose=purpose, engine=engine))
    return state, (form(turn.facts, state),)


def form(facts: Facts, state: State) -> Say:
    _, engine = planned(state)
    asked = consent.boxes(engine, facts.current)
    required = consent.needed(engine)
    room = max(facts.max_photos - len(facts.photos), 0) if facts.can_form_photos else 0
    notes = [
        text("consent-operator", operator=facts.operator) if facts.operator else text("consent-operator-local"),
        text("consent-withdraw"),
    ]
    if Purpose.GENERATIVE in asked:
        notes.append(text(f"engine-notice-{engine}"))
    return say(
        text("consent-intro"),
        *notes,
        form=Form(
            action=button("consent.give", state.session, text("consent-submit")).action,
            title=text("consent-title"),
            submit=text("consent-submit"),
            boxes=tuple(
                Box(name=purpose.value, label=text(f"consent-{purpose.value}"), required=purpose in required)
                for purpose in asked
            ),
            photos=room,
        ),
        buttons=(
            button("consent.no", state.session, text("consent-gate-no")),
            button("minor", state.session, text("consent-minor")),
            *redrawing.offer(state),
        ),
    )


def declined(turn: Turn) -> Step:
    return turn.go(Idle(), say(text("consent-declined")))


def given(turn: Turn) -> Step:
    """The submitted form. Photos attached to it are fetched only if every required box is ticked."""
    purpose, engine = planned(turn.state)
    event = turn.event
    ticked = event.ticked if isinstance(event, Submitted) else frozenset()
    uploads = event.uploads if isinstance(event, Submitted) else ()
    yes = frozenset(box for box in consent.boxes(engine, turn.facts.current) if box.value in ticked)
    living = turn.facts.current | yes
    if not consent.covers(living, engine):
        return _incomplete(turn, engine, yes, living)
    left = consent.asked_anew(engine, turn.facts.outdated) - yes
    recorded = (*((WithdrawConsent(purposes=left),) if left else ()), *(_recorded(yes) if yes else ()))
    if uploads:
        kept = photos.keep(turn.facts, engine, uploads, living)
        return turn.go(CollectingPhotos(purpose=purpose, engine=engine), *recorded, *kept)
    state, effects = photos.welcome(turn, purpose, engine)
    return state, (*recorded, *effects)


def _recorded(yes: frozenset[Purpose]) -> tuple[Effect, ...]:
    return RecordConsent(purposes=yes), say(text("consent-thanks")), hand_over("consent_receipt")


def _incomplete(turn: Turn, engine: str, yes: frozenset[Purpose], living: frozenset[Purpose]) -> Step:
    """Nothing was fetched. Where only redrawing lacks a yes, the ticks count and the studio is offered."""
    if consent.redraws(engine) and consent.covers(living, consent.STUDIO):
        told = redrawing.not_allowed(turn.state, consent.needed(engine) - living)
        return turn.stay(*(_recorded(yes) if yes else ()), told)
    state = turn.state
    return turn.stay(
        say(
            text("consent-incomplete"),
            buttons=(
                button("consent.show", state.session, text("consent-open-again")),
                button("consent.no", state.session, text("stop")),
            ),
        )
    )


def planned(state: State) -> tuple[str, str]:
    """Purpose and engine of the session. Raises TypeError where none are chosen yet."""
    phase = state.phase
    if not isinstance(phase, AskedForConsent | ChoosingConsent):
        raise TypeError("consent is asked only once purpose and engine are chosen")
    return phase.purpose, phase.engine
