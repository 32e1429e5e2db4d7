"""Papers of ``candid kit`` from the talking side: drafts in ``papers/*.md``, filled from the settings.

A paper's first line is its title; the second, a comment, is its line in the list. ``$name`` stands for a value.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from bot.conversation.consent import kept
from bot.declarations import declarations
from bot.ports import Text
from bot.settings import BotSettings
from bot.texts import complete_languages, render
from bot.texts.catalog import SOURCE, said
from storage.operations.kit import TO_FILL_IN, Paper
from storage.records import Purpose
from storage.settings import StorageSettings

Values = dict[str, str | int]
PAPERS = Path(__file__).parent / "papers"


def bot_papers() -> list[Paper]:
    """The entry of this package in ``candid.kit``."""
    bot = BotSettings()
    values = _values(bot, StorageSettings())
    notice = _notice(bot, StorageSettings())
    return [_filled(path, values) for path in sorted(PAPERS.glob("*.md"))] + [notice]


def _filled(path: Path, values: dict[str, str]) -> Paper:
    title, about, rest = path.read_text("utf-8").split("\n", 2)
    text = Template(f"{title}\n{rest}").substitute(values)
    return Paper(file=path.name, about=about.removeprefix("<!--").removesuffix("-->").strip(), text=text)


def _values(bot: BotSettings, storage: StorageSettings) -> dict[str, str]:
    on = [each for each in declarations().values() if each.settings().switched_on()]
    carriers = [
        f"- {each.carrier}: carries the {each.title} chat and may keep copies of it" for each in on if each.carrier
    ]
    pages = [f"- {each.title}: stays on this machine" for each in on if not each.carrier]
    given = [f"- {name}: pictures their owners agreed to hand over, one by one" for name in bot.recipients()]
    return {
        "operator": bot.operator or TO_FILL_IN,
        "contact": bot.contact or TO_FILL_IN,
        "privacy_url": bot.privacy_url or TO_FILL_IN,
        "recipients": "\n".join((*carriers, *pages, *given)) or "- nobody: no platform is switched on",
        "photo_hours": str(storage.photo_hours),
        "person_days": str(storage.person_grace.days),
        "signature": " Their typed name as a signature, encrypted." if bot.release == "typed" else "",
        "result_days": str(storage.result_days),
        "directory_days": str(bot.directory_days),
        "photos_held": str(bot.photos_held),
        "jobs_per_day": str(bot.jobs_per_day),
        "to_fill_in": TO_FILL_IN,
    }


def _notice(bot: BotSettings, storage: StorageSettings) -> Paper:
    """The words in force, as the chat says them, in every language, with the notices of the laws that are named."""
    numbers: Values = {
        **dict(kept(storage.photo_retention, storage.result_retention, storage.person_grace)),
        "cap": storage.result_cap.days,
    }
    parts = ["# The notice in force", "As people read it in the chat, and the sentences they agree to."]
    for language in complete_languages():
        told = [_said(key, language, values) for key, values in _told(bot, storage, numbers)]
        asked = [_said(f"consent-{each}", language, numbers) for each in Purpose if f"consent-{each}" in said(SOURCE)]
        parts += [f"## {language}", *told, "\n".join(f"- {sentence}" for sentence in asked)]
    text = "\n\n".join(parts)
    return Paper(file="notice.md", about="the privacy notice and consent sentences in force", text=f"{text}\n")


def _told(bot: BotSettings, storage: StorageSettings, numbers: Values) -> list[tuple[str, Values]]:
    """The keys of /privacy and of who can see, in their order, each with what it says."""
    by = "" if bot.operator else "-local"
    who: Values = {"operator": bot.operator} if bot.operator else {}
    carried: list[tuple[str, Values]] = [
        ("opening-carries", {"carrier": each.carrier}) if each.carrier else ("opening-carries-nobody", {})
        for each in declarations().values()
        if each.settings().switched_on()
    ]
    return [
        ("privacy-head", {}),
        (f"privacy-who{by}", who),
        ("privacy-why", {}),
        ("privacy-kept", numbers),
        ("privacy-person", {"days": storage.person_grace.days}),
        ("privacy-place", {}),
        (f"consent-operator{by}", who),
        *carried,
        ("privacy-never", {}),
        ("privacy-rights", {}),
        *((f"notice-{law}", {}) for law in bot.notices),
    ]


def _said(key: str, language: str, numbers: Values) -> str:
    return render(Text(key=key, args=tuple(numbers.items())), language, "")
