"""Every word a person reads in chat, per language. Import from here: ``from bot.texts import render, wordings``."""

from bot.texts.catalog import UnknownText, complete_languages, missing, render, vocabulary, wordings

__all__ = ["UnknownText", "complete_languages", "missing", "render", "vocabulary", "wordings"]
