"""Codes cross from generation and storage as data. Every code they can send has its sentence; the lists never drift.

The other packages are read as files, not imported: the wall between them stands in tests too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.conversation import edits
from bot.conversation.phases import forgetting, remaking
from bot.terms import PLAIN_LOOK
from generation.disclosure import delivered
from generation.engines.studio.look import looks as engine_looks
from generation.errors import CannotFrame
from storage.records import DoubtfulPlace, Light, MarkedArea, Note, Picked, Unit
from storage.retention import receipt
from tests.bot.texts.codes import of_catalogue, of_members

ROOT = Path(__file__).resolve().parents[3]
INTAKE = ROOT / "generation" / "intake"
CHECKS = tuple(file for file in sorted((INTAKE / "checks").glob("*.py")) if file.stem != "__init__")
SAFEGUARDS = ROOT / "generation" / "safeguards"
STUDIO = ROOT / "generation" / "engines" / "studio"
MATTING = ROOT / "generation" / "matting"


def nodes(*files: Path) -> Iterator[ast.AST]:
    for file in files:
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def codes_of_classes(folder: Path) -> set[str]:
    """``code = "…"`` in the body of every check or safeguard."""
    return {
        statement.value.value
        for node in nodes(*folder.glob("*.py"))
        if isinstance(node, ast.ClassDef) and not any(getattr(b, "id", "").endswith("Error") for b in node.bases)
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and getattr(statement.targets[0], "id", "") == "code"
        and isinstance(statement.value, ast.Constant)
    }


def codes_of_decoder() -> set[str]:
    """What ``Refused("…")`` and ``PhotoRefused("…")`` are raised with."""
    return {
        node.args[0].value
        for node in nodes(INTAKE / "reading.py", INTAKE / "decode.py")
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("Refused", "PhotoRefused")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def words_of(file: Path) -> set[str]:
    """Parts that the words of a check or safeguard have, read from its file, in English."""
    words = next(
        statement.value
        for node in nodes(file)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "words"
    )
    return set(ast.literal_eval(words)["en"])


def test_every_refusal_that_no_check_makes_has_its_sentence() -> None:
    codes = codes_of_decoder() | {CannotFrame().finding().code, CannotFrame(larger_would=True).finding().code}
    assert len(codes) > 10
    assert codes == set(of_catalogue("refuse")) == set(of_catalogue("fix"))


def test_a_check_has_words_for_each_thing_it_finds() -> None:
    """Seen in its source: where it refuses, what is wrong and what helps; where it hints, the hint."""
    for file in CHECKS:
        severities = set(re.findall(r"Severity\.(\w+)", file.read_text()))
        expected = ({"refuse", "fix"} if "REFUSE" in severities else set()) | (
            {"hint"} if "HINT" in severities else set()
        )
        if file.stem != "explicit":  # a nude picture has an answer of its own
            assert expected <= words_of(file), file.name
    assert len(CHECKS) > 15


def test_every_unit_a_check_measures_in_has_its_sentence() -> None:
    units = {name for file in CHECKS for name in re.findall(r"Unit\.(\w+)", file.read_text())}
    units |= {
        Unit(keyword.value.value).name
        for node in nodes(INTAKE / "decode.py")
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "unit" and isinstance(keyword.value, ast.Constant)
    }
    assert units <= {unit.name for unit in Unit}
    assert {unit.name.lower() for unit in Unit} | {"plain"} == set(of_catalogue("measure"))


def test_every_safeguard_and_what_the_seal_holds_back_has_its_sentence() -> None:
    codes = codes_of_classes(SAFEGUARDS) - {"no_safeguards"}
    assert codes == set(of_members("withheld"))
    assert {"seal_broken", delivered.FACE, delivered.PERSON} == set(of_catalogue("withheld"))


def test_the_look_that_is_always_allowed_and_the_one_that_hides_a_doubt_are_there() -> None:
    looks = {look.id: look for look in engine_looks()}
    assert PLAIN_LOOK in looks
    assert looks[remaking.HIDES].keeps_backdrop


def test_every_note_has_its_sentence() -> None:
    places = {place.note for place in DoubtfulPlace}
    assert {*Note, *Picked, *MarkedArea, *places} == set(of_catalogue("note"))
    assert set(edits.DOUBTFUL_AT) == set(DoubtfulPlace)
    assert set(edits.DOUBTFUL_AT.values()) <= set(remaking.AREAS)


def test_no_engine_notes_a_code_that_is_not_written_down() -> None:
    """A note is a member of its enum: no engine spells a code out."""
    codes = {*Note, *Picked, *MarkedArea, *(place.note for place in DoubtfulPlace)}
    spelled = {
        f"{file.name}: {node.value}"
        for file in sorted((*STUDIO.glob("*.py"), *MATTING.glob("*.py")))
        for node in nodes(file)
        if isinstance(node, ast.Constant) and node.value in codes
    }
    assert spelled == set()


def test_every_remainder_of_forgetting_has_its_sentence() -> None:
    assert {
        *receipt.ALWAYS_LEFT,
        receipt.DIRECTORY,
        receipt.MESSAGES,
        receipt.KEYS_COPY,
        receipt.KEYS_VOLUME,
        receipt.JOURNAL,
        receipt.ELSEWHERE,
    } == set(forgetting.LEFT)


def test_every_light_has_its_sentence() -> None:
    assert {light.value for light in Light} == {"as_taken", "brighter", "darker", "cast_removed", "grey"}
