"""What is installed is named once: lock, constraints, Makefile and containers say the same."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.house.containers import DOCKERFILES
from tests.house.lock import CONSTRAINTS, LOCK, ROOT, contradictions, needed, pins

STEPS = [
    "install --require-hashes -r requirements.lock",
    "install --no-deps --no-build-isolation -e .",
]
NEVER_LOCKED = ("torch", "diffusers", "transformers", "accelerate", "safetensors", "torchao")


def found(lock: str, constraints: str) -> list[str]:
    (backend,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    return contradictions(pins(lock), pins(constraints), needed(), backend)


def steps(text: str) -> list[str]:
    """What of Candid itself is installed, in order, by a Makefile's or a Dockerfile's text."""
    return [each.strip() for each in re.findall(r"(?:\bpip|\(PIP\)) (install [^\n\\&]*)", text)]


def test_lock_constraints_and_environment_say_the_same() -> None:
    assert found(LOCK.read_text(), CONSTRAINTS.read_text()) == []


def test_the_engine_that_needs_torch_stays_outside_the_lock_and_no_address_of_an_index_is_in_it() -> None:
    text = LOCK.read_text()
    assert not set(NEVER_LOCKED) & pins(text).keys()
    assert set(NEVER_LOCKED) <= pins(CONSTRAINTS.read_text()).keys()
    assert "://" not in text
    assert "\n--only-binary :all:\n" in text, "building a package would fetch tools that no digest covers"


HASHES = r"\\\n(?:    --hash[^\n]*\n)+"


@pytest.mark.parametrize(
    ("entry", "becomes", "said"),
    [
        (r"(\naiohttp==)[^ ]+", r"\g<1>0.1", "aiohttp: 0.1 in the lock"),
        (r"(\nsetuptools==)[^ ]+", r"\g<1>0.1", "setuptools 0.1 is not >="),
        (rf"(\npillow==[^\n]*){HASHES}", r"\g<1>\n", "pillow has no digest"),
        (rf"\nstructlog==[^\n]*{HASHES}", r"\n", "structlog is missing from the lock"),
    ],
)
def test_the_sabotage_a_lock_that_was_edited_by_hand_is_seen(entry: str, becomes: str, said: str) -> None:
    text, times = re.subn(entry, becomes, LOCK.read_text())
    assert times == 1
    assert [each for each in found(text, CONSTRAINTS.read_text()) if each.startswith(said)]


def test_the_sabotage_constraints_that_moved_alone_are_seen() -> None:
    moved = re.sub(r"\naiohttp==\S+", "\naiohttp==999", CONSTRAINTS.read_text())
    gone = re.sub(r"\naiohttp==\S+", "", CONSTRAINTS.read_text())
    assert any("999 in the constraints" in each for each in found(LOCK.read_text(), moved))
    assert found(LOCK.read_text(), gone) == ["aiohttp is not in the constraints"]


def test_make_and_every_container_install_in_the_same_two_steps() -> None:
    rule = (ROOT / "Makefile").read_text().partition("/.installed: ")[2].partition("\n\n")[0]
    assert steps(rule) == STEPS
    for dockerfile in DOCKERFILES:
        made = steps(dockerfile.read_text())
        assert made[:2] == STEPS, dockerfile.name
        assert all("diffusion" in each or "${EXTRAS}" in each for each in made[2:]), "only on an operator's own word"


def test_the_sabotage_a_step_without_digests_is_seen() -> None:
    text = DOCKERFILES[0].read_text()
    assert steps(text)[:2] == STEPS
    assert steps(text.replace("--require-hashes ", ""))[:2] != STEPS
