"""Tables and shared records lie in several files and are imported by one name: nothing may be missing from it.

A table that ``storage.db.schema`` does not name is created, migrated and erased by nobody. A record that
``storage.records`` does not name is not asked whether it sorts people (``tests/promises``).
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("storage/records", "storage/db/schema")


def defined(path: Path) -> Iterator[str]:
    """Public names that a file gives a meaning at its top level."""
    for node in ast.parse(path.read_text()).body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_"))


def handed_on(package: Path) -> set[str]:
    """Names that the package itself imports from its own files."""
    body = ast.parse((package / "__init__.py").read_text()).body
    own = {path.stem for path in package.glob("*.py")}
    froms = [node for node in body if isinstance(node, ast.ImportFrom) and node.module]
    return {each.name for node in froms if node.module.rpartition(".")[2] in own for each in node.names}


def left_out(package: Path) -> set[str]:
    files = [path for path in package.glob("*.py") if path.name != "__init__.py"]
    assert len(files) > 1, "nothing was looked at"
    return {name for path in files for name in defined(path)} - handed_on(package)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_record_and_every_table_is_found_under_one_name(package: str) -> None:
    assert left_out(ROOT / package) == set()


@pytest.mark.parametrize(
    ("package", "name", "more"),
    [
        ("storage/records", "Rank", "class Rank(StrEnum):\n    BEST = 'best'\n"),
        ("storage/db/schema", "diaries", "diaries = sa.Table('diaries', metadata, person_column())\n"),
    ],
)
def test_the_sabotage_one_in_a_file_that_is_named_nowhere_is_seen(
    package: str, name: str, more: str, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / package, tmp_path / "copy")
    (tmp_path / "copy" / "hidden.py").write_text(more)
    assert left_out(tmp_path / "copy") == {name}
