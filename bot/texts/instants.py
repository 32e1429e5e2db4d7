"""Days and instants in words, in the order of the language and region, by Babel."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel import Locale


def instant(
    at: datetime, language: str, written: Callable[[datetime, str], str] | None = None, zone: tzinfo | None = None
) -> str:
    """``written``: how a platform writes an instant that it shows in the reader's own zone, see ``Declaration``.

    Without it the instant is said in words, in ``zone``; None is this machine's zone. Raises ValueError for a naive
    datetime.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return _words(at, language, zone) if written is None else written(at, _words(at, language, UTC))


def day(on: date, language: str) -> str:
    """A day of the calendar, the same wherever it is read: a consent names days, and its hash is of their words."""
    from babel.dates import format_date

    return format_date(on, "long", language.replace("-", "_"))


def _words(at: datetime, language: str, zone: tzinfo | None) -> str:
    """Weekday, date and time. The sentence around them brings its own preposition."""
    from babel.dates import format_date, format_time

    local = at.astimezone(zone)
    locale = _locale(language)
    comma = "،" if locale.language == "ar" else ","
    return f"{format_date(local, 'full', locale)}{comma} {format_time(local, 'short', local.tzinfo, locale)}"


def _locale(language: str) -> Locale:
    """``en-GB`` as it is. For a region that Babel does not know, the language alone."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language.split("-", maxsplit=1)[0])
