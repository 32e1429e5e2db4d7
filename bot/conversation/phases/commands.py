"""The small commands: they answer in any phase and do not change it."""

from __future__ import annotations

import hashlib

from bot.commands import LISTED, Command
from bot.conversation.actions import Verb
from bot.conversation.effects import Say, SetLanguage
from bot.conversation.facts import Facts
from bot.conversation.phases import fallback, introducing, redrawing, staff_directory
from bot.conversation.phases.opening import introduce
from bot.conversation.phases.progress import STEPS, resting
from bot.conversation.states import ChoosingPurpose, Phase, State
from bot.conversation.table import ANYWHERE, Rule, commanded, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, active_jobs, numbers, unchecked_photos, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Button, Text
from storage.records import Job, JobState, ModelCard, VariantState


def status(turn: AnyTurn) -> Step:
    return turn.stay(*overview(turn.facts, turn.state))


def overview(facts: Facts, state: State) -> tuple[Say, ...]:
    """What is held and made, and when it is erased; then the current question once more."""
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
    return say(text("status-head"), *lines), *fallback.prompt(facts, state)


def _job_lines(job: Job, facts: Facts) -> tuple[Text, ...]:
    step = job.progress.step
    if job.state is JobState.QUEUED:
        return (text("status-queued", ahead=facts.ahead), *resting(job, facts))
    if step not in STEPS or step == "reading" or not job.progress.pictures:
        return (text("status-reading"),)
    return (text(f"status-{step}", picture=job.progress.picture, pictures=job.progress.pictures),)


def help_(turn: AnyTurn) -> Step:
    verify = button(Verb.VERIFY_ASK, "", text("help-verify-button"))
    return turn.stay(
        say(text("help-head"), *(text(f"help-{name}") for name in LISTED), text("help-votes"), buttons=(verify,)),
        *fallback.prompt(turn.facts, turn.state),
    )


def privacy(turn: AnyTurn) -> Step:
    of_law = introducing.notices(turn.facts)
    return turn.stay(notice(turn.facts), *((say(*of_law),) if of_law else ()))


def notice(facts: Facts) -> Say:
    """Who keeps what for how long, who else sees it, and the person's rights."""
    return say(
        text("privacy-head"),
        introducing.answers(facts),
        text("privacy-why"),
        *introducing.kept(facts),
        text("privacy-place"),
        *introducing.elsewhere(facts),
        introducing.carries(facts),
        text("privacy-never"),
        text("privacy-rights"),
        *introducing.reached(facts),
    )


def about(turn: AnyTurn) -> Step:
    """What it does to a photo, and the models of living workers by name; each has a screen of its own."""
    lines: list[Text] = [text("about-how")]
    names = ", ".join(model.name for model in _known(turn.facts))
    lines.append(text("about-models", names=names) if names else text("about-no-worker"))
    lines += _unchecked(turn.facts, turn.facts.language)
    return turn.stay(say(text("about-head"), *lines, buttons=_models(turn.facts)))


def about_model(turn: Turn[Press, object]) -> Step:
    """One model: licence, source, what it learned from as far as anybody says, known limits."""
    card = next((model for model in _known(turn.facts) if _numbered(model) == turn.event.argument), None)
    return about(turn) if card is None else turn.stay(say(redrawing.about(card, turn.facts.language)))


def _known(facts: Facts) -> tuple[ModelCard, ...]:
    """Each model once, also where several engines paint with it."""
    return tuple({model.name: model for model in facts.models}.values())


def _models(facts: Facts) -> tuple[Button, ...]:
    return tuple(button(Verb.ABOUT, _numbered(model), text("about-show", name=model.name)) for model in _known(facts))


def _numbered(model: ModelCard) -> str:
    """Names a model in a button, whatever its name is made of."""
    return hashlib.sha256(model.name.encode()).hexdigest()[:16]


def my_data(turn: AnyTurn) -> Step:
    return turn.stay(hand_over("my_data"))


def language(turn: AnyTurn) -> Step:
    """All complete languages, each by its own name. Consent is asked in no other language."""
    return turn.stay(
        say(
            text("language-ask"),
            buttons=tuple(
                button("language.set", code, text("language-name", name_language=code)) for code in turn.facts.languages
            ),
        )
    )


def language_chosen(turn: Turn[Press, Phase]) -> Step:
    """Sets the language and asks the current question again in it."""
    code = turn.event.argument
    if code not in turn.facts.languages:
        return language(turn)
    again: tuple[Say, ...] = fallback.prompt(turn.facts, turn.state)
    if isinstance(turn.phase, ChoosingPurpose):
        again = (introduce(turn.facts, turn.state),)
    return turn.stay(SetLanguage(language=code), say(text("language-set"), *_unchecked(turn.facts, code)), *again)


def _unchecked(facts: Facts, language: str) -> tuple[Text, ...]:
    return (text("language-unchecked"),) if language in facts.unchecked else ()


RULES: tuple[Rule, ...] = (
    commanded(Command.STATUS, status, here=ANYWHERE),
    commanded(Command.HELP, help_, here=ANYWHERE),
    commanded(Command.PRIVACY, privacy, here=ANYWHERE),
    commanded(Command.ABOUT, about, here=ANYWHERE),
    pressed(Verb.ABOUT, about_model, here=ANYWHERE),
    commanded(Command.MY_DATA, my_data, here=ANYWHERE),
    commanded(Command.LANGUAGE, language, here=ANYWHERE),
    pressed(Verb.LANGUAGE, language_chosen, here=ANYWHERE),
)
