"""``candid about``: what is installed here, and under which licences.

Other packages list what they bring beside Python packages in the entry-point group ``candid.licences``: each entry is a
function that returns a list of ``Part``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageMetadata, PackageNotFoundError, distribution, entry_points
from typing import Annotated, Final

import typer
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PARTS: Final = "candid.licences"
EXTRAS: Final[tuple[str, ...]] = ("discord", "slack")  # what `make up` installs beside the base
NOT_STATED: Final = "not stated"
LONGEST: Final = 60  # a longer field holds the licence's text; its name is then in the classifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """``kind``: package, library, model or font; ``inside``: the package that carries it, or where it lies."""

    kind: str
    name: str
    version: str = ""
    licence: str
    inside: str = ""


def about(
    licences: Annotated[bool, typer.Option("--licences", help="all that comes along, each with its licence")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Say which version this is; with --licences, everything that comes with it and under which licence."""
    me = distribution("candid")
    parts = everything() if licences else []
    if as_json:
        said = {"name": "candid", "version": me.version, "licence": licence_of(me), "parts": [asdict(p) for p in parts]}
        typer.echo(json.dumps(said, indent=2, ensure_ascii=False))
        return
    typer.echo(f"Candid {me.version}, {licence_of(me)}. Everything that comes along: candid about --licences")
    if parts:
        _print(parts)


def everything() -> list[Part]:
    """Python packages of base, Discord and Slack, the libraries inside their wheels, model files, fonts."""
    found = [part for dist in packages() for part in (_package(dist), *libraries(dist))]
    for entry in sorted(entry_points(group=PARTS), key=lambda entry: entry.name):
        found += entry.load()()
    return found


def packages() -> list[Distribution]:
    """Each installed package that Candid with ``EXTRAS`` needs, directly or through another, by name.

    What is needed on other systems only is not installed here, and so not listed.
    """
    open_, seen, found = [("candid", EXTRAS)], set[tuple[str, tuple[str, ...]]](), dict[str, Distribution]()
    while open_:
        name, extras = open_.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        open_ += _needed(found[name].requires or (), extras)
    del found["candid"]
    return [found[name] for name in sorted(found)]


def _needed(requirements: Iterable[str], extras: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, its extras) of what is asked for on this Python and system, with these extras or without any."""
    for asked in map(Requirement, requirements):
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(asked.name), tuple(sorted(asked.extras))


def _package(dist: Distribution) -> Part:
    return Part(kind="package", name=canonicalize_name(dist.name), version=dist.version, licence=licence_of(dist))


def licence_of(dist: Distribution) -> str:
    """As the package states it: expression, else a short licence field, else its classifiers."""
    meta = dist.metadata
    field = _one(meta, "License")
    classifiers = [
        each.rpartition(" :: ")[2] for each in meta.get_all("Classifier") or [] if each.startswith("License")
    ]
    stated = field if len(field) <= LONGEST and "\n" not in field else ""
    return _one(meta, "License-Expression") or stated or ", ".join(classifiers) or NOT_STATED


def _one(meta: PackageMetadata, name: str) -> str:
    return str((meta.get_all(name) or [""])[0]).strip()


def libraries(dist: Distribution) -> Iterator[Part]:
    """Compiled libraries of others that the wheel carries, with the licence its own list of them states.

    A wheel that keeps no such list has the texts in one file, which is named instead.
    """
    files = [str(each) for each in dist.files or ()]
    carried = sorted({each for each in files if re.search(r"\.(libs|dylibs)/[^/]+$", each)})
    texts = [each for each in files if re.search(r"dist-info/.*(licen[sc]e|copying)", each, re.IGNORECASE)]
    package = canonicalize_name(dist.name)
    unlisted = f"see {_of_others(texts).rpartition('/')[2]} of {package}" if texts else NOT_STATED
    listed = [block for text in texts for block in _blocks(dist.read_text(text.partition("dist-info/")[2]) or "")]
    for each in carried:
        name = re.split(r"[-.]", each.rpartition("/")[2])[0]
        stated = [licence for said, licence in listed if name.partition("_")[0] in said]
        yield Part(kind="library", name=name, licence=stated[0] if stated else unlisted, inside=package)


def _of_others(texts: list[str]) -> str:
    """The text most likely to hold the licences of what the wheel carries."""
    return max(texts, key=lambda text: "party" in text.lower() or "bundled" in text.lower())


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """(names of files, licence) of each entry in the lists that wheels keep of what they carry."""
    for block in re.split(r"\n\s*\n", text):
        files, licence = re.search(r"^Files: (.+)$", block, re.M), re.search(r"^License: (.+)$", block, re.M)
        if files and licence:
            yield files[1], licence[1].strip()


def _print(parts: list[Part]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("kind", "name", "version", "licence", "inside", box=None)
    for part in parts:
        table.add_row(*map(escape, (part.kind, part.name, part.version, part.licence, part.inside)))
    Console(highlight=False).print(table)
