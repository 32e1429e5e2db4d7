"""What a person is told when a model may redraw them, and the button back to their real face."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.effects import Say
from bot.conversation.facts import Facts
from bot.conversation.states import State
from bot.conversation.wording import button, say, text
from bot.ports import Button, Text
from storage.records import Job, JobId, ModelCard, Purpose, Variant, VariantState

UNREAD, NOTHING = "unread", "none"
SILENT = "unknown"  # what the text chooses by where the makers do not say


def offer(state: State) -> tuple[Button, ...]:
    """The button back while a model paints in this session; none in any other session."""
    engine = consent.engine_of(state.phase)
    if not consent.paints(engine):
        return ()
    return (button(f"engine.{consent.STUDIO}", state.session, text(instead(engine))),)


def instead(engine: str) -> str:
    """Key of the way back to the studio: to one's own face, or to a backdrop that no model paints."""
    return "engine-studio-instead" if consent.redraws(engine) else "engine-studio-no-model"


def offer_of(job: Job) -> tuple[Button, ...]:
    """The button back beside a set that is being made, where no session is known. It cancels the set."""
    engine = consent.engine_of(job.request)
    if not consent.paints(engine):
        return ()
    return (button(Verb.JOB_STUDIO, job.id, text(instead(engine))),)


def notice(facts: Facts, state: State, engine: str) -> Say:
    """Before consent: whose model it is, what it learned from and what it tends to do, as its makers say."""
    card = next((model for model in facts.models if model.engine == engine), None)
    if not consent.redraws(engine):
        how = "background-notice-elsewhere" if engine in facts.elsewhere else "background-notice-measured"
        told = (about(card, facts.language), *whose(card), text(how))
        return say(text("background-notice"), *told, buttons=offer(state))
    told = (about(card, facts.language), *whose(card), text("redraw-notice-measured"))
    return say(text("redraw-notice"), *told, buttons=offer(state))


def about(card: ModelCard | None, language: str) -> Text:
    """A model in its makers' words, as one paragraph. Without a card the paragraph says that nothing is known."""
    if card is None:
        return text("about-no-card")
    silent = card.training_data.startswith(("not disclosed", "undisclosed")) or not card.training_data
    told = in_words(card, language)
    return text(
        "about-model",
        name=card.name,
        job=told.job,
        licence=card.licence,
        source=card.source,
        trained=UNREAD if card.unread else SILENT if silent else told.training_data,
        found=told.found or NOTHING,
        unsaid=told.unsaid or NOTHING,
        limits=told.limits,
    )


def in_words(card: ModelCard, language: str) -> ModelCard:
    """The card with its sentences in this language, in English where it has none in it."""
    told = card.told.get(language, {})
    return replace(
        card,
        job=told.get("job", card.job),
        training_data=told.get("training_data", card.training_data),
        found=told.get("found", card.found),
        unsaid=told.get("unsaid", card.unsaid),
        limits=told.get("limits", card.limits),
    )


def whose(card: ModelCard | None) -> tuple[Text, ...]:
    """Says whose figures these are: those of papers and the makers, not measured here."""
    return () if card is None else (text("redraw-notice-whose"),)


def not_allowed(state: State, unticked: frozenset[Purpose]) -> Say:
    """A box that only a model needs is empty: says why it is needed and offers the engine that needs none."""
    reasons = [
        text(f"consent-missing-{purpose.value}")
        for purpose in (Purpose.GENERATIVE, Purpose.GENERATIVE_BACKGROUND, Purpose.COMPARISON)
        if purpose in unticked
    ]
    redraws = consent.redraws(consent.engine_of(state.phase))
    return say(
        text("consent-no-redrawing" if redraws else "consent-no-painting"),
        *reasons,
        buttons=(
            *offer(state),
            button(Verb.CONSENT_SHOW, state.session, text("consent-open-again")),
            button(Verb.CONSENT_NO, state.session, text("stop")),
        ),
    )


def after_failures(facts: Facts, variant: Variant) -> tuple[tuple[Text, ...], tuple[Button, ...]]:
    """A line and a button for a withheld picture, once ``facts.held_back_to_offer`` of its set were withheld."""
    job = facts.job(variant.job_id)
    count = _held_back(facts, variant)
    if job is None or count < facts.held_back_to_offer:
        return (), ()
    offered = offer_of(job)
    return ((text("held-back-often", count=count),), offered) if offered else ((), ())


def _held_back(facts: Facts, variant: Variant) -> int:
    others = {v.id for v in facts.variants if _withheld_of(v, variant.job_id)}
    return len(others | {variant.id})


def _withheld_of(variant: Variant, job_id: JobId) -> bool:
    return variant.job_id == job_id and variant.state is VariantState.WITHHELD
