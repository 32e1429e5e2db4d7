"""Where each failpoint is met: in which stage of the journey, and in which process. A new failpoint needs a line here.

Stages that are walked: opening, photo, pictures, votes, labelling, giving, withdrawing, leaving. Stages that are a
command of the operator: exporting, purge, rotate-key. ``name#3`` is the third passing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """``victim``: bot, worker or command."""

    failpoint: str
    stage: str
    victim: str

    def __str__(self) -> str:
        return f"{self.failpoint}-{self.stage}-{self.victim}"

    @property
    def name(self) -> str:
        return self.failpoint.partition("#")[0]


MET: dict[tuple[str, str], tuple[str, ...]] = {
    ("opening", "bot"): (
        "key.created",
        "person.row_written",
        "hearing.person_found",
        "hearing.written",
        "door.opened",
        "runner.before_save",
        "runner.after_commit",
        "timer.set",
        "consent.recorded",
        "receipt.history_read",
        "deliver.before_call",
        "deliver.after_call",
        "deliver.sent",
        "runner.before_save#2",
        "deliver.after_call#3",
    ),
    ("photo", "bot"): (
        "keep.allowed",
        "keep.fetched",
        "file.written",
        "file.renamed",
        "vault.written",
        "keep.recorded",
        "outcome.taken",
        "runner.after_commit#2",
    ),
    ("photo", "worker"): (
        "worker.announced",
        "worker.claimed",
        "worker.consent_read",
        "worker.photo_read",
        "check.files_written",
        "check.before_commit",
        "check.committed",
        "worker.verdict_told",
        "worker.looks_drawn",
        "file.written",
        "looks.file_written",
        "looks.before_commit",
        "looks.committed",
    ),
    ("pictures", "bot"): (
        "job.enqueued",
        # every message of this stage, before and after the platform has it: the status, each picture, the last word
        "deliver.before_call#2",
        "deliver.after_call#2",
        "deliver.before_call#3",
        "deliver.after_call#3",
        "deliver.after_call#4",
        "deliver.sent#3",
        "outcome.taken#2",
        "deliver.deleted",
    ),
    ("pictures", "worker"): (
        "worker.photos_read",
        "worker.beaten",
        "worker.picture_made",
        "picture.files_written",
        "picture.before_commit",
        "picture.committed",
        "picture.files_written#2",
        "picture.committed#2",
        "worker.pictures_made",
        "worker.job_done",
    ),
    ("votes", "bot"): (
        "vote.marked",
        "document.found",
        "timer.fired",
        "todo.erased",
        "blob.unlinked",
        "export.files_read",
    ),
    ("labelling", "worker"): ("relabel.file_written", "relabel.before_commit", "relabel.committed"),
    ("giving", "bot"): ("directory.entered",),
    ("withdrawing", "bot"): ("consent.withdrawn", "todo.erased", "blob.unlinked#2"),
    ("leaving", "bot"): (
        "forget_me.begun",
        "forget.marked",
        "line.written",
        "forget.listed",
        "key.destroyed",
        "forget.key_destroyed",
        "rewrap.next_written",
        "rewrap.wrapped",
        "forget.epoch_renewed",
        "blob.unlinked",
        "forget.bytes_unlinked",
        "forget.rows_deleted",
        "forget.pages_overwritten",
        "forget.closed",
        "forget_me.erased",
        "deliver.taken_back",
        "forget_me.messages_deleted",
    ),
    ("refusing", "bot"): ("deliver.set_aside", "deliver.replaced"),
    ("exporting", "command"): ("directory.noted",),
    ("purge", "command"): (
        "purge.leased",
        "purge.batch_unlinked",
        "purge.batch_deleted",
        "purge.messages_queued",
        "purge.rows_deleted",
        "purge.checkpointed",
        "sweep.keys_dropped",
    ),
    ("rotate-key", "command"): ("rewrap.next_written", "rewrap.wrapped"),
    ("reaping", "worker"): ("worker.reaped",),
}  # fmt: skip
# Ways of one chat platform, which the page lacks: killed at in ``tests/journeys/PLATFORM/test_killed_on_its_ways.py``.
ELSEWHERE = ("discord.part_posted", "discord.answer_shown", "slack.files_uploaded")
PLACES = [Place(name, stage, victim) for (stage, victim), names in MET.items() for name in names]
