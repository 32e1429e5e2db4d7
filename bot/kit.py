"""Papers of ``candid kit`` from the talking side: drafts in ``papers/*.md``, filled from the settings.

A paper's first line is its title; the second, a comment, is its line in the list. ``$name`` stands for a value.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from bot.declarations import declarations
from bot.ports import Text
from bot.settings import BotSettings
from bot.texts import complete_languages, render
from bot.texts.catalog import SOURCE, said
from storage.operations.kit import TO_FILL_IN, Paper
from storage.records import Purpose
from storage.settings import StorageSettings

PAPERS = Path(__file__).parent / "papers"
NOTICE = (
    "privacy-head", "privacy-why", "privacy-kept", "privacy-place", "privacy-never", "privacy-rights",
)  # fmt: skip


def bot_papers() -> list[Paper]:
    """The entry of this package in ``candid.kit``."""
    values = _values(BotSettings(), StorageSettings())
    return [_filled(path, values) for path in sorted(PAPERS.glob("*.md"))] + [_notice(values)]


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
        "result_days": str(storage.result_days),
        "directory_days": str(bot.directory_days),
        "photos_held": str(bot.photos_held),
        "jobs_per_day": str(bot.jobs_per_day),
        "to_fill_in": TO_FILL_IN,
    }


def _notice(values: dict[str, str]) -> Paper:
    """The words in force, as the chat says them, in every language."""
    numbers: dict[str, str | int] = {"hours": int(values["photo_hours"]), "days": int(values["result_days"]), "cap": 90}
    parts = ["# The notice in force", "As people read it in the chat, and the sentences they agree to."]
    for language in complete_languages():
        told = [_said(key, language, numbers) for key in NOTICE]
        asked = [_said(f"consent-{each}", language, numbers) for each in Purpose if f"consent-{each}" in said(SOURCE)]
        parts += [f"## {language}", *told, "\n".join(f"- {sentence}" for sentence in asked)]
    text = "\n\n".join(parts)
    return Paper(file="notice.md", about="the privacy notice and consent sentences in force", text=f"{text}\n")


def _said(key: str, language: str, numbers: dict[str, str | int]) -> str:
    return render(Text(key=key, args=tuple(numbers.items())), language, "")
