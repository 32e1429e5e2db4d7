"""Look and number, chosen together from a contact sheet of the person's own photo."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent
from bot.conversation.actions import Verb, action
from bot.conversation.effects import EnqueueGenerate, ErasePhotos, Say
from bot.conversation.facts import Facts
from bot.conversation.phases import redrawing
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    CollectingPhotos,
    Making,
    Reviewing,
    State,
)
from bot.conversation.table import Fresh, Rule, at, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, good_photos, photos_in_work
from bot.conversation.wording import KEPT_FREE, button, say, text
from bot.ports import Form, Picture, Select, Text
from bot.terms import PLAIN_LOOK
from storage.contact_sheet import Grid
from storage.records import GenerateRequest, Photo, Purpose

MOST_PICTURES = 4
PRESET = 3  # looks chosen as the tiles open: the first of the sheet, which are those that suit the photo

# A picture without background is for whoever sets it before another one: on slides, or in a design of their house.
CUTOUT, SET_BEFORE, HOUSE = "cutout", frozenset({"speaking"}), "brand"


def offered(photo: Photo, facts: Facts, purpose: str, engine: str) -> dict[str, int]:
    """The looks to choose from with their numbers on the contact sheet; it may show some that are not offered."""
    made = facts.engine_looks.get(engine, photo.looks)
    return {
        look: number
        for number, look in enumerate(photo.looks, start=1)
        if look in made and facts.terms.allows(look) and (look != CUTOUT or _sets_before(photo, facts, purpose))
    }


def _sets_before(photo: Photo, facts: Facts, purpose: str) -> bool:
    """Whether the cutout fits: by its purpose, in a house with a look of its own, or where a server lists it."""
    return purpose in SET_BEFORE or HOUSE in photo.looks or CUTOUT in facts.terms.looks


def question(photo: Photo, facts: Facts, purpose: str, engine: str) -> tuple[Text, ...]:
    """What to choose from: one line for each look, numbered as on the contact sheet."""
    if facts.laid_out:
        return (text("look-ask-tiles", most=MOST_PICTURES), *_doubt(photo, facts))
    allowed = offered(photo, facts, purpose, engine)
    lines = " ".join(f"look-line-{look}" if look in allowed else KEPT_FREE for look in photo.looks)
    ask = text("look-ask", photos=len(good_photos(facts, purpose)))
    return ask, text("look-list", looks_keys=lines), *_doubt(photo, facts)


def _doubt(photo: Photo, facts: Facts) -> tuple[Text, ...]:
    return (text("look-doubtful"),) if doubtful(photo, facts.keeping_backdrop) else ()


def doubtful(photo: Photo, hiding: frozenset[str]) -> bool:
    """Whether the outline is doubtful: then the worker lists first the looks that hide it."""
    return photo.looks[:1] != () and photo.looks[0] in hiding and not set(photo.looks) <= hiding


def form(photo: Photo, facts: Facts, state: State) -> Form:
    looks = offered(photo, facts, _purpose(state), consent.engine_of(state.phase))
    painted = consent.paints(consent.engine_of(state.phase))
    most = MOST_PICTURES if painted else min(MOST_PICTURES, len(looks)) or 1
    if facts.laid_out:
        selects = (_tiles(photo, looks, 1), _number("number-option-same", most)) if painted else (_tiles(photo, looks),)
    else:
        selects = (_list(looks), _number("number-option-same" if painted else "number-option", most))
    return Form(
        action=action(Verb.LOOK_CHOOSE, state.session),
        title=text("look-title-tiles" if facts.laid_out else "look-title"),
        submit=text("look-submit"),
        selects=selects,
    )


def _list(looks: dict[str, int]) -> Select:
    named = tuple((look, text("look-option", number=n, look_key=f"look-name-{look}")) for look, n in looks.items())
    return Select(name="look", label=text("look-select"), options=named)


def _tiles(photo: Photo, looks: dict[str, int], most: int = MOST_PICTURES) -> Select:
    """The looks as parts of the contact sheet; a look of the house comes first."""
    order = sorted(looks, key=lambda look: look != HOUSE)
    return Select(
        name="look",
        label=text("look-select-tiles"),
        options=tuple((look, text(f"look-name-{look}")) for look in order),
        most=most,
        preset=tuple(order[: min(PRESET, most)]),
        cells=tuple(Grid(len(photo.looks)).cell(looks[look] - 1) for look in order),
    )


def _number(many: str, most: int) -> Select:
    options = tuple((str(n), text(many, count=n)) for n in range(1, most + 1))
    return Select(name="number", label=text("number-select"), options=options)


def _purpose(state: State) -> str:
    """What the pictures are for; "" before that is known."""
    return getattr(state.phase, "purpose", "")


def ask(facts: Facts, state: State) -> Say:
    """Asks with the contact sheet of the latest accepted photo. Raises IndexError where there is none."""
    photos = good_photos(facts, _purpose(state))
    latest = photos[-1]
    if not offered(latest, facts, _purpose(state), consent.engine_of(state.phase)):
        return say(text("look-none-here"))
    return say(
        *question(latest, facts, _purpose(state), consent.engine_of(state.phase)),
        picture=contact_sheet(latest),
        form=form(latest, facts, state),
        buttons=(button(Verb.PHOTO_FRESH, state.session, text("photo-fresh")), *redrawing.offer(state)),
        wants_photos=True,
    )


def chosen(turn: Turn[Press, ChoosingLook]) -> Step:
    """The submitted form: several looks, or one and how many. The studio makes each picture in another look."""
    phase = turn.phase
    photos = good_photos(turn.facts, phase.purpose)
    if not photos:
        return turn.go(
            CollectingPhotos(purpose=phase.purpose, engine=phase.engine),
            say(text("photos-gone"), buttons=redrawing.offer(turn.state), wants_photos=True),
        )
    allowed = tuple(offered(photos[-1], turn.facts, phase.purpose, phase.engine))
    looks = tuple(dict.fromkeys(value for name, value in turn.event.chosen if name == "look"))
    number = dict(turn.event.chosen).get("number", "1")
    if len(looks) > MOST_PICTURES and set(looks) <= set(allowed):
        return turn.stay(say(text("look-many", most=MOST_PICTURES)), ask(turn.facts, turn.state))
    if not 1 <= len(looks) <= MOST_PICTURES or not set(looks) <= set(allowed) or number not in ("1", "2", "3", "4"):
        return turn.stay(say(text("look-unknown")), ask(turn.facts, turn.state))
    if len(looks) == 1:
        looks = _looks(allowed, looks[0], int(number), phase.engine)
    return make(turn, phase.purpose, phase.engine, looks)


def make(turn: AnyTurn, purpose: str, engine: str, looks: tuple[str, ...]) -> Step:
    """The only place that asks for pictures. Fails closed: without living consent nothing is queued."""
    photos = good_photos(turn.facts, purpose)
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
    """The idempotency key: equal for a repeated step, different for each request and person."""
    return f"generate:{state.session}:{state.requests}:{photos[0].id}"


def again(turn: Turn[object, Making | Reviewing]) -> Step:
    """Another look from the same photos, after the first pictures."""
    phase = turn.phase
    if not good_photos(turn.facts, phase.purpose):
        return turn.go(
            CollectingPhotos(purpose=phase.purpose, engine=phase.engine),
            say(text("photos-gone"), buttons=redrawing.offer(turn.state), wants_photos=True),
        )
    state = replace(turn.state, phase=ChoosingLook(purpose=phase.purpose, engine=phase.engine))
    return state, (ask(turn.facts, state),)


def plain(turn: Turn[object, Reviewing]) -> Step:
    """The plain crop, offered when all pictures were held back: it has no edit that a check could refuse."""
    phase = turn.phase
    if not good_photos(turn.facts, phase.purpose):
        return again(turn)
    return make(turn, phase.purpose, consent.STUDIO, (PLAIN_LOOK,))


def fresh(turn: Turn[object, ChoosingLook]) -> Step:
    """Starts over with new photos. The old ones are erased, except those that a job still needs."""
    phase = turn.phase
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


_MADE = (Making, CollectingPhotos, Reviewing, AskedForConsent, ChoosingConsent)

RULES: tuple[Rule, ...] = (
    pressed(Verb.PHOTO_FRESH, fresh, here=at(ChoosingLook), fresh=Fresh.SESSION, to=(CollectingPhotos,)),
    pressed(Verb.LOOK_CHOOSE, chosen, here=at(ChoosingLook), fresh=Fresh.SESSION, uses=True, to=_MADE),
    pressed(
        Verb.LOOK_AGAIN,
        again,
        here=at(Making, Reviewing),
        fresh=Fresh.SESSION,
        to=(ChoosingLook, CollectingPhotos),
    ),
    pressed(Verb.LOOK_PLAIN, plain, here=at(Reviewing), fresh=Fresh.SESSION, uses=True, to=_MADE),
)
