"""What an approval hands over: a preview as sites show it, the files, words to paste, advice and the last day."""

from __future__ import annotations

from bot.conversation.edits import BESIDE_LIGHT, kind, lit
from bot.conversation.effects import Effect, Say
from bot.conversation.facts import Facts
from bot.conversation.phases import finished, labels
from bot.conversation.purposes import BY_ID
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Picture, Text
from storage.records import GenerateRequest, Light, Variant

DEFAULT_PURPOSE = "profile"


def kit(facts: Facts, variant: Variant) -> tuple[Effect, ...]:
    purpose, edit = purpose_of(facts, variant), kind(variant.edits)
    if edit == "invented":
        return _invented(facts, variant)
    crops = (text("label-cropped-off"),) if variant.edits.label else ()
    lit_too = variant.edits.light is not Light.AS_TAKEN and edit in BESIDE_LIGHT
    light = (text(f"paste-{lit(variant.edits)}-too"),) if lit_too else ()
    reject = button("vote.reject", variant.id, text("vote-change-mind"))
    return (
        views(facts, variant, text("approved", number=variant.number)),
        *finished.handed(facts, variant),
        say(text("paste-intro"), text(f"paste-{edit}"), *light, text("paste-more")),
        say(*alt_text(variant)),
        say(
            text(f"use-{purpose}-yes"),
            text(f"use-{purpose}-no"),
            *crops,
            text("approved-kept", erased_at=variant.expires_at),
            buttons=(*finished.file_offer(facts, variant), reject),
        ),
    )


def _invented(facts: Facts, variant: Variant) -> tuple[Effect, ...]:
    """For a made-up person: no words in the first person, no profile, but a certificate of how it was made."""
    reject = button("vote.reject", variant.id, text("vote-change-mind"))
    return (
        views(facts, variant, text("approved", number=variant.number)),
        hand_over("files", variant.id),
        hand_over("persona_certificate", variant.id),
        say(text("paste-intro"), text("paste-invented")),
        say(text("paste-alt-intro-invented"), text("paste-alt-invented")),
        say(
            text("persona-good-for"),
            text("persona-not-for"),
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
    return text("paste-alt-intro"), text(f"paste-alt-{kind(variant.edits)}")


def purpose_of(facts: Facts, variant: Variant) -> str:
    """What this picture was made for, as its job says; ``DEFAULT_PURPOSE`` where that job is gone."""
    for job in facts.jobs:
        if job.id == variant.job_id and isinstance(job.request, GenerateRequest):
            use = BY_ID.get(job.request.purpose)
            if use is not None and use.edited:
                return use.id
    return DEFAULT_PURPOSE


def _strip(variant: Variant) -> Picture | None:
    if variant.strip_id is None:
        return None
    return Picture(
        object_id=variant.strip_id,
        caption=text("caption-strip", label=variant.edits.label or "-"),
        alt=text("alt-strip"),
        filename=f"picture-{variant.number}-preview.jpg",
    )
