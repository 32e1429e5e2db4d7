"""/consent: what was agreed to, and withdrawing it, in any phase, with effect at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.commands import Command
from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.effects import (
    CancelJobs,
    Effect,
    ErasePhotos,
    EraseVariants,
    SetTimer,
    Unsay,
    WithdrawConsent,
)
from bot.conversation.events import Timer, WithdrawnUnanswered
from bot.conversation.phases import personas, release, staff_directory
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    ChoosingPersonaUse,
    CollectingPhotos,
    DescribingPersona,
    Idle,
    Making,
    MakingPersona,
    Phase,
    Reviewing,
    ReviewingPersona,
    SigningRelease,
)
from bot.conversation.table import ANYWHERE, Fresh, Rule, at, commanded, heard, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, later_stamp, painting_jobs, votable
from bot.conversation.wording import button, say, text
from bot.ports import Text
from storage.records import Purpose, Variant, VariantState

SHOWN: tuple[Purpose, ...] = (
    Purpose.LIKENESS, Purpose.PROCESSING, Purpose.COMPARISON, Purpose.GENERATIVE,
    Purpose.GENERATIVE_BACKGROUND, Purpose.PERSONA,
)  # fmt: skip
ANSWER_WITHIN = timedelta(hours=24)
PERSONA_PHASES = (ChoosingPersonaUse, DescribingPersona, MakingPersona, ReviewingPersona)


def show(turn: AnyTurn) -> Step:
    """Every given yes in its own words, each with a button to withdraw it."""
    given = tuple(purpose for purpose in SHOWN if purpose in turn.facts.living)
    if not given and not turn.facts.directory:
        return turn.stay(say(text("consent-none")))
    state = replace(turn.state, asked=later_stamp(turn.state.asked, turn.now))
    pictures = staff_directory.shown(turn.facts, state.asked)
    if not given:
        return state, pictures
    return state, (
        say(
            text("consent-shown"),
            *(release.quoted(turn.facts, each) for each in given),
            *_effects(given),
            buttons=tuple(
                button(f"withdraw.{purpose.value}", state.asked, text(f"withdraw-{purpose.value}")) for purpose in given
            ),
        ),
        *pictures,
    )


def _effects(given: tuple[Purpose, ...]) -> tuple[Text, ...]:
    """What withdrawing each of these leads to."""
    told = {
        "consent-effects": consent.HOLDING,
        "consent-effects-redrawing": {Purpose.COMPARISON, Purpose.GENERATIVE},
        "consent-effects-background": {Purpose.GENERATIVE_BACKGROUND},
        "consent-effects-persona": {Purpose.PERSONA},
    }
    return tuple(text(key) for key, purposes in told.items() if purposes & set(given))


def withdraw(turn: Turn[Press, Phase]) -> Step:
    if turn.event.choice == staff_directory.BOX and turn.facts.directory:
        return staff_directory.taken_back(turn)
    purpose = next((purpose for purpose in SHOWN if purpose.value == turn.event.choice), None)
    if purpose is None or purpose not in turn.facts.living:
        return turn.stay(say(text("withdraw-nothing")))
    if purpose in consent.HOLDING:
        return _everything_stops(turn, purpose)
    if purpose is Purpose.PERSONA:
        gone = personas.withdrawn(turn)
        told = say(text("withdrawn-persona"))
        effects = (WithdrawConsent(purposes=frozenset({purpose})), *gone, told)
        return turn.go(Idle(), *effects) if isinstance(turn.phase, PERSONA_PHASES) else turn.stay(*effects)
    return _studio_goes_on(turn, purpose)


def _everything_stops(turn: AnyTurn, purpose: Purpose) -> Step:
    """Without likeness or processing nothing may be held: jobs stop, photos and unapproved pictures are erased."""
    of_photos = tuple(v for v in votable(turn.facts) if v.edits.engine != consent.PERSONA)
    unapproved = tuple(v for v in of_photos if v.state is not VariantState.APPROVED)
    erased: tuple[Effect, ...] = ()
    if unapproved:
        ids = tuple(variant.id for variant in unapproved)
        erased = (EraseVariants(variant_ids=ids), *(Unsay(subject=variant_id) for variant_id in ids))
    return turn.go(
        Idle(),
        WithdrawConsent(purposes=frozenset({purpose})),
        CancelJobs(),
        ErasePhotos(),
        *erased,
        *_ask_about(_approved(turn), turn.now),
    )


def _approved(turn: AnyTurn) -> tuple[Variant, ...]:
    """The approved pictures that rest on the person's photos."""
    made = votable(turn.facts)
    return tuple(v for v in made if v.edits.engine != consent.PERSONA and v.state is VariantState.APPROVED)


