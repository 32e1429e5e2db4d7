"""Every sentence that promises something has a test and a sabotage (design §8.13), listed in ``claims.toml``."""

from __future__ import annotations

import ast
import functools
import shutil
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generation import announced
from generation import kit as models
from storage.operations import kit
from tests.house.strangers.scratch import pytest_in, scratch
from tests.promises import claims

MOST_BEHIND_ONE_TEST = 3
LISTED: dict[str, Any] = tomllib.loads(claims.LIST.read_text("utf-8"))
CLAIMS, NEUTRAL = LISTED["claim"], LISTED["neutral"]
BROKEN = [claim for claim in CLAIMS if "broken" in claim]


def promising(root: Path = claims.ROOT) -> set[str]:
    return {sentence.name for sentence in claims.every(root) if sentence.promises}


@functools.cache
def promised() -> set[str]:
    """What stands in this checkout, which no test here changes."""
    return promising()


def listed(*groups: list[dict[str, Any]]) -> list[str]:
    return [line for group in groups for entry in group for line in entry["lines"]]


def exists(test: str) -> bool:
    path, _, name = test.partition("::")
    if not (claims.ROOT / path).exists():
        return False
    tree = ast.parse((claims.ROOT / path).read_text("utf-8"))
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name for node in ast.walk(tree)
    )


def test_every_promising_sentence_is_listed() -> None:
    assert sorted(promised() - set(listed(CLAIMS, NEUTRAL))) == []


def test_nothing_is_listed_that_is_not_there() -> None:
    assert sorted(set(listed(CLAIMS, NEUTRAL)) - promised()) == []


def test_a_neutral_sentence_stands_once_with_its_reason_and_under_no_claim() -> None:
    neutral = listed(NEUTRAL)
    assert [line for line, times in Counter(neutral).items() if times > 1] == []
    assert sorted(set(neutral) & set(listed(CLAIMS))) == []
    assert all(len(entry["reason"].split()) >= 5 for entry in NEUTRAL)


def test_every_claim_has_a_test_and_a_sabotage_that_exist() -> None:
    assert [claim["test"] for claim in CLAIMS if not exists(claim["test"])] == []
    assert [claim["sabotage"] for claim in CLAIMS if "sabotage" in claim and not exists(claim["sabotage"])] == []
    assert all(("sabotage" in claim) != ("broken" in claim) for claim in CLAIMS)
    assert [claim["id"] for claim in CLAIMS if claim["test"] == claim.get("sabotage")] == []


def test_one_test_stands_behind_few_claims_and_an_id_names_one() -> None:
    behind = Counter(claim["test"] for claim in CLAIMS)
    assert {test: many for test, many in behind.items() if many > MOST_BEHIND_ONE_TEST} == {}
    assert [name for name, times in Counter(claim["id"] for claim in CLAIMS).items() if times > 1] == []


@pytest.mark.parametrize("claim", BROKEN, ids=[claim["id"] for claim in BROKEN])
def test_the_line_to_break_is_there_once(claim: dict[str, Any]) -> None:
    broken = claim["broken"]
    assert (claims.ROOT / broken["file"]).read_text("utf-8").count(broken["old"]) == 1


@pytest.mark.long
@pytest.mark.parametrize("claim", BROKEN, ids=[claim["id"] for claim in BROKEN])
def test_the_broken_line_turns_its_test_red(claim: dict[str, Any], tmp_path: Path) -> None:
    tree, broken = scratch(tmp_path), claim["broken"]
    packages = Path("tests/node/node_modules")  # by which the stand-ins judge; a copy of the tree comes without
    if (claims.ROOT / packages).is_dir():
        (tree / packages).symlink_to(claims.ROOT / packages, target_is_directory=True)
    assert pytest_in(tree, claim["test"]).ok
    file = tree / broken["file"]
    file.write_text(file.read_text("utf-8").replace(broken["old"], broken["new"]), "utf-8")
    assert pytest_in(tree, claim["test"]).code == 1


# The sabotages of the wall itself: a promise slipped in anywhere is seen.


@pytest.mark.many
@pytest.mark.parametrize(
    ("file", "line", "name"),
    [
        ("bot/texts/locales/en/photos.ftl", "photo-oath = I never look twice.", "chat:photo-oath"),
        ("bot/texts/locales/de/photos.ftl", "photo-schwur = Das sieht niemand.", "chat:photo-schwur"),
        ("bot/texts/locales/ar/photos.ftl", "photo-oath = لا يرى ذلك أحد.", "chat:photo-oath"),
        ("bot/texts/locales/hi/photos.ftl", "photo-oath = यह किसी को नहीं दिखता।", "chat:photo-oath"),
        ("bot/platforms/slack/locales/en/slack.ftl", "slack-oath = Slack cannot see it.", "slack:slack-oath"),
        (
            "README.md",
            "Your photos are never kept by anybody at all.",
            "README:Your photos are never kept by anybody at",
        ),
        ("generation/languages/en/pictures.toml", 'oath = "Nobody edited this."', "pictures:page.oath"),
        ("storage/marks_told/en/verify.ftl", "verify-oath = Nobody made this.", "marks:verify-oath"),
        ("bot/papers/recruiters.md", "Nobody is ever refused.", "recruiters:Nobody is ever refused."),
    ],
)
def test_a_promise_slipped_in_is_seen(tmp_path: Path, file: str, line: str, name: str) -> None:
    for part in ("bot/texts/locales", "bot/platforms", "bot/papers", "generation/languages", "storage/marks_told"):
        shutil.copytree(claims.ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("*.py", "*.png", "static"))
    shutil.copy(claims.ROOT / "README.md", tmp_path / "README.md")
    with (tmp_path / file).open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")
    assert promising(tmp_path) - promised() == {name}


def test_a_promise_slipped_into_what_a_check_says_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    before, (first, *others) = promised(), announced.members()
    words = {**first.words, "en": {**first.words["en"], "hint": "I never look twice."}}
    monkeypatch.setattr(announced, "members", lambda: (replace(first, words=words), *others))
    assert promising() - before == {f"member:hint-{first.code}"}


@pytest.mark.parametrize(("paper", "head"), [(kit, "RETENTION_HEAD"), (models, "HEAD")], ids=["retention", "models"])
def test_a_promise_slipped_into_a_paper_that_code_puts_together_is_seen(
    monkeypatch: pytest.MonkeyPatch, paper: ModuleType, head: str
) -> None:
    before = promising()
    monkeypatch.setattr(paper, head, f"{getattr(paper, head)} Nobody ever lost a photo.")
    (slipped_in,) = promising() - before
    assert slipped_in.endswith(":Nobody ever lost a photo.")
