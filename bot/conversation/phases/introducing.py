"""Who speaks, who carries the chat, and how long things are kept: what a person hears first, or one tap away."""

from __future__ import annotations

from bot.conversation.consent import PERSONA, redrawn_at
from bot.conversation.facts import Facts
from bot.conversation.wording import button, text
from bot.ports import Button, Text

OF_PERSONAS = ("new_york",)  # laws about pictures of people who do not exist


def sentences(facts: Facts) -> tuple[Text, ...]:
    hours = round(facts.photo_retention.total_seconds() / 3600)
    return *who(facts), text("opening-kept", hours=hours, days=facts.result_retention.days)


def who(facts: Facts) -> tuple[Text, ...]:
    """Who speaks, and who carries the chat."""
    speaks = text("opening-who", operator=facts.operator) if facts.operator else text("opening-who-local")
    return speaks, carries(facts)


def without_personas(facts: Facts) -> tuple[Text, ...]:
    """What a made-up person would need, in one line, where no living worker makes them up."""
    return () if PERSONA in facts.engines else (text("persona-needs"),)


def carries(facts: Facts) -> Text:
    """Who carries this chat and may keep copies of it."""
    return text("opening-carries", carrier=facts.carrier) if facts.carrier else text("opening-carries-nobody")


def answers(facts: Facts) -> Text:
    """Who runs the bot and answers for the data."""
    return text("privacy-who", operator=facts.operator) if facts.operator else text("privacy-who-local")


def can_see(facts: Facts) -> Text:
    """Who could see the photos while they are kept."""
    return text("consent-operator", operator=facts.operator) if facts.operator else text("consent-operator-local")


def kept(facts: Facts) -> tuple[Text, ...]:
    """How long photos and pictures are kept, and the person after them."""
    return (
        text(
            "privacy-kept",
            hours=round(facts.photo_retention.total_seconds() / 3600),
            days=facts.result_retention.days,
            cap=facts.result_cap.days,
        ),
        text("privacy-person", days=facts.person_grace.days),
    )


def elsewhere(facts: Facts) -> tuple[Text, ...]:
    """Where a photo goes to be redrawn, and how long it stays there, where that is another machine."""
    return tuple(
        text("privacy-elsewhere", host=host, kept=hours) for host, hours in redrawn_at(facts.elsewhere).items()
    )


def notices(facts: Facts) -> tuple[Text, ...]:
    """What the laws that the operator named want people to be told before a photo of theirs is taken."""
    return tuple(text(f"notice-{law}") for law in facts.notices if law not in OF_PERSONAS)


def adverts(facts: Facts) -> tuple[Text, ...]:
    """What a law wants said in an advert with somebody made up, where the operator named that law."""
    return tuple(text(f"notice-{law}") for law in facts.notices if law in OF_PERSONAS)


def reached(facts: Facts) -> tuple[Text, ...]:
    """How the operator is reached, and where the full notice is, as far as both are set."""
    contact = (text("contact", contact=facts.contact),) if facts.contact else ()
    return (*contact, text("privacy-more", url=facts.privacy_url)) if facts.privacy_url else contact


def languages(facts: Facts) -> tuple[Button, ...]:
    """Every other complete language, by its own name."""
    return tuple(
        button("language.set", code, text("language-name", name_language=code))
        for code in facts.languages
        if code != facts.language
    )
