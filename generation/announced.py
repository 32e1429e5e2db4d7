"""What a worker announces at its start, for the bot to read: every member of this package with its own words.

The bot never imports ``generation``: it reads these from storage. Words drawn into pictures stay here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from generation import engines, own_words
from generation.devices import Elsewhere
from generation.disclosure import wording
from generation.engines.studio.look import looks
from generation.intake.panel import PANEL
from generation.ports import Words
from generation.safeguards.panel import found
from storage.records import Member, MemberKind

DRAWN = "drawn"  # words on the outlined copy, which the worker draws itself


MEANS, MEANS_ELSEWHERE = "engine-means", "engine-means_elsewhere"
HERE: Mapping[str, Elsewhere] = {}


def members(
    elsewhere: Mapping[str, Elsewhere] = HERE, *, engines_of: Container[str] | None = None
) -> tuple[Member, ...]:
    """Each member with its traits and its words, including those that a language's folder adds.

    ``elsewhere``: engine -> the machine that this worker has its pictures painted on, where that is another one.
    ``engines_of``: engines that this worker opened; of the others another worker tells; None: of all.
    """
    told = (each for each in _engines(elsewhere) if engines_of is None or each.code in engines_of)
    every = (*_checks(), *_safeguards(), *_looks(), *told, *_label_languages())
    return tuple(
        replace(each, words=_told(own_words.whole(each.kind, each.code, each.words), each.code in elsewhere))
        for each in every
    )


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


def _engines(elsewhere: Mapping[str, Elsewhere]) -> Iterator[Member]:
    for engine in engines.descriptions():
        traits = {"looks": engine.looks} if engine.looks else {}
        if engine.name in elsewhere:
            traits |= elsewhere[engine.name].traits()
        yield Member(kind=MemberKind.ENGINE, code=engine.name, order=engine.order, words=engine.words, traits=traits)


def _label_languages() -> Iterator[Member]:
    for place, language in enumerate(wording.languages()):
        yield Member(kind=MemberKind.LABEL_LANGUAGE, code=language, order=place, words={})


def _told(words: Words, elsewhere: bool) -> Words:
    """What a person may read; of an engine what it means where it is painted."""
    kept = (DRAWN, MEANS_ELSEWHERE)
    return {
        language: {part: said for part, said in own.items() if part not in kept}
        | ({MEANS: own[MEANS_ELSEWHERE]} if elsewhere and MEANS_ELSEWHERE in own else {})
        for language, own in words.items()
    }
