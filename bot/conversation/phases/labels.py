"""Where the label of an approved picture stands, and in which language: the picture is made again from its photo.

Nothing here makes a picture without its label: a picture whose table row demands one always has it, in one of four
places. Once the photo is gone the label stays where it is, and the person is told why.
"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent
from bot.conversation.effects import Say
from bot.conversation.facts import Facts
from bot.conversation.phases import finished
from bot.conversation.turn import Step, Turn, find_votable, numbers, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Button, Text
from storage.records import Backdrop, GenerateRequest, Placement, Variant, VariantState

# In the order of their numbers on the places view.
PLACEMENTS: tuple[str, ...] = tuple(place.value for place in Placement)

ROUND: tuple[str, ...] = (Placement.RIM.value, Placement.RING.value)
"""Places along a circle, which only a picture has that sites cut to one."""

# --- what the strip offers ----------------------------------------------------------------------------------------


def offered(facts: Facts, variant: Variant) -> tuple[tuple[Text, ...], tuple[Button, ...]]:
    """What is said under the approval strip, and its buttons; neither where the picture carries no label."""
    if not variant.edits.label or variant.edits.engine != consent.STUDIO:
        return (), ()
    if finished.again(facts, variant) is None:
        return (text("label-photo-gone"),), ()
    if variant.edits.backdrop is Backdrop.REMOVED:
        return (text("label-only-below"),), (button("label.language", variant.id, text("label-language")),)
    places = tuple(text(f"label-place-{placement}", place=n) for n, placement in _places(variant))
    typed = "label-choose-typed" if _round(variant) else "label-choose-typed-upright"
    return (text("label-choose"), *places, text(typed, number=variant.number)), _buttons(variant)


def _round(variant: Variant) -> bool:
    """Whether the picture is one that sites cut to a circle: only along that can a label run."""
    return variant.edits.crop.width == variant.edits.crop.height


def _places(variant: Variant) -> tuple[tuple[int, str], ...]:
    """The places there are in a picture of this shape, each with its number on the places view.

    A see-through one has only the strip below it: whatever ground it is put on, the label can be read there.
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


def chosen(turn: Turn) -> Step:
    """A placement or a language by button, or a placement by its typed twin. The placement is kept for what comes."""
    variant = find_votable(turn.facts, turn.action.argument)
    choice, _, language = turn.action.choice.partition("-")
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
    if choice not in PLACEMENTS or choice in [place for _, place in _places(variant)]:
        return None
    if variant.edits.backdrop is Backdrop.REMOVED:
        return text("label-only-below")
    return text("label-place-is-round", number=variant.number)


def which(turn: Turn) -> Step:
    """A typed placement without a number, where more than one picture could be meant."""
    labelled = _labelled(turn.facts)
    if not labelled:
        return turn.stay(say(text("label-after-approval")))
    return turn.stay(say(text("label-which", numbers=numbers(labelled), number=labelled[0].number)))


def meant(facts: Facts, number: int | None) -> Variant | None:
    """The approved picture with a label that a typed placement is about; None where that is not plain."""
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
