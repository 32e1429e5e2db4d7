"""Finds the sentences that promise something: in every catalogue, what members say, the papers, the page, the README.

A sentence promises when it holds one of the promising words of its language (``tests/languages``). It is named
``SOURCE:KEY``; a line of the README or of a paper by its first words.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message
from fluent.syntax.serializer import serialize_pattern

from generation import announced
from generation import kit as models
from storage.operations import kit
from storage.settings import StorageSettings
from tests.languages import known

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("claims.toml")
TYPED = "typed-"  # what people may type: never shown
README_WORDS = 8  # a README line is named by so many of its first words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    name: str
    language: str
    text: str

    @property
    def promises(self) -> bool:
        return known()[self.language].promising.search(self.text) is not None


def every(root: Path = ROOT) -> Iterator[Sentence]:
    for language in known():
        yield from _chat(root, language)
        yield from _pictures(root, language)
        yield from _page(root, language)
    yield from _members()
    yield from _lines("README", root / "README.md")
    for paper in sorted((root / "bot" / "papers").glob("*.md")):
        yield from _lines(paper.stem, paper)
    yield from _built_papers()


def _chat(root: Path, language: str) -> Iterator[Sentence]:
    bot = root / "bot"
    folders = {"chat": bot / "texts" / "locales" / language, "marks": root / "storage" / "marks_told" / language}
    folders |= {path.parents[1].name: path for path in sorted(bot.glob(f"platforms/*/locales/{language}"))}
    for source, folder in folders.items():
        for path in sorted(folder.glob("*.ftl")):
            for entry in FluentParser().parse(path.read_text("utf-8")).body:
                if isinstance(entry, Message) and entry.value and not entry.id.name.startswith(TYPED):
                    text = re.sub(r"\s+", " ", serialize_pattern(entry.value))
                    yield Sentence(name=f"{source}:{entry.id.name}", language=language, text=text)


def _pictures(root: Path, language: str) -> Iterator[Sentence]:
    for file in ("pictures.toml",):
        raw = tomllib.loads((root / "generation" / "languages" / language / file).read_text("utf-8"))
        for table, rows in raw.items():
            for key, text in rows.items() if isinstance(rows, dict) else ():
                yield Sentence(name=f"pictures:{table}.{key}", language=language, text=text)


def _page(root: Path, language: str) -> Iterator[Sentence]:
    web = root / "bot/platforms/web"
    for source, folder in (("page", web / "words"), ("desk", web / "desk" / "words")):
        path = folder / f"{language}.json"
        words: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}  # not each has a desk
        for key, text in words.items():
            yield Sentence(name=f"{source}:{key}", language=language, text=str(text))


def _members() -> Iterator[Sentence]:
    """What checks, safeguards, looks and engines say of themselves, in Python or in ``members.toml``."""
    for member in announced.members():
        for language, words in member.words.items():
            for part, text in words.items() if language in known() else ():
                yield Sentence(name=f"member:{part}-{member.code}", language=language, text=text)


def _built_papers() -> Iterator[Sentence]:
    """Papers of ``candid kit`` that code puts together; what model cards say in them has checks of its own."""
    kept = (f"{what}: {until}" for what, _, until in kit.kept(StorageSettings(_env_file=None)))
    yield from _said("retention", "\n".join((kit.RETENTION_HEAD, kit.RETENTION_FOOT)).replace(". ", ".\n"))
    yield from _said("retention", "\n".join(kept))
    yield from _said("models", models.HEAD.replace(". ", ".\n"))


def _lines(source: str, path: Path) -> Iterator[Sentence]:
    yield from _said(source, path.read_text("utf-8"))


def _said(source: str, text: str) -> Iterator[Sentence]:
    for line in text.splitlines():
        said = re.sub(r"[`*_#|>\[\]]", "", line).split()
        if said:
            yield Sentence(name=f"{source}:" + " ".join(said[:README_WORDS]), language="en", text=line)
