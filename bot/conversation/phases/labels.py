"""Where the label of an approved picture stands, and in which language: the picture is made again from its photo.

Nothing here makes a picture without its label: a picture whose table row demands one always has it, in one of four
places. Once the photo is gone the label stays where it is, and the person is told why.
"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent, edits
from bot.conversation.effects import Effect, EnqueueGenerate, Say, Unsay
from bot.conversation.events import JobEnded
from bot.conversation.facts import Facts
from bot.conversation.phases import pictures
from bot.conversation.turn import Step, Turn, find_votable, good_photos, numbers, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Button, Text
from storage.records import GenerateRequest, Job, JobId, JobState, Placement, Variant, VariantState

# In the order of their numbers on the places view.
PLACEMENTS: tuple[str, ...] = tuple(place.value for place in Placement)
AUTOMATIC = ""  # nobody picked one: the worker does, by purpose

# Languages a label can be written in: the files of generation/disclosure/words; a test compares.
LANGUAGES: tuple[str, ...] = ("ar", "de", "en", "es", "fr", "he", "hi")

FAILURES: tuple[str, ...] = ("label_withheld", "label_other_picture")
GONE: tuple[str, ...] = ("not_found", "expired", "unreadable")

# --- what the strip offers ----------------------------------------------------------------------------------------


def offered(facts: Facts, variant: Variant) -> tuple[tuple[Text, ...], tuple[Button, ...]]:
    """What is said under the approval strip, and its buttons; neither where the picture carries no label."""
    if not variant.edits.label or variant.edits.engine != consent.STUDIO:
        return (), ()
    if _again(facts, variant) is None:
        return (text("label-photo-gone"),), ()
    return (text("label-choose", number=variant.number),), _buttons(variant)


def _buttons(variant: Variant) -> tuple[Button, ...]:
    places = (
        button(f"label.{placement}", variant.id, text(f"label-{placement}", place=place))
        for place, placement in enumerate(PLACEMENTS, start=1)
    )
    return (*places, button("label.language", variant.id, text("label-language")))


# --- what was picked ----------------------------------------------------------------------------------------------


def chosen(turn: Turn) -> Step:
    """A placement or a language by button, or a placement by its typed twin. The placement is kept for what comes."""
    variant = find_votable(turn.facts, turn.action.argument)
    if variant is None or not variant.edits.label:
        return turn.stay(say(text("vote-gone")))
    if variant.state is not VariantState.APPROVED:
        return turn.stay(say(text("files-after-approval", number=variant.number)))
    choice, _, language = turn.action.choice.partition("-")
    if choice == "language" and language not in LANGUAGES:
        return turn.stay(_ask_language(variant))
    kept = replace(turn.state, placement=choice) if choice in PLACEMENTS else turn.state
    again = _again(turn.facts, variant)
    if again is None:
        return kept, (say(text("label-photo-gone")),)
    request = _with(again, language) if choice == "language" else replace(again, placement=choice)
    if choice not in (*PLACEMENTS, "language") or request == again:
        return kept, (say(text("label-already")), hand_over("files", variant.id))
    changes = sum(change(turn.facts, job.id) is not None for job in turn.facts.jobs)
    key = f"label:{variant.id}:{request.placement}:{request.label_language}:{changes}"
    return kept, (EnqueueGenerate(request=request, key=key), say(text("label-coming", number=variant.number)))


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


def _ask_language(variant: Variant) -> Say:
    return say(
        text("label-language-ask", number=variant.number),
        buttons=tuple(
            button(f"label.language-{code}", variant.id, text("language-name", name_language=code))
            for code in LANGUAGES
        ),
    )


def _with(request: GenerateRequest, language: str) -> GenerateRequest:
    return replace(request, label_language=language)


def _again(facts: Facts, variant: Variant) -> GenerateRequest | None:
    """The request that makes this picture once more with its label as it is now; None once a photo of it is gone."""
    made = next((job for job in facts.jobs if job.id == variant.job_id), None)
    if made is None or not isinstance(made.request, GenerateRequest):
        return None
    asked = made.request
    if not asked.photo_ids and asked.engine != consent.PERSONA:  # a made-up person never had one
        return None
    if not set(asked.photo_ids) <= {photo.id for photo in good_photos(facts)}:
        return None
    latest = _latest(facts, variant)
    ranks = asked.ranks or tuple(range(len(asked.looks)))
    return replace(
        asked,
        looks=(variant.edits.look,),
        ranks=(ranks[variant.index - 1],),
        placement=latest.placement,
        label_language=latest.label_language or latest.language,
        replaces=variant.id,
    )


def _latest(facts: Facts, variant: Variant) -> GenerateRequest:
    """The request that this picture's label stands by: its own, or the last change that was made."""
    asked = [
        job
        for job in facts.jobs
        if isinstance(job.request, GenerateRequest)
        and (job.id == variant.job_id or (job.request.replaces == variant.id and job.state is JobState.DONE))
    ]
    request = max(asked, key=lambda job: (job.id != variant.job_id, job.created_at)).request
    if not isinstance(request, GenerateRequest):
        raise TypeError("only pictures are asked for here")
    return request


# --- what became of it --------------------------------------------------------------------------------------------


def change(facts: Facts, job_id: JobId) -> GenerateRequest | None:
    """The request of this job, when it changes a label; None for any other job."""
    job: Job | None = next((job for job in facts.jobs if job.id == job_id), None)
    if job is None or not isinstance(job.request, GenerateRequest) or job.request.replaces is None:
        return None
    return job.request


def ended(turn: Turn, event: JobEnded, request: GenerateRequest) -> Step:
    """The picture again with its label moved, and its file; or why it stays as it was."""
    variant = find_votable(turn.facts, request.replaces or "")
    if variant is None or event.outcome == "cancelled":
        return turn.stay()
    if event.outcome == "failed":
        return turn.stay(say(_why(event.error), text("label-stays", number=variant.number)))
    return turn.stay(*_shown(variant, request))


def _why(error: str) -> Text:
    if error in GONE:
        return text("label-photo-gone")
    return text(f"failed-{error}" if error in FAILURES else "failed-label_withheld")


def _shown(variant: Variant, request: GenerateRequest) -> tuple[Effect, ...]:
    shown = pictures.message(variant)
    place = "label-done-automatic" if request.placement == AUTOMATIC else f"label-done-{request.placement}"
    lines = (text(place), edits.caption(variant.edits))
    return (
        Unsay(subject=variant.id),
        Say(message=replace(shown, lines=lines)),
        hand_over("files", variant.id),
    )
