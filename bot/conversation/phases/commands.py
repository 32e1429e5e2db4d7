"""The small commands that answer anywhere and change nothing in the foreground."""

from __future__ import annotations

from bot.commands import LISTED
from bot.conversation.effects import Say, SetLanguage
from bot.conversation.facts import Facts
from bot.conversation.phases import fallback, redrawing, staff_directory
from bot.conversation.phases.opening import carries, introduce
from bot.conversation.progress import STEPS, resting
from bot.conversation.states import ChoosingPurpose
from bot.conversation.turn import Step, Turn, active_jobs, numbers, unchecked_photos, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Text
from storage.records import Job, JobState, VariantState


def status(turn: Turn) -> Step:
    """What is held and what is going on, with the dates on which it goes."""
    facts = turn.facts
    lines: list[Text] = []
    if facts.photos:
        erased_at = min(photo.expires_at for photo in facts.photos)
        lines.append(text("held-photos", count=len(facts.photos), erased_at=erased_at))
    if waiting := unchecked_photos(facts):
        lines.append(text("photos-still-checking", count=len(waiting)))
    lines += [line for job in active_jobs(facts) for line in _job_lines(job, facts)]
    made = votable(facts)
    if made:
        erased_at = min(variant.expires_at for variant in made)
        lines.append(text("held-pictures", count=len(made), numbers=numbers(made), erased_at=erased_at))
    approved = tuple(variant for variant in made if variant.state is VariantState.APPROVED)
    if approved:
        lines.append(text("held-approved", numbers=numbers(approved)))
    lines += staff_directory.items(facts)
    if on_hold := tuple(variant for variant in made if variant.frozen):
        lines.append(text("held-frozen", numbers=numbers(on_hold), case=on_hold[0].case_number or 0))
    if not lines:
        lines.append(text("held-nothing"))
    here = fallback.prompt(turn.facts, turn.state)
    return turn.stay(say(text("status-head"), *lines), *here)


def _job_lines(job: Job, facts: Facts) -> tuple[Text, ...]:
    step = job.progress.step
    if job.state is JobState.QUEUED:
        return (text("status-queued", ahead=facts.ahead), *resting(job, facts))
    if step not in STEPS or step == "reading" or not job.progress.pictures:
        return (text("status-reading"),)
    return (text(f"status-{step}", picture=job.progress.picture, pictures=job.progress.pictures),)


def help_(turn: Turn) -> Step:
    verify = button("verify.ask", "", text("help-verify-button"))
    return turn.stay(
        say(text("help-head"), *(text(f"help-{name}") for name in LISTED), text("help-votes"), buttons=(verify,)),
        *fallback.prompt(turn.facts, turn.state),
    )


def privacy(turn: Turn) -> Step:
    facts = turn.facts
    lines = [
        text("privacy-who", operator=facts.operator) if facts.operator else text("privacy-who-local"),
        text("privacy-why"),
        text(
            "privacy-kept",
            hours=round(facts.photo_retention.total_seconds() / 3600),
            days=facts.result_retention.days,
            cap=facts.result_cap.days,
        ),
        text("privacy-place"),
        carries(facts),
        text("privacy-never"),
        text("privacy-rights"),
    ]
    if facts.contact:
        lines.append(text("contact", contact=facts.contact))
    if facts.privacy_url:
        lines.append(text("privacy-more", url=facts.privacy_url))
    return turn.stay(say(text("privacy-head"), *lines))


def about(turn: Turn) -> Step:
    """The models at work now, with licence, stated training data and known limits, in their makers' words."""
    lines: list[Text] = [text("about-how")]
    lines += [redrawing.about(model) for model in turn.facts.models]
    if not turn.facts.models:
        lines.append(text("about-no-worker"))
    return turn.stay(say(text("about-head"), *lines))


def my_data(turn: Turn) -> Step:
    return turn.stay(hand_over("my_data"))


def language(turn: Turn) -> Step:
    """All complete languages, each by its own name; consent is asked in no other."""
    return turn.stay(
        say(
            text("language-ask"),
            buttons=tuple(
                button("language.set", code, text("language-name", name_language=code)) for code in turn.facts.languages
            ),
        )
    )


def language_chosen(turn: Turn) -> Step:
    """The step in hand is asked again in the new language."""
    code = turn.action.argument
    if code not in turn.facts.languages:
        return language(turn)
    again: tuple[Say, ...] = fallback.prompt(turn.facts, turn.state)
    if isinstance(turn.state.phase, ChoosingPurpose):
        again = (introduce(turn.facts, turn.state),)
    return turn.stay(SetLanguage(language=code), say(text("language-set")), *again)
