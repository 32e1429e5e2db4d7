"""The copy that strangers are tested in is what it says: fresh, imported instead of the repository, and watched."""

from __future__ import annotations

import pytest

from tests.house.strangers.scratch import place, pytest_in, python_in, scratch, touched


def test_a_copy_is_imported_instead_of_the_repository_and_shows_what_was_touched(tmp_path) -> None:
    tree = scratch(tmp_path)
    assert touched(tree) == []
    place(tree / "bot", {"stranger.py": "print('hello')\n"})
    said = python_in(tree, "-c", "import bot.stranger, storage; print(storage.__path__[0])")
    assert said.ok, said.output
    assert "hello" in said.output
    assert str(tree / "storage") in said.output
    (tree / "storage" / "ids.py").write_text("")
    (tree / "storage" / "clock.py").unlink()
    assert touched(tree) == ["bot/stranger.py", "storage/clock.py", "storage/ids.py"]


@pytest.mark.long
def test_a_suite_that_fails_or_finds_no_test_is_not_ok(tmp_path) -> None:
    tree = scratch(tmp_path)
    place(tree / "tests" / "toy", {"test_toy.py": "def test_holds(): pass\ndef test_fails(): assert False\n"})
    assert pytest_in(tree, "tests/toy", "-k", "holds").ok
    assert not pytest_in(tree, "tests/toy").ok
    assert pytest_in(tree, "tests/toy", "-k", "nothing").code == 5
