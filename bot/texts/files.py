"""Reads the Fluent files of one language's folder. The one place that knows the library."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor


def messages(folder: Path) -> Mapping[str, ast.Message]:
    """Every message by key. Raises ValueError for a file that is not Fluent, or a key said twice."""
    found: dict[str, ast.Message] = {}
    for file in sorted(folder.glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{folder.name}/{file.name}: not Fluent: {entry.content!r}")
            if isinstance(entry, ast.Message):
                if entry.id.name in found:
                    raise ValueError(f"{folder.name}/{file.name}: {entry.id.name} is said twice")
                found[entry.id.name] = entry
    return found


def parsed(sentences: Mapping[str, str]) -> Mapping[str, ast.Message]:
    """Messages by key, of patterns by key. Raises ValueError for a pattern that is no Fluent."""
    found: dict[str, ast.Message] = {}
    for key, pattern in sentences.items():
        (entry,) = FluentParser().parse(f"{key} = {pattern}\n").body
        if not isinstance(entry, ast.Message):
            raise ValueError(f"not Fluent: {key} = {pattern!r}")
        found[key] = entry
    return found


def bundle(folder: Path, sentences: Mapping[str, str], *, isolating: bool) -> FluentBundle:
    """What formats the messages of this folder and these patterns by key; where both have a key, the folder's.

    ``isolating``: marks around every argument.
    """
    made = FluentBundle([folder.name], use_isolating=isolating)
    for file in sorted(folder.glob("*.ftl")):
        made.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    made.add_resource(FluentResource("".join(f"{key} = {pattern}\n" for key, pattern in sentences.items())))
    return made


def arguments_of(message: ast.Message) -> frozenset[str]:
    """Names of the arguments a message shows or chooses by."""
    seen = _Arguments()
    seen.visit(message)
    return frozenset(seen.names)


class _Arguments(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  the library's name
        self.names.add(node.id.name)
