"""From keys to words: Fluent catalogues per language, times in each platform's own form, consent by its hash.

No sentence is written in Python. A language is offered only when the catalogue here is complete. What a person agrees
to is known by the SHA-256 of the sentence they were shown, in the language they were shown it in.

A language is a folder in ``locales``; the first line of its ``language.ftl`` says which native speaker checked it.
What the page that reads marks says too lies in ``storage.marks_told``.
A platform's own words lie in its own folder (``locales_of``) and are said there only. In a language that its folder
lacks, the platform says them in the source language. Beside the catalogue's own sentences stand those that members
announced (``members.py``). For a code that nobody announced, the key with ``other`` in its place is said
(``refuse-other``).

Arguments by their ending: ``x_at`` an ISO 8601 instant, shown in local form as ``$x_at``; ``x_on`` an ISO 8601 date,
the same day everywhere; ``x_key`` the key of another text with the same other arguments, shown as
``$x``; ``x_keys`` several keys parted by blanks,
shown as a numbered list, a ``-`` leaving its number out; ``x_language`` a language code, shown by that language's own
name as ``$x``. A command is written ``{ COMMAND("status") }`` and shown as it is typed on the platform.

Fluent and Babel are loaded with the first sentence: the page is up before anybody has said anything.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot import spelling
from bot.commands import Command, slashed
from bot.declarations import declared, locales_of
from bot.ports import Text
from bot.texts import members
from bot.texts.instants import day, instant
from storage import marks_told
from storage.records import Purpose

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

SOURCE = "en"  # the language the others are measured against
LOCALES = Path(__file__).parent / "locales"
RIGHT_TO_LEFT = {"R", "AL"}  # Unicode's kinds of letters that run from right to left
RIGHT_TO_LEFT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2067", "\u2068", "\u2069"
ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}([^\u2066-\u2069]*){POP_ISOLATE}")
HEAD = "language.ftl"
SIGNED_OFF = re.compile(r"# checked by a native speaker: (\S.*, \d{4}-\d\d-\d\d)$")
TYPED = "typed-"  # keys of what people type; never shown


class UnknownText(KeyError):
    """No catalogue has this key, or the text lacks one of its arguments. It is a defect; nothing is shown half."""


def render(text: Text, language: str, platform: str = "", *, zone: tzinfo | None = None) -> str:
    """The words of one text. Raises UnknownText.

    ``zone`` is for platforms that do not show local time by themselves; default: this machine's own.
    """
    key = known_key(text.key, platform)
    known = resolve(language, key, platform)
    bundle = _bundle(known, platform, members.learned())
    written = declared(platform).instant if platform else None
    arguments: dict[str, str | int | float] = {}
    for name, value in text.args:
        if name.endswith("_at"):
            arguments[name] = instant(datetime.fromisoformat(str(value)), _at_home(language, known), written, zone)
        elif name.endswith("_on"):
            arguments[name] = day(date.fromisoformat(str(value)), known)
        elif name.endswith("_key"):
            others = tuple(each for each in text.args if each[0] != name)
            inner = Text(key=str(value), args=others)
            arguments[name.removesuffix("_key")] = render(inner, language, platform, zone=zone)
        elif name.endswith("_keys"):
            keys = [(n, key) for n, key in enumerate(str(value).split(), start=1) if key != "-"]
            lines = (f"{n}. {render(Text(key=key), language, platform, zone=zone)}" for n, key in keys)
            arguments[name.removesuffix("_keys")] = "\n".join(lines)
        elif name.endswith("_language"):
            arguments[name.removesuffix("_language")] = language_name(str(value))
        else:
            arguments[name] = _isolated(value, known) if isinstance(value, str) else value
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise UnknownText(key)
    words, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise UnknownText(f"{text.key} ({known}): {errors[0]}")
    return ISOLATED.sub(_tidied, str(words)) if right_to_left(known) else str(words)


def known_key(key: str, platform: str = "") -> str:
    """The key itself, or its family's ``other`` where nobody knows the code it ends in. Raises UnknownText."""
    if key in said(SOURCE, platform):
        return key
    other = f"{key.rpartition('-')[0]}-other"
    if other not in messages(SOURCE, platform):
        raise UnknownText(f"{key} ({platform})" if platform else key)
    return other


def resolve(language: str, key: str, platform: str = "") -> str:
    """The language that says this key: the asked one, its plain form (``de-AT`` -> ``de``), or the source."""
    for candidate in (language, language.replace("_", "-").split("-")[0].lower(), SOURCE):
        if candidate in languages() and key in said(candidate, platform):
            return candidate
    raise UnknownText(f"{key} ({platform})" if platform else key)


@cache
def spoken(locale: str) -> str:
    """The complete language a person with this locale is spoken to in: ``en-GB`` -> ``en``, ``xx`` -> the source."""
    plain = locale.replace("_", "-").split("-")[0].lower()
    return next((code for code in (locale, plain) if code in complete_languages()), SOURCE)


@cache
def languages() -> tuple[str, ...]:
    """Every language that has a folder, the source first."""
    found = sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())
    return (SOURCE, *(code for code in found if code != SOURCE))


