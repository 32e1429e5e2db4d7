"""A stranger adds a check, a safeguard, a look, an engine, a model or a language, and touches nothing else.

One file or folder each; a language is a folder in two packages and in each platform, and one file of what tests know
of it. Each is tried in a copy of the repository: the suites
about members are green there, the member is used, and the copy differs from the repository by that alone.
What happens when a piece is left out is asked in ``tests/generation/test_members.py`` and ``test_weights.py``, of the
same readers, without a copy.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bot.declarations import names
from generation import announced
from storage.records import MemberKind
from tests.house.strangers.members import STRANGERS
from tests.house.strangers.scratch import place, pytest_in, python_in, scratch, touched

QUICKEST = "look"  # the others are tried in the long suite: each copies the repository and runs whole suites there


@pytest.mark.parametrize(
    "kind", [QUICKEST, *(pytest.param(kind, marks=pytest.mark.long) for kind in STRANGERS if kind != QUICKEST)]
)
def test_a_stranger_is_at_home_with_one_file_or_folder(kind: str, tmp_path: Path) -> None:
    folder, files, works, suites = STRANGERS[kind]
    tree = scratch(tmp_path)
    place(tree / folder, files)
    said = python_in(tree, "-c", works)
    assert said.ok, said.output
    assert "used" in said.output
    said = pytest_in(tree, *suites)
    assert said.ok, said.output
    assert touched(tree) == sorted(f"{folder}/{name}" for name in files)


LANGUAGE_SUITES = (
    "tests/generation/test_members.py",
    "tests/generation/disclosure/test_words.py",
    "tests/bot/texts/test_catalog.py",
    "tests/bot/texts/test_keys.py",
    "tests/contracts/test_declarations.py::test_it_says_it_in_every_language",
    "tests/bot/texts/test_plain_language.py::test_every_complete_language_has_a_reading_age_and_lists_of_words",
)
LANGUAGE_FOLDERS = ("bot/texts/locales", "generation/languages", "storage/marks_told")
LANGUAGE_WORKS = """
from bot.ports import Text
from bot.texts import complete_languages, members, render
from generation import announced
from generation.disclosure.wording import languages
assert "it" in languages()
assert "it" in complete_languages()
members.learn(announced.members())
assert render(Text(key="look-name-office"), "it") == "it: Office blur"
print("used")
"""


def members_toml() -> str:
    """Every part of every member, said in the new language."""
    lines = []
    for member in announced.members():
        if member.words:
            lines.append(f"[{member.kind.value}.{member.code}]")
            drawn = {"drawn": "it"} if member.kind is MemberKind.CHECK else {}
            said = {**member.words["en"], **drawn}
            lines += [f"{part} = {json.dumps(f'it: {sentence}')}" for part, sentence in said.items()]
    return "\n".join(lines)


def speaking(tree: Path, *, but: str = "") -> tuple[str, ...]:
    """Adds the language to a copy, in the English words; ``but`` leaves one piece out. Returns where its pieces lie."""
    platforms = [f"bot/platforms/{name}/locales" for name in names()]
    for folder in {*LANGUAGE_FOLDERS, *platforms} - {but}:
        shutil.copytree(tree / folder / "en", tree / folder / "it")
    if but != "members.toml":
        place(tree / "generation/languages/it", {"members.toml": members_toml()})
    if but != "tests/languages":
        shutil.copy2(tree / "tests/languages/en.py", tree / "tests/languages/it.py")
    return tuple(f"{folder}/it" for folder in (*LANGUAGE_FOLDERS, *platforms, "tests/languages"))


@pytest.mark.long
def test_a_language_is_one_folder_in_each_package(tmp_path: Path) -> None:
    """Copies of the English ones: what is tried is that nothing else has to be touched."""
    tree = scratch(tmp_path)
    pieces = speaking(tree)
    said = python_in(tree, "-c", LANGUAGE_WORKS)
    assert said.ok, said.output
    said = pytest_in(tree, *LANGUAGE_SUITES)
    assert said.ok, said.output
    assert [name for name in touched(tree) if not name.startswith(pieces)] == []


LANGUAGE_LEFT_OUT = {  # the piece, the suite that misses it, what that says
    "members.toml": ("tests/generation/test_members.py", "words in it are missing"),
    "bot/platforms/slack/locales": (
        "tests/contracts/test_declarations.py::test_it_says_it_in_every_language", "'it': ('slack-welcome'",
    ),
    "tests/languages": (
        "tests/bot/texts/test_plain_language.py::test_every_complete_language_has_a_reading_age_and_lists_of_words",
        "test_every_complete_language_has_a_reading_age_and_lists_of_words",
    ),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("piece", LANGUAGE_LEFT_OUT)
def test_a_piece_of_a_language_that_is_left_out_is_named(piece: str, tmp_path: Path) -> None:
    tree = scratch(tmp_path)
    speaking(tree, but=piece)
    suite, names_it = LANGUAGE_LEFT_OUT[piece]
    assert suite in LANGUAGE_SUITES
    said = pytest_in(tree, suite)
    assert not said.ok
    assert names_it in said.output, said.output


@pytest.mark.long
@pytest.mark.parametrize("kind", ["check", "safeguard", "look"])
def test_a_stranger_without_german_is_told_in_english_and_named(kind: str, tmp_path: Path) -> None:
    """The suite is red and says who lacks what; the product runs on."""
    folder, files, _, _ = STRANGERS[kind]
    ((name, text),) = files.items()
    tree = scratch(tmp_path)
    place(tree / folder, {name: text.replace('"de"', '"it"').replace("[words.de]", "[words.it]")})
    said = pytest_in(tree, "tests/generation/test_members.py", "-k", "speaks_every_language")
    assert not said.ok
    assert f"{kind} {name.partition('.')[0]}" in said.output, said.output
    assert "words in de are missing" in said.output
    assert "1 failed" in said.output, "every other language is there"
