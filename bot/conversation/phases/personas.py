"""A made-up person, from "[A made-up person]" to the picture: no photo is asked for, and none is looked at.

It has its own yes, its own catalogue and its own uses. Where a picture stands for somebody, a persona has no place.
"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent
from bot.conversation.actions import action
from bot.conversation.effects import (
    CancelJobs,
    Effect,
    EnqueueGenerate,
    EraseVariants,
    RecordConsent,
    Say,
    Unsay,
)
from bot.conversation.events import JobEnded, JobRefused
from bot.conversation.facts import Facts
from bot.conversation.phases import jobs, opening, redrawing
from bot.conversation.progress import slot
from bot.conversation.states import (
    ChoosingPersonaUse,
    ChoosingPurpose,
    DescribingPersona,
    MakingPersona,
    ReviewingPersona,
    State,
)
from bot.conversation.turn import Step, Turn, active_jobs, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Box, Button, Form, Select, Submitted
from storage import persona_catalogue
from storage.records import GenerateRequest, Job, JobId, Purpose, VariantState

MOST_PICTURES = 4
REFUSALS: tuple[str, ...] = ("daily_limit", "no_consent")


def start(turn: Turn) -> Step:
    """Offered only where it can be painted; a machine that left meanwhile is told."""
    if consent.PERSONA not in turn.facts.engines:
        return turn.stay(say(text("persona-gone")), opening.ask_purpose(turn.facts, turn.state))
    return turn.go(ChoosingPersonaUse(), ask_use(turn.state))


def ask_use(state: State) -> Say:
    return say(
        text("persona-use-ask"),
        buttons=(
            *(button(f"use.{use}", state.session, text(f"persona-use-{use}")) for use in persona_catalogue.USES),
            button("use.me", state.session, text("persona-use-me")),
        ),
    )


def used(turn: Turn) -> Step:
    use = turn.action.choice
    if use not in persona_catalogue.USES:
        return not_you(turn)
    state = replace(turn.state, phase=DescribingPersona(purpose=use))
    card = next((model for model in turn.facts.models if model.engine), None)
    told = say(text("persona-notice"), redrawing.about(card), *redrawing.whose(card), text("persona-notice-shown"))
    return state, (told, ask(turn.facts, state))


def not_you(turn: Turn) -> Step:
    """Profile, CV, directory, badge: there the picture stands for a person, and this one is nobody."""
    state = replace(turn.state, phase=ChoosingPurpose())
    return state, (say(text("persona-not-you")), opening.ask_purpose(turn.facts, state))


def ask(facts: Facts, state: State) -> Say:
    """First the yes, where there is none in today's words; then who it shall be."""
    if Purpose.PERSONA in facts.current:
        return say(text("persona-ask"), form=_traits(state))
    sentence = Box(name=Purpose.PERSONA.value, label=text("consent-persona"), required=True)
    return say(
        text("persona-agree-ask"),
        form=Form(
            action=action("persona.agree", state.session),
            title=text("consent-title"),
            submit=text("consent-submit"),
            boxes=(sentence,),
        ),
        buttons=(
            button("consent.no", state.session, text("consent-gate-no")),
            button("minor", state.session, text("consent-minor")),
        ),
    )


def _traits(state: State) -> Form:
    drawn = (persona_catalogue.DRAWN, text("persona-drawn"))
    traits = (
        Select(
            name=trait,
            label=text(f"persona-{trait}"),
            options=(drawn, *((option, text(f"persona-{trait}-{option}")) for option in options)),
        )
        for trait, options in persona_catalogue.TRAITS.items()
    )
    many = tuple((str(n), text("number-option-same", count=n)) for n in range(1, MOST_PICTURES + 1))
    return Form(
        action=action("persona.make", state.session),
        title=text("persona-title"),
        submit=text("persona-submit"),
        selects=(*traits, Select(name="number", label=text("number-select"), options=many)),
    )


def agreed(turn: Turn) -> Step:
    ticked = turn.event.ticked if isinstance(turn.event, Submitted) else frozenset()
    if Purpose.PERSONA.value not in ticked:
        return turn.stay(say(text("persona-not-agreed")), ask(turn.facts, turn.state))
    facts = replace(
        turn.facts, living=turn.facts.living | {Purpose.PERSONA}, outdated=turn.facts.outdated - {Purpose.PERSONA}
    )
    receipt = hand_over("consent_receipt")
    return turn.stay(RecordConsent(purposes=frozenset({Purpose.PERSONA})), receipt, ask(facts, turn.state))


