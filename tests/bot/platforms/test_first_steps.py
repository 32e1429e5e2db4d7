"""A platform's README leads from nothing to the first picture in at most twelve numbered steps that are all real."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house import readme

PLATFORMS = Path(__file__).resolve().parents[3] / "bot" / "platforms"
HEADING, MOST = "## From nothing to the first picture", 12
# Words that the platform itself shows, each by its own documentation; all others are ours and must be in a catalogue.
THEIRS = {
    "slack": {"Next", "Create", "Install App", "Install to Workspace", "Allow", "Bot User OAuth Token"}
    | {"Basic Information", "App-Level Tokens", "Generate Token and Scopes", "Add Scope", "Apps", "Candid", "Messages"},
    "discord": {"User Install", "Guild Install", "Default Install Settings", "Reset Token"}
    | {"Privileged Gateway Intents"},
}


@dataclass(frozen=True)
class Steps:
    """What the numbered steps under the heading name: commands, targets of make, settings, words to press."""

    numbers: list[int]
    commands: set[str]
    targets: set[str]
    settings: set[str]
    words: set[str]


def steps_of(page: str) -> Steps:
    part = page.partition(HEADING)[2]
    found_at = [(found.start(), int(found[1])) for found in re.finditer(r"(?m)^(\d+)\. ", part)]
    # The last step ends with its paragraph; what follows is no step.
    last = found_at[-1][0]
    text = part[:last] + part[last:].partition("\n\n")[0]
    return Steps(
        numbers=[number for _, number in found_at],
        commands=set(re.findall(r"candid ([a-z-]+)[^`]*`", text)),
        targets={each for names in re.findall(r"`make ([a-z ]+)`", text) for each in names.split()},
        settings=set(re.findall(r"CANDID_[A-Z_]+", text)),
        words=set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text)),
    )


def wrong_with(steps: Steps, platform: str) -> list[str]:
    catalogue = "\n".join(path.read_text(encoding="utf-8") for path in PLATFORMS.parent.rglob("locales/en/*.ftl"))
    ours = catalogue + (PLATFORMS / platform / "invite.py").read_text() if platform == "discord" else catalogue
    makefile = (readme.ROOT / "Makefile").read_text()
    known = {row.name for row in readme.settings()}
    told = [
        (steps.numbers != list(range(1, len(steps.numbers) + 1)), "the numbers do not count"),
        (not 3 <= len(steps.numbers) <= MOST, "too many steps"),
        (not steps.commands <= {"up", *(each.name for each in readme.declared_commands())}, "no such command"),
        (any(f"\n{target}:" not in makefile for target in steps.targets), "no such target"),
        (not steps.settings <= known, "no such setting"),
        (any(word not in ours for word in steps.words - THEIRS[platform]), "no such button"),
    ]
    return [words for is_so, words in told if is_so]


@pytest.mark.parametrize("platform", sorted(THEIRS))
def test_the_first_picture_is_at_most_twelve_real_steps_away(platform: str) -> None:
    steps = steps_of((PLATFORMS / platform / "README.md").read_text(encoding="utf-8"))
    assert {"up"} <= steps.commands
    assert {"install", "weights"} <= steps.targets
    assert {"CANDID_OPERATOR", "CANDID_CONTACT", "CANDID_PRIVACY_URL"} <= steps.settings
    assert "Yes, show me the choices" in steps.words
    assert wrong_with(steps, platform) == []


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("12. Pick a look", "12. Wait.\n13. Pick a look", "too many steps"),
        ("\n5. **General", "\n6. **General", "the numbers do not count"),
        ("`.venv/bin/candid up --check`", "`.venv/bin/candid login`", "no such command"),
        ("`make install weights`", "`make install wheels`", "no such target"),
        ("CANDID_CONTACT=", "CANDID_CONTACTS=", "no such setting"),
        ("*Yes, show me the choices*", "*Yes, show me everything*", "no such button"),
    ],
)
def test_each_broken_step_is_seen(was: str, becomes: str, said: str) -> None:
    page = (PLATFORMS / "discord" / "README.md").read_text(encoding="utf-8")
    assert was in page
    assert wrong_with(steps_of(page.replace(was, becomes)), "discord") == [said]
