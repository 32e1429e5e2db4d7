"""Every key that code names has words in every language, and every key with words is named by code."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

import bot
from bot.commands import LISTED
from bot.conversation import edits, wishes
from bot.conversation.phases import (
    disclosing,
    fallback,
    finished,
    forgetting,
    jobs,
    labels,
    remaking,
    reporting,
    telling,
    verifying,
)
from bot.conversation.phases.progress import STEPS
from bot.conversation.purposes import USES
from bot.conversation.understand import REMAKE_WORDS, VOTE_WORDS
from bot.declarations import OWN_TEXTS
from bot.settings import Notice
from bot.shell import servers
from bot.terms import REACH
from bot.texts import complete_languages, missing
from bot.texts.catalog import LOCALES, SOURCE, TYPED, languages, messages
from storage import marks_told, persona_catalogue
from storage.records import Feedback, Light, Purpose
from storage.retention import erasure_start
from tests.bot.texts.codes import of_catalogue

BOT = Path(bot.__file__).parent
PURPOSES = ("likeness", "processing", "comparison", "generative", "generative_background", "persona")
RULE_NUMBERS = tuple(name.replace("_", "-") for name in REACH)

# Families whose codes come from outside of the bot, and which of them has a sentence for a code nobody knows.
SENT = {
    "refuse": ("other",), "fix": ("other",), "hint": ("other",), "not-stored": ("other",), "withheld": ("other",),
    "look-name": ("other",), "look-line": ("other",), "measure": (), "note": (),
    "engine-offer": ("other",), "engine-timed": ("other",), "engine-means": ("other",), "engine-notice": ("other",),
}  # fmt: skip

# Keys that code puts together: prefix, members, ending.
FAMILIES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("purpose-", tuple(use.id for use in USES), ""),
    ("advice-", tuple(use.id for use in USES if not use.edited), ""),
    ("use-", tuple(use.id for use in USES if use.edited), "-yes"),
    ("use-", tuple(use.id for use in USES if use.edited), "-no"),
    ("consent-", PURPOSES, ""),
    ("consent-", ("generative", "generative_background"), "-elsewhere"),
    ("consent-missing-", ("generative", "generative_background", "comparison"), ""),
    ("withdraw-", PURPOSES, ""),
    ("withdrawn-", ("comparison", "generative", "generative_background", "persona"), ""),
    # codes that checks, the decoder, the queue and the engines send: test_codes_have_words.py
    *((f"{part}-", (*of_catalogue(part), *others), "") for part, others in SENT.items()),
    ("mine-area-", tuple(remaking.AREAS), ""),
    ("status-", STEPS, ""),
    ("failed-", (*jobs.FAILURES, "other"), ""),
    ("failed-", finished.FAILURES, ""),
    ("verify-credentials-", verifying.CREDENTIALS, ""),
    ("verify-watermark-", verifying.WATERMARKS, ""),
    ("verify-level-", verifying.LEVELS, ""),
    ("verify-", (*verifying.CLOSING.values(), verifying.KNOWN, verifying.CAMERA), ""),
    ("case-", reporting.STATES, ""),
    ("case-refused-", reporting.REFUSED, ""),
    ("verify-not-read-", verifying.NOT_READ, ""),
    ("verify-refused-", (*verifying.REFUSED, "other"), ""),
    ("verify-", ("label-none", "registry-unchecked"), ""),  # said on the page and on the command line alone
    ("label-", labels.PLACEMENTS, ""),
    ("label-place-", labels.PLACEMENTS, ""),
    ("label-here-", labels.PLACEMENTS, ""),
    ("label-done-", (*labels.PLACEMENTS, "automatic"), ""),
    ("file-", tuple(finished.FILE_TYPES), ""),
    ("whose-", remaking.WHOSE, ""),
    ("refused-", (*jobs.REFUSALS, "other"), ""),
    ("caption-", edits.DISCLOSED, ""),
    ("alt-", (*edits.DISCLOSED, edits.OF_SET), ""),
    ("paste-", (*edits.KINDS, edits.OF_SET), ""),
    ("paste-", ("relit", "greyed"), "-too"),
    ("light-", ("same", *remaking.LIGHTS), ""),
    ("paste-alt-", (*edits.KINDS, edits.OF_SET), ""),
    ("paste-", disclosing.PLACES, ""),
    ("paste-what-", edits.DISCLOSED, ""),
    ("paste-short-", edits.DISCLOSED, ""),
    ("then-", edits.THEN, ""),
    ("edit-says-", edits.CLAIMED, ""),
    ("edit-light-", tuple(light.value for light in Light), ""),
    ("vote-", ("approve", "reject", "erase"), ""),
    ("help-", LISTED, ""),
    ("where-", tuple(use.id for use in USES), ""),
    ("ethics-", tuple(page for page, _ in telling.PAGES), ""),
    ("ethics-", tuple(f"{page}-{number}" for page, lines in telling.PAGES for number in range(1, lines + 1)), ""),
    ("changes-", tuple(str(number) for number in range(1, telling.CHANGES + 1)), ""),
    ("feedback-", tuple(Feedback), ""),
    ("notice-", get_args(Notice), ""),
    ("left-", (*forgetting.LEFT, "other"), ""),
    ("receipt-for-", tuple(purpose.value for purpose in Purpose), ""),
    ("receipt-count-", tuple(erasure_start.COUNTED), ""),
    ("rules-", RULE_NUMBERS, ""),
    ("rules-figure-", tuple(name.replace("_", "-") for name in servers.COUNTED), ""),
    ("rules-", RULE_NUMBERS, "-operator"),
    ("rules-", RULE_NUMBERS, "-reach"),
    ("document-", ("consent_receipt", "my_data", "files", "persona_certificate"), ""),
    ("instead-of-words-", ("sticker", "poll", "voice", "forward"), ""),  # as ``bot.ports.Typed.other`` names them
    ("noticed-", (*fallback.NOTICED, "other"), ""),
    ("persona-use-", persona_catalogue.USES, ""),
    ("persona-", tuple(persona_catalogue.TRAITS), ""),
    *((f"persona-{trait}-", options, "") for trait, options in persona_catalogue.TRAITS.items()),
    *(("wish-", tuple(wishes.FRAMES), ending) for ending in ("", "-make", "-already")),
)
FAMILY_KEYS = {f"{prefix}{member}{ending}" for prefix, members, ending in FAMILIES for member in members}

MEANINGS = {
    *VOTE_WORDS, *LISTED, "yes", "no", "keep", "stop", "cancel", "look", "minor", "under", "age",
    *(f"label_{placement}" for placement in labels.PLACEMENTS),
    *(f"purpose_{use.id}" for use in USES), *(word.replace(".", "_") for word in REMAKE_WORDS),
    "filler", "several", *(f"wish_{what}" for what in wishes.WISHES),
}  # fmt: skip


def literals() -> set[str]:
    """Every string constant in the bot's code."""
    found: set[str] = set()
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_every_key_code_puts_together_has_words() -> None:
    assert {key for key in FAMILY_KEYS if key not in messages(SOURCE)} == set()


