"""Photos: a short coach, then an answer to each one. A photo is fetched only where its consent is living."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent, findings
from bot.conversation.effects import CheckAgain, Effect, ErasePhotos, KeepPhotos, Say
from bot.conversation.events import PhotoChecked, PhotoNotStored
from bot.conversation.facts import Facts
from bot.conversation.phases import looks, redrawing
from bot.conversation.states import ChoosingLook, CollectingPhotos, Making, Reviewing, State
from bot.conversation.turn import Step, Turn, good_photos, photos_in_work, unchecked_photos
from bot.conversation.wording import button, say, text
from bot.ports import Button, Picture, Submitted, Text, Typed, Upload
from storage.records import Photo, PhotoState, Purpose, Severity


def welcome(turn: Turn, purpose: str, engine: str, *head: Text) -> Step:
    """The coach; or, where good photos are still held from before, their looks at once."""
    if good_photos(turn.facts):
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
    """The only place that asks for photos to be fetched. Fails closed: without consent nothing is."""
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


def received(turn: Turn) -> Step:
    """Photos sent while they are welcome: collecting, choosing a look, or after the pictures of this session."""
    phase = turn.state.phase
    if not isinstance(phase, CollectingPhotos | ChoosingLook | Reviewing):
        return turn.stay(say(text("photos-before-consent")))
    effects = keep(turn.facts, phase.engine, uploads_of(turn), turn.facts.current)
    if isinstance(phase, Reviewing) and any(isinstance(effect, KeepPhotos) for effect in effects):
        return turn.go(CollectingPhotos(purpose=phase.purpose, engine=phase.engine), *effects)
    return turn.stay(*effects)


def uploads_of(turn: Turn) -> tuple[Upload, ...]:
    return turn.event.uploads if isinstance(turn.event, Typed | Submitted) else ()


def not_asked_for(turn: Turn) -> Step:
    """A photo where none is expected stays where it is; the answer says so and what would be next."""
    key = "photos-not-now" if isinstance(turn.state.phase, Making) else "photos-before-consent"
    return turn.stay(say(text(key)))


def stored(turn: Turn) -> Step:
    """Already told "checking"; the verdict follows as its own message."""
    return turn.stay()


def not_stored(turn: Turn) -> Step:
    event = turn.event
    if not isinstance(event, PhotoNotStored):
        raise TypeError("the table sends only photos that were not kept here")
    return turn.stay(say(*findings.not_stored(event.code, event.again_at)))


def checked(turn: Turn) -> Step:
    event = turn.event
    if not isinstance(event, PhotoChecked):
        raise TypeError("the table sends only checked photos here")
    if not turn.facts.living >= consent.HOLDING:
        return turn.stay()  # consent was withdrawn while the check ran: the photo is being erased
    match event.photo.state:
        case PhotoState.ACCEPTED:
            return _good(turn, event.photo)
        case PhotoState.REFUSED:
            return _refused(turn, event.photo)
        case PhotoState.RECEIVED:
            return turn.stay()


def _good(turn: Turn, photo: Photo) -> Step:
    phase = turn.state.phase
    hints = tuple(line for finding in photo.findings for line in findings.hint(finding))
    sheet = looks.contact_sheet(photo)
    if not isinstance(phase, CollectingPhotos | ChoosingLook) or unchecked_photos(turn.facts):
        return turn.stay(say(text("photo-good"), *hints, picture=sheet, buttons=(_remove(photo),)))
    state = replace(turn.state, phase=ChoosingLook(purpose=phase.purpose, engine=phase.engine))
    if not looks.offered(photo, turn.facts):
        return state, (say(text("photo-good"), *hints, text("look-none-here"), buttons=(_remove(photo),)),)
    question = looks.question(photo, turn.facts)
    return state, (
        say(
            text("photo-good"), *hints, *question,
            picture=sheet,
            form=looks.form(photo, turn.facts, state),
            buttons=(_remove(photo), *redrawing.offer(state)),
            wants_photos=True,
        ),
    )  # fmt: skip


def _refused(turn: Turn, photo: Photo) -> Step:
    refusals = [finding for finding in photo.findings if finding.severity is Severity.REFUSE]
    if any(finding.code == "explicit" for finding in refusals):
        return turn.stay(
            ErasePhotos(photo_ids=(photo.id,)),
            say(text("photo-explicit"), *_appeal(turn.facts)),
        )
    lines = [line for finding in refusals for line in findings.refusal(finding)]
    answer = say(
        text("photo-not-usable"),
        *lines,
        picture=_outlined(photo),
        buttons=(*_known_better(turn.facts, photo), _remove(photo), *redrawing.offer(turn.state)),
        wants_photos=True,
    )
    phase = turn.state.phase
    if isinstance(phase, CollectingPhotos) and good_photos(turn.facts) and not unchecked_photos(turn.facts):
        state = replace(turn.state, phase=ChoosingLook(purpose=phase.purpose, engine=phase.engine))
        return state, (answer, looks.ask(turn.facts, state))
    return turn.stay(answer)


def remove(turn: Turn) -> Step:
    """One photo less, at the person's wish. A photo a job is working on stays until that job is stopped."""
    photo = next((photo for photo in turn.facts.photos if photo.id == turn.action.argument), None)
    if photo is None:
        return turn.stay(say(text("photo-already-gone")))
    if photo.id in photos_in_work(turn.facts):
        return turn.stay(say(text("photo-in-work")))
    erased = (ErasePhotos(photo_ids=(photo.id,)), say(text("photo-removed")))
    phase = turn.state.phase
    left = [good for good in good_photos(turn.facts) if good.id != photo.id]
    if isinstance(phase, ChoosingLook) and not left:
        state = replace(turn.state, phase=CollectingPhotos(purpose=phase.purpose, engine=phase.engine))
        return state, (*erased, coach(turn.facts, state))
    return turn.stay(*erased)


def overrule(turn: Turn) -> Step:
    """The person knows better than a check: the photo is checked once more without that finding's refusal."""
    photo = next((photo for photo in turn.facts.photos if photo.id == turn.action.argument), None)
    if photo is None:
        return turn.stay(say(text("photo-already-gone")))
    hinted = {finding.code for finding in photo.findings if finding.severity is Severity.HINT}
    codes = turn.facts.overrulable & {turn.action.choice, *hinted}
    if photo.state is not PhotoState.REFUSED:
        return turn.stay()
    again = CheckAgain(photo_id=photo.id, overruled=tuple(sorted(codes)), looks=tuple(sorted(turn.state.terms.looks)))
    return turn.stay(again, say(text("photos-checking", count=1)))


def _known_better(facts: Facts, photo: Photo) -> tuple[Button, ...]:
    """Where nothing else speaks against the photo, a button for each finding that the person may know better."""
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


def _remove(photo: Photo) -> Button:
    return button("photo.remove", photo.id, text("photo-remove"))


def _appeal(facts: Facts) -> tuple[Text, ...]:
    if facts.contact:
        return (text("photo-explicit-appeal", contact=facts.contact),)
    return (text("photo-explicit-appeal-local"),)


def prompt(facts: Facts, state: State) -> Say:
    """Where we are, while collecting: waiting for photos, or for checks that still run."""
    waiting = unchecked_photos(facts)
    return say(text("photos-still-checking", count=len(waiting))) if waiting else coach(facts, state)
