"""/disclose hands over an approved picture again: a preview as sites show it, its file, and words for each place.

The words say what was done to it, in the first person, without an apology. They hold the address of the page that reads
marks, where the operator serves one.
"""

from __future__ import annotations

from bot.commands import Command
from bot.conversation import edits
from bot.conversation.actions import Verb
from bot.conversation.effects import Effect
from bot.conversation.facts import Facts
from bot.conversation.phases import approval, staff_directory
from bot.conversation.table import ANYWHERE, Rule, commanded, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import Step, Turn, find_votable, numbers, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Commanded, Text
from storage.records import Variant, VariantState

PLACES: tuple[str, ...] = ("linkedin", "cv", "signature", "badge", "speaker")
NO_ADDRESS = "none"  # what the texts choose by where nobody serves the page


def disclose(turn: Turn[Commanded, object]) -> Step:
    """The command may carry a picture's number. Without one only one picture may be approved; otherwise it is asked."""
    approved = _approved(turn.facts)
    if not approved:
        return turn.stay(say(text("disclose-none")))
    number = turn.event.argument
    meant = tuple(variant for variant in approved if number in {"", str(variant.number)})
    if len(meant) != 1:
        return turn.stay(
            say(
                text("disclose-which", numbers=numbers(approved)),
                buttons=tuple(
                    button(Verb.DISCLOSE_KIT, variant.id, text("disclose-picture", number=variant.number))
                    for variant in approved
                ),
            )
        )
    return turn.stay(*kit(turn.facts, meant[0]), *staff_directory.ask(turn, meant[0]))


def chosen(turn: Turn[Press, object]) -> Step:
    variant = find_votable(turn.facts, turn.event.argument)
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
    """One sentence to paste for each place; each names the edit."""
    done = edits.disclosed(variant.edits)
    if done == "invented":  # no place for it on a profile, a CV or a badge
        return (text(f"paste-{edits.shows(variant.edits)}"),)
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


RULES: tuple[Rule, ...] = (
    commanded(Command.DISCLOSE, disclose, here=ANYWHERE),
    pressed(Verb.DISCLOSE_KIT, chosen, here=ANYWHERE),
)
