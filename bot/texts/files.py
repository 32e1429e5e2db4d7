"""Reads Fluent files, several folders as one catalogue. The one module that knows the library.

Its parser takes half a second for all languages, and parsed, a language takes 2 MB; most bots speak two or three. So of
each text its keys and their arguments are kept, by which a language is known to be complete, and what a bundle is made
of stays parsed, also where one is made anew because a worker announced other members. Price: a text that is spoken is
parsed twice, 0.1 s for a language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

KEPT: Final = 8192  # texts that stay parsed: all files, and each sentence of each member, several times over

Arguments = frozenset[str]
"""Names of the arguments that a message shows or chooses by."""


def messages(folders: Iterable[Path]) -> Mapping[str, Arguments]:
    """Every message by key. Raises ValueError for a file that is not Fluent, or a key said twice."""
    found: dict[str, Arguments] = {}
    for file in _files(folders):
        try:
            said = _table(file.read_text(encoding="utf-8"))
        except ValueError as broken:
            raise ValueError(f"{file.parent.name}/{file.name}: {broken}") from None
        for key, arguments in said:
            if key in found:
                raise ValueError(f"{file.parent.name}/{file.name}: {key} is said twice")
            found[key] = arguments
    return found


def announced(sentences: Mapping[str, str]) -> Mapping[str, Arguments]:
    """Messages by key, of patterns by key. Raises ValueError for a pattern that is no Fluent."""
    found: dict[str, Arguments] = {}
    for key, pattern in sentences.items():
        ((_, found[key]),) = _table(_sentence(key, pattern))  # one message alone, else a ValueError
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
        made.add_resource(_kept(file.read_text(encoding="utf-8")))
    for key, pattern in sentences.items():
        made.add_resource(_kept(_sentence(key, pattern)))
    return made


def _parsed(text: str) -> ast.Resource:
    return FluentParser(with_spans=False).parse(text)


@lru_cache(maxsize=KEPT)
def _table(text: str) -> tuple[tuple[str, Arguments], ...]:
    """Each message's key and arguments. Raises ValueError for what is no Fluent."""
    entries = _parsed(text).body
    broken = next((each.content for each in entries if isinstance(each, ast.Junk)), None)
    if broken is not None:
        raise ValueError(f"not Fluent: {broken!r}")
    return tuple((each.id.name, _arguments_of(each)) for each in entries if isinstance(each, ast.Message))


@lru_cache(maxsize=KEPT)
def _kept(text: str) -> ast.Resource:
    """Nobody changes what is returned."""
    return _parsed(text)


def _sentence(key: str, pattern: str) -> str:
    return f"{key} = {pattern}\n"


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.ftl"))


def _arguments_of(message: ast.Message) -> Arguments:
    seen = _Names()
    seen.visit(message)
    return frozenset(seen.names)


class _Names(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  the library's name
        self.names.add(node.id.name)
