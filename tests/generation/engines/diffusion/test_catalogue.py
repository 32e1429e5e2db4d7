"""The looks' prompts, read word by word: none sets or changes what a person is; one fixed clause keeps it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generation.engines.diffusion import catalogue, manifest
from generation.engines.diffusion.catalogue import BACKGROUND, KEEP, REDRAW, Look
from generation.engines.studio.look import looks as studio_looks

# Traits a prompt could set, and flattery that changes a person. "Dark" and "light" are said of paper and lamps only.
TRAITS = re.compile(
    r"""\b(
        wom[ae]n | m[ae]n | girl | boy | lady | gentleman | female | male | gender\w* | feminine | masculine
        | young\w* | old\w* | age\w* | aging | elder\w* | teen\w* | child\w* | adult | years?
        | black\ person | white\ person | asian | african | european | latin\w* | hispanic | arab\w* | indian
        | caucasian
        | ethnic\w* | rac(e|ial) | nationalit\w* | skin | complexion | tan(ned)? | pale | fair
        | slim\w* | thin | fat | weight | tall | muscular | athletic | disab\w*
        | beaut\w* | handsome | pretty | attractive | gorgeous | glam\w* | flawless | perfect | smooth\w* | retouch\w*
        | porcelain | radiant | glowing | slender | makeup | make-up | hair\w* | beard\w*
        | hijab | turban | scarf | glasses | face | jaw | nose | eyes? | teeth | smil\w*
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def told(look: Look) -> list[str]:
    """What a reviewer would strike out of a look, in either mode, the fixed clause set aside."""
    return [
        found.group()
        for mode in (REDRAW, BACKGROUND)
        for found in TRAITS.finditer(look.prompt(mode).removesuffix(KEEP))
    ]


@pytest.mark.parametrize("look", catalogue.looks(), ids=lambda look: look.id)
def test_a_look_says_nothing_of_what_a_person_is(look: Look) -> None:
    assert told(look) == []


@pytest.mark.parametrize("look", catalogue.looks(), ids=lambda look: look.id)
def test_the_keep_clause_ends_every_prompt_with_a_person_and_stands_nowhere_else(look: Look) -> None:
    assert look.prompt(REDRAW).endswith(KEEP)
    assert look.prompt(REDRAW).count(KEEP) == 1
    assert KEEP not in look.prompt(BACKGROUND)
    assert "nobody" in look.prompt(BACKGROUND)


@pytest.mark.parametrize("kept", ["skin tone", "age", "face shape", "marks", "glasses", "hair", "head covering"])
def test_the_clause_keeps(kept: str) -> None:
    assert f"same {kept}" in KEEP or f"{kept}," in KEEP


@pytest.mark.parametrize(
    ("scene", "found"),
    [
        ("A young woman in soft light.", ["young", "woman"]),
        ("Soft lamp, flawless skin.", ["flawless", "skin"]),
        ("An office, twenty years ago.", ["years"]),
    ],
)
def test_a_look_that_sets_a_trait_is_found(scene: str, found: list[str]) -> None:
    assert told(Look(id="sabotage", order=1, scene=scene)) == found * 2


def test_every_look_is_one_the_studio_can_frame_and_preview() -> None:
    assert {look.id for look in catalogue.looks()} <= {look.id for look in studio_looks()}


def test_another_catalogue_has_another_digest(tmp_path: Path) -> None:
    for path in catalogue.FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8").replace("office", "library"), "utf-8")
    assert catalogue.digest(catalogue.looks(tmp_path)) != catalogue.digest(catalogue.looks())


@pytest.mark.parametrize("model", manifest.shipped(), ids=lambda model: model.name)
def test_what_a_model_tends_to_do_says_whose_measurement_it_is(model: manifest.Model) -> None:
    assert whose(model.limits)


def test_the_sabotage_a_figure_of_nobody_is_seen() -> None:
    assert not whose("Tends to lighten skin in 62 to 71 of 100 pictures.")
    assert not whose("Not measured by us. Tends to lighten skin in 62 to 71 of 100 pictures.")


def whose(limits: str) -> bool:
    """It says that it is not ours, and every sentence with a figure names its source."""
    sentences = re.split(r"(?<=\.)\s+", limits)
    figures = [each for each in sentences if re.search(r"\d", each)]
    return "not measured by us" in limits.lower() and all(re.search(r"\((arXiv|\w+ issue) ", each) for each in figures)