def described(turn: Turn) -> Step:
    """The submitted choice. Fails closed: without the yes nothing is queued. The order holds no photo."""
    phase = turn.state.phase
    if not isinstance(phase, DescribingPersona):
        raise TypeError("the table sends a persona here only while one is described")
    if Purpose.PERSONA not in turn.facts.current:
        return turn.stay(ask(turn.facts, turn.state))
    picked = dict(turn.event.chosen) if isinstance(turn.event, Submitted) else {}
    number = picked.get("number", "1")
    request = GenerateRequest(
        photo_ids=(),
        looks=(persona_catalogue.LOOK,) * (int(number) if number in ("1", "2", "3", "4") else 1),
        engine=consent.PERSONA,
        purpose=phase.purpose,
        language=turn.facts.language,
        persona=tuple(
            (trait, picked[trait])
            for trait, options in persona_catalogue.TRAITS.items()
            if picked.get(trait) in options
        ),
        placement=turn.state.placement,
    )
    state = replace(turn.state, phase=MakingPersona(purpose=phase.purpose), requests=turn.state.requests + 1)
    return state, (EnqueueGenerate(request=request, key=f"persona:{state.session}:{state.requests}"),)


def again(turn: Turn) -> Step:
    phase = turn.state.phase
    if not isinstance(phase, MakingPersona | ReviewingPersona):
        raise TypeError("another made-up person is offered only after the first")
    state = replace(turn.state, phase=DescribingPersona(purpose=phase.purpose))
    return state, (ask(turn.facts, state),)


def refused(turn: Turn) -> Step:
    event, phase = turn.event, turn.state.phase
    if not isinstance(event, JobRefused) or not isinstance(phase, MakingPersona):
        raise TypeError("the table sends only refused personas here")
    code = event.code if event.code in REFUSALS else "other"
    told = say(text(f"refused-{code}"), *((text("again", again_at=event.again_at),) if event.again_at else ()))
    if code == "no_consent":
        state = replace(turn.state, phase=DescribingPersona(purpose=phase.purpose))
        return state, (told, ask(turn.facts, state))
    return turn.go(ReviewingPersona(purpose=phase.purpose), told)


def ended(turn: Turn) -> Step:
    event, phase = turn.event, turn.state.phase
    if not isinstance(event, JobEnded) or not isinstance(phase, MakingPersona):
        raise TypeError("the table sends only ended personas here")
    if event.job_id not in {job.id for job in _ours(turn.facts, ended=True)}:
        return jobs.ended(turn)  # a set of another round, of a real face, that went on meanwhile
    effects: tuple[Effect, ...] = (Unsay(slot=slot(event.job_id)), *_told(turn, event))
    if any(job.id != event.job_id for job in _ours(turn.facts)):
        return turn.stay(*effects)
    return turn.go(ReviewingPersona(purpose=phase.purpose), *effects)


def _told(turn: Turn, event: JobEnded) -> tuple[Effect, ...]:
    buttons = _ways_on(turn.state)
    if event.outcome == "failed":
        return (say(text("persona-failed"), buttons=buttons),)
    if event.outcome != "done":
        return ()  # told when it was cancelled
    made = tuple(variant for variant in votable(turn.facts) if variant.job_id == event.job_id)
    if not made:
        return (say(text("persona-held-back-all"), buttons=buttons),)
    return (jobs.ready(made, *buttons),)


def cancel(turn: Turn) -> Step:
    """By button, word or command. Pictures already made stay."""
    phase = turn.state.phase
    if not isinstance(phase, MakingPersona):
        raise TypeError("the table sends only personas being made here")
    ids, phase_after = running(turn.facts), ReviewingPersona(purpose=phase.purpose)
    if not ids:
        return turn.go(phase_after, say(text("cancel-nothing"), buttons=_ways_on(turn.state)))
    told = say(text("cancelled"), buttons=_ways_on(turn.state))
    return turn.go(phase_after, CancelJobs(job_ids=ids), told)


def running(facts: Facts) -> tuple[JobId, ...]:
    return tuple(job.id for job in _ours(facts))


def withdrawn(turn: Turn) -> tuple[Effect, ...]:
    """What must stop and go with the yes: jobs, and made-up people nobody approved."""
    ids = running(turn.facts)
    gone = tuple(
        variant.id
        for variant in votable(turn.facts)
        if variant.edits.engine == consent.PERSONA and variant.state is not VariantState.APPROVED
    )
    return (
        *((CancelJobs(job_ids=ids),) if ids else ()),
        *((EraseVariants(variant_ids=gone), *(Unsay(subject=each) for each in gone)) if gone else ()),
    )


def _ours(facts: Facts, *, ended: bool = False) -> tuple[Job, ...]:
    among = facts.jobs if ended else active_jobs(facts)
    return tuple(
        job
        for job in among
        if isinstance(job.request, GenerateRequest)
        and job.request.engine == consent.PERSONA
        and job.request.replaces is None
    )


def _ways_on(state: State) -> tuple[Button, ...]:
    return (
        button("persona.again", state.session, text("persona-again")),
        button("session.stop", state.session, text("stop")),
    )
