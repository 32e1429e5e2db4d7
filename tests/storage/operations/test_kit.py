"""``candid kit`` writes every paper from this installation's own settings and inventory, and overwrites nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import generation
from storage.db import schema
from storage.operations.main import main

PAPERS = {
    "README.md", "impact-assessment.md", "models.md", "notice.md", "recipients.md", "record-of-processing.md",
    "recruiters.md", "retention.md", "security-questions.md", "twelve-questions.md",
}  # fmt: skip


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("CANDID_PHOTO_HOURS", "31")
    monkeypatch.setenv("CANDID_OPERATOR", "Ada's Studio")
    monkeypatch.setenv("CANDID_DIRECTORY_RECIPIENT", "Example Ltd's staff list")
    assert main(["kit", str(tmp_path / "kit")]) == 0
    return {path.name: path.read_text("utf-8") for path in (tmp_path / "kit").iterdir()}


def test_every_paper_is_written_and_listed(papers: dict[str, str]) -> None:
    assert set(papers) == PAPERS
    listed = re.findall(r"\[([\w-]+\.md)\]\(\1\)", papers["README.md"])
    assert set(listed) == PAPERS - {"README.md"}


def test_values_are_those_of_the_settings(papers: dict[str, str]) -> None:
    for name in ("record-of-processing.md", "impact-assessment.md", "retention.md", "notice.md", "twelve-questions.md"):
        assert "31 " in papers[name], name
    assert "Ada's Studio" in papers["record-of-processing.md"]
    assert "Example Ltd's staff list" in papers["recipients.md"]


def test_nothing_is_left_as_a_placeholder(papers: dict[str, str]) -> None:
    assert {name for name, text in papers.items() if re.search(r"\$\w|\{ ?\$|\{\w+\}|None\b(?! by| is)", text)} == set()


def test_every_model_file_is_named_with_its_licence(papers: dict[str, str]) -> None:
    """The oracle reads the model files itself."""
    rows = [
        tomllib.loads(path.read_text("utf-8")) for path in (Path(generation.__file__).parent / "weights").glob("*.toml")
    ]
    assert len(rows) >= 5
    for row in rows:
        told = papers["models.md"].partition(f"### {row['title']}\n")[2].partition("###")[0]
        assert f"licence: {row['licence']}" in told, row["title"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["kit", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert "nothing was written" in capsys.readouterr().err


# By hand: each table, and the words of the paper on what lies in it.
TOLD = {
    "persons": "address on the chat platform", "consents": "What the person agreed to", "wordings": "very sentences",
    "objects": "Photos as received", "photos": "Photos as received", "variants": "Finished pictures",
    "cases": "somebody did not agree to", "directory_entries": "given to a directory", "jobs": "Requests for pictures",
    "outcomes": "their outcomes", "outbox": "Messages of the bot", "inbox": "not taken up yet",
    "conversations": "The chat's state",
    "timers": "The chat's state", "seen_events": "messages already answered", "salts": "Counters against overuse",
    "quotas": "Counters against overuse", "feedback": "Answers to /feedback", "workers": "What workers can do",
    "members": "What workers can do", "durations": "how long pictures took", "leases": "What workers can do",
    "erasures": "row of a finished erasure", "message_deletions": "still to be deleted",
    "directory_exports": "must remove",
    "audit": "Lines that something was erased", "installations": "Where the bot is installed",
}  # fmt: skip


def test_the_retention_table_leaves_out_no_table_of_the_database(papers: dict[str, str]) -> None:
    """A new table is red here until somebody has said how long it keeps what."""
    for table in schema.metadata.tables:
        assert TOLD[table] in papers["retention.md"], table
