"""The length of a pause and the daily quiet hours, as an operator writes them. Pure; used by ``queue/pause.py``."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from storage.policy import PHOTO_HOURS_CAP

LONGEST = timedelta(hours=PHOTO_HOURS_CAP)  # no photo is kept longer, so nobody would be left to wait

_LENGTH = re.compile(r"([0-9]{1,4})\s*(m|min|h|d)?")
_UNIT = {"m": timedelta(minutes=1), "min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


def length(text: str) -> timedelta:
    """Parses "30m", "2h", "1d"; a plain number is hours. Raises ``ValueError``, also for 0 and beyond ``LONGEST``."""
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None or not int(found[1]):
        raise ValueError(f"{text!r} is no length of time; write 30m, 2h or 1d")
    said = int(found[1]) * _UNIT[found[2] or "h"]
    if said > LONGEST:
        raise ValueError(f"{text!r} is longer than {LONGEST.days} days, and no photo is kept that long")
    return said


def hours(text: str) -> tuple[time, time] | None:
    """Parses "22:00-07:00" into two times of day; None for "". Raises ``ValueError``, also when both are equal."""
    if not text:
        return None
    found = _HOURS.fullmatch(text)
    if found is None or found.group(1, 2) == found.group(3, 4):
        raise ValueError(f"{text!r} are no quiet hours; write two different times of day, like 22:00-07:00")
    return time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))


def quiet_until(at: datetime, quiet: tuple[time, time] | None, zone: tzinfo | None = None) -> datetime | None:
    """The end (UTC) of the quiet hours that ``at`` (aware) lies in; None outside of them.

    ``zone``: the time zone of the hours; None is this machine's. A change to or from summer time is taken into account.
    """
    if quiet is None:
        return None
    begins, ends = quiet
    local = at.astimezone(zone)
    now = local.time()
    inside = begins <= now < ends if begins < ends else now >= begins or now < ends
    if not inside:
        return None
    day = local.date() if now < ends else local.date() + timedelta(days=1)
    return datetime.combine(day, ends, zone).astimezone(UTC)  # None: this machine's zone
