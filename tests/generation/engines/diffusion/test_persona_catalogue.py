"""Made-up people: adults only, drawn evenly, each combination prepared, nothing said that nobody reviewed."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from generation.engines.diffusion import persona
from generation.engines.diffusion.persona import Catalogue, PersonaUnknown, catalogue
from tests.promises.test_nothing_beautifies_or_sorts_people import IMPROVEMENTS, words_of

DRAWS = 6000
ORIGINS = frozenset({"asian", "african", "european", "latin", "hispanic", "arab", "indian", "caucasian", "ethnic"})
CHILDREN = frozenset({"young", "girl", "boy", "child", "teen", "teenager", "student", "schoolgirl", "baby", "minor"})


def draws(of: Catalogue, chosen: dict[str, str]) -> list[tuple[str, ...]]:
    return [of.drawn(chosen, seed) for seed in range(DRAWS)]


def uneven(of: Catalogue, drawn: list[tuple[str, ...]]) -> list[str]:
    """Traits of which an option fell more than a seventh off its even share; of 6000 draws chance gives a tenth."""
    found = []
    for at, (trait, options) in enumerate(of.traits.items()):
        fell = Counter(each[at] for each in drawn)
        share = DRAWS / len(options)
        if any(abs(fell[option] - share) > share / 7 for option in options):
            found.append(trait)
    return found


def test_what_is_not_chosen_is_drawn_evenly() -> None:
    assert uneven(catalogue(), draws(catalogue(), {})) == []


def chi_square(of: Catalogue, drawn: list[tuple[str, ...]]) -> dict[str, float]:
    """Per trait, Pearson's statistic against equal shares."""
    found = {}
    for at, (trait, options) in enumerate(of.traits.items()):
        fell, share = Counter(each[at] for each in drawn), len(drawn) / len(options)
        found[trait] = sum((fell[option] - share) ** 2 / share for option in options)
    return found


# Critical values at 0.1 %: chance alone goes beyond them once in a thousand such measurements.
CRITICAL = {3: 13.82, 5: 18.47}


def test_a_thousand_draws_are_even_trait_by_trait() -> None:
    of = catalogue()
    found = chi_square(of, draws(of, {})[:1000])
    assert all(found[trait] < CRITICAL[len(options)] for trait, options in of.traits.items()), found


def test_the_sabotage_one_draw_in_ten_that_falls_one_way_is_measured() -> None:
    of, drawn = catalogue(), draws(catalogue(), {})[:1000]
    lopsided = [each if n % 10 else (*each[:2], "light") for n, each in enumerate(drawn)]
    assert chi_square(of, lopsided)["tone"] > CRITICAL[5]


def test_the_sabotage_a_trait_that_falls_one_way_is_seen() -> None:
    lopsided = [each if n % 3 else ("thirties", *each[1:]) for n, each in enumerate(draws(catalogue(), {}))]
    assert uneven(catalogue(), lopsided) == ["age"]


def test_no_two_traits_are_tied_to_each_other() -> None:
    """Every combination falls, about as often as any other."""
    fell = Counter(draws(catalogue(), {}))
    assert len(fell) == len(catalogue().prompts())
    assert max(fell.values()) < 2 * min(fell.values())


def test_choosing_one_trait_leaves_the_others_as_they_would_have_fallen() -> None:
    free, chosen = draws(catalogue(), {}), draws(catalogue(), {"tone": "dark"})
    assert {each[2] for each in chosen} == {"dark"}
    assert [each[:2] for each in chosen] == [each[:2] for each in free]


def test_a_seed_draws_the_same_person_again_and_neighbours_differ() -> None:
    again = draws(catalogue(), {})
    assert again == draws(catalogue(), {})
    assert any(one != other for one, other in pairwise(again))


@pytest.mark.parametrize("chosen", [{"age": "teens"}, {"name": "x"}, {"age": "a girl of twelve"}])
def test_nobody_types_a_person(chosen: dict[str, str]) -> None:
    with pytest.raises(PersonaUnknown):
        catalogue().drawn(chosen, 1)


def test_every_prompt_asks_for_an_adult_and_names_no_origin_and_no_improvement() -> None:
    prompts = catalogue().prompts()
    assert len(prompts) == 3 * 3 * 5
    for key, prompt in prompts.items():
        assert "an adult who does not exist" in prompt, key
        assert not words_of(prompt) & (ORIGINS | CHILDREN | (IMPROVEMENTS - {"retouching"})), key
        assert prompt.count("retouch") == prompt.count("no retouching") == 1


@pytest.mark.parametrize(
    ("line", "instead"),
    [("thirties = 30", "thirties = 16"), ("thirties = 30\n", ""), ("thirties = 30", "thirties = 30\nteens = 40")],
    ids=["younger", "an age without years", "years without an age"],
)
def test_the_sabotage_a_catalogue_with_anybody_too_young_is_refused(tmp_path: Path, line: str, instead: str) -> None:
    said = persona.FILE.read_text("utf-8")
    assert line in said
    (tmp_path / "persona.toml").write_text(said.replace(line, instead, 1), "utf-8")
    with pytest.raises(ValueError, match="none under 25"):
        catalogue(tmp_path / "persona.toml")
