"""Consent: first an equal yes and no, then one box for each purpose, none ticked. Nothing is downloaded before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.effects import Effect, RecordConsent, Say, WithdrawConsent
from bot.conversation.facts import Facts
from bot.conversation.phases import introducing, photos, redrawing, release
from bot.conversation.purposes import BY_ID, USES
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    CollectingPhotos,
    DescribingPersona,
    Idle,
    Reviewing,
    SigningRelease,
    State,
)
from bot.conversation.table import Fresh, Rule, Where, at, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Box, Form, Select, Upload
from storage.records import Purpose

MODEL_BOXES = frozenset({Purpose.GENERATIVE, Purpose.GENERATIVE_BACKGROUND})


def ask(turn: AnyTurn, purpose: str, engine: str) -> Step:
    """A page shows the boxes at once; elsewhere a form opens at a press, so two equal buttons lead to it."""
    if turn.facts.laid_out:
        state = replace(turn.state, phase=ChoosingConsent(purpose=purpose, engine=engine))
        return state, (form(turn.facts, state, engine),)
    state = replace(turn.state, phase=AskedForConsent(purpose=purpose, engine=engine))
    return state, (gate(state),)


def ask_anew(turn: AnyTurn, purpose: str, engine: str) -> Step:
    """Asks again because the words of a consent have changed."""
    state, effects = ask(turn, purpose, engine)
    return state, (say(text("consent-changed")), *effects)


def unedited(turn: AnyTurn, purpose: str) -> Step:
    """Where an edited picture has no place: says what to use instead, and ends before any photo is taken."""
    return turn.go(Idle(), say(text(f"advice-{purpose}"), text("advice-end")))


def words_changed(turn: AnyTurn) -> Step:
    """Replaces a step that needs a yes whose words have changed since it was given."""
    phase = turn.state.phase
    if isinstance(phase, CollectingPhotos | ChoosingLook | Reviewing):
        return ask_anew(turn, phase.purpose, phase.engine)
    return turn.stay(say(text("consent-changed"), text("consent-changed-start")))


def gate(state: State) -> Say:
    """Two buttons of the same weight; neither is coloured or recommended."""
    return say(
        text("consent-gate"),
        buttons=(
            button(Verb.CONSENT_SHOW, state.session, text("consent-gate-yes")),
            button(Verb.CONSENT_NO, state.session, text("consent-gate-no")),
            *redrawing.offer(state),
        ),
    )


def show(turn: Turn[Press, AskedForConsent | ChoosingConsent | SigningRelease]) -> Step:
    phase = turn.phase
    state = replace(turn.state, phase=ChoosingConsent(purpose=phase.purpose, engine=phase.engine))
    return state, (form(turn.facts, state, phase.engine),)


def form(facts: Facts, state: State, engine: str) -> Say:
    asked = consent.boxes(engine, facts.current)
    notes = [introducing.can_see(facts), text("consent-withdraw"), *introducing.notices(facts)]
    redrawing_told = (text(f"engine-notice-{engine}"),) if MODEL_BOXES & set(asked) else ()
    needs = introducing.without_personas(facts)
    if facts.laid_out:
        here = text("consent-page", operator=facts.operator) if facts.operator else text("consent-page-local")
        head, more = (here, *redrawing_told), (*introducing.who(facts), text("consent-intro"), *notes, *needs)
    else:
        head, more = (text("consent-intro"), *notes, *redrawing_told), ()
    return say(
        *head,
        more=more,
        form=Form(
            action=button(Verb.CONSENT_GIVE, state.session, text("consent-submit")).action,
            title=text("consent-title"),
            submit=text("consent-submit"),
            boxes=tuple(_box(facts, engine, each) for each in asked),
            selects=(_purposes(state),) if facts.laid_out else (),
            photos=max(facts.max_photos - len(facts.photos), 0) if facts.can_form_photos else 0,
        ),
        buttons=(
            button(Verb.CONSENT_NO, state.session, text("consent-gate-no")),
            button(Verb.MINOR, state.session, text("consent-minor")),
            *redrawing.offer(state),
            *(introducing.languages(facts) if facts.laid_out else ()),
        ),
    )


def _box(facts: Facts, engine: str, purpose: Purpose) -> Box:
    needed = purpose in consent.needed(engine)
    return Box(name=purpose.value, label=consent.words(facts, purpose), required=needed)


def _purposes(state: State) -> Select:
    """What the picture is for, as it stands and as it can be changed."""
    return Select(
        name="purpose",
        label=text("purpose-for"),
        options=tuple((use.id, text(f"purpose-{use.id}")) for use in USES),
        preset=(getattr(state.phase, "purpose", ""),),
    )


def declined(turn: AnyTurn) -> Step:
    return turn.go(Idle(), say(text("consent-declined")))


def given(turn: Turn[Press, ChoosingConsent]) -> Step:
    """The submitted form. Photos attached to it are fetched only when every required box is ticked."""
    engine, uploads = turn.phase.engine, turn.event.uploads
    use = BY_ID.get(dict(turn.event.chosen).get("purpose", turn.phase.purpose))
    purpose = use.id if use else turn.phase.purpose
    if use is not None and not use.edited:
        return unedited(turn, purpose)
    yes = frozenset(box for box in consent.boxes(engine, turn.facts.current) if box.value in turn.event.ticked)
    living = turn.facts.current | yes
    if not consent.covers(living, engine):
        return _incomplete(turn, engine, yes, living)
    if turn.facts.release_typed and yes:
        ticked = " ".join(sorted(each.value for each in yes))
        state = replace(turn.state, phase=SigningRelease(purpose=purpose, engine=engine, ticked=ticked))
        return state, (release.ask(turn.facts, state, ticked, *release.photo_later(uploads)),)
    return agreed(turn, Plan(purpose=purpose, engine=engine), yes, uploads=uploads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the pictures are for and how they are made."""

    purpose: str
    engine: str


