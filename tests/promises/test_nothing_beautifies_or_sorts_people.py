"""Nothing warps, smooths, whitens or beautifies a person; nothing asks or guesses what kind of person (design §8.11).

Read from the code itself: the operations an engine may call on pixels, each with the one place and reason it is there
for, and the names of everything that is stored, asked, drawn or measured. What a picture really looks like is judged
by the safeguards, whose sabotages (smoothing, a narrower jaw, lighter skin) are in ``tests/generation/safeguards``.
"""

from __future__ import annotations

import ast
import dataclasses
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from generation.ports import Portrayal
from generation.safeguards import panel
from storage import records
from storage.db import schema

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ROOT / "generation" / "engines"
STUDIO = ENGINES / "studio"
MATTING = ROOT / "generation" / "matting"
ROOMS = (STUDIO, MATTING)  # where a person's pixels are worked on
# An experiment beside the product: it paints drawn people and their backdrops, and nothing of the product imports it.
BESIDE = "generation.matting.training"


def worked_on(room: Path) -> list[Path]:
    """The files of a room that can reach a person's pixels."""
    beside = ROOT.joinpath(*BESIDE.split("."))
    return [path for path in sorted(room.rglob("*.py")) if beside not in path.parents]


def reached_by_itself_alone(contracts: list[dict[str, object]]) -> bool:
    """Whether a contract of the import linter protects what is left out here."""
    wanted = {"type": "protected", "protected_modules": [BESIDE], "allowed_importers": [BESIDE]}
    return any(wanted.items() <= each.items() for each in contracts)


def contracts() -> list[dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_what_is_left_out_here_is_imported_by_nothing_of_the_product():
    assert reached_by_itself_alone(contracts())


def test_the_sabotage_without_its_contract_it_may_not_be_left_out():
    assert not reached_by_itself_alone([each for each in contracts() if each["type"] != "protected"])
    assert not reached_by_itself_alone([each | {"allowed_importers": ["generation"]} for each in contracts()])


# Operations that could soften, bend or recolour whatever they are given: where each may be called, and on what.
MAY_BE_CALLED = {
    "GaussianBlur": {
        "backdrop.py": "light and backdrop behind the person",
        "backdrops/blurred.py": "the person's own background, without the person",
        "composite.py": "what lies beyond the photo's border, for the view of the unedited photo",
        "backdrops/scene.py": "spots of a drawn backdrop",
        "grain.py": "the grain of a backdrop",
        "sure_areas.py": "the mask of pieces of background that are taken out",
        "components.py": "the mask of pieces of background that are taken out",
        "background_bleed.py": "where the old background shines through beside the person; the mask only",
        "beside.py": "mean colours beside the outline, which tell where it is in doubt; nothing is painted",
        "colours.py": "guessed colours of the background and of the hair, for the edge only",
    },
    "blur": {
        "guided.py": "sums over a window from which the mask's edge is found",
        "initial_alpha.py": "the mask alone",
        "sure_areas.py": "the mask alone",
        "colours.py": "how like the background the edge is",
        "composite.py": "the crop's edge; the whole photo before it shrinks, so that texture does not alias",
        "closed_form_matting.py": "sums over a window from which the matte is solved; the picture itself is only read",
    },
    "filter2D": {"backdrop.py": "the background, without the person", "backdrops/blurred.py": "the background"},
    "add": {"grain.py": "grain on a backdrop"},
    "subtract": {"larger.py": "how far the edge's cleaned colours lie from the photo; laid on the larger frame's edge"},
    "convertScaleAbs": {"grain.py": "a backdrop, back to eight bits"},
    "grabCut": {
        "marked_areas.py": "finds what stands out in an area the person marked as theirs; changes the mask only"
    },
    "addWeighted": {"composite.py": "how much the photo is averaged before it shrinks; the same for every pixel"},
    "blendLinear": {"composite.py": "the photo into what lies beyond its border, for the view of the unedited photo"},
    "pow": {"edges.py": "how sure the mask is; the mask only"},
    "remap": {"colours.py": "reads a small picture of guessed colours at single places; moves nothing"},
    "warpAffine": {
        "composite.py": "turns, shrinks and crops the whole photo; the same for every pixel",
        "opinions.py": "lays a second opinion's mask into the frame; the mask only",
    },
}
HARMLESS = frozenset(
    {
        "circle",
        "copyTo",
        "connectedComponents",
        "connectedComponentsWithStats",
        "convexHull",
        "cvtColor",
        "dilate",
        "erode",
    }
    | {"fillConvexPoly", "fillPoly", "getStructuringElement", "getTextSize", "invertAffineTransform", "putText"}
    | {"contourArea", "drawContours", "ellipse", "findContours", "kmeans", "polylines", "setRNGSeed"}
    | {"merge", "resize", "setNumThreads", "split", "morphologyEx", "moments", "mean", "distanceTransform"}
)

KINDS_OF_PEOPLE = frozenset(
    {"gender", "sex", "sexes", "female", "male", "woman", "women", "man", "men", "girl", "girls", "boy", "boys"}
    | {"lady", "ladies", "gentleman", "gentlemen", "masculine", "feminine", "ethnicity", "ethnic", "ethnicities"}
    | {"race", "races", "racial", "nationality", "origin", "religion", "religious", "age", "ages", "aged", "young"}
    | {"younger", "elderly", "caucasian", "asian", "african", "hispanic", "fitzpatrick", "bmi", "obese", "disabled"}
    | {"emotion", "emotions", "mood", "attractive", "attractiveness", "handsome", "pretty"}
)
IMPROVEMENTS = frozenset(
    {"beautify", "beauty", "beautiful", "smooth", "smoothing", "smoothed", "whiten", "whitening", "whiter", "slim"}
    | {"slimming", "slimmer", "retouch", "retouching", "retouched", "blemish", "blemishes", "wrinkle", "wrinkles"}
    | {"airbrush", "airbrushed", "flawless", "perfect", "rejuvenate", "makeup"}
)


def opencv_calls(source: str) -> set[str]:
    """Names of OpenCV functions called in ``source``, by whichever name the module was imported."""
    tree = ast.parse(source)
    modules = {"cv2"} | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "cv2"
    }
    bare = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "cv2"
        for alias in node.names
    }
    called = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)) if module in modules:
                called.add(name)
            case ast.Call(func=ast.Name(id=name)) if name in bare:
                called.add(bare[name])
    return called


