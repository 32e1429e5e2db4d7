"""Documentation cannot lie: tables are made from the code, links lead somewhere, commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.benches import BENCHES
from tests.house import readme

ROOT = readme.ROOT
NOT_OURS = re.compile(r"\.git|node_modules|build|\.venv.*")  # a library's own pages lead into its own house
PAGES = sorted(ROOT.rglob("*.md"))
DOCUMENTS = [page for page in PAGES if not any(map(NOT_OURS.fullmatch, page.relative_to(ROOT).parts))]
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")
# `/candid status` is typed in a chat; `bin/candid up` in a terminal
COMMAND = re.compile(r"(?:^|[`\s]|\w/)candid ([a-z][a-z-]+)(?: ([a-z]+))?")


@pytest.mark.parametrize("document", readme.BLOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_readme_tables_are_those_of_the_code(document: Path) -> None:
    assert document.read_text() == readme.made_anew(document), "run `make docs`"


def test_the_example_settings_are_those_of_the_code() -> None:
    assert readme.ENV_EXAMPLE.read_text() == readme.env_example(), "run `make docs`"


def test_a_changed_setting_makes_the_table_red(monkeypatch: pytest.MonkeyPatch) -> None:
    field = readme.BotSettings.model_fields["photos_held"]
    monkeypatch.setattr(field, "description", "Something else.")
    assert readme.SETTINGS_PAGE.read_text() != readme.made_anew(readme.SETTINGS_PAGE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    dead = [
        link
        for link in LINK.findall(document.read_text())
        if not link.startswith(("http", "mailto:")) and not (document.parent / link).exists()
    ]
    assert dead == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_named_exists(document: Path) -> None:
    commands = {entry.name for entry in readme.declared_commands()} | {"bench"}
    code = "\n".join(re.findall(r"`[^`\n]*`|```.*?```", document.read_text(), re.DOTALL))
    for name, argument in COMMAND.findall(code):
        assert name in commands, f"`candid {name}` does not exist"
        if name == "bench" and argument:
            assert argument in BENCHES, f"`candid bench {argument}` does not exist"


def test_the_map_names_only_what_is_there() -> None:
    tops = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    assert {"bot", "generation", "storage", "tests", "docker"} <= tops
    assert tops <= {"bot", "generation", "storage", "tests", "docker", "candid.egg-info", "build"}


def test_a_stranger_reads_the_readme_in_five_minutes() -> None:
    """At most 900 words before its reference table."""
    before, _, _ = readme.README.read_text().partition("## Commands")
    assert len(before.split()) <= 900