def agreed(
    turn: AnyTurn, planned: Plan, yes: frozenset[Purpose], *, uploads: tuple[Upload, ...] = (), signed_by: str = ""
) -> Step:
    """Everything needed has its yes. What was asked anew and got none is taken back."""
    purpose, engine = planned.purpose, planned.engine
    living = turn.facts.current | yes
    left = consent.asked_anew(engine, turn.facts.outdated) - yes
    thanked = _recorded(turn.facts, yes, signed_by) if yes else ()
    recorded = (*((WithdrawConsent(purposes=left),) if left else ()), *thanked)
    if uploads:
        kept = photos.keep(turn.facts, engine, uploads, living)
        return turn.go(CollectingPhotos(purpose=purpose, engine=engine), *recorded, *kept)
    state, effects = photos.welcome(turn, purpose, engine)
    return state, (*recorded, *effects)


def _recorded(facts: Facts, yes: frozenset[Purpose], signed_by: str = "") -> tuple[Effect, ...]:
    thanks = () if facts.laid_out else (say(text("consent-thanks")),)  # there the receipt says it
    return RecordConsent(purposes=yes, signed_by=signed_by), *thanks, hand_over("consent_receipt")


def _incomplete(turn: AnyTurn, engine: str, yes: frozenset[Purpose], living: frozenset[Purpose]) -> Step:
    """A required box is empty; nothing is fetched. If only the model needs it, the studio is offered."""
    if consent.paints(engine) and consent.covers(living, consent.STUDIO):
        told = redrawing.not_allowed(turn.state, consent.needed(engine) - living)
        return turn.stay(*(_recorded(turn.facts, yes) if yes and not turn.facts.release_typed else ()), told)
    state = turn.state
    return turn.stay(
        say(
            text("consent-incomplete"),
            buttons=(
                button(Verb.CONSENT_SHOW, state.session, text("consent-open-again")),
                button(Verb.CONSENT_NO, state.session, text("stop")),
            ),
        )
    )


_ASKED = at(AskedForConsent, ChoosingConsent, SigningRelease)
_MAY_DECLINE: Where[AskedForConsent | ChoosingConsent | SigningRelease | DescribingPersona] = Where(
    (AskedForConsent, ChoosingConsent, SigningRelease, DescribingPersona)
)

RULES: tuple[Rule, ...] = (
    pressed(Verb.CONSENT_SHOW, show, here=_ASKED, fresh=Fresh.SESSION, to=(ChoosingConsent,)),
    pressed(
        Verb.CONSENT_NO,
        declined,
        here=_MAY_DECLINE,
        fresh=Fresh.SESSION,
        to=(Idle,),
    ),
    pressed(
        Verb.CONSENT_GIVE,
        given,
        here=at(ChoosingConsent),
        fresh=Fresh.SESSION,
        to=(SigningRelease, CollectingPhotos, ChoosingLook, Idle),
    ),
)
