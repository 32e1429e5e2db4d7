"""A made-up person, from the button to the picture. No photo is asked for or used.

It has its own consent, catalogue and uses. It is refused for uses where a picture stands for a real person.
"""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Command
from bot.conversation import consent
from bot.conversation.actions import Verb, action
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
from bot.conversation.phases import introducing, jobs, opening, redrawing
from bot.conversation.phases.progress import slot
from bot.conversation.states import (
    ChoosingEngine,
    ChoosingPersonaUse,
    ChoosingPurpose,
    DescribingPersona,
    MakingPersona,
    ReviewingPersona,
    State,
)
from bot.conversation.table import Fresh, Rule, at, commanded, heard, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, active_jobs, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Box, Button, Form, Select
from storage import persona_catalogue
from storage.records import GenerateRequest, Job, JobId, Purpose, VariantState

SETS = (1, 2, 3, 4, 6, 9)  # pictures of one set
REFUSALS: tuple[str, ...] = ("daily_limit", "no_consent")


def start(turn: AnyTurn) -> Step:
    """Says so when the worker that paints made-up people has left since the button was shown."""
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


def used(turn: Turn[Press, ChoosingPersonaUse]) -> Step:
    use = turn.event.choice
    if use not in persona_catalogue.USES:
        return not_you(turn)
    state = replace(turn.state, phase=DescribingPersona(purpose=use))
    card = next((model for model in turn.facts.models if model.engine), None)
    told = say(
        text("persona-notice"),
        redrawing.about(card, turn.facts.language),
        *redrawing.whose(card),
        text("persona-notice-shown"),
        *introducing.adverts(turn.facts),
    )
    return state, (told, ask(turn.facts, state))


def not_you(turn: AnyTurn) -> Step:
    """Refused for profile, CV, directory and badge: there a picture stands for a real person."""
    state = replace(turn.state, phase=ChoosingPurpose())
    return state, (say(text("persona-not-you")), opening.ask_purpose(turn.facts, state))


