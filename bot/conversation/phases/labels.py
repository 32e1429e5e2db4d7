"""Moves the label of an approved picture, or changes its language: the picture is made again from its photo.

No choice here removes a label: a picture that needs one has it in one of four places. Once the photo is gone the label
stays where it is, and the person is told why.
"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.effects import Say
from bot.conversation.facts import Facts
from bot.conversation.phases import finished
from bot.conversation.states import AskedForConsent, ChoosingConsent
from bot.conversation.table import ANYWHERE, USING, Rule, heard, pressed
from bot.conversation.triggers import LabelUnclear, Press
from bot.conversation.turn import AnyTurn, Step, Turn, find_votable, numbers, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Button, Text
from storage import persona_catalogue
from storage.records import Backdrop, GenerateRequest, Placement, Variant, VariantState

# In the order of their numbers on the places view.
PLACEMENTS: tuple[str, ...] = tuple(place.value for place in Placement)

ROUND: tuple[str, ...] = (Placement.RIM.value, Placement.RING.value)
"""Places along a circle, which only a picture has that sites cut to one."""

# --- what the strip offers ----------------------------------------------------------------------------------------


def offered(facts: Facts, variant: Variant) -> tuple[tuple[Text, ...], tuple[Button, ...]]:
    """The lines and buttons under the preview; both empty where the picture carries no label."""
    if not variant.edits.label or variant.edits.engine != consent.STUDIO:
        return (), ()
    if finished.again(facts, variant) is None:
        return (text("label-photo-gone"),), ()
    if variant.edits.backdrop is Backdrop.REMOVED:
        return (text("label-only-below"),), (button("label.language", variant.id, text("label-language")),)
    places = tuple(text(f"label-place-{placement}", place=n) for n, placement in _places(variant))
    typed = "label-choose-typed" if _round(variant) else "label-choose-typed-upright"
    return (text("label-choose"), *places, text(typed, number=variant.number)), _buttons(variant)


def here(facts: Facts, variant: Variant) -> tuple[Button, ...]:
    """The same on a page, where each place is shown by its name; none where the label can't be moved."""
    if not variant.edits.label or variant.edits.engine != consent.STUDIO or finished.again(facts, variant) is None:
        return ()
    names = [place for _, place in _places(variant)]
    places = (button(f"label.{place}", variant.id, text(f"label-here-{place}")) for place in names)
    return (*(places if len(names) > 1 else ()), button("label.language", variant.id, text("label-language")))


def _round(variant: Variant) -> bool:
    """Whether sites cut the picture to a circle, as they do with square ones. Two places run along that circle."""
    return variant.edits.crop.width == variant.edits.crop.height


def _places(variant: Variant) -> tuple[tuple[int, str], ...]:
    """The places of a picture of this shape, each with its number on the preview.

    A transparent picture has only the footer: there the label is readable on any background.
    """
    there = enumerate(PLACEMENTS, start=1)
    if variant.edits.backdrop is Backdrop.REMOVED:
        return tuple((n, place) for n, place in there if place == Placement.FOOTER)
    return tuple((n, place) for n, place in there if place not in ROUND or _round(variant))


def _buttons(variant: Variant) -> tuple[Button, ...]:
    places = (
        button(f"label.{placement}", variant.id, text(f"label-{placement}", place=n))
        for n, placement in _places(variant)
    )
    return (*places, button("label.language", variant.id, text("label-language")))


# --- what was picked ----------------------------------------------------------------------------------------------


def chosen(turn: Turn[Press, object]) -> Step:
    """A place or a language was chosen. The place is kept for later pictures as well."""
    variant = find_votable(turn.facts, turn.event.argument)
    choice, _, language = turn.event.choice.partition("-")
    refused = _refused(variant, choice)
    if variant is None or refused is not None:
        return turn.stay(say(refused or text("vote-gone")))
    if choice == "language" and language not in turn.facts.label_languages:
        return turn.stay(_ask_language(turn.facts, variant))
    kept = replace(turn.state, placement=choice) if choice in PLACEMENTS else turn.state
    again = finished.again(turn.facts, variant)
    if again is None:
        return kept, (say(text("label-photo-gone")),)
    request = _with(again, language) if choice == "language" else replace(again, placement=choice)
    if choice not in (*PLACEMENTS, "language") or request == again:
        return kept, (say(text("label-already")), hand_over("files", variant.id))
    return kept, (finished.enqueue(turn.facts, request), say(text("label-coming", number=variant.number)))


def _refused(variant: Variant | None, choice: str) -> Text | None:
    """Why this label can't be moved there, or not at all; None where it can."""
    if variant is None or not variant.edits.label:
        return text("vote-gone")
    if variant.state is not VariantState.APPROVED:
        return text("files-after-approval", number=variant.number)
    if variant.edits.look == persona_catalogue.SHEET:  # it lies below the sheet, where it covers nobody
        return text("label-sheet-only-below")
    if choice not in PLACEMENTS or choice in [place for _, place in _places(variant)]:
        return None
    if variant.edits.backdrop is Backdrop.REMOVED:
        return text("label-only-below")
    return text("label-place-is-round", number=variant.number)


def which(turn: AnyTurn) -> Step:
    """A typed place without a number, where more than one picture could be meant, or none."""
    labelled = _labelled(turn.facts)
    if not labelled:
        return turn.stay(say(text("label-after-approval")))
    return turn.stay(say(text("label-which", numbers=numbers(labelled), number=labelled[0].number)))


def meant(facts: Facts, number: int | None) -> Variant | None:
    """The approved picture that a typed place is about; None where not exactly one fits."""
    fitting = [variant for variant in _labelled(facts) if number in {None, variant.number}]
    return fitting[0] if len(fitting) == 1 else None


def _labelled(facts: Facts) -> tuple[Variant, ...]:
    return tuple(v for v in votable(facts) if v.state is VariantState.APPROVED and v.edits.label)


def _ask_language(facts: Facts, variant: Variant) -> Say:
    return say(
        text("label-language-ask", number=variant.number),
        buttons=tuple(
            button(f"label.language-{code}", variant.id, text("language-name", name_language=code))
            for code in facts.label_languages
        ),
    )


def _with(request: GenerateRequest, language: str) -> GenerateRequest:
    return replace(request, label_language=language)


RULES: tuple[Rule, ...] = (
    pressed(Verb.LABEL, chosen, here=USING, uses=True, to=(AskedForConsent, ChoosingConsent)),
    pressed(Verb.LABEL, chosen, here=ANYWHERE, uses=True),
    heard(LabelUnclear, which, here=ANYWHERE),
)
