"""Look and number, chosen together from the contact sheet of the person's own photo."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent
from bot.conversation.actions import action
from bot.conversation.effects import EnqueueGenerate, ErasePhotos, Say
from bot.conversation.facts import Facts
from bot.conversation.phases import redrawing
from bot.conversation.states import ChoosingLook, CollectingPhotos, Making, Reviewing, State
from bot.conversation.turn import Step, Turn, good_photos, photos_in_work
from bot.conversation.wording import KEPT_FREE, button, say, text
from bot.ports import Form, Picture, Select, Submitted, Text
from bot.terms import PLAIN_LOOK
from storage.records import GenerateRequest, Photo, Purpose

MOST_PICTURES = 4


def offered(photo: Photo, facts: Facts) -> dict[str, int]:
    """The looks to choose from with their numbers on the contact sheet; it may show some that are offered no more."""
    return {look: number for number, look in enumerate(photo.looks, start=1) if facts.terms.allows(look)}


def question(photo: Photo, facts: Facts) -> tuple[Text, ...]:
    """What to choose from: one line for each look, numbered as on the contact sheet."""
    allowed = offered(photo, facts)
    lines = " ".join(f"look-line-{look}" if look in allowed else KEPT_FREE for look in photo.looks)
    doubt = (text("look-doubtful"),) if doubtful(photo, facts.keeping_backdrop) else ()
    return text("look-ask", photos=len(good_photos(facts))), text("look-list", looks_keys=lines), *doubt


def doubtful(photo: Photo, hiding: frozenset[str]) -> bool:
    """Whether the worker put the looks first that hide the person's outline, as it does where that is doubtful."""
    return photo.looks[:1] != () and photo.looks[0] in hiding and not set(photo.looks) <= hiding


def form(photo: Photo, facts: Facts, state: State) -> Form:
    looks = offered(photo, facts)
    redraws = isinstance(state.phase, ChoosingLook) and state.phase.engine != consent.STUDIO
    many = "number-option-same" if redraws else "number-option"
    most = MOST_PICTURES if redraws else min(MOST_PICTURES, len(looks)) or 1
    return Form(
        action=action("look.choose", state.session),
        title=text("look-title"),
        submit=text("look-submit"),
        selects=(
            Select(
                name="look",
                label=text("look-select"),
                options=tuple(
                    (look, text("look-option", number=n, look_key=f"look-name-{look}")) for look, n in looks.items()
                ),
            ),
            Select(
                name="number",
                label=text("number-select"),
                options=tuple((str(n), text(many, count=n)) for n in range(1, most + 1)),
            ),
        ),
    )


def ask(facts: Facts, state: State) -> Say:
    """The question with the contact sheet of the latest good photo, for when photos are already there."""
    photos = good_photos(facts)
    latest = photos[-1]
    if not offered(latest, facts):
        return say(text("look-none-here"))
    return say(
        *question(latest, facts),
        picture=contact_sheet(latest),
        form=form(latest, facts, state),
        buttons=(button("photo.fresh", state.session, text("photo-fresh")), *redrawing.offer(state)),
        wants_photos=True,
    )


def chosen(turn: Turn) -> Step:
    """The submitted form: a look and how many. Studio looks follow one another, as equal pictures help nobody."""
    phase = turn.state.phase
    if not isinstance(phase, ChoosingLook):
        raise TypeError("the table sends looks here only while one is chosen")
    photos = good_photos(turn.facts)
    if not photos:
        return turn.go(
            CollectingPhotos(purpose=phase.purpose, engine=phase.engine),
            say(text("photos-gone"), buttons=redrawing.offer(turn.state), wants_photos=True),
        )
    picked = dict(turn.event.chosen) if isinstance(turn.event, Submitted) else {}
    allowed = tuple(offered(photos[-1], turn.facts))
    look, number = picked.get("look", ""), picked.get("number", "1")
    if look not in allowed or number not in ("1", "2", "3", "4"):
        return turn.stay(say(text("look-unknown")), ask(turn.facts, turn.state))
    return make(turn, phase.purpose, phase.engine, _looks(allowed, look, int(number), phase.engine))


def make(turn: Turn, purpose: str, engine: str, looks: tuple[str, ...]) -> Step:
    """The only place that asks for pictures. Fails closed: without living consent nothing is queued."""
    photos = good_photos(turn.facts)
    if not photos or not consent.covers(turn.facts.current, engine):
        return turn.go(Reviewing(purpose=purpose, engine=engine), say(text("refused-no_consent")))
    request = GenerateRequest(
        photo_ids=tuple(photo.id for photo in photos),
        looks=looks,
        engine=engine,
        purpose=purpose,
        language=turn.facts.language,
        comparison=Purpose.COMPARISON in turn.facts.current,
        keep_days=turn.facts.terms.result_days or 0,
        placement=turn.state.placement,
    )
    state = replace(turn.state, phase=Making(purpose=purpose, engine=engine), requests=turn.state.requests + 1)
    return state, (EnqueueGenerate(request=request, key=job_key(state, photos), terms=turn.facts.terms),)


def job_key(state: State, photos: tuple[Photo, ...]) -> str:
    """The same for a repeated step, different for each request: session, count, and a random id of this person's."""
    return f"generate:{state.session}:{state.requests}:{photos[0].id}"


def again(turn: Turn) -> Step:
    """Another look from the same photos, after the first pictures."""
    phase = turn.state.phase
    if not isinstance(phase, Making | Reviewing):
        raise TypeError("another look is offered only after the first")
    if not good_photos(turn.facts):
        return turn.go(
            CollectingPhotos(purpose=phase.purpose, engine=phase.engine),
            say(text("photos-gone"), buttons=redrawing.offer(turn.state), wants_photos=True),
        )
    state = replace(turn.state, phase=ChoosingLook(purpose=phase.purpose, engine=phase.engine))
    return state, (ask(turn.facts, state),)


def plain(turn: Turn) -> Step:
    """All pictures were held back: the plain crop needs no edit that a check could refuse."""
    phase = turn.state.phase
    if not isinstance(phase, Reviewing):
        raise TypeError("the plain crop is offered only after pictures were held back")
    if not good_photos(turn.facts):
        return again(turn)
    return make(turn, phase.purpose, consent.STUDIO, (PLAIN_LOOK,))


def fresh(turn: Turn) -> Step:
    """Start over with new photos: the old ones are erased, but those a job still needs."""
    phase = turn.state.phase
    if not isinstance(phase, ChoosingLook):
        raise TypeError("fresh photos are offered only while a look is chosen")
    busy = photos_in_work(turn.facts)
    old = tuple(photo.id for photo in turn.facts.photos if photo.id not in busy)
    erased = (ErasePhotos(photo_ids=old),) if old else ()
    return turn.go(
        CollectingPhotos(purpose=phase.purpose, engine=phase.engine),
        *erased,
        say(text("photos-fresh"), buttons=redrawing.offer(turn.state), wants_photos=True),
    )


def _looks(offered: tuple[str, ...], first: str, number: int, engine: str) -> tuple[str, ...]:
    if engine != consent.STUDIO:
        return (first,) * number
    at = offered.index(first)
    return (offered[at:] + offered[:at])[:number]


def contact_sheet(photo: Photo) -> Picture | None:
    if photo.contact_sheet_id is None:
        return None
    return Picture(
        object_id=photo.contact_sheet_id,
        caption=text("caption-contact-sheet"),
        alt=text("alt-contact-sheet", count=len(photo.looks)),
        filename="looks-preview.jpg",
    )
