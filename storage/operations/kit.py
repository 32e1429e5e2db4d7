"""``candid kit``: papers an operator needs, written from the settings and the inventory of this installation.

Each package hands in its own papers through the entry-point group ``candid.kit``; none imports another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from storage.logs import KEEP_DAYS
from storage.people.conversations import EVENT_KEPT
from storage.pictures.staff_directory import TOLD_AFTER
from storage.policy import MESSAGE_DELETION_KEPT, RECEIPT_KEPT, UNTAKEN_KEPT
from storage.queue import outbox
from storage.queue.job_transitions import KEPT
from storage.settings import StorageSettings

GROUP = "candid.kit"
TO_FILL_IN = "**[to fill in]**"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """``file``: its name, ending in ``.md``; ``about``: one line for the list; ``text``: Markdown."""

    file: str
    about: str
    text: str


def kit(
    folder: Annotated[Path, typer.Argument(help="a new or empty folder")],
) -> None:
    """Write an operator's papers: records, assessment draft, notice, retention, models, answers, leaflets."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        typer.echo(f"{folder} is not an empty folder, and nothing was written. Name a new one.", err=True)
        raise typer.Exit(2)
    papers = collected()
    folder.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        (folder / paper.file).write_text(paper.text, encoding="utf-8")
    listed = "\n".join(f"- [{paper.file}]({paper.file}): {paper.about}" for paper in papers)
    (folder / "README.md").write_text(f"# Papers of this installation\n\n{WHAT_THEY_ARE}\n\n{listed}\n", "utf-8")
    typer.echo(f"{len(papers) + 1} papers are in {folder}. Begin with README.md; {OPEN_PLACES}")


WHAT_THEY_ARE = (
    "Written by `candid kit` from the settings and the code of this installation. They are drafts, not "
    f"legal advice: have somebody check them who knows your law, and write over each {TO_FILL_IN}. Run it "
    "again when settings change."
)
OPEN_PLACES = "places that only you know are marked [to fill in]."


def collected() -> list[Paper]:
    """Every package's papers, by file name."""
    papers = [paper for entry in entry_points(group=GROUP) for paper in entry.load()()]
    return sorted(papers, key=lambda paper: paper.file)


def storage_papers() -> list[Paper]:
    """The entry of this package in ``candid.kit``: how long what is kept, and where."""
    settings = StorageSettings()
    rows = "\n".join(f"| {what} | {where} | {until} |" for what, where, until in kept(settings))
    text = f"# Retention\n\n{RETENTION_HEAD}\n\n| what | where | until |\n|---|---|---|\n{rows}\n\n{RETENTION_FOOT}\n"
    return [Paper(file="retention.md", about="what is kept, where, and until when", text=text)]


RETENTION_HEAD = (
    "A clock inside Candid enforces this table; nobody has to remember it. Nothing can be read past its "
    "time, and it is erased within two minutes of running time. `/forget-me` erases at once what is about a person, "
    "but for what its receipt lists."
)
RETENTION_FOOT = (
    "Erasing a person destroys their key first, then bytes, messages and rows. A backup of rows and bytes "
    "opens nothing by itself; the keys have one latest copy, which is replaced. See storage/BACKUPS.md "
    "for what a raw disk may still hold."
)


UNTAKEN = f"until it is taken up, as a rule within a second; {UNTAKEN_KEPT.days} days at most"
CASE = "when the picture goes, or the operator decides"


def kept(settings: StorageSettings) -> list[tuple[str, str, str]]:
    """What, where, until when; a test holds it to every table of the database."""
    vault, rows = f"encrypted files in {settings.data_dir}", "database"
    person = f"{settings.person_grace.days} days after their last file, or at once on /forget-me"
    cap = f"{settings.result_cap.days} days"
    return [
        ("Photos as received", vault, f"{settings.photo_hours} hours; at once on the person's word"),
        ("Copies made for the person: contact sheet, outlined copy, before", vault, "with the photo or picture"),
        ("Finished pictures", vault, f"{settings.result_days} days; only the person may extend, to {cap} at most"),
        ("What the person agreed to: purpose, date, hash of the sentence", rows, person),
        ("A typed name as signature, encrypted; only with CANDID_RELEASE=typed", rows, person),
        ("The very sentences, without anything about a person", rows, "until the last yes to them is gone"),
        ("What a person did and the bot has not taken up yet, encrypted", rows, UNTAKEN),
        ("The chat's state: where in the talk the person is", rows, person),
        ("The person's address on the chat platform, encrypted", rows, person),
        ("Requests for pictures and their outcomes: ids and codes", rows, f"{KEPT.days} days after their end"),
        ("Messages of the bot: what they say, and where they stand in the chat", rows, f"{outbox.KEPT.days} days"),
        ("A picture that somebody did not agree to: a case number, nothing about who reported it", rows, CASE),
        ("A picture given to a directory: its number, the recipient, the yes", rows, "the last day in that yes"),
        ("Numbers of pictures that a directory must remove", rows, f"{TOLD_AFTER.days} days after that last day"),
        ("Messages still to be deleted after an erasure, encrypted", rows, f"{MESSAGE_DELETION_KEPT.days} days"),
        ("The row of a finished erasure: numbers and a random id", rows, f"{RECEIPT_KEPT.days} day"),
        ("Numbers of messages already answered, as hashes", rows, f"{EVENT_KEPT.days} day"),
        ("Counters against overuse, as keyed hashes", rows, "the end of the day"),
        ("Where the bot is installed: workspace and tokens, encrypted", rows, "until it is removed there"),
        ("What workers can do, when they were last seen, how long pictures took", rows, "no end: not about a person"),
        ("Answers to /feedback, counted by month without the person", rows, "no end: not about a person"),
        ("Lines that something was erased, without anything about a person", rows, "no end: not about a person"),
        ("Random ids of erased people, so that a restored backup erases them again", rows, "no end: opens nothing"),
        ("Measurements of a face (points, comparison)", "memory", "the end of the step; never stored"),
        ("Logs: codes, counts of five and more, durations", f"{settings.data_dir}/logs", f"{KEEP_DAYS} days"),
        ("The same lines on standard error", "as your system has it", "as your system keeps them"),
    ]
