"""``candid texts --labels``: each combination once, and AI only where a model painted or the upload says so."""

from __future__ import annotations

import pytest

from bot.reading import labels as label_table
from storage.operations.main import main
from storage.records import Backdrop, Light, UploadClaim

COMBINATIONS = len(Backdrop) * len(Light) * 2 * len(UploadClaim) + 1  # and nobody real


def rows(text: str) -> list[dict[str, str]]:
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]


@pytest.mark.parametrize(("language", "ai"), [("en", "AI"), ("de", "KI")])
def test_every_combination_stands_once_and_ai_only_where_a_model_painted(language: str, ai: str) -> None:
    table = rows(label_table.table(language))
    made = [tuple(row[key] for key in ("backdrop", "light", "face", "upload says")) for row in table]
    assert len(made) == len(set(made)) == COMBINATIONS
    for row in table:
        by_upload = row["upload says"] in ("ai_edited", "ai_made")
        painted = row["backdrop"] == "generated" or row["face"] != "as taken" or by_upload
        assert (row["label"].split(" ")[0] == ai) == painted, row
        assert (ai in row["caption"].split()) >= painted, row
        assert row["metadata"], row


def test_the_command_asks_what_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["texts"]) == 2
    assert "--labels" in capsys.readouterr().err
    assert main(["texts", "--labels"]) == 0
    assert len(rows(capsys.readouterr().out)) == COMBINATIONS
