"""A stranger adds a check, a safeguard, a look, an engine, a model or a language, and touches nothing else.

One file or folder each; a language is a folder in two packages. Each is tried in a copy of the repository: the suites
about members are green there, the member is used, and the copy differs from the repository by that alone.
What happens when a piece is left out is asked in ``tests/generation/test_members.py`` and ``test_weights.py``, of the
same readers, without a copy.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generation import announced
from storage.records import MemberKind
from tests.house.strangers.scratch import place, pytest_in, python_in, scratch, touched

SUITES = ("tests/generation/test_members.py", "tests/bot/texts/test_codes_have_words.py")

CHECK = '''"""Refuses a photo smaller than a stamp."""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity, Unit


class Stamp(Check):
    code = "stamp"
    order = 35
    words = {
        "en": {"refuse": "It is no larger than a stamp.", "fix": "Send a larger one.", "drawn": "A stamp"},
        "de": {"refuse": "Es ist nur eine Briefmarke.", "fix": "Schick ein größeres.", "drawn": "Eine Briefmarke"},
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        side = min(photo.full.shape[:2])
        if side >= 30:
            return None
        return Finding(code=self.code, severity=Severity.REFUSE, value=side, limit=30, unit=Unit.PX)
'''
CHECK_WORKS = """
import numpy as np
from bot.ports import Text
from bot.texts import members, render
from generation import announced
from generation.intake import panel
found = panel.inspect(np.zeros((20, 20, 3), np.uint8), panel=[c for c in panel.PANEL if c.code == "stamp"])
assert [f.code for f in found.findings] == ["stamp"], found
members.learn(announced.members())
assert render(Text(key="refuse-stamp"), "de") == "Es ist nur eine Briefmarke."
print("used")
"""

SAFEGUARD = '''"""No picture of more than forty megapixels: nobody could post it."""

from __future__ import annotations

from dataclasses import dataclass

from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from storage.records import Verdict


@dataclass(frozen=True, slots=True)
class Postable(Safeguard):
    code = "postable"
    order = 200
    judges = frozenset(Portrayal)
    words = {
        "en": {"withheld": "I held picture { $number } back: it came out too large to send."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Es war zu groß zum Senden."},
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        megapixels = rendering.master.shape[0] * rendering.master.shape[1] / 1e6
        return Verdict(code=self.code, passed=megapixels <= 40, value=megapixels, limit=40, unit="MP")
'''
SAFEGUARD_WORKS = """
from bot.ports import Text
from bot.texts import members, render
from generation import announced
from generation.ports import Portrayal
from generation.safeguards.panel import panel_for
for portrayal in Portrayal:
    assert "postable" in [each.code for each in panel_for(portrayal).safeguards]
members.learn(announced.members())
assert "picture 2 back: it came out too large" in render(Text(key="withheld-postable", args=(("number", 2),)), "en")
print("used")
"""

LOOK = """# A plain mint wall.
order = 55
family = "solid"
[tones]
mint = [80, -12, 4]
[settings]
reach = 2.2
ambient = 0.6
grey = 95
[words.en]
name = "Mint"
line = "Mint: one even tone of mint"
[words.de]
name = "Minze"
line = "Minze: ein gleichmäßiger Ton wie Minze"
"""
LOOK_WORKS = """
from bot.ports import Text
from bot.texts import members, render
from generation import announced
from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.look import looks
from storage.records import MemberKind
assert "mint" in StudioEngine(looks()).looks()
members.learn(announced.members())
assert "mint" in members.codes(MemberKind.LOOK)
assert render(Text(key="look-name-mint"), "de") == "Minze"
print("used")
"""

ENGINE = {
    "__init__.py": '''"""Draws the person with a pencil. A toy: the studio's frames under another name."""

from __future__ import annotations

from generation.engines import Opened, Opening
from generation.ports import Portrayal


def opened(opening: Opening) -> Opened:
    engine = opening.framer(["own"])
    engine.name = "pencil"
    return Opened(engine=engine, portrayal=Portrayal.REDRAWN)
