"""What an approval hands over: a preview as sites show it, the files, words to paste, advice and the last day."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.edits import BESIDE_LIGHT, kind, lit, shows
from bot.conversation.effects import Effect, Say
from bot.conversation.facts import Facts
from bot.conversation.phases import finished, introducing, labels, originals, pictures
from bot.conversation.phases.pictures import purpose_of
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Copy, Outgoing, Picture, Text
from storage.records import Light, Variant


def slot(variant: Variant) -> str:
    """Where a page keeps the card of an approved picture."""
    return f"kept:{variant.id}"


def kit(facts: Facts, variant: Variant) -> tuple[Effect, ...]:
    purpose, edit = purpose_of(facts, variant), kind(variant.edits)
    if facts.laid_out:
        coming = (effect for effect in finished.handed(facts, variant) if not _is_file(effect))
        certificate = (hand_over("persona_certificate", variant.id),) if edit == "invented" else ()
        return (*card(facts, variant), *coming, *certificate)
    if edit == "invented":
        return _invented(facts, variant)
    crops = (text("label-cropped-off"),) if variant.edits.label else ()
    reject = button("vote.reject", variant.id, text("vote-change-mind"))
    return (
        views(facts, variant, text("approved", number=variant.number)),
        *finished.handed(facts, variant),
        say(text("paste-intro"), *_sentence(variant), text("paste-more")),
        say(*alt_text(variant)),
        say(
            text(f"use-{purpose}-yes"),
            text(f"use-{purpose}-no"),
            *originals.first(facts, variant, purpose),
            *crops,
            text("approved-kept", erased_at=variant.expires_at),
            buttons=(*finished.file_offer(facts, variant), reject),
            profile_photo=variant.id,
        ),
    )


def _sentence(variant: Variant) -> tuple[Text, ...]:
    lit_too = variant.edits.light is not Light.AS_TAKEN and kind(variant.edits) in BESIDE_LIGHT
    return text(f"paste-{shows(variant.edits)}"), *((text(f"paste-{lit(variant.edits)}-too"),) if lit_too else ())


def _is_file(effect: Effect) -> bool:
    return isinstance(effect, Say) and effect.document == "files"


def card(facts: Facts, variant: Variant) -> tuple[Effect, ...]:
    """All of an approved picture in one message of a page: the file, words to paste, the label's places, its date."""
    shown = pictures.message(facts, variant)
    if shown.picture is None:
        return ()
    purpose, invented = purpose_of(facts, variant), kind(variant.edits) == "invented"
    fit = ("persona-good-for", "persona-not-for") if invented else (f"use-{purpose}-yes", f"use-{purpose}-no")
    crops = (text("label-cropped-off"),) if variant.edits.label else ()
    other = () if invented else finished.file_offer(facts, variant)
    advice = introducing.adverts(facts) if invented else originals.first(facts, variant, purpose)
    not_you = (text("approved-example"),) if facts.example and not invented else ()
    message = Outgoing(
        text=text("approved", number=variant.number),
        lines=(text("approved-kept", erased_at=variant.expires_at), *not_you),
        more=(*(text(key) for key in fit), *advice, *crops, *(() if invented else (text("paste-more"),))),
        picture=replace(shown.picture, download=True, original_id=originals.on_a_page(facts, variant)),
        copies=(
            Copy(label=text("paste-intro"), words=_sentence(variant)),
            Copy(label=alt_text(variant)[0], words=alt_text(variant)[1:]),
        ),
        buttons=(*labels.here(facts, variant), *other, button("vote.reject", variant.id, text("vote-change-mind"))),
        slot=slot(variant),
        subject=variant.id,
    )
    return (Say(message=message),)


def _invented(facts: Facts, variant: Variant) -> tuple[Effect, ...]:
    """For a made-up person: no words in the first person, no profile, but a certificate of how it was made."""
    reject = button("vote.reject", variant.id, text("vote-change-mind"))
    return (
        views(facts, variant, text("approved", number=variant.number)),
        hand_over("files", variant.id),
        hand_over("persona_certificate", variant.id),
        say(text("paste-intro"), text(f"paste-{shows(variant.edits)}")),
        say(*alt_text(variant)),
        say(
            text("persona-good-for"),
            text("persona-not-for"),
            *introducing.adverts(facts),
            text("label-cropped-off"),
            text("approved-kept", erased_at=variant.expires_at),
            buttons=(reject,),
        ),
    )


def views(facts: Facts, variant: Variant, head: Text) -> Say:
    """The preview as sites show it, and the places its label may have."""
    offer, placements = labels.offered(facts, variant)
    return say(
        head,
        *((text("strip-look"),) if variant.strip_id else ()),
        *offer,
        picture=_strip(variant),
        buttons=placements,
    )


def alt_text(variant: Variant) -> tuple[Text, ...]:
    """What the words are for, and the words. Nobody's name goes in front of those about a made-up person."""
    invented = kind(variant.edits) == "invented"
    intro = text("paste-alt-intro-invented" if invented else "paste-alt-intro")
    return intro, text(f"paste-alt-{shows(variant.edits)}")


def _strip(variant: Variant) -> Picture | None:
    if variant.strip_id is None:
        return None
    return Picture(
        object_id=variant.strip_id,
        caption=text("caption-strip", label=variant.edits.label) if variant.edits.label else text("caption-strip-bare"),
        alt=text("alt-strip"),
        filename=f"picture-{variant.number}-preview.jpg",
    )
