"""How long data are kept, as values and pure functions.

``expires_at`` is set once, when something is stored. A setting that changes later does not change it. Only the person
can extend it, only for a finished picture, and never past the cap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

PHOTO_HOURS_CAP = 7 * 24
PERSON_DAYS_CAP = 365
RESULT_DAYS_CAP = 90  # well under the strictest fixed limits known for face data (Texas CUBI: a year after use)

PURGE_EVERY = timedelta(seconds=60)
SWEEP_EVERY = timedelta(days=1)
# Length of a purge's lease. It is shorter than the time to the next run, so a killed run delays erasing by one run at
# most. A run that takes longer can overlap with the next; that is harmless.
LEASE = timedelta(seconds=45)
BATCH = 200  # rows per transaction; with 100-500 the bot's own writes stay under 10 ms at p99 (90,000 rows measured)
# A purge's transactions: so long the rows of each shall take, or as long as its commit did where that is longer, and so
# many it has at least and at most. A commit takes as long for few rows: fewer would only mean more commits.
BATCH_S, BATCH_LONGEST_S = 0.008, 0.05
BATCH_LEAST, BATCH_MOST = 200, 2000

LATE_AFTER = 2 * PURGE_EVERY  # promised: expired data are erased within two minutes while Candid runs
EXPIRED_ROW = timedelta(days=7)  # a picture's row outlives its bytes by this, to answer a late vote with "expired"
OUTCOME_KEPT = timedelta(days=7)  # a worker's report that no bot has read
UNTAKEN_KEPT = timedelta(days=7)  # what a person did, written down, should no bot ever start again to answer it
RECEIPT_KEPT = timedelta(days=1)  # the row of a finished erasure: numbers and a random id
MESSAGE_DELETION_KEPT = timedelta(days=30)  # how long deleting a message is tried
JOB_OPEN = timedelta(hours=PHOTO_HOURS_CAP)  # after that no photo is left to work on, should no worker ever come
TALK_OPEN = timedelta(hours=2)  # a talk this young is not ended by the clock; an unanswered round ends after as long
UNSAID = timedelta(days=1)  # how long a message that is still to be sent keeps a person who agreed to nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A purge's lease: who holds it, and until when."""

    holder: str
    until: datetime


def next_batch(rows: int, took_s: float, commit_s: float = 0.0) -> int:
    """How many rows the next transaction has, after ``rows`` took ``took_s`` and their commit ``commit_s``; at most
    twice, at least half.
    """
    may_take = min(max(BATCH_S, commit_s), BATCH_LONGEST_S)
    fits = rows * may_take / max(took_s, may_take / 2)
    return int(min(max(fits, rows / 2, BATCH_LEAST), BATCH_MOST))


def kept_for(usual: timedelta, asked: timedelta | None, cap: timedelta) -> timedelta:
    """The retention of something stored now: ``asked`` if given, else ``usual``; ``cap`` at most."""
    return min(usual if asked is None else asked, cap)


def may_take(hold: Hold | None, holder: str, now: datetime) -> bool:
    """Whether ``holder`` may run the purge: nobody else holds the lease, or it has ended.

    A lease that ends later than one lease from now was taken before the clock was set back. It counts as ended.
    """
    return hold is None or hold.holder == holder or hold.until <= now or hold.until > now + LEASE


def next_run(now: datetime, earliest_expiry: datetime | None) -> datetime:
    """The next regular run, or the earliest expiry if that comes first; never in the past."""
    regular = now + PURGE_EVERY
    return regular if earliest_expiry is None else max(now, min(regular, earliest_expiry))


def late_by(earliest_expiry: datetime | None, now: datetime) -> timedelta:
    """How overdue the earliest expiry is; zero when it is not."""
    return timedelta() if earliest_expiry is None else max(timedelta(), now - earliest_expiry)