def test_no_text_is_unused() -> None:
    shown = {key for key in messages(SOURCE) if not key.startswith(TYPED)}
    assert shown - FAMILY_KEYS - literals() == set()


def test_every_key_written_in_the_conversation_has_words() -> None:
    """``text("key", …)`` with a literal key, read from the code itself."""
    named: set[str] = set()
    for path in (BOT / "conversation").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text" and node.args:
                named |= {leaf.value for leaf in _literal_keys(node.args[0])}
    assert len(named) > 100
    assert {key for key in named if key not in messages(SOURCE)} == set(OWN_TEXTS)


def _literal_keys(node: ast.expr) -> list[ast.Constant]:
    match node:
        case ast.Constant():
            return [node]
        case ast.IfExp():
            return [*_literal_keys(node.body), *_literal_keys(node.orelse)]
        case _:
            return []


@pytest.mark.parametrize("language", complete_languages())
def test_every_typed_meaning_is_one_the_conversation_knows_and_has_words(language) -> None:
    meanings = {key.removeprefix(TYPED) for key in messages(language) if key.startswith(TYPED)}
    assert meanings == MEANINGS


def test_every_language_says_the_same_keys_with_the_same_arguments() -> None:
    assert complete_languages() == languages()
    for language in languages():
        assert missing(language) == ()
        assert set(messages(language)) == set(messages(SOURCE))


def test_every_language_has_the_same_files_in_the_same_order_of_keys() -> None:
    for language in languages():
        shared = (marks_told.FOLDER / SOURCE).glob("*.ftl")
        for file in (*(LOCALES / SOURCE).glob("*.ftl"), *shared):
            twin = file.parents[1] / language / file.name
            assert _keys(twin) == _keys(file), twin


def _keys(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split(" =")[0] for line in lines if " =" in line and line[:1].isalpha()]
