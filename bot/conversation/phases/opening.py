"""The first minute: who speaks, what is kept how long, what the picture is for, whether a model may redraw the face."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Command
from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.effects import CancelJobs, Effect, Say
from bot.conversation.facts import Facts
from bot.conversation.phases import choices, introducing, photos, redrawing
from bot.conversation.purposes import BY_ID, USES
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingEngine,
    ChoosingLook,
    ChoosingPurpose,
    CollectingPhotos,
    Idle,
    Planned,
    State,
)
from bot.conversation.table import ANYWHERE, PLANNED, Fresh, Rule, at, commanded, heard, pressed
from bot.conversation.triggers import Photos, Press
from bot.conversation.turn import AnyTurn, Step, Turn, active_jobs, later_stamp, painting_jobs
from bot.conversation.wording import button, say, text
from bot.ports import Button, Text


def headshot(turn: AnyTurn) -> Step:
    """A new round, from any phase. Running jobs go on; buttons of the round before become stale."""
    if turn.facts.terms.refusal:
        return turn.stay(say(text(turn.facts.terms.refusal)))
    state = State(
        phase=ChoosingPurpose(),
        session=later_stamp(turn.state.session, turn.now),
        asked=turn.state.asked,
        placement=turn.state.placement,
        terms=turn.state.terms,
    )
    running = (text("opening-jobs-go-on"),) if active_jobs(turn.facts) else ()
    if turn.facts.laid_out:
        state, effects = _at_once(replace(turn, state=state))
        return state, (*(say(line) for line in running), *effects)
    return state, (introduce(turn.facts, state, *running),)


def _at_once(turn: AnyTurn) -> Step:
    """On a page: consent in one card, where the purpose can be changed; first whose face, if a model can redraw it."""
    if not _generative(turn.facts) and consent.PERSONA not in turn.facts.engines:
        return plan(turn, DEFAULT, consent.STUDIO)
    state = replace(turn.state, phase=ChoosingEngine(purpose=DEFAULT))
    return state, (ask_engine(turn.facts, state),)


def begun_with(turn: Turn[Photos, Idle]) -> Step:
    """A photo that is sent first begins a round. It is not fetched: consent is asked, or the photo once more."""
    state, effects = headshot(turn)
    return state, (say(text("photos-first-your-yes")), *effects)


def introduce(facts: Facts, state: State, *extra: Text) -> Say:
    """Who speaks, how long things are kept, the language, and the first question, in one message of ≤ 120 words."""
    return say(
        *introducing.sentences(facts),
        *introducing.without_personas(facts),
        *extra,
        text("purpose-ask"),
        buttons=(
            *_purposes(facts, state),
            *introducing.languages(facts),
        ),
    )


def ask_purpose(facts: Facts, state: State) -> Say:
    return say(text("purpose-ask"), buttons=_purposes(facts, state))


def _purposes(facts: Facts, state: State) -> tuple[Button, ...]:
    """One button for each purpose; one for a made-up person where a living worker paints one."""
    uses = (button(f"purpose.{use.id}", state.session, text(f"purpose-{use.id}")) for use in USES)
    made_up = button(Verb.PERSONA_START, state.session, text(f"engine-offer-{consent.PERSONA}"))
    return (*uses, *((made_up,) if consent.PERSONA in facts.engines else ()))


def purpose_chosen(turn: Turn[Press, ChoosingPurpose | ChoosingEngine | ChoosingConsent]) -> Step:
    use = BY_ID.get(turn.event.choice)
    if use is None:
        return turn.stay(ask_purpose(turn.facts, turn.state))
    if not use.edited:
        return choices.unedited(turn, use.id)
    if isinstance(turn.phase, ChoosingConsent):
        return plan(turn, use.id, turn.phase.engine)
    if _generative(turn.facts):
        state = replace(turn.state, phase=ChoosingEngine(purpose=use.id))
        return state, (ask_engine(turn.facts, state),)
    return plan(turn, use.id, consent.STUDIO)


def ask_engine(facts: Facts, state: State) -> Say:
    """Asked only where a generative worker is alive. Keeping the real photo comes first and is recommended; then a
    painted background, where the person stays as taken.
    """
    buttons = [button(f"engine.{consent.STUDIO}", state.session, text(f"engine-offer-{consent.STUDIO}"))]
    for engine in _generative(facts):
        seconds = facts.seconds_per_picture.get(engine)
        label = text(f"engine-timed-{engine}", seconds=round(seconds)) if seconds else text(f"engine-offer-{engine}")
        buttons.append(button(f"engine.{engine}", state.session, label))
    means = (text(f"engine-means-{engine}") for engine in _generative(facts))
    if facts.laid_out and consent.PERSONA in facts.engines:
        buttons.append(button(Verb.PERSONA_START, state.session, text(f"engine-offer-{consent.PERSONA}")))
    return say(text("engine-ask"), *means, buttons=tuple(buttons))


def engine_chosen(turn: Turn[Press, ChoosingEngine]) -> Step:
    phase = turn.phase
    engine = turn.event.choice
    if engine != consent.STUDIO and engine not in _generative(turn.facts):
        return turn.stay(say(text("engine-gone")), ask_engine(turn.facts, turn.state))
    state, effects = plan(turn, phase.purpose, engine)
    if engine == consent.STUDIO:
        return state, effects
    return state, (redrawing.notice(turn.facts, state, engine), *effects)


def studio_instead(turn: Turn[object, Planned]) -> Step:
    """From any later step of a redrawing round: the same purpose and photos, but the engine that keeps the face."""
    phase = turn.phase
    stopped = painting_jobs(turn.facts)
    state, effects = plan(turn, phase.purpose, consent.STUDIO)
    cancelled: tuple[Effect, ...] = (CancelJobs(job_ids=stopped),) if stopped else ()
    told = (text("withdrawn-stopped"),) if stopped else ()
    left = "studio-instead" if consent.redraws(phase.engine) else "studio-no-model"
    return state, (*cancelled, say(text(left), *told), *effects)


def plan(turn: AnyTurn, purpose: str, engine: str) -> Step:
    """Goes on to consent; or straight to photos where every needed yes is given and its words have not changed."""
    if consent.asked_anew(engine, turn.facts.outdated):
        return choices.ask_anew(turn, purpose, engine)
    if consent.covers(turn.facts.living, engine):
        still = "consent-still-counts-example" if turn.facts.example else "consent-still-counts"
        return photos.welcome(turn, purpose, engine, text(still))
    return choices.ask(turn, purpose, engine)


def _generative(facts: Facts) -> tuple[str, ...]:
    """The engines whose model is given the photo, the one that keeps the person first."""
    return tuple(sorted((each for each in facts.engines if consent.paints(each)), key=consent.redraws))


DEFAULT = "profile"  # the purpose a page begins with; it shows it, and it can be changed there
_NEXT = (AskedForConsent, ChoosingConsent, CollectingPhotos, ChoosingLook)
_BEGUN = (ChoosingPurpose, ChoosingEngine, ChoosingConsent, CollectingPhotos, ChoosingLook)

RULES: tuple[Rule, ...] = (
    commanded(Command.HEADSHOT, headshot, here=ANYWHERE, to=_BEGUN),
    heard(Photos, begun_with, here=at(Idle), to=_BEGUN),
    pressed(
        Verb.PURPOSE,
        purpose_chosen,
        here=at(ChoosingPurpose, ChoosingEngine, ChoosingConsent),
        fresh=Fresh.SESSION,
        to=(*_NEXT, ChoosingEngine, Idle),
    ),
    pressed(Verb.ENGINE, engine_chosen, here=at(ChoosingEngine), fresh=Fresh.SESSION, to=_NEXT),
    pressed(Verb.ENGINE_STUDIO, studio_instead, here=PLANNED, fresh=Fresh.SESSION, to=_NEXT),
    pressed(Verb.JOB_STUDIO, studio_instead, here=PLANNED, to=_NEXT),
)
