"""Who speaks, who carries the chat, and how long things are kept: what a person hears first, or one tap away."""

from __future__ import annotations

from bot.conversation.facts import Facts
from bot.conversation.wording import button, text
from bot.ports import Button, Text


def sentences(facts: Facts) -> tuple[Text, ...]:
    hours = round(facts.photo_retention.total_seconds() / 3600)
    return *who(facts), text("opening-kept", hours=hours, days=facts.result_retention.days)


def who(facts: Facts) -> tuple[Text, ...]:
    """Who speaks, and who carries the chat."""
    speaks = text("opening-who", operator=facts.operator) if facts.operator else text("opening-who-local")
    return speaks, carries(facts)


def carries(facts: Facts) -> Text:
    """Who carries this chat and may keep copies of it."""
    return text("opening-carries", carrier=facts.carrier) if facts.carrier else text("opening-carries-nobody")


def languages(facts: Facts) -> tuple[Button, ...]:
    """Every other complete language, by its own name."""
    return tuple(
        button("language.set", code, text("language-name", name_language=code))
        for code in facts.languages
        if code != facts.language
    )
