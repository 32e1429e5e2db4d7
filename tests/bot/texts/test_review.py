from __future__ import annotations

from html.parser import HTMLParser
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from bot.declarations import names
from bot.reading.cli import texts
from bot.texts.catalog import SOURCE, messages, said
from bot.texts.review import SAMPLES, keys_of, page, sections
from storage.operations.main import main


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.first: list[str] = []
        self.rows, self._cell = 0, 0

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "tr":
            self.rows, self._cell = self.rows + 1, 0
        if tag == "td":
            self._cell += 1

    def handle_data(self, data) -> None:
        if self._cell == 1:
            self.first.append(data)


def test_every_text_is_on_the_page_once() -> None:
    cells = Cells()
    cells.feed(page())
    core = set(said(SOURCE))
    own = [key for name in names() for key in messages(SOURCE, name).keys() - core]
    assert sorted(cells.first) == sorted([*core, *own])


def test_every_argument_has_a_sample() -> None:
    used = {argument for name in ("", *names()) for taken in said(SOURCE, name).values() for argument in taken}
    assert used <= set(SAMPLES)
    assert set(SAMPLES) - used == set(), "a sample nobody needs"


def test_all_files_are_shown_in_their_own_order() -> None:
    for _, file in sections():
        keys = keys_of(file)
        assert len(keys) == len(set(keys))
        assert keys


def test_the_page_asks_nothing_of_the_network() -> None:
    shown = page().replace("https://example.org/privacy", "")
    assert not any(asking in shown for asking in ("http://", "https://", "<script", "src=", "url("))


@pytest.fixture(autouse=True)
def _nothing_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads what a worker announced here: never this machine's own installation."""
    for name in ("DATA", "CONFIG"):
        monkeypatch.setenv(f"CANDID_{name}_DIR", str(tmp_path / name.lower()))


def test_the_command_writes_the_page(tmp_path: Path, capsys) -> None:
    texts(tmp_path / "out.html")
    assert "languages" in capsys.readouterr().out
    assert "Your photos, pictures and answers are erased." in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_the_command_is_installed(tmp_path: Path) -> None:
    assert "texts" in {entry.name for entry in entry_points(group="candid.commands")}
    assert main(["texts", "--review", str(tmp_path / "out.html")]) == 0
