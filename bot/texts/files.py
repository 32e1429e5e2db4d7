"""Reads Fluent files, several folders as one catalogue. The one module that knows the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor


def messages(folders: Iterable[Path]) -> Mapping[str, ast.Message]:
    """Every message by key. Raises ValueError for a file that is not Fluent, or a key said twice."""
    found: dict[str, ast.Message] = {}
    for file in _files(folders):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{file.parent.name}/{file.name}: not Fluent: {entry.content!r}")
            if isinstance(entry, ast.Message):
                if entry.id.name in found:
                    raise ValueError(f"{file.parent.name}/{file.name}: {entry.id.name} is said twice")
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


def bundle(
    language: str,
    folders: Iterable[Path],
    sentences: Mapping[str, str],
    *,
    isolating: bool,
    functions: dict[str, Callable[[Any], Any]],
) -> FluentBundle:
    """What formats the messages of these folders and these patterns by key; where both have a key, the folders' own.

    ``isolating``: marks around every argument.
    """
    made = FluentBundle([language], use_isolating=isolating, functions=functions)
    for file in _files(folders):
        made.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    made.add_resource(FluentResource("".join(f"{key} = {pattern}\n" for key, pattern in sentences.items())))
    return made


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.ftl"))


def arguments_of(message: ast.Message) -> frozenset[str]:
    """Names of the arguments that a message shows or chooses by."""
    seen = _Arguments()
    seen.visit(message)
    return frozenset(seen.names)


class _Arguments(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  the library's name
        self.names.add(node.id.name)
