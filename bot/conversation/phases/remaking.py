"""Makes a second picture beside the first: in another light, or with areas marked as the person's or not theirs.

Only at the person's wish, never preselected. The first picture stays until they decide.
"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent, edits
from bot.conversation.actions import Verb, action
from bot.conversation.effects import EnqueueGenerate, Say
from bot.conversation.facts import Facts
from bot.conversation.phases import looks, redrawing
from bot.conversation.states import AskedForConsent, ChoosingConsent, State
from bot.conversation.table import ANYWHERE, USING, Rule, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, find_votable, good_photos, votable
from bot.conversation.wording import button, say, text
from bot.ports import Button, Form, Outgoing, Select
from storage.records import Backdrop, GenerateRequest, Light, Marked, Purpose, Variant

LIGHTS: dict[str, Light] = {
    "brighter": Light.BRIGHTER,
    "darker": Light.DARKER,
    "tint": Light.CAST_REMOVED,
    "grey": Light.GREY,
}
"""What a button says to the light it asks for."""

OF_A_MODEL = ("brighter", "darker")  # a model is shown the photo in one of these; it takes no tint out, and no colour

HIDES = "own_softened"
"""The look that hides a doubtful outline: the own background, blurred."""

WHOSE: tuple[str, ...] = ("mine", "not_mine")
"""What an area of the picture is, as the request names it."""

# Thirds of a picture, a little larger so that a thing on a border is in both: left, top, right, bottom.
AREAS: dict[str, tuple[float, float, float, float]] = {
    "top_left": (0.0, 0.0, 0.38, 0.38),
    "top": (0.3, 0.0, 0.7, 0.38),
    "top_right": (0.62, 0.0, 1.0, 0.38),
    "left": (0.0, 0.3, 0.38, 0.7),
    "middle": (0.3, 0.3, 0.7, 0.7),
    "right": (0.62, 0.3, 1.0, 0.7),
    "bottom_left": (0.0, 0.62, 0.38, 1.0),
    "bottom": (0.3, 0.62, 0.7, 1.0),
    "bottom_right": (0.62, 0.62, 1.0, 1.0),
}


def offers(variant: Variant) -> tuple[Button, ...]:
    """Further buttons under a picture of somebody real; another light is offered only beside the light as taken.

    Where the outline is doubtful, the buttons that settle it come first: whose an area is, or a background to hide it.
    """
    if variant.edits.engine == consent.PERSONA:
        return ()
    light = (button("light.ask", variant.id, text("light-offer")),) if variant.edits.light is Light.AS_TAKEN else ()
    if variant.edits.backdrop is Backdrop.OWN or _painted(variant):
        return light
    if not edits.doubtful(variant.edits):
        return (*light, button("mine.ask", variant.id, text("mine-offer")))
    return (
        button("mine.ask", variant.id, text("mine-keep")),
        button("mine.not", variant.id, text("mine-away")),
        button("mine.blur", variant.id, text("mine-blur")),
        *light,
    )


def _painted(variant: Variant) -> bool:
    """Whether a model painted in it. Then it takes no tint out, and no area was cut out of the photo."""
    return variant.edits.engine != consent.STUDIO


def _lights(variant: Variant) -> tuple[str, ...]:
    """The lights that a picture can be made in once more; none of a made-up person, of whom there is no photo."""
    if variant.edits.engine == consent.PERSONA:
        return ()
    return OF_A_MODEL if _painted(variant) else tuple(LIGHTS)


def _not_possible(state: State, variant: Variant) -> Say:
    """For a word or an old button about a painted picture: nothing is queued; the real face is offered."""
    return say(text("remake-painted", number=variant.number), buttons=redrawing.offer(state))


def light(turn: Turn[Press, object]) -> Step:
    """Asks which light, keeps the light as taken, or makes the picture again in the chosen light."""
    variant = find_votable(turn.facts, turn.event.argument)
    if variant is None:
        return turn.stay(say(text("vote-gone")))
    possible, choice = _lights(variant), turn.event.choice
    if not possible or (choice in LIGHTS and choice not in possible):
        return turn.stay(_not_possible(turn.state, variant))
    if choice in LIGHTS:
        return again(turn, variant, wanted=LIGHTS[choice])
    if choice == "same":
        return turn.stay(say(text("light-kept", number=variant.number)))
    return turn.stay(
        say(
            text("light-ask-painted" if _painted(variant) else "light-ask", number=variant.number),
            buttons=tuple(button(f"light.{each}", variant.id, text(f"light-{each}")) for each in ("same", *possible)),
        )
    )


def mine(turn: Turn[Press, object]) -> Step:
    """Asks where something of the person is missing or something else was left; then makes the picture again."""
    variant = find_votable(turn.facts, turn.event.argument)
    if variant is None:
        return turn.stay(say(text("vote-gone")))
    if _painted(variant):
        return turn.stay(_not_possible(turn.state, variant))
    if turn.event.choice == "blur":
        allowed = turn.facts.terms.allows(HIDES)
        return again(turn, variant, look=HIDES) if allowed else turn.stay(say(text("mine-no-blur")))
    chosen = dict(turn.event.chosen)
    area, whose = AREAS.get(chosen.get("area", "")), chosen.get("whose", WHOSE[0])
    if area is not None and whose in WHOSE:
        marked = (_polygon(area),)
        return again(turn, variant, mine=marked) if whose == "mine" else again(turn, variant, not_mine=marked)
    return turn.stay(say(text("mine-ask", number=variant.number), form=_form(turn, variant)))


def _form(turn: Turn[Press, object], variant: Variant) -> Form:
    """Whose the area is, with the pressed button's answer first; and where it is, doubtful areas first."""
    whose = tuple(reversed(WHOSE)) if turn.event.choice == "not" else WHOSE
    areas = dict.fromkeys((*edits.doubtful(variant.edits), *AREAS))
    return Form(
        action=action("mine.mark", variant.id),
        title=text("mine-title"),
        submit=text("mine-submit"),
        selects=(
            Select(name="whose", label=text("mine-whose"), options=tuple((w, text(f"whose-{w}")) for w in whose)),
            Select(name="area", label=text("mine-select"), options=tuple((a, text(f"mine-area-{a}")) for a in areas)),
        ),
    )