def ask(facts: Facts, state: State) -> Say:
    """Asks for the yes where there is none to the current words; else for the traits."""
    if Purpose.PERSONA in facts.current:
        return say(text("persona-ask"), form=_traits(state))
    sentence = Box(name=Purpose.PERSONA.value, label=text("consent-persona"), required=True)
    return say(
        text("persona-agree-ask"),
        form=Form(
            action=action(Verb.PERSONA_AGREE, state.session),
            title=text("consent-title"),
            submit=text("consent-submit"),
            boxes=(sentence,),
        ),
        buttons=(
            button(Verb.CONSENT_NO, state.session, text("consent-gate-no")),
            button(Verb.MINOR, state.session, text("consent-minor")),
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
    many = tuple((str(n), text("persona-number", count=n)) for n in SETS)
    return Form(
        action=action(Verb.PERSONA_MAKE, state.session),
        title=text("persona-title"),
        submit=text("persona-submit"),
        selects=(*traits, Select(name="number", label=text("number-select"), options=many)),
    )


def agreed(turn: Turn[Press, DescribingPersona]) -> Step:
    if Purpose.PERSONA.value not in turn.event.ticked:
        return turn.stay(say(text("persona-not-agreed")), ask(turn.facts, turn.state))
    facts = replace(
        turn.facts, living=turn.facts.living | {Purpose.PERSONA}, outdated=turn.facts.outdated - {Purpose.PERSONA}
    )
    receipt = hand_over("consent_receipt")
    return turn.stay(RecordConsent(purposes=frozenset({Purpose.PERSONA})), receipt, ask(facts, turn.state))


def described(turn: Turn[Press, DescribingPersona]) -> Step:
    """The submitted traits. Fails closed: without the yes nothing is queued. The request names no photo."""
    phase = turn.phase
    if Purpose.PERSONA not in turn.facts.current:
        return turn.stay(ask(turn.facts, turn.state))
    picked = dict(turn.event.chosen)
    chosen = tuple(
        (trait, picked[trait]) for trait, options in persona_catalogue.TRAITS.items() if picked.get(trait) in options
    )
    if len(chosen) > persona_catalogue.MOST_CHOSEN:
        return turn.stay(say(text("persona-too-many"), form=_traits(turn.state)))
    number = picked.get("number", "1")
    request = GenerateRequest(
        photo_ids=(),
        looks=persona_catalogue.looks(int(number) if number in map(str, SETS) else 1),
        engine=consent.PERSONA,
        purpose=phase.purpose,
        language=turn.facts.language,
        persona=chosen,
        placement=turn.state.placement,
    )
    state = replace(turn.state, phase=MakingPersona(purpose=phase.purpose), requests=turn.state.requests + 1)
    return state, (EnqueueGenerate(request=request, key=f"persona:{state.session}:{state.requests}"),)


def again(turn: Turn[object, MakingPersona | ReviewingPersona]) -> Step:
    phase = turn.phase
    state = replace(turn.state, phase=DescribingPersona(purpose=phase.purpose))
    return state, (ask(turn.facts, state),)


def refused(turn: Turn[JobRefused, MakingPersona]) -> Step:
    event, phase = turn.event, turn.phase
    code = event.code if event.code in REFUSALS else "other"
    told = say(text(f"refused-{code}"), *((text("again", again_at=event.again_at),) if event.again_at else ()))
    if code == "no_consent":
        state = replace(turn.state, phase=DescribingPersona(purpose=phase.purpose))
        return state, (told, ask(turn.facts, state))
    return turn.go(ReviewingPersona(purpose=phase.purpose), told)


def ended(turn: Turn[JobEnded, MakingPersona]) -> Step:
    event, phase = turn.event, turn.phase
    if event.job_id not in {job.id for job in _ours(turn.facts, ended=True)}:
        return jobs.ended(turn)  # a set of another round, of a real face, that went on meanwhile
    effects: tuple[Effect, ...] = (Unsay(slot=slot(event.job_id)), *_told(turn, event))
    if any(job.id != event.job_id for job in _ours(turn.facts)):
        return turn.stay(*effects)
    return turn.go(ReviewingPersona(purpose=phase.purpose), *effects)


def _told(turn: AnyTurn, event: JobEnded) -> tuple[Effect, ...]:
    buttons = _ways_on(turn)
    if event.outcome == "failed":
        return (say(text("persona-failed"), buttons=buttons),)
    if event.outcome != "done":
        return ()  # told when it was cancelled
    made = tuple(variant for variant in votable(turn.facts) if variant.job_id == event.job_id)
    if not made:
        return (say(text("persona-held-back-all"), buttons=buttons),)
    return (jobs.ready(made, *buttons),)


def cancel(turn: Turn[object, MakingPersona]) -> Step:
    """Cancels by button, word or command. Pictures already made stay."""
    phase = turn.phase
    ids, phase_after = running(turn.facts), ReviewingPersona(purpose=phase.purpose)
    if not ids:
        return turn.go(phase_after, say(text("cancel-nothing"), buttons=_ways_on(turn)))
    told = say(text("cancelled"), buttons=_ways_on(turn))
    return turn.go(phase_after, CancelJobs(job_ids=ids), told)


def running(facts: Facts) -> tuple[JobId, ...]:
    return tuple(job.id for job in _ours(facts))


def withdrawn(turn: AnyTurn) -> tuple[Effect, ...]:
    """Withdrawing the yes stops its jobs and erases made-up people that were not approved."""
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


def _ways_on(turn: AnyTurn) -> tuple[Button, ...]:
    again = button(Verb.PERSONA_AGAIN, turn.state.session, text("persona-again"))
    return again, jobs.stop(turn.facts, turn.state)


RULES: tuple[Rule, ...] = (
    pressed(
        Verb.PERSONA_START,
        start,
        here=at(ChoosingPurpose, ChoosingEngine),
        fresh=Fresh.SESSION,
        to=(ChoosingPersonaUse,),
    ),
    pressed(Verb.USE, used, here=at(ChoosingPersonaUse), fresh=Fresh.SESSION, to=(DescribingPersona, ChoosingPurpose)),
    pressed(Verb.PURPOSE, not_you, here=at(ChoosingPersonaUse), fresh=Fresh.SESSION, to=(ChoosingPurpose,)),
    pressed(Verb.PERSONA_AGREE, agreed, here=at(DescribingPersona), fresh=Fresh.SESSION),
    pressed(Verb.PERSONA_MAKE, described, here=at(DescribingPersona), fresh=Fresh.SESSION, to=(MakingPersona,)),
    pressed(
        Verb.PERSONA_AGAIN,
        again,
        here=at(MakingPersona, ReviewingPersona),
        fresh=Fresh.SESSION,
        to=(DescribingPersona,),
    ),
    heard(JobRefused, refused, here=at(MakingPersona), to=(DescribingPersona, ReviewingPersona)),
    heard(JobEnded, ended, here=at(MakingPersona), to=(ReviewingPersona,)),
    pressed(Verb.JOB_CANCEL, cancel, here=at(MakingPersona), to=(ReviewingPersona,)),
    commanded(Command.CANCEL, cancel, here=at(MakingPersona), to=(ReviewingPersona,)),
)
