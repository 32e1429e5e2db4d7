"""/disclose: the kit of an approved picture once more: how sites show it, its file, and the words for each place.

The words say what was done, in the voice of the person shown, with nothing to apologise for. Where the operator serves
the page that reads marks, they carry its address.
"""

from __future__ import annotations

from bot.conversation import edits
from bot.conversation.effects import Effect
from bot.conversation.facts import Facts
from bot.conversation.phases import approval, staff_directory
from bot.conversation.turn import Step, Turn, find_votable, numbers, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Commanded, Text
from storage.records import Variant, VariantState

PLACES: tuple[str, ...] = ("linkedin", "cv", "signature", "badge", "speaker")
NO_ADDRESS = "none"  # what the texts choose by where nobody serves the page


def disclose(turn: Turn) -> Step:
    """By command or word, perhaps with a number; without one it must be plain which picture is meant."""
    approved = _approved(turn.facts)
    if not approved:
        return turn.stay(say(text("disclose-none")))
    event = turn.event
    number = event.argument if isinstance(event, Commanded) else ""
    meant = tuple(variant for variant in approved if number in {"", str(variant.number)})
    if len(meant) != 1:
        return turn.stay(
            say(
                text("disclose-which", numbers=numbers(approved)),
                buttons=tuple(
                    button("disclose.kit", variant.id, text("disclose-picture", number=variant.number))
                    for variant in approved
                ),
            )
        )
    return turn.stay(*kit(turn.facts, meant[0]), *staff_directory.ask(turn, meant[0]))


def chosen(turn: Turn) -> Step:
    variant = find_votable(turn.facts, turn.action.argument)
    if variant is None:
        return turn.stay(say(text("vote-gone")))
    if variant.state is not VariantState.APPROVED:
        return turn.stay(say(text("files-after-approval", number=variant.number)))
    return turn.stay(*kit(turn.facts, variant), *staff_directory.ask(turn, variant))


def kit(facts: Facts, variant: Variant) -> tuple[Effect, ...]:
    return (
        approval.views(facts, variant, text("disclose-head", number=variant.number)),
        hand_over("files", variant.id),
        say(text("disclose-words"), *sentences(facts, variant)),
        say(*approval.alt_text(variant)),
    )


def sentences(facts: Facts, variant: Variant) -> tuple[Text, ...]:
    """One to paste for each place; each names the edit."""
    done = edits.disclosed(variant.edits)
    if done == "invented":  # no place for it on a profile, a CV or a badge
        return (text("paste-invented"),)
    address = facts.verify_url or NO_ADDRESS
    return tuple(
        text("paste-badge", what_key=f"paste-short-{done}")
        if place == "badge"
        else text(f"paste-{place}", what_key=f"paste-what-{done}", url=address)
        for place in PLACES
    )


def _approved(facts: Facts) -> tuple[Variant, ...]:
    approved = (variant for variant in votable(facts) if variant.state is VariantState.APPROVED)
    return tuple(variant for variant in approved if not variant.frozen)
