"""The members that a stranger adds: folder, files, a script that uses them, and the suites that concern them.

Their English and German words are their own; in the other languages they say the English ones.
"""

from __future__ import annotations

import re

from tests.house.strangers.scratch import OTHERS

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
unsaid = "nothing is left open"
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
TOLD = """
[told.{code}]
job = "{code}: does nothing"
training_data = "{code}: nothing"
unsaid = "{code}: nothing is left open"
limits = "{code}: knows nothing"
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

ENGLISH = re.compile(r'^ *"en": .*\n|^\[(?:\w+\.)?words\.en\]\n(?:[^\[\n].*\n)*', re.MULTILINE)


def in_every_language(text: str) -> str:
    """A member's file with its English words said again in the languages of ``OTHERS``; unchanged without words."""
    return ENGLISH.sub(lambda found: found[0] + "".join(_named(found[0], code) for code in OTHERS), text)


def _named(english: str, code: str) -> str:
    return english.replace('"en":', f'"{code}":').replace("words.en]", f"words.{code}]")


STRANGERS = {
    "check": ("generation/intake/checks", {"stamp.py": in_every_language(CHECK)}, CHECK_WORKS, SUITES),
    "safeguard": ("generation/safeguards", {"postable.py": in_every_language(SAFEGUARD)}, SAFEGUARD_WORKS, SUITES),
    "look": ("generation/engines/studio/looks", {"mint.toml": in_every_language(LOOK)}, LOOK_WORKS, SUITES),
    "engine": (
        "generation/engines/pencil",
        {name: in_every_language(text) for name, text in ENGINE.items()},
        ENGINE_WORKS,
        SUITES,
    ),
    "model": (
        "generation/weights",
        {"toy.toml": MODEL + "".join(TOLD.format(code=code) for code in ("de", *OTHERS))},
        MODEL_WORKS,
        ("tests/generation/test_weights.py", "-m", "not weights"),
    ),
}