''',
    "engine.toml": """[pencil]
order = 40
portrayal = "redrawn"
[pencil.words.en]
offer = "Draw me with a pencil"
timed = "Draw me with a pencil: about { $seconds } s each"
means = "A drawing may not look like you in every detail."
notice = "About drawing: the pencil learned from nobody's photos."
[pencil.words.de]
offer = "Zeichne mich mit dem Bleistift"
timed = "Zeichne mich mit dem Bleistift: je etwa { $seconds } s"
means = "Eine Zeichnung gleicht dir nicht in allem."
notice = "Zum Zeichnen: Der Bleistift hat von keinen Fotos gelernt."
""",
}
ENGINE_WORKS = """
from bot.conversation import consent
from bot.conversation.phases import choices, opening
from bot.texts import members, render
from generation import announced, engines
from generation.engines import studio
from generation.safeguards.panel import panel_for
from storage.consent import rules
from tests.bot.conversation.world import World, nobody
members.learn(announced.members())
ready = engines.opened("pencil", engines.Opening(weights=None, settings=None, framer=studio.framer))
assert (ready.engine.name, list(ready.engine.looks())) == ("pencil", ["own"])
assert "eyes" in [each.code for each in panel_for(ready.portrayal).safeguards], "judged as what a model drew"
world = World(facts=nobody(engines=("pencil", "studio")))
world.command("headshot")
world.press("purpose.cv")
labels = [render(button.label, "en") for button in world.said[-1].buttons]
assert "Draw me with a pencil" in labels, labels
assert rules.needed("pencil") == consent.needed("pencil") == rules.needed("redraw"), "no fewer yeses"
print("used")
"""

MODEL = """file = "toy.onnx"
bytes = 4
sha256 = "88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589"
member = "toy/toy.onnx"
title = "Toy"
job = "does nothing"
licence = "Apache-2.0"
training_data = "nothing"
card = "none"
limits = "knows nothing"

[wheel]
name = "toy==1.0"
bytes = 100
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
python = "311"
abi = "none"
implementation = "py"
platform = "any"
"""
MODEL_WORKS = """
import os, pathlib
from generation.errors import WeightsMissing
from generation.weights import Weights
store = Weights(pathlib.Path(os.environ["CANDID_CACHE_DIR"]))
assert "toy" in [weight.name for weight in store.missing()]
store.folder.mkdir(parents=True)
(store.folder / "toy.onnx").write_bytes(b"abcd")
assert store.path("toy").name == "toy.onnx"
print("used")
"""

STRANGERS = {
    "check": ("generation/intake/checks", {"stamp.py": CHECK}, CHECK_WORKS, SUITES),
    "safeguard": ("generation/safeguards", {"postable.py": SAFEGUARD}, SAFEGUARD_WORKS, SUITES),
    "look": ("generation/engines/studio/looks", {"mint.toml": LOOK}, LOOK_WORKS, SUITES),
    "engine": ("generation/engines/pencil", ENGINE, ENGINE_WORKS, SUITES),
    "model": (
        "generation/weights",
        {"toy.toml": MODEL},
        MODEL_WORKS,
        ("tests/generation/test_weights.py", "-m", "not weights"),
    ),
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_a_stranger_is_at_home_with_one_file_or_folder(kind: str, tmp_path: Path) -> None:
    folder, files, works, suites = STRANGERS[kind]
    tree = scratch(tmp_path)
    place(tree / folder, files)
    said = python_in(tree, "-c", works)
    assert said.ok, said.output
    assert "used" in said.output
    said = pytest_in(tree, *suites)
    assert said.ok, said.output
    assert touched(tree) == sorted(f"{folder}/{name}" for name in files)


LANGUAGE_SUITES = (
    "tests/generation/test_members.py",
    "tests/generation/disclosure/test_words.py",
    "tests/bot/texts/test_catalog.py",
    "tests/bot/texts/test_keys.py",
)
LANGUAGE_WORKS = """
from bot.ports import Text
from bot.texts import complete_languages, members, render
from generation import announced
from generation.disclosure.wording import languages
assert "it" in languages()
assert "it" in complete_languages()
members.learn(announced.members())
assert render(Text(key="look-name-office"), "it") == "it: Office blur"
print("used")
"""


def members_toml() -> str:
    """Every part of every member, said in the new language."""
    lines = []
    for member in announced.members():
        if member.words:
            lines.append(f"[{member.kind.value}.{member.code}]")
            drawn = {"drawn": "it"} if member.kind is MemberKind.CHECK else {}
            said = {**member.words["en"], **drawn}
            lines += [f"{part} = {json.dumps(f'it: {sentence}')}" for part, sentence in said.items()]
    return "\n".join(lines)


def test_a_language_is_one_folder_in_each_package(tmp_path: Path) -> None:
    """Copies of the English ones: what is tried is that nothing else has to be touched, and what is lacking named."""
    tree = scratch(tmp_path)
    shutil.copytree(tree / "bot/texts/locales/en", tree / "bot/texts/locales/it")
    shutil.copytree(tree / "generation/languages/en", tree / "generation/languages/it")
    folder = tree / "generation/languages/it"
    said = pytest_in(tree, "tests/generation/test_members.py", "-k", "speaks_every_language")
    assert not said.ok
    assert "words in it are missing" in said.output
    place(folder, {"members.toml": members_toml()})
    said = python_in(tree, "-c", LANGUAGE_WORKS)
    assert said.ok, said.output
    said = pytest_in(tree, *LANGUAGE_SUITES)
    assert said.ok, said.output
    folders = ("bot/texts/locales/it/", "generation/languages/it/")
    assert [name for name in touched(tree) if not name.startswith(folders)] == []


@pytest.mark.parametrize("kind", ["check", "safeguard", "look"])
def test_a_stranger_without_german_is_told_in_english_and_named(kind: str, tmp_path: Path) -> None:
    """The suite is red and says who lacks what; the product runs on."""
    folder, files, _, _ = STRANGERS[kind]
    ((name, text),) = files.items()
    tree = scratch(tmp_path)
    place(tree / folder, {name: text.replace('"de"', '"fr"').replace("[words.de]", "[words.fr]")})
    said = pytest_in(tree, "tests/generation/test_members.py", "-k", "speaks_every_language")
    assert not said.ok
    assert f"{kind} {name.partition('.')[0]}" in said.output, said.output
    assert "words in de are missing" in said.output