def again(
    turn: AnyTurn,
    variant: Variant,
    *,
    wanted: Light | None = None,
    look: str = "",
    purpose: str = "",
    mine: tuple[Marked, ...] = (),
    not_mine: tuple[Marked, ...] = (),
) -> Step:
    """The same look of the same photos, in its purpose's frame or another one's.

    Fails closed: without consent or one of the photos nothing is queued.
    """
    job = turn.facts.job(variant.job_id)
    photos = good_photos(turn.facts)
    if job is None or not isinstance(job.request, GenerateRequest):
        return turn.stay(say(text("remake-photos-gone")))
    request = job.request
    if not request.photo_ids or not set(request.photo_ids) <= {photo.id for photo in photos}:
        return turn.stay(say(text("remake-photos-gone")))
    if not consent.covers(turn.facts.current, request.engine):
        return turn.stay(say(text("refused-no_consent")))
    ranks = request.ranks or tuple(range(len(request.looks)))
    again = replace(
        request,
        looks=(look or variant.edits.look,),
        purpose=purpose or request.purpose,
        ranks=(ranks[variant.index - 1],),
        light=request.light if wanted is None else wanted,
        mine=(*request.mine, *mine),
        not_mine=(*request.not_mine, *not_mine),
        language=turn.facts.language,
        comparison=Purpose.COMPARISON in turn.facts.current,
        keep_days=turn.facts.terms.result_days or 0,
        placement=turn.state.placement,
    )
    state = replace(turn.state, requests=turn.state.requests + 1)
    return state, (EnqueueGenerate(request=again, key=looks.job_key(state, photos), terms=turn.facts.terms),)


def beside(facts: Facts, variant: Variant, shown: Outgoing) -> Outgoing:
    """The message of a picture in a chosen light, compared with the one as taken while that exists."""
    other, job = _as_taken(facts, variant), facts.job(variant.job_id)
    if other is not None and shown.picture is not None:
        told = text("light-compare-painted" if _painted(variant) else "light-compare", number=other.number)
        return replace(shown, lines=(*shown.lines, told), picture=replace(shown.picture, before_id=other.object_id))
    asked = job.request.light if job and isinstance(job.request, GenerateRequest) else Light.AS_TAKEN
    if asked is not Light.AS_TAKEN and variant.edits.light is Light.AS_TAKEN:
        return replace(shown, lines=(*shown.lines, text("light-unchanged")))
    return shown


def _as_taken(facts: Facts, variant: Variant) -> Variant | None:
    """The newest picture of the same look and frame in the light as taken; None for one that is as taken itself."""
    made = variant.edits
    alike = [
        other
        for other in votable(facts)
        if other.edits.light is Light.AS_TAKEN and (other.edits.look, other.edits.crop) == (made.look, made.crop)
    ]
    return alike[-1] if alike and made.light is not Light.AS_TAKEN else None


def _polygon(box: tuple[float, float, float, float]) -> Marked:
    left, top, right, bottom = box
    return (left, top), (right, top), (right, bottom), (left, bottom)


RULES: tuple[Rule, ...] = (
    pressed(Verb.LIGHT, light, here=USING, uses=True, to=(AskedForConsent, ChoosingConsent)),
    pressed(Verb.LIGHT, light, here=ANYWHERE, uses=True),
    pressed(Verb.MINE, mine, here=USING, uses=True, to=(AskedForConsent, ChoosingConsent)),
    pressed(Verb.MINE, mine, here=ANYWHERE, uses=True),
)
