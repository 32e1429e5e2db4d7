"""The transition table, as data, and the one function that follows it.

    step(state, event, facts, now) -> (state, effects)        pure: no clock, no randomness, no I/O

Rules the table must keep (tests/bot/conversation checks each):
- every trigger has an answer in every phase: its own rule, one that holds anywhere, or a helpful "that is not it";
- a button counts only while what it belongs to is still there (``fresh``); any other press does nothing;
- ``to`` names every phase a rule may lead to; the diagram in ``bot/README.md`` is drawn from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from bot.conversation import consent
from bot.conversation.effects import Effect
from bot.conversation.events import Event
from bot.conversation.facts import Facts
from bot.conversation.phases import (
    choices,
    commands,
    disclosing,
    fallback,
    finished,
    forgetting,
    jobs,
    labels,
    looks,
    opening,
    personas,
    photos,
    pictures,
    remaking,
    reporting,
    retention,
    staff_directory,
    verifying,
    votes,
    withdrawing,
)
from bot.conversation.states import (
    PHASES,
    AskedForConsent,
    ChoosingConsent,
    ChoosingEngine,
    ChoosingLook,
    ChoosingPersonaUse,
    ChoosingPurpose,
    CollectingPhotos,
    DescribingPersona,
    Forgetting,
    Idle,
    Making,
    MakingPersona,
    Phase,
    Reviewing,
    ReviewingPersona,
    State,
    start,
)
from bot.conversation.turn import Handler, Turn
from bot.conversation.understand import Understood, understand
from bot.ports import Incoming

__all__ = ["RULES", "Rule", "start", "step"]

Where = tuple[type[Phase], ...]

ANYWHERE: Where = tuple(phase for phase in PHASES if phase is not Forgetting)
USING: Where = (CollectingPhotos, ChoosingLook, Reviewing)
AFTER_ENGINE: Where = (AskedForConsent, ChoosingConsent, CollectingPhotos, ChoosingLook, Making, Reviewing)
AFTER_PURPOSE: Where = (AskedForConsent, CollectingPhotos, ChoosingLook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """In phases ``here``, ``on`` this trigger and (for buttons) ``verb``, do this; it leads to ``to`` or stays.

    ``fresh``: what the button's argument must equal to count: the ``session``, the latest question (``asked``), or
    "" where the argument names a picture, photo or job that is looked up. ``uses``: something new is done on the
    strength of a yes; when its words have changed since, it is asked anew instead.
    """

    here: Where
    on: str
    do: Handler
    to: Where = ()
    verb: str = ""
    fresh: str = ""
    uses: bool = False


# First the phases in the order a person meets them, then what holds anywhere, then what holds while forgetting.
RULES: tuple[Rule, ...] = (
    # what for, and who may touch the face
    Rule(here=(ChoosingPurpose,), on="purpose", do=opening.purpose_chosen, fresh="session",
         to=(*AFTER_PURPOSE, ChoosingEngine, Idle)),
    Rule(here=(ChoosingEngine,), on="engine", do=opening.engine_chosen, fresh="session", to=AFTER_PURPOSE),
    Rule(here=AFTER_ENGINE, on="engine", verb="engine.studio", do=opening.studio_instead, fresh="session",
         to=AFTER_PURPOSE),
    # consent
    Rule(here=(AskedForConsent, ChoosingConsent), on="consent", verb="consent.show", do=choices.show, fresh="session",
         to=(ChoosingConsent,)),
    Rule(here=(AskedForConsent, ChoosingConsent), on="consent", verb="consent.no", do=choices.declined, fresh="session",
         to=(Idle,)),
    Rule(here=(ChoosingConsent,), on="consent", verb="consent.give", do=choices.given, fresh="session",
         to=(CollectingPhotos, ChoosingLook)),
    # a made-up person, who has no photo
    Rule(here=(ChoosingPurpose,), on="persona", verb="persona.start", do=personas.start, fresh="session",
         to=(ChoosingPersonaUse,)),
    Rule(here=(ChoosingPersonaUse,), on="use", do=personas.used, fresh="session",
         to=(DescribingPersona, ChoosingPurpose)),
    Rule(here=(ChoosingPersonaUse,), on="purpose", do=personas.not_you, fresh="session", to=(ChoosingPurpose,)),
    Rule(here=(DescribingPersona,), on="persona", verb="persona.agree", do=personas.agreed, fresh="session"),
    Rule(here=(DescribingPersona,), on="persona", verb="persona.make", do=personas.described, fresh="session",
         to=(MakingPersona,)),
    Rule(here=(DescribingPersona,), on="consent", verb="consent.no", do=choices.declined, fresh="session", to=(Idle,)),
    Rule(here=(MakingPersona, ReviewingPersona), on="persona", verb="persona.again", do=personas.again,
         fresh="session", to=(DescribingPersona,)),
    Rule(here=(MakingPersona,), on="job refused", do=personas.refused, to=(DescribingPersona, ReviewingPersona)),
    Rule(here=(MakingPersona,), on="job ended", do=personas.ended, to=(ReviewingPersona,)),
    Rule(here=(MakingPersona,), on="job", verb="job.cancel", do=personas.cancel, to=(ReviewingPersona,)),
    Rule(here=(MakingPersona,), on="/cancel", do=personas.cancel, to=(ReviewingPersona,)),
    Rule(here=(MakingPersona, ReviewingPersona), on="session", do=forgetting.stop, fresh="session", to=(Idle,)),
    # photos
    Rule(here=(CollectingPhotos, ChoosingLook), on="photos", do=photos.received, uses=True, to=(AskedForConsent,)),
    Rule(here=(Reviewing,), on="photos", do=photos.received, uses=True, to=(CollectingPhotos, AskedForConsent)),
    Rule(here=(CollectingPhotos, ChoosingLook), on="photo checked", do=photos.checked, to=(ChoosingLook,)),
    Rule(here=(ChoosingLook,), on="photo", verb="photo.remove", do=photos.remove, to=(CollectingPhotos,)),
    Rule(here=ANYWHERE, on="photo", verb="photo.remove", do=photos.remove),
    Rule(here=ANYWHERE, on="overrule", do=photos.overrule),
    Rule(here=(ChoosingLook,), on="photo", verb="photo.fresh", do=looks.fresh, fresh="session",
         to=(CollectingPhotos,)),
    # look and number
    Rule(here=(ChoosingLook,), on="look", verb="look.choose", do=looks.chosen, fresh="session", uses=True,
         to=(Making, CollectingPhotos, Reviewing, AskedForConsent)),
    Rule(here=(Making, Reviewing), on="look", verb="look.again", do=looks.again, fresh="session",
         to=(ChoosingLook, CollectingPhotos)),
    Rule(here=(Reviewing,), on="look", verb="look.plain", do=looks.plain, fresh="session", uses=True,
         to=(Making, CollectingPhotos, Reviewing, AskedForConsent)),
    # pictures being made
    Rule(here=(Making,), on="job refused", do=jobs.refused, to=(AskedForConsent, CollectingPhotos, Reviewing)),
    Rule(here=(Making,), on="job ended", do=jobs.ended, to=(Reviewing,)),
    Rule(here=(Making, Reviewing), on="session", do=forgetting.stop, fresh="session", to=(Idle,)),
    Rule(here=(Making,), on="job", verb="job.cancel", do=jobs.cancel, to=(Reviewing,)),
    Rule(here=ANYWHERE, on="job", verb="job.cancel", do=jobs.cancel),
    Rule(here=AFTER_ENGINE, on="job", verb="job.studio", do=opening.studio_instead, to=AFTER_PURPOSE),
    Rule(here=(Making,), on="/cancel", do=jobs.cancel_all, to=(Reviewing,)),
    Rule(here=(Reviewing, ReviewingPersona, Idle), on="/cancel", do=jobs.cancel_all),
    # a word that ends things
    Rule(here=ANYWHERE, on="/cancel", do=forgetting.stop, to=(Idle,)),
    Rule(here=ANYWHERE, on="/stop", do=forgetting.stop, to=(Idle,)),
    Rule(here=(AskedForConsent, ChoosingConsent, DescribingPersona), on="minor", do=forgetting.minor,
         fresh="session", to=(Forgetting,)),
    Rule(here=ANYWHERE, on="under 18", do=forgetting.minor, to=(Forgetting,)),
    # votes address a picture, whatever is in the foreground
    Rule(here=ANYWHERE, on="vote", do=votes.voted),
    Rule(here=ANYWHERE, on="vote unclear", do=votes.which),
    Rule(here=ANYWHERE, on="label unclear", do=labels.which),
    Rule(here=ANYWHERE, on="reaction removed", do=votes.unreacted),
    # and so does a wish to have it made once more
    Rule(here=USING, on="light", do=remaking.light, uses=True, to=(AskedForConsent,)),
    Rule(here=USING, on="mine", do=remaking.mine, uses=True, to=(AskedForConsent,)),
    Rule(here=USING, on="label", do=labels.chosen, uses=True, to=(AskedForConsent,)),
    Rule(here=USING, on="file", do=finished.file_chosen, uses=True, to=(AskedForConsent,)),
    Rule(here=ANYWHERE, on="light", do=remaking.light, uses=True),
    Rule(here=ANYWHERE, on="mine", do=remaking.mine, uses=True),
    Rule(here=ANYWHERE, on="label", do=labels.chosen, uses=True),
    Rule(here=ANYWHERE, on="file", do=finished.file_chosen, uses=True),
    Rule(here=ANYWHERE, on="keep", verb="keep.longer", do=retention.keep_longer),
    Rule(here=ANYWHERE, on="keep", verb="keep.not", do=retention.erase_now),
    # what a worker, the clock and the shell say
    Rule(here=ANYWHERE, on="photo stored", do=photos.stored),
    Rule(here=ANYWHERE, on="photo not stored", do=photos.not_stored),
    Rule(here=ANYWHERE, on="photo checked", do=photos.checked),
    Rule(here=ANYWHERE, on="picture arrived", do=pictures.arrived),
    Rule(here=ANYWHERE, on="job queued", do=jobs.queued),
    Rule(here=ANYWHERE, on="job ended", do=jobs.ended),
    Rule(here=ANYWHERE, on="job refused", do=jobs.refused),
    Rule(here=ANYWHERE, on="worker absent", do=jobs.worker_absent),
    Rule(here=ANYWHERE, on=f"timer {votes.ERASE}", do=votes.undo_is_over),
    Rule(here=ANYWHERE, on=f"timer {retention.EXPIRY}", do=retention.expiry_is_near),
    Rule(here=ANYWHERE, on=f"timer {retention.REMIND}", do=retention.remind),
    Rule(here=ANYWHERE, on=f"timer {retention.DROP}", do=retention.drop, to=(Idle,)),
    Rule(here=PHASES, on="state unreadable", do=fallback.fresh_start, to=(Idle,)),
    # commands
    Rule(here=ANYWHERE, on="/headshot", do=opening.headshot, to=(ChoosingPurpose,)),
    Rule(here=ANYWHERE, on="/status", do=commands.status),
    Rule(here=ANYWHERE, on="/help", do=commands.help_),
    Rule(here=ANYWHERE, on="/privacy", do=commands.privacy),
    Rule(here=ANYWHERE, on="/about", do=commands.about),
    Rule(here=ANYWHERE, on="/my-data", do=commands.my_data),
    Rule(here=ANYWHERE, on="/language", do=commands.language),
    Rule(here=ANYWHERE, on="language", do=commands.language_chosen),
    Rule(here=ANYWHERE, on="/disclose", do=disclosing.disclose),
    Rule(here=ANYWHERE, on="disclose", verb="disclose.kit", do=disclosing.chosen),
    Rule(here=ANYWHERE, on="directory", verb="directory.give", do=staff_directory.answered),
    Rule(here=ANYWHERE, on="directory", verb="directory.no", do=staff_directory.declined),
    Rule(here=ANYWHERE, on="given to directory", do=staff_directory.entered),
    Rule(here=ANYWHERE, on="/verify", do=verifying.ask),
    Rule(here=ANYWHERE, on="verify", verb="verify.ask", do=verifying.ask),
    Rule(here=ANYWHERE, on="picture to verify", do=verifying.offered),
    Rule(here=ANYWHERE, on="picture read", do=verifying.answered),
    Rule(here=ANYWHERE, on="picture not read", do=verifying.not_read),
    Rule(here=ANYWHERE, on="case", verb="case.ask", do=reporting.asked),
    Rule(here=ANYWHERE, on="case", verb="case.open", do=reporting.sent),
    Rule(here=ANYWHERE, on="case", verb="case.keep", do=reporting.kept),
    Rule(here=ANYWHERE, on="case opened", do=reporting.opened),
    Rule(here=ANYWHERE, on="case not opened", do=reporting.not_opened),
    Rule(here=ANYWHERE, on="case news", do=reporting.news),
    Rule(here=ANYWHERE, on="/consent", do=withdrawing.show),
    Rule(here=(Making,), on="withdraw", do=withdrawing.withdraw, fresh="asked", to=(Idle, Reviewing)),
    Rule(here=ANYWHERE, on="withdraw", do=withdrawing.withdraw, fresh="asked", to=(Idle,)),
    Rule(here=ANYWHERE, on="/forget-me", do=forgetting.ask),
    Rule(here=ANYWHERE, on="forget", verb="forget.erase", do=forgetting.erase, fresh="asked", to=(Forgetting,)),
    Rule(here=ANYWHERE, on="forget", verb="forget.keep", do=forgetting.keep, fresh="asked"),
    Rule(here=ANYWHERE, on="forget unclear", do=forgetting.which),
    # anything else a person does
    Rule(here=ANYWHERE, on="photos", do=photos.not_asked_for),
    Rule(here=ANYWHERE, on="words", do=fallback.words),
    # while everything is being erased
    Rule(here=PHASES, on="forgotten", do=forgetting.forgotten, to=(Idle,)),
    Rule(here=(Forgetting,), on="/forget-me", do=forgetting.again),
)  # fmt: skip


def step(state: State, event: Event, facts: Facts, now: datetime) -> tuple[State, tuple[Effect, ...]]:
    """One event, answered. The same arguments give the same result; nothing is done here, only decided."""
    state = verifying.awake(state, now, "")
    understood = understand(event, state, facts)
    state = verifying.awake(state, now, understood.trigger)
    turn = Turn(state=state, event=understood.event, action=understood.action, facts=facts, now=now)
    on_hold = reporting.is_held(understood.action, facts)
    after, effects = (reporting.held if on_hold else handler(understood, state, facts))(turn)
    after = forgetting.unless_spoken_since(state, after, effects)
    timers = retention.silence(state, after, now, heard=_heard(understood))
    return after, (*effects, *timers)


def handler(understood: Understood, state: State, facts: Facts) -> Handler:
    """The first rule that fits; a button whose moment has passed is stale, whatever it once did."""
    rule = find(understood, state)
    if rule is not None and rule.uses and _words_changed(state, facts):
        return choices.words_changed if _fresh(rule, understood, state) else fallback.stale
    if rule is not None:
        return rule.do if _fresh(rule, understood, state) else fallback.stale
    if isinstance(state.phase, Forgetting):
        return forgetting.running if isinstance(understood.event, get_args(Incoming)) else forgetting.late
    if understood.trigger.startswith("/"):
        return fallback.command
    return fallback.stale if understood.action.verb else fallback.nothing


def _words_changed(state: State, facts: Facts) -> bool:
    """Whether something that this session's engine asks for is to be asked anew; the studio's where there is none."""
    engine = getattr(state.phase, "engine", consent.STUDIO)
    return bool(consent.asked_anew(engine, facts.outdated))


def find(understood: Understood, state: State) -> Rule | None:
    phase = type(state.phase)
    fitting = (
        rule
        for rule in RULES
        if rule.on == understood.trigger and phase in rule.here and rule.verb in ("", understood.action.verb)
    )
    return next(fitting, None)


def _fresh(rule: Rule, understood: Understood, state: State) -> bool:
    if not rule.fresh:
        return True
    expected = state.session if rule.fresh == "session" else state.asked
    return understood.action.argument == str(expected)


def _heard(understood: Understood) -> bool:
    """Whether the person was active or just got an answer they waited for: the silence starts anew."""
    return isinstance(understood.event, get_args(Incoming)) or understood.trigger == "photo checked"
