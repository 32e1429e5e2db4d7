"""Made-up people: adults only, drawn evenly, each combination prepared, nothing said that nobody reviewed."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest

from generation.engines.diffusion import persona, persona_set
from generation.engines.diffusion.persona import Catalogue, PersonaUnknown, catalogue
from storage.persona_catalogue import MOST_CHOSEN, TRAITS, Person, among, people
from tests.promises.test_nothing_beautifies_or_sorts_people import IMPROVEMENTS, words_of

DRAWS = 6000
SETS = (1, 2, 3, 4, 6, 9, 12, 18)
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
CRITICAL = {3: 13.82, 6: 20.52, 9: 26.12}


def test_a_thousand_draws_are_even_trait_by_trait() -> None:
    of = catalogue()
    found = chi_square(of, draws(of, {})[:1000])
    assert all(found[trait] < CRITICAL[len(options)] for trait, options in of.traits.items()), found


def test_the_sabotage_one_draw_in_ten_that_falls_one_way_is_measured() -> None:
    of, drawn = catalogue(), draws(catalogue(), {})[:1000]
    lopsided = [each if n % 10 else (*each[:2], "light", each[3]) for n, each in enumerate(drawn)]
    assert chi_square(of, lopsided)["tone"] > CRITICAL[6]


@pytest.mark.parametrize("chosen", [{"tone": "dark"}, {"detail": "turban", "presents": "woman"}], ids=str)
def test_what_is_left_to_chance_is_even_beside_what_was_chosen(chosen: dict[str, str]) -> None:
    of = catalogue()
    found = chi_square(of, [of.drawn(chosen, seed) for seed in range(1000)])
    left = TRAITS.keys() - chosen.keys()
    assert all(found[trait] < CRITICAL[len(of.traits[trait])] for trait in left), found


def test_the_sabotage_a_trait_that_falls_one_way_is_seen() -> None:
    lopsided = [each if n % 3 else ("thirties", *each[1:]) for n, each in enumerate(draws(catalogue(), {}))]
    assert uneven(catalogue(), lopsided) == ["age"]


def test_no_two_traits_are_tied_to_each_other() -> None:
    """Every combination falls, about as often as any other."""
    fell = Counter(draws(catalogue(), {}))
    assert len(fell) == len(catalogue().prompts())
    assert max(fell.values()) < 3 * min(fell.values())  # of 37 each, chance lies well within


def crossed(those: tuple[Person, ...], traits: int) -> list[set[int]]:
    """For each so many traits: how often each combination of their options stands in ``those``, 0 included."""
    found = []
    for places in combinations(range(len(TRAITS)), traits):
        stand = Counter(tuple(person[at] for at in places) for person in those)
        every = product(*(tuple(TRAITS.values())[at] for at in places))
        found.append({stand[options] for options in every})
    return found


def test_any_three_options_can_be_had_together_and_any_two_equally_often() -> None:
    assert MOST_CHOSEN == 3
    assert all(0 not in counts for counts in crossed(people(), 3))
    assert all(len(counts) == 1 for counts in crossed(people(), 2))
    assert among({}) == people()


def test_the_sabotage_somebody_missing_from_the_catalogue_is_seen() -> None:
    short = people()[1:]
    assert any(len(counts) > 1 for counts in crossed(short, 2))
    assert any(0 in counts for counts in crossed(short, 3))


def test_what_was_asked_for_is_what_is_drawn() -> None:
    for trait, option in (("tone", "dark"), ("detail", "wheelchair"), ("age", "seventies")):
        at = tuple(TRAITS).index(trait)
        assert {person[at] for person in draws(catalogue(), {trait: option})} == {option}


@pytest.mark.parametrize("chosen", [{}, {"tone": "deepest"}, {"age": "fifties", "presents": "man"}], ids=str)
def test_a_set_is_spread_evenly_and_its_seeds_draw_it_again(chosen: dict[str, str]) -> None:
    for count in SETS:
        one = persona_set.spread(chosen, count, count)
        assert len(one) == count
        for at, trait in enumerate(TRAITS):
            possible = {person[at] for person in among(chosen)}
            stand = [sum(person[at] == option for person in one) for option in possible]
            assert max(stand) - min(stand) <= 1, (count, trait, one)
    seeds = [persona_set.seed_of(person, chosen, n) for n, person in enumerate(one)]
    assert tuple(catalogue().drawn(chosen, seed) for seed in seeds) == one
    assert len(set(seeds)) == len(seeds)


def test_the_sabotage_a_set_drawn_one_by_one_is_lopsided() -> None:
    alone = tuple(catalogue().drawn({}, seed) for seed in range(9))
    assert persona_set.lopsided(alone, people()) > 0


def test_two_sets_are_not_the_same_people() -> None:
    sets = {persona_set.spread({}, 4, seed) for seed in range(20)}
    assert len(sets) == 20
    first = [persona_set.spread({}, 4, seed)[0] for seed in range(1000)]
    assert chi_square(catalogue(), first)["tone"] < CRITICAL[6]


def test_a_seed_draws_the_same_person_again_and_neighbours_differ() -> None:
    again = draws(catalogue(), {})
    assert again == draws(catalogue(), {})
    assert any(one != other for one, other in pairwise(again))


@pytest.mark.parametrize(
    "chosen",
    [
        {"age": "teens"},
        {"name": "x"},
        {"age": "a girl of twelve"},
        {"age": "thirties", "presents": "woman", "tone": "deepest", "detail": "turban"},
    ],
    ids=["an option", "a trait", "words", "all four, of which there are no words together"],
)
def test_nobody_types_a_person(chosen: dict[str, str]) -> None:
    with pytest.raises(PersonaUnknown):
        catalogue().drawn(chosen, 1)


def test_every_prompt_asks_for_an_adult_and_names_no_origin_and_no_improvement() -> None:
    prompts = catalogue().prompts()
    assert len(prompts) == 162
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