def _ask_about(approved: tuple[Variant, ...], now: datetime) -> tuple[Effect, ...]:
    """Without the yes only the person's own wish keeps an approved picture: a day without an answer erases it."""
    if not approved:
        return (say(text("withdrawn-all")),)
    until = now + ANSWER_WITHIN
    last = min(variant.expires_at for variant in approved).date().isoformat()
    return (
        SetTimer(name=Timer.WITHDRAWN, due_at=until),
        say(
            text("withdrawn-all"),
            text("withdrawn-approved", count=len(approved), erased_at=until),
            buttons=(
                button(Verb.WITHDRAWN_ERASE, "", text("withdrawn-erase")),
                button(Verb.WITHDRAWN_KEEP, "", text("withdrawn-keep", last_on=last)),
            ),
        ),
    )


def erase_approved(turn: AnyTurn) -> Step:
    return _answered(turn, lambda approved: _erased(approved, "withdrawn-erased"))


def keep_approved(turn: AnyTurn) -> Step:
    return _answered(turn, lambda approved: (say(text("withdrawn-kept", erased_at=_first_gone(approved))),))


def unanswered(turn: AnyTurn) -> Step:
    """Nothing is erased where the person has said yes anew."""
    approved = _approved(turn)
    if not approved or turn.facts.living >= consent.HOLDING:
        return turn.stay()
    return turn.stay(*_erased(approved, "withdrawn-unanswered"))


def _answered(turn: AnyTurn, done: Callable[[tuple[Variant, ...]], tuple[Effect, ...]]) -> Step:
    """An old button does nothing once the person has said yes anew: by then it may be about other pictures."""
    approved = _approved(turn)
    if not approved:
        return turn.stay(say(text("vote-gone")))
    if turn.facts.living >= consent.HOLDING:
        return turn.stay(say(text("expiry-kept-already", erased_at=_first_gone(approved))))
    return turn.stay(SetTimer(name=Timer.WITHDRAWN, due_at=None), *done(approved))


def _erased(approved: tuple[Variant, ...], told: str) -> tuple[Effect, ...]:
    ids = tuple(variant.id for variant in approved)
    return (EraseVariants(variant_ids=ids), *(Unsay(subject=each) for each in ids), say(text(told)))


def _first_gone(approved: tuple[Variant, ...]) -> datetime:
    return min(variant.expires_at for variant in approved)


def _studio_goes_on(turn: Turn[object, Phase], purpose: Purpose) -> Step:
    """Only an engine with a model needs this: what it has begun stops, and its session goes on with the studio."""
    jobs = painting_jobs(turn.facts, purpose)
    cancelled = (CancelJobs(job_ids=jobs),) if jobs else ()
    return turn.go(
        _with_studio(turn.phase) if purpose in consent.needed(consent.engine_of(turn.phase)) else turn.phase,
        WithdrawConsent(purposes=frozenset({purpose})),
        *cancelled,
        say(text(f"withdrawn-{purpose.value}"), *((text("withdrawn-stopped"),) if jobs else ())),
    )


def _with_studio(phase: Phase) -> Phase:
    """The same phase with the studio engine; ``Making`` of a stopped redrawing job becomes ``Reviewing``."""
    if isinstance(phase, Making) and phase.engine != consent.STUDIO:
        return Reviewing(purpose=phase.purpose, engine=consent.STUDIO)
    if isinstance(
        phase, AskedForConsent | ChoosingConsent | SigningRelease | CollectingPhotos | ChoosingLook | Reviewing
    ):
        return replace(phase, engine=consent.STUDIO)
    return phase


RULES: tuple[Rule, ...] = (
    commanded(Command.CONSENT, show, here=ANYWHERE),
    pressed(Verb.WITHDRAW, withdraw, here=at(Making), fresh=Fresh.ASKED, to=(Idle, Reviewing)),
    pressed(Verb.WITHDRAW, withdraw, here=ANYWHERE, fresh=Fresh.ASKED, to=(Idle,)),
    pressed(Verb.WITHDRAWN_ERASE, erase_approved, here=ANYWHERE),
    pressed(Verb.WITHDRAWN_KEEP, keep_approved, here=ANYWHERE),
    heard(WithdrawnUnanswered, unanswered, here=ANYWHERE),
)