def unexpected(name: str, source: str) -> set[str]:
    """Operations in one file of these rooms that nobody gave a reason for."""
    return {
        each
        for each in opencv_calls(source)
        if each not in HARMLESS and name not in MAY_BE_CALLED.get(each, {}) and not name.endswith("bench.py")
    }


def test_studio_and_matting_call_no_operation_without_a_reason():
    found = {
        name: calls
        for room in ROOMS
        for path in worked_on(room)
        if (calls := unexpected(name := path.relative_to(room).as_posix(), path.read_text()))
    }
    assert found == {}


def test_every_reason_is_still_needed():
    for operation, places in MAY_BE_CALLED.items():
        for name in places:
            path = next(room / name for room in ROOMS if (room / name).exists())
            assert operation in opencv_calls(path.read_text()), f"{operation} is not used in {name} any more"


@pytest.mark.parametrize(
    "line",
    [
        "import cv2\nface = cv2.bilateralFilter(face, 9, 60, 60)",
        "import cv2 as vision\nskin = vision.edgePreservingFilter(skin)",
        "from cv2 import remap as moved\nface = moved(face, x, y, 1)",
        "import cv2\nface = cv2.seamlessClone(other, face, mask, (1, 1), 1)",
        "import cv2\nface = cv2.GaussianBlur(face, (0, 0), 2)",
        "import cv2\nteeth = cv2.inpaint(face, mask, 3, 0)",
    ],
)
def test_the_sabotage_an_operation_that_beautifies_is_seen(line):
    assert unexpected("subject.py", line)


def test_the_studio_is_judged_by_every_safeguard_that_sees_beautifying():
    names = {each.code for each in panel.panel_for(Portrayal.KEPT).safeguards}
    assert {"face_core", "geometry", "skin_tone", "texture"} <= names


