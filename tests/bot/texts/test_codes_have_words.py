"""Codes cross from generation and storage as data. Every code they can send has its sentence; the lists never drift.

The other packages are read as files, not imported: the wall between them stands in tests too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.conversation import edits, findings
from bot.conversation.phases import forgetting, looks, remaking
from generation.disclosure import delivered
from generation.engines.studio.look import looks as engine_looks
from generation.errors import CannotFrame
from storage.records import LARGER_POSSIBLE, Light
from storage.retention import receipt

ROOT = Path(__file__).resolve().parents[3]
INTAKE = ROOT / "generation" / "intake"
SAFEGUARDS = ROOT / "generation" / "safeguards"
LOOKS = ROOT / "generation" / "engines" / "studio" / "looks"
FRAMING = ROOT / "generation" / "engines" / "studio"
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


def test_every_intake_check_and_every_refusal_of_the_decoder_has_its_sentence() -> None:
    codes = codes_of_classes(INTAKE / "checks") | codes_of_decoder() | {CannotFrame().finding().code}
    assert len(codes) > 20
    # a nude picture has an answer of its own, and a photo is never refused for having been turned
    assert codes - {"explicit", "turned"} == set(findings.REFUSALS)


def test_every_check_that_only_hints_has_its_sentence() -> None:
    hinting = {
        next(iter(codes))
        for file in (INTAKE / "checks").glob("*.py")
        if "Severity.HINT" in file.read_text()
        and (codes := set(re.findall(r'^    code = "(\w+)"', file.read_text(), re.MULTILINE)))
    }
    assert hinting <= set(findings.HINTS)


def test_every_unit_a_check_measures_in_has_its_sentence() -> None:
    units = {
        keyword.value.value
        for node in nodes(*(INTAKE / "checks").glob("*.py"), INTAKE / "decode.py", INTAKE / "reading.py")
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "unit" and isinstance(keyword.value, ast.Constant)
    }
    assert units - {"score"} <= set(findings.UNITS), "score belongs to explicit, whose figure is not told"


def test_every_safeguard_has_its_sentence() -> None:
    codes = codes_of_classes(SAFEGUARDS) - {"no_safeguards"}
    assert codes | {"seal_broken", delivered.FACE, delivered.PERSON} == set(edits.SAFEGUARDS)


def test_every_look_has_its_name_and_line() -> None:
    assert {file.stem for file in LOOKS.glob("*.toml")} == set(looks.LOOKS)
    assert looks.PLAIN_LOOK in looks.LOOKS


def places_of_doubt() -> tuple[str, ...]:
    """Where an outline can be doubtful, as the code names the places."""
    found = next(
        node.value
        for node in nodes(MATTING / "doubt.py")
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "PLACES"
    )
    places: tuple[str, ...] = ast.literal_eval(found)
    return places


def test_every_note_of_the_engine_has_its_sentence() -> None:
    said = {
        constant.value
        for node in nodes(*FRAMING.glob("*.py"))
        if isinstance(node, ast.FunctionDef) and node.name in ("_notes", "_extended")
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str) and constant.value.isidentifier()
    }
    places = {f"edge_doubtful_{place}" for place in places_of_doubt()}
    assert said | places | {LARGER_POSSIBLE} == set(edits.NOTES)
    assert set(edits.DOUBTFUL_AT) == set(places_of_doubt())


def test_the_looks_that_hide_a_doubtful_outline_are_those_that_keep_the_own_background() -> None:
    assert {look.id for look in engine_looks() if look.keeps_backdrop} == {*looks.HIDING} >= {remaking.HIDES}


def test_every_reason_for_a_photo_has_its_sentence() -> None:
    said = {
        node.value
        for node in nodes(FRAMING / "picker.py")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("picked_")
    }
    assert said == set(edits.PICKED)


def test_every_outcome_of_a_marked_area_has_its_sentence() -> None:
    said = {
        node.value
        for node in nodes(FRAMING / "session.py")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("marked_")
    }
    assert said == set(edits.MARKED)


def test_every_remainder_of_forgetting_has_its_sentence() -> None:
    assert {*receipt.ALWAYS_LEFT, receipt.DIRECTORY, receipt.MESSAGES, receipt.KEYS_COPY, receipt.JOURNAL} == set(
        forgetting.LEFT
    )


def test_every_light_has_its_sentence() -> None:
    assert {light.value for light in Light} == {"as_taken", "brighter", "darker", "cast_removed", "grey"}
