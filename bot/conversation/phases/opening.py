"""The first minute: who speaks, what is kept for how long, what the picture is for, who may touch the face."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent
from bot.conversation.effects import CancelJobs, Effect, Say
from bot.conversation.facts import Facts
from bot.conversation.phases import choices, photos, redrawing
from bot.conversation.purposes import BY_ID, USES
from bot.conversation.states import ChoosingEngine, ChoosingPurpose, Idle, Planned, State
from bot.conversation.turn import Step, Turn, active_jobs, later_stamp, redrawing_jobs
from bot.conversation.wording import button, say, text
from bot.ports import Button, Text


def headshot(turn: Turn) -> Step:
    """A new round, from anywhere. Running jobs go on; buttons of the round before turn stale."""
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
    return state, (introduce(turn.facts, state, *running),)


def introduce(facts: Facts, state: State, *extra: Text) -> Say:
    """Who I am, how long things are kept, the language, and the first question, in one message of ≤ 120 words."""
    return say(
        text("opening-who", operator=facts.operator or "?") if facts.operator else text("opening-who-local"),
        text(f"opening-carries-{_carrier(facts)}"),
        text(
            "opening-kept",
            hours=_hours(facts),
            days=facts.result_retention.days,
        ),
        *extra,
        text("purpose-ask"),
        buttons=(
            *_purposes(facts, state),
            *language_buttons(facts),
        ),
    )


def ask_purpose(facts: Facts, state: State) -> Say:
    return say(text("purpose-ask"), buttons=_purposes(facts, state))


def _purposes(facts: Facts, state: State) -> tuple[Button, ...]:
    """What for; beside it a made-up person, only where a living worker paints one."""
    uses = (button(f"purpose.{use.id}", state.session, text(f"purpose-{use.id}")) for use in USES)
    made_up = button("persona.start", state.session, text(f"engine-offer-{consent.PERSONA}"))
    return (*uses, *((made_up,) if consent.PERSONA in facts.engines else ()))


def language_buttons(facts: Facts) -> tuple[Button, ...]:
    """Every other complete language, by its own name."""
    return tuple(
        button("language.set", code, text("language-name", name_language=code))
        for code in facts.languages
        if code != facts.language
    )


def purpose_chosen(turn: Turn) -> Step:
    use = BY_ID.get(turn.action.choice)
    if use is None:
        return turn.stay(ask_purpose(turn.facts, turn.state))
    if not use.edited:
        return turn.go(Idle(), say(text(f"advice-{use.id}"), text("advice-end")))
    if _generative(turn.facts):
        state = replace(turn.state, phase=ChoosingEngine(purpose=use.id))
        return state, (ask_engine(turn.facts, state),)
    return plan(turn, use.id, consent.STUDIO)


def ask_engine(facts: Facts, state: State) -> Say:
    """Only met where a generative worker is alive; keeping the real face comes first and is recommended."""
    buttons = [button(f"engine.{consent.STUDIO}", state.session, text(f"engine-offer-{consent.STUDIO}"))]
    for engine in _generative(facts):
        seconds = facts.seconds_per_picture.get(engine)
        label = text(f"engine-timed-{engine}", seconds=round(seconds)) if seconds else text(f"engine-offer-{engine}")
        buttons.append(button(f"engine.{engine}", state.session, label))
    means = (text(f"engine-means-{engine}") for engine in _generative(facts))
    return say(text("engine-ask"), *means, buttons=tuple(buttons))


def engine_chosen(turn: Turn) -> Step:
    phase = turn.state.phase
    if not isinstance(phase, ChoosingEngine):
        raise TypeError("the table sends engines here only while one is chosen")
    engine = turn.action.choice
    if engine != consent.STUDIO and engine not in _generative(turn.facts):
        return turn.stay(say(text("engine-gone")), ask_engine(turn.facts, turn.state))
    state, effects = plan(turn, phase.purpose, engine)
    if engine == consent.STUDIO:
        return state, effects
    return state, (redrawing.notice(turn.facts, state, engine), *effects)


def studio_instead(turn: Turn) -> Step:
    """From any later step of a redrawing round: the same purpose and photos, the engine that keeps the face."""
    phase = turn.state.phase
    if not isinstance(phase, Planned):
        raise TypeError("the table sends a change of engine here only once one is chosen")
    stopped = redrawing_jobs(turn.facts)
    state, effects = plan(turn, phase.purpose, consent.STUDIO)
    cancelled: tuple[Effect, ...] = (CancelJobs(job_ids=stopped),) if stopped else ()
    told = (text("withdrawn-stopped"),) if stopped else ()
    return state, (*cancelled, say(text("studio-instead"), *told), *effects)


def plan(turn: Turn, purpose: str, engine: str) -> Step:
    """On to consent, or straight to photos where every needed yes still counts, in the words it was given to."""
    if consent.asked_anew(engine, turn.facts.outdated):
        return choices.ask_anew(turn, purpose, engine)
    if consent.covers(turn.facts.living, engine):
        return photos.welcome(turn, purpose, engine, text("consent-still-counts"))
    return choices.ask(turn, purpose, engine)


def _generative(facts: Facts) -> tuple[str, ...]:
    return tuple(engine for engine in facts.engines if consent.redraws(engine))


def _hours(facts: Facts) -> int:
    return round(facts.photo_retention.total_seconds() / 3600)


def _carrier(facts: Facts) -> str:
    return facts.platform if facts.platform in ("discord", "slack") else "local"