@cache
def complete_languages() -> tuple[str, ...]:
    """Languages that can say everything; only these are offered, and consent is asked in no other."""
    return tuple(code for code in languages() if not missing(code))


@cache
def unchecked() -> frozenset[str]:
    """Complete languages that no native speaker has signed off in the first line of their ``language.ftl``.

    The line reads "# checked by a native speaker: NAME, YYYY-MM-DD", or "not yet".
    """
    return frozenset(code for code in complete_languages() if not signed_off(code))


def signed_off(language: str) -> str:
    """Who checked this language and when, as its catalogue's head says; "" for nobody."""
    with (LOCALES / language / HEAD).open(encoding="utf-8") as file:
        found = SIGNED_OFF.match(file.readline())
    return found[1] if found else ""


def missing(language: str, platform: str = "") -> tuple[str, ...]:
    """Keys this language lacks, or says with other arguments than the source does."""
    source, own = messages(SOURCE, platform), messages(language, platform)
    return tuple(key for key in source if own.get(key) != source[key])


def wordings(language: str, numbers: tuple[tuple[str, int], ...]) -> dict[Purpose, tuple[str, str]]:
    """Purpose -> (SHA-256 of the sentence a person would see, language it would be seen in).

    ``numbers``: hours and days that a sentence says (``bot.conversation.consent.kept``).
    """
    found: dict[Purpose, tuple[str, str]] = {}
    for purpose in Purpose:
        key = f"consent-{purpose.value}"
        if key not in said(SOURCE):
            continue  # nobody is asked for this purpose yet
        found[purpose] = hashed(Text(key=key, args=numbers), language)
    return found


def hashed(sentence: Text, language: str) -> tuple[str, str]:
    """(SHA-256 of the sentence as a person would see it, language it would be seen in)."""
    words = render(sentence, language, "")
    return hashlib.sha256(words.encode()).hexdigest(), resolve(language, sentence.key)


@cache
def vocabulary(language: str) -> Mapping[str, str]:
    """What a typed word means ("ok" -> "approve"): English always, and the chat's language over it.

    The words are in the one spelling in which they are looked up, see ``bot.spelling``.
    """
    words: dict[str, str] = {}
    for code in (SOURCE, resolve(language, "typed-yes")):
        for key in messages(code):
            if key.startswith(TYPED):
                meaning = key.removeprefix(TYPED).replace("_", ".")
                listed = (word.strip() for word in render(Text(key=key), code, "").split(","))
                words |= {spelling.plain(spelling.composed(word)): meaning for word in listed if word}
    return words


def language_name(code: str) -> str:
    """By its own name: ``de`` -> ``Deutsch``; the code itself where nobody knows one."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        name = Locale.parse(code.replace("-", "_")).display_name or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]


@cache
def right_to_left(language: str) -> bool:
    from babel import Locale

    return Locale.parse(language.replace("-", "_")).text_direction == "rtl"


@cache
def messages(language: str, platform: str = "") -> Mapping[str, frozenset[str]]:
    """The names of every message's arguments, by its key: of a language, a platform's own among them.

    Raises ValueError for a file that is not Fluent, or a key said twice.
    """
    from bot.texts import files

    return files.messages(_folders(language, platform))


def _folders(language: str, platform: str) -> tuple[Path, ...]:
    own = (locales_of(platform) / language,) if platform else ()
    return (LOCALES / language, marks_told.FOLDER / language, *own)


def said(language: str, platform: str = "") -> Mapping[str, frozenset[str]]:
    """The same with the members' own messages among them. Raises ValueError for one that is no Fluent."""
    return _said(language, platform, members.learned())


@lru_cache(maxsize=64)
def _said(language: str, platform: str, _learned: int) -> Mapping[str, frozenset[str]]:
    from bot.texts import files

    return {**files.announced(members.sentences(language)), **messages(language, platform)}


@lru_cache(maxsize=64)
def _bundle(language: str, platform: str, _learned: int) -> FluentBundle:
    from bot.texts import files

    typed = declared(platform).typed if platform else slashed
    # In a right-to-left language every argument is isolated, so that a Latin name does not turn the sentence around.
    return files.bundle(
        language,
        _folders(language, platform),
        members.sentences(language),
        isolating=right_to_left(language),
        functions={"COMMAND": lambda name: typed(Command(str(name)))},
    )


def _at_home(language: str, known: str) -> str:
    """Dates in the person's own region (``en-GB``) where the words are in that language too."""
    return language if language.lower().startswith(f"{known}-") else known


def _isolated(value: str, language: str) -> str:
    """In a left-to-right sentence only arguments that hold right-to-left letters need isolating."""
    turns = any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in value)
    if turns and not right_to_left(language):
        return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"
    return value


def _tidied(isolated: re.Match[str]) -> str:
    """An isolated argument of a right-to-left sentence, with the marks that it needs.

    Figures need none. An address gets none, since programs would take the marks for a part of it. Words of both
    directions, as in a label ("AI · خلفية"), run as the sentence does, whichever letter comes first.
    """
    value = isolated.group(1)
    kinds = {unicodedata.bidirectional(letter) for letter in value}
    if "L" not in kinds or "://" in value:
        return value
    return f"{RIGHT_TO_LEFT_ISOLATE if kinds & RIGHT_TO_LEFT else FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"
