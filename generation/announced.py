"""What a worker announces at its start, for the bot to read: every member of this package with its own words.

The bot never imports ``generation``: it reads these from storage. Words drawn into pictures stay here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generation import engines, own_words
from generation.disclosure import wording
from generation.engines.studio.look import looks
from generation.intake.panel import PANEL
from generation.ports import Words
from generation.safeguards.panel import found
from storage.records import Member, MemberKind

DRAWN = "drawn"  # words on the outlined copy, which the worker draws itself


def members() -> tuple[Member, ...]:
    """Each member with its traits and its words, including those that a language's folder adds."""
    every = (*_checks(), *_safeguards(), *_looks(), *_engines(), *_label_languages())
    return tuple(replace(each, words=_told(own_words.whole(each.kind, each.code, each.words))) for each in every)


def _checks() -> Iterator[Member]:
    for check in PANEL:
        traits: dict[str, tuple[str, ...]] = {"overrulable": ()} if check.overrulable else {}
        yield Member(kind=MemberKind.CHECK, code=check.code, order=check.order, words=check.words, traits=traits)


def _safeguards() -> Iterator[Member]:
    """One for each code: several files may share one."""
    spoken = {each.code: each for each in found() if each.words}
    for each in spoken.values():
        yield Member(kind=MemberKind.SAFEGUARD, code=each.code, order=each.order, words=each.words)


def _looks() -> Iterator[Member]:
    for look in looks():
        traits: dict[str, tuple[str, ...]] = {"keeps_backdrop": ()} if look.keeps_backdrop else {}
        yield Member(kind=MemberKind.LOOK, code=look.id, order=look.order, words=look.words, traits=traits)


def _engines() -> Iterator[Member]:
    for engine in engines.descriptions():
        traits = {"looks": engine.looks} if engine.looks else {}
        yield Member(kind=MemberKind.ENGINE, code=engine.name, order=engine.order, words=engine.words, traits=traits)


def _label_languages() -> Iterator[Member]:
    for place, language in enumerate(wording.languages()):
        yield Member(kind=MemberKind.LABEL_LANGUAGE, code=language, order=place, words={})


def _told(words: Words) -> Words:
    return {language: {part: said for part, said in own.items() if part != DRAWN} for language, own in words.items()}
