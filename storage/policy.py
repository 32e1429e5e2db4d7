"""How long things are kept, as values and pure functions. An ``expires_at`` is set once, when something is stored.

A longer setting never applies to data already held: nothing here reads a setting later. Only the person may extend, and
only a result, and never past the cap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

PHOTO_HOURS_CAP = 7 * 24
RESULT_DAYS_CAP = 90  # well under the strictest fixed limits known for face data (Texas CUBI: a year after use)

PURGE_EVERY = timedelta(seconds=60)
SWEEP_EVERY = timedelta(days=1)
# Of one purge run. Shorter than the time to the next, so that a killed run delays what is due by one turn at most; a
# run that takes longer may meet another, which does no harm.
LEASE = timedelta(seconds=45)
BATCH = 200  # rows a transaction: 100-500 keep the bot's own writes under 10 ms at p99 (90,000 rows measured)

LATE_AFTER = 2 * PURGE_EVERY  # the promise: erased within two minutes of running time
EXPIRED_ROW = timedelta(days=7)  # a picture's row stays so long after its bytes, to answer a late vote with "expired"
OUTCOME_KEPT = timedelta(days=7)  # what a worker reported and no bot ever came to read
RECEIPT_KEPT = timedelta(days=1)  # a finished erasure's row: numbers and a random id
MESSAGE_DELETION_KEPT = timedelta(days=30)  # how long deleting a message is tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Who may run the purge until when."""

    holder: str
    until: datetime


def kept_for(usual: timedelta, asked: timedelta | None, cap: timedelta) -> timedelta:
    """How long what is stored now is kept: as asked for it, else as usual, never past the cap."""
    return min(usual if asked is None else asked, cap)


def may_take(hold: Hold | None, holder: str, now: datetime) -> bool:
    """Whether ``holder`` may run the purge: nobody does, they do already, or the hold is over.

    A hold further away than one lease was made before the clock was set back: it counts as over.
    """
    return hold is None or hold.holder == holder or hold.until <= now or hold.until > now + LEASE


def next_run(now: datetime, earliest_expiry: datetime | None) -> datetime:
    """The next regular run, or sooner if something expires before it; never in the past."""
    regular = now + PURGE_EVERY
    return regular if earliest_expiry is None else max(now, min(regular, earliest_expiry))


def late_by(earliest_expiry: datetime | None, now: datetime) -> timedelta:
    """How long the most overdue thing has been waiting."""
    return timedelta() if earliest_expiry is None else max(timedelta(), now - earliest_expiry)
