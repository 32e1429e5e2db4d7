"""Photos: short advice first, then an answer to each one. A photo is fetched only with consent."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent, findings
from bot.conversation.actions import Verb
from bot.conversation.effects import CheckAgain, Effect, ErasePhotos, ForPhoto, KeepPhotos, RecordConsent, Say
from bot.conversation.events import LooksDrawn, PhotoChecked, PhotoNotStored
from bot.conversation.facts import Facts
from bot.conversation.phases import looks, redrawing
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    CollectingPhotos,
    Making,
    Phase,
    Reviewing,
    State,
)
from bot.conversation.table import ANYWHERE, Rule, at, heard, pressed
from bot.conversation.triggers import Photos, Press
from bot.conversation.turn import (
    SAYS_AI,
    AnyTurn,
    Step,
    Turn,
    good_photos,
    looks_follow,
    photos_in_work,
    says_ai,
    unchecked_photos,
)
from bot.conversation.wording import button, say, text
from bot.ports import Button, Picture, Text, Upload
from storage.records import TAKEN_ONLY, Photo, PhotoState, Purpose, Severity


def welcome(turn: AnyTurn, purpose: str, engine: str, *head: Text) -> Step:
    """The advice; or, where accepted photos are still held from before, their looks at once."""
    if good_photos(turn.facts, purpose):
        state = replace(turn.state, phase=ChoosingLook(purpose=purpose, engine=engine))
        return state, (*((say(*head),) if head else ()), looks.ask(turn.facts, state))
    state = replace(turn.state, phase=CollectingPhotos(purpose=purpose, engine=engine))
    return state, (coach(turn.facts, state, *head),)


def coach(facts: Facts, state: State, *head: Text) -> Say:
    return say(
        *head,
        text("photos-ask", most=facts.max_photos),
        text("photos-coach-light"),
        text("photos-coach-frame"),
        text("photos-coach-covering"),
        buttons=redrawing.offer(state),
        wants_photos=True,
    )


def keep(facts: Facts, engine: str, uploads: tuple[Upload, ...], living: frozenset[Purpose]) -> tuple[Effect, ...]:
    """The only place that asks for photos to be fetched. Fails closed: without consent none is."""
    if not consent.covers(living, engine):
        return (say(text("photos-before-consent")),)
    refused = tuple(photo.id for photo in facts.photos if photo.state is PhotoState.REFUSED)
    room = max(facts.max_photos - len(facts.photos) + len(refused), 0)
    taken = uploads[:room]
    # Refused photos make room only when it is needed: their outlined copies may still be on their way to the person.
    crowded = len(facts.photos) + len(taken) > facts.max_photos
    told = [text("photos-checking", count=len(taken))] if taken else []
    if len(uploads) > room:
        told.append(text("photos-too-many", most=facts.max_photos, left=len(uploads) - room))
    return (
        *((ErasePhotos(photo_ids=refused),) if refused and crowded else ()),
        *((KeepPhotos(uploads=taken),) if taken else ()),
        say(*told),
    )


def received(turn: Turn[Photos, CollectingPhotos | ChoosingLook | Reviewing]) -> Step:
    """Photos sent while they are welcome: before or with the choice of a look, or after the pictures."""
    phase = turn.phase
    effects = keep(turn.facts, phase.engine, turn.event.uploads, turn.facts.current)
    if isinstance(phase, Reviewing) and any(isinstance(effect, KeepPhotos) for effect in effects):
        return turn.go(CollectingPhotos(purpose=phase.purpose, engine=phase.engine), *effects)
    return turn.stay(*effects)


def not_asked_for(turn: Turn[Photos, Phase]) -> Step:
    """A photo where none is expected is not fetched; the answer says so and what comes next."""
    key = "photos-not-now" if isinstance(turn.phase, Making) else "photos-before-consent"
    return turn.stay(say(text(key)))


def not_stored(turn: Turn[PhotoNotStored, object]) -> Step:
    event = turn.event
    return turn.stay(say(*findings.not_stored(event.code, event.again_at)))


def checked(turn: Turn[PhotoChecked, Phase]) -> Step:
    event = turn.event
    if not turn.facts.living >= consent.HOLDING:
        return turn.stay()  # consent was withdrawn while the check ran: the photo is being erased
    match event.photo.state:
        case PhotoState.ACCEPTED:
            return _good(turn, event.photo)
        case PhotoState.REFUSED:
            return _refused(turn, event.photo)
        case PhotoState.RECEIVED:
            return turn.stay()


def _good(turn: Turn[object, Phase], photo: Photo) -> Step:
    phase = turn.phase
    hints = tuple(line for finding in photo.findings for line in findings.hint(finding))
    sheet = looks.contact_sheet(photo)
    if says_ai(photo) and _purpose(phase) in TAKEN_ONLY:
        return turn.stay(say(text("photo-taken-only"), buttons=(_remove(photo),), wants_photos=True))
    if looks_follow(turn.facts, photo):
        return turn.stay(say(text("photo-good"), *hints, text("photo-looks-follow"), buttons=(_remove(photo),)))
    if not isinstance(phase, CollectingPhotos | ChoosingLook) or unchecked_photos(turn.facts):
        return turn.stay(say(text("photo-good"), *hints, picture=sheet, buttons=(_remove(photo),)))
    return _choice(turn, phase, photo, text("photo-good"), *hints)


def drawn(turn: Turn[LooksDrawn, CollectingPhotos | ChoosingLook]) -> Step:
    """The looks of a photo whose verdict was told; with several photos they are shown once all are checked."""
    photo = turn.event.photo
    barred = says_ai(photo) and turn.phase.purpose in TAKEN_ONLY
    if not turn.facts.living >= consent.HOLDING or barred or unchecked_photos(turn.facts):
        return turn.stay()
    return _choice(turn, turn.phase, photo)


def _choice(turn: AnyTurn, phase: CollectingPhotos | ChoosingLook, photo: Photo, *head: Text) -> Step:
    """What is said of the photo, and its looks to choose from."""
    state = replace(turn.state, phase=ChoosingLook(purpose=phase.purpose, engine=phase.engine))
    if not looks.offered(photo, turn.facts, phase.purpose, phase.engine):
        return state, (say(*head, text("look-none-here"), buttons=(_remove(photo),)),)
    question = looks.question(photo, turn.facts, phase.purpose, phase.engine)
    return state, (
        say(
            *head, *question,
            picture=looks.contact_sheet(photo),
            form=looks.form(photo, turn.facts, state),
            buttons=(_remove(photo), *redrawing.offer(state)),
            wants_photos=True,
        ),
    )  # fmt: skip


def moot(turn: Turn[LooksDrawn, Phase]) -> Step:
    """Looks that nobody is asked to choose from now; the next question shows them."""
    return turn.stay()


def _refused(turn: Turn[object, Phase], photo: Photo) -> Step:
    refusals = [finding for finding in photo.findings if finding.severity is Severity.REFUSE]
    if any(finding.code == "explicit" for finding in refusals):
        return turn.stay(
            ErasePhotos(photo_ids=(photo.id,)),
            say(text("photo-explicit"), *_appeal(turn.facts)),
        )
    codes = {finding.code for finding in refusals}
    barred = bool(codes & SAYS_AI) and _purpose(turn.phase) in TAKEN_ONLY
    lines = [line for finding in refusals for line in findings.refusal(finding)]
    if barred:
        lines = [text(f"refuse-{finding.code}") for finding in refusals]
        lines.append(text("photo-taken-only"))
    answer = say(
        text("photo-one-question" if codes <= SAYS_AI and not barred else "photo-not-usable"),
        *lines,
        picture=_outlined(photo),
        buttons=(
            *(() if barred else known_better(turn.facts, photo)),
            _remove(photo),
            *redrawing.offer(turn.state),
        ),
        wants_photos=True,
    )
    phase = turn.phase
    if (
        isinstance(phase, CollectingPhotos)
        and good_photos(turn.facts, phase.purpose)
        and not unchecked_photos(turn.facts)
    ):
        state = replace(turn.state, phase=ChoosingLook(purpose=phase.purpose, engine=phase.engine))
        return state, (answer, looks.ask(turn.facts, state))
    return turn.stay(answer)


def remove(turn: Turn[Press, Phase]) -> Step:
    """Erases one photo. A photo that a job is working on stays until that job is stopped."""
    photo = next((photo for photo in turn.facts.photos if photo.id == turn.event.argument), None)
    if photo is None:
        return turn.stay(say(text("photo-already-gone")))
    if photo.id in photos_in_work(turn.facts):
        return turn.stay(say(text("photo-in-work")))
    erased = (ErasePhotos(photo_ids=(photo.id,)), say(text("photo-removed")))
    phase = turn.phase
    left = [good for good in good_photos(turn.facts, _purpose(phase)) if good.id != photo.id]
    if isinstance(phase, ChoosingLook) and not left:
        state = replace(turn.state, phase=CollectingPhotos(purpose=phase.purpose, engine=phase.engine))
        return state, (*erased, coach(turn.facts, state))
    return turn.stay(*erased)


def overrule(turn: Turn[Press, Phase]) -> Step:
    """The person overrules a finding: the photo is checked again, and that finding no longer refuses it."""
    photo = next((photo for photo in turn.facts.photos if photo.id == turn.event.argument), None)
    if photo is None:
        return turn.stay(say(text("photo-already-gone")))
    hinted = {finding.code for finding in photo.findings if finding.severity is Severity.HINT}
    codes = turn.facts.overrulable & {turn.event.choice, *hinted}
    if photo.state is not PhotoState.REFUSED:
        return turn.stay()
    if turn.event.choice in SAYS_AI and _purpose(turn.phase) in TAKEN_ONLY:
        return turn.stay(say(text("photo-taken-only"), buttons=(_remove(photo),), wants_photos=True))
    again = CheckAgain(photo_id=photo.id, overruled=tuple(sorted(codes)), looks=tuple(sorted(turn.state.terms.looks)))
    asked = [each for each in photo.findings if each.code == turn.event.choice and each.code in SAYS_AI & codes]
    vouched = tuple(
        RecordConsent(
            purposes=frozenset({Purpose.LIKENESS}),
            photo=ForPhoto(photo_id=photo.id, wording=(*findings.refusal(each), text(f"photo-overrule-{each.code}"))),
        )
        for each in asked
    )
    return turn.stay(*vouched, again, say(text("photos-checking", count=1)))


def known_better(facts: Facts, photo: Photo) -> tuple[Button, ...]:
    """A button to overrule each refusal; none where one of the refusals cannot be overruled."""
    codes = [finding.code for finding in photo.findings if finding.severity is Severity.REFUSE]
    if not set(codes) <= facts.overrulable:
        return ()
    return tuple(button(f"overrule.{code}", photo.id, text(f"photo-overrule-{code}")) for code in codes)


def _outlined(photo: Photo) -> Picture | None:
    if photo.outlined_id is None:
        return None
    return Picture(
        object_id=photo.outlined_id,
        caption=text("caption-outlined"),
        alt=text("alt-outlined"),
        filename="your-photo-outlined.jpg",
    )


def _purpose(phase: Phase) -> str:
    """What the pictures are for; "" where that is not known."""
    return str(getattr(phase, "purpose", ""))


def _remove(photo: Photo) -> Button:
    return button(Verb.PHOTO_REMOVE, photo.id, text("photo-remove"))


def _appeal(facts: Facts) -> tuple[Text, ...]:
    if facts.contact:
        return (text("photo-explicit-appeal", contact=facts.contact),)
    return (text("photo-explicit-appeal-local"),)


def prompt(facts: Facts, state: State) -> Say:
    """The current question while collecting: more photos, or patience for checks that still run."""
    waiting = unchecked_photos(facts)
    return say(text("photos-still-checking", count=len(waiting))) if waiting else coach(facts, state)


RULES: tuple[Rule, ...] = (
    heard(Photos, received, here=at(CollectingPhotos, ChoosingLook), uses=True, to=(AskedForConsent, ChoosingConsent)),
    heard(Photos, received, here=at(Reviewing), uses=True, to=(CollectingPhotos, AskedForConsent, ChoosingConsent)),
    heard(Photos, not_asked_for, here=ANYWHERE),
    heard(PhotoNotStored, not_stored, here=ANYWHERE),
    heard(PhotoChecked, checked, here=at(CollectingPhotos, ChoosingLook), to=(ChoosingLook,)),
    heard(PhotoChecked, checked, here=ANYWHERE),
    heard(LooksDrawn, drawn, here=at(CollectingPhotos, ChoosingLook), to=(ChoosingLook,)),
    heard(LooksDrawn, moot, here=ANYWHERE),
    pressed(Verb.PHOTO_REMOVE, remove, here=at(ChoosingLook), to=(CollectingPhotos,)),
    pressed(Verb.PHOTO_REMOVE, remove, here=ANYWHERE),
    pressed(Verb.OVERRULE, overrule, here=ANYWHERE),
)