# --- names ----------------------------------------------------------------------------------------------------------


def words_of(name: str) -> set[str]:
    """``skinToneLimit``, ``skin_tone-limit`` -> {skin, tone, limit}."""
    apart = re.sub(r"([a-z])([A-Z])", r"\1 \2", name)
    return {word.lower() for word in re.findall(r"[A-Za-z]+", apart)}


def sorts_people(name: str) -> bool:
    return bool(words_of(name) & (KINDS_OF_PEOPLE | IMPROVEMENTS))


def stored() -> Iterator[str]:
    for table in schema.metadata.sorted_tables:
        yield table.name
        yield from table.columns.keys()
    for thing in vars(records).values():
        if dataclasses.is_dataclass(thing):
            yield from (each.name for each in dataclasses.fields(thing))
        elif isinstance(thing, type) and issubclass(thing, StrEnum):
            yield from (each.value for each in thing)


def asked() -> Iterator[str]:
    """Names of everything a form of the bot can ask: boxes and choices."""
    for path in sorted((ROOT / "bot" / "conversation").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Box", "Select"}:
                yield from (
                    word.value.value
                    for word in node.keywords
                    if word.arg == "name" and isinstance(word.value, ast.Constant)
                )
    from bot.conversation.purposes import USES

    yield from (each.id for each in USES)


PERSONA = ENGINES / "diffusion" / "persona.toml"  # the one catalogue that may say what somebody looks like
ADMITTED = {"limits", "training_data", "notice"}  # what is admitted of a model's own faults


def drawn() -> Iterator[str]:
    """Looks and whatever words an engine is given, prompts included; a catalogue of invented personas may describe."""
    for path in sorted(ENGINES.rglob("*.toml")):
        if path == PERSONA:
            continue
        yield path.stem
        yield from _words_in(tomllib.loads(path.read_text("utf-8")))


def measured() -> Iterator[str]:
    """Checks, safeguards, measures and models, by name; what a model's card admits of itself is not a name."""
    for folder in ("vision", "intake", "safeguards"):
        yield from (path.stem for path in sorted((ROOT / "generation" / folder).rglob("*.py")))
        for path in sorted((ROOT / "generation" / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    yield node.name
    for path in sorted((ROOT / "generation" / "weights").glob("*.toml")):
        weight = tomllib.loads(path.read_text("utf-8"))
        yield from (path.stem, *(str(weight[key]) for key in ("title", "job", "file")))


def done() -> Iterator[str]:
    """Everything that runs where a person's pixels are worked on: modules, classes, functions and what they call."""
    for room in ROOMS:
        for path in worked_on(room):
            yield path.stem
            yield from names_in(path.read_text())


def names_in(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name


def _words_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key in value.keys() - ADMITTED:
            inside = value[key]
            yield key
            yield from _words_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _words_in(inside)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("names", [stored, asked, drawn, measured, done], ids=lambda names: names.__name__)
def test_nothing_names_a_kind_of_person_or_an_improvement(names):
    found = list(names())
    assert found, "nothing was looked at"
    assert [name for name in found if sorts_people(name)] == []


@pytest.mark.parametrize(
    "name", ["gender", "estimateAge", "skin_smoothing", "ethnicity_code", "a young woman, smiling"]
)
def test_the_sabotage_such_a_name_is_seen(name):
    assert sorts_people(name)


@pytest.mark.parametrize(
    "line",
    ["def smooth_skin(face): ...", "face = retouched(face)", "face = tools.slimmer(face)", "class Airbrush: ..."],
)
def test_the_sabotage_a_function_that_beautifies_is_seen_wherever_it_is_called(line):
    assert any(sorts_people(name) for name in names_in(line))


def test_the_sabotage_a_column_for_it_is_seen(monkeypatch):
    import sqlalchemy as sa

    copied = sa.MetaData()
    sa.Table("persons", copied, sa.Column("gender", sa.String))
    monkeypatch.setattr(schema, "metadata", copied)
    assert [name for name in stored() if sorts_people(name)] == ["gender"]
