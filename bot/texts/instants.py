"""One instant, said the way each platform shows time. Discord and Slack turn it into the reader's own zone themselves.

Forms: Discord's timestamp markup (message formatting page of its API reference), Slack's date formatting with a
fallback in UTC (formatting text for app surfaces); everywhere else Babel's own wording in the machine's zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def instant(at: datetime, language: str, platform: str, zone: tzinfo | None = None) -> str:
    """Raises ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError("an instant without a zone means nothing")
    match platform:
        case "discord":
            return f"<t:{int(at.timestamp())}:f>"
        case "slack":
            return f"<!date^{int(at.timestamp())}^{{date_long}} {{time}}|{_words(at, language, UTC)} UTC>"
        case _:
            return _words(at, language, zone)


def day(on: date, language: str) -> str:
    """A day of the calendar, the same wherever it is read: what a consent names is what its hash is of."""
    from babel.dates import format_date

    return format_date(on, "long", language.replace("-", "_"))


def _words(at: datetime, language: str, zone: tzinfo | None) -> str:
    """Weekday, date and time in the order of the language and region; sentences put their "on" before it."""
    from babel.dates import format_date, format_time

    local = at.astimezone(zone)
    locale = _locale(language)
    return f"{format_date(local, 'full', locale)}, {format_time(local, 'short', local.tzinfo, locale)}"


def _locale(language: str) -> Locale:
    """``en-GB`` as it is; a region nobody knows falls back to its language."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language.split("-", maxsplit=1)[0])
