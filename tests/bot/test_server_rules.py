"""What those who run a server can decide: values, their reach, and how several servers go together."""

from __future__ import annotations

import pytest

from bot import server_rules, terms
from bot.errors import RuleRefused
from bot.server_rules import Book, InMemory, Rules
from bot.terms import REACH, Terms
from bot.texts import complete_languages, render

FULL = Rules(
    paused=True,
    roles=frozenset({"staff", "77"}),
    terms=Terms(jobs_per_day=3, waiting_most=9, photo_hours=6, result_days=2, looks=frozenset({"office", "own"})),
)

LOOKS = ("studio_soft", "office", "own_softened", "own")


async def test_rules_survive_being_stored_and_read() -> None:
    servers = InMemory()
    await Book(servers).keep("1", FULL)
    assert await Book(servers).of("1") == FULL
    assert await Book(servers).of("2") == Rules()
    assert terms.loaded(terms.dumped(FULL.terms)) == FULL.terms


@pytest.mark.parametrize("name", REACH)
def test_a_number_out_of_reach_is_refused_in_words_and_changes_nothing(name: str) -> None:
    least, most = REACH[name]
    for value in (least - 1, most + 1, -1):
        with pytest.raises(RuleRefused) as refused:
            server_rules.with_numbers(FULL, {name: value})
        assert f"{least} to {most}" in render(refused.value.said, "en")
    assert getattr(server_rules.with_numbers(FULL, {name: most}).terms, name) == most


def test_retention_ends_at_the_caps_of_the_installation() -> None:
    assert REACH["photo_hours"][1] == 7 * 24
    assert REACH["result_days"][1] == 90


def test_numbers_not_named_stay_and_none_named_clears_all() -> None:
    changed = server_rules.with_numbers(FULL, {"photo_hours": 12}).terms
    assert (changed.photo_hours, changed.jobs_per_day, changed.looks) == (12, 3, FULL.terms.looks)
    cleared = server_rules.with_numbers(FULL, {}).terms
    assert [getattr(cleared, name) for name in REACH] == [None] * len(REACH)


def test_the_plain_crop_cannot_be_taken_away() -> None:
    only = server_rules.with_look(Rules(), "office", known=LOOKS).terms
    assert [look for look in LOOKS if only.allows(look)] == ["office", "own"]
    assert all(server_rules.with_look(FULL, None, known=LOOKS).terms.allows(look) for look in LOOKS)
    with pytest.raises(RuleRefused):
        server_rules.with_look(Rules(), "glamour", known=LOOKS)


def test_roles_have_a_most() -> None:
    many = Rules(roles=frozenset(map(str, range(server_rules.ROLES_MOST))))
    with pytest.raises(RuleRefused):
        server_rules.with_role(many, "one more")
    assert server_rules.with_role(many, "3") == many
    assert not server_rules.with_role(many, None).roles


def test_a_pause_goes_before_roles() -> None:
    assert FULL.terms_for(frozenset({"staff"})).refusal == "rules-paused"
    assert Rules(roles=FULL.roles).terms_for(frozenset()).refusal == "rules-not-your-role"
    assert Rules(roles=FULL.roles).terms_for(frozenset({"77"})) == Terms()


def test_of_several_servers_the_smallest_numbers_and_every_look_count() -> None:
    other = Terms(jobs_per_day=5, result_days=1, looks=frozenset({"outdoor"}))
    both = terms.together([FULL.terms, other])
    assert both == Terms(
        jobs_per_day=3, waiting_most=9, photo_hours=6, result_days=1, looks=frozenset({"office", "own", "outdoor"})
    )
    assert not terms.together([FULL.terms, Terms(jobs_per_day=1)]).looks
    assert terms.together([]) == Terms()


@pytest.mark.parametrize(
    "damage", [{"photo_hours": 500}, {"jobs_per_day": "3"}, {"looks": "own"}, {"looks": [1]}, {"extra": 1}]
)
def test_damaged_terms_are_refused(damage: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"terms|names"):
        terms.loaded(terms.dumped(FULL.terms) | damage)


@pytest.mark.parametrize("language", complete_languages())
def test_every_setting_is_shown(language: str) -> None:
    shown = "\n".join(render(line, language) for line in server_rules.lines(FULL))
    for value in ("3", "9", "6", "2"):
        assert value in shown
    assert render(server_rules.lines(FULL)[0], language) != render(server_rules.lines(Rules())[0], language)
    assert len(server_rules.lines(Rules())) == len(server_rules.lines(FULL))
