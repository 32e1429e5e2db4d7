from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args, get_type_hints

import mypy.api
import pytest

from bot.commands import Command
from bot.conversation import effects, machine
from bot.conversation.actions import Action, Verb, action, read
from bot.conversation.diagram import mermaid
from bot.conversation.events import FromElsewhere, JobEnded, JobQueued
from bot.conversation.machine import RULES, TABLE
from bot.conversation.phases import jobs, personas
from bot.conversation.phases.fallback import words
from bot.conversation.states import (
    PHASES,
    ChoosingEngine,
    ChoosingLook,
    CollectingPhotos,
    Making,
    Reviewing,
    SigningRelease,
)
from bot.conversation.table import ANYWHERE, Rule, TwoRules, at, heard, joined, rule_for
from bot.conversation.triggers import FromPerson, Press, Signed, Words
from bot.ports import Commanded
from tests.bot.conversation.world import making

README = Path(machine.__file__).parents[1] / "README.md"


def test_the_diagram_in_the_readme_is_drawn_from_the_table() -> None:
    assert f"```mermaid\n{mermaid()}```" in README.read_text(encoding="utf-8")


def test_every_phase_can_be_reached_and_left() -> None:
    reached = {target for rule in RULES for target in rule.to}
    assert reached == set(PHASES)
    for phase in PHASES:
        assert any(phase in rule.here and set(rule.to) - {phase} for rule in RULES), phase


# --- one answer for each trigger in each phase --------------------------------------------------------------------


def test_each_trigger_has_a_rule_wherever_a_conversation_goes_on() -> None:
    """But for a signature, which is understood only where a name is asked for."""
    assert {here for on, _, here in TABLE if on is Signed} == {SigningRelease}
    bare = {*get_args(FromPerson), *get_args(FromElsewhere)} - {Press, Commanded, Signed}
    for phase in ANYWHERE.phases:
        assert {on for on, _, here in TABLE if here is phase} >= bare
        assert {which for on, which, here in TABLE if here is phase and on is Commanded} == {*Command}


def test_each_verb_has_a_rule_somewhere() -> None:
    assert {rule.which for rule in RULES if rule.on is Press} == set(Verb)


def test_the_order_of_the_rules_decides_nothing() -> None:
    assert joined(reversed(RULES)) == TABLE


def test_a_rule_for_a_named_phase_goes_before_one_that_holds_anywhere() -> None:
    anywhere = heard(Words, words, here=ANYWHERE)
    named = heard(Words, words, here=at(Making, Reviewing))
    for order in ((anywhere, named), (named, anywhere)):
        table = joined(order)
        assert rule_for(table, Words(), Making) is named
        assert rule_for(table, Words(), ChoosingLook) is anywhere


def test_two_rules_for_the_same_are_refused() -> None:
    rule = heard(Words, words, here=at(Making))
    for double in (rule, heard(Words, words, here=at(Reviewing, Making))):
        with pytest.raises(TwoRules, match="Making"):
            joined((rule, double))


def test_a_press_is_found_by_its_whole_verb_or_by_its_family() -> None:
    assert _which("engine.redraw", ChoosingEngine) is Verb.ENGINE
    assert _which("engine.studio", ChoosingEngine) is Verb.ENGINE
    assert _which("engine.studio", Making) is Verb.ENGINE_STUDIO
    assert _which("engine.redraw", Making) is None
    assert _which("language", Making) is Verb.LANGUAGE  # and never the command of that name
    assert _which("photos", CollectingPhotos) is None  # nor a type
    assert _which("", Making) is None


def _which(verb: str, phase: type) -> object:
    rule = rule_for(TABLE, Press(verb=verb, argument=""), phase)
    return rule.which if rule else None


# --- types --------------------------------------------------------------------------------------------------------


ROWS = """
from bot.conversation.events import JobEnded, JobQueued
from bot.conversation.phases import jobs, personas
from bot.conversation.states import MakingPersona
from bot.conversation.table import ANYWHERE, at, heard

heard(JobEnded, jobs.ended, here=ANYWHERE)
heard(JobEnded, personas.ended, here=at(MakingPersona))
heard(JobQueued, jobs.ended, here=ANYWHERE)
heard(JobEnded, personas.ended, here=ANYWHERE)
"""


def test_mypy_refuses_a_rule_that_sends_a_handler_what_it_does_not_take(tmp_path: Path) -> None:
    rows = tmp_path / "rows.py"
    rows.write_text(ROWS)
    said, _, _ = mypy.api.run(
        ["--config-file", str(README.parents[1] / "pyproject.toml"), "--cache-dir", str(tmp_path / "cache"), str(rows)]
    )
    assert re.findall(r"rows\.py:(\d+): error", said) == ["9", "10"]


def test_each_handler_takes_what_its_rule_sends() -> None:
    """mypy says so of the rules as they are written; this reads the handlers' own annotations."""
    assert [misfit for rule in RULES if (misfit := _misfit(rule))] == []


def test_a_handler_that_takes_something_else_is_seen() -> None:
    other_event = replace(heard(JobEnded, jobs.ended, here=ANYWHERE), on=JobQueued)
    other_phase = heard(JobEnded, personas.ended, here=ANYWHERE)
    assert [_misfit(rule) for rule in (other_event, other_phase)] == ["ended: JobQueued", "ended: Idle"]


def _misfit(rule: Rule) -> str:
    """The first thing that ``rule`` sends and its handler does not take; "" where all fits."""
    turn = get_type_hints(rule.do)["turn"]
    event, phase = get_args(turn)
    sent = ((rule.on, event), *((here, phase) for here in rule.here))
    return next((f"{rule.do.__name__}: {it.__name__}" for it, taken in sent if not _takes(taken, it)), "")


def _takes(taken: object, it: type) -> bool:
    return taken is object or it in (get_args(taken) or (taken,))


def test_there_are_at_most_about_15_effects() -> None:
    assert len(get_args(effects.Effect)) <= 18


def test_actions_are_read_as_they_were_written() -> None:
    assert read(action("purpose.cv", 12)) == Action(verb="purpose.cv", argument="12")
    assert read("nonsense") == Action(verb="nonsense", argument="")
    with pytest.raises(ValueError, match="too long"):
        action("vote.approve", "x" * 70)


def test_at_most_six_answers_from_headshot_to_the_first_picture() -> None:
    """A button, a submitted form with its ticks, a photo hand-over, or a look with its number count as one each."""
    for form_photos, engines in ((True, ("studio",)), (False, ("studio",)), (False, ("redraw", "studio"))):
        world = making(can_form_photos=True) if form_photos else None
        answers = _count(form_photos, engines)
        assert world is None or len(world.active()) == 1
        assert answers <= 6


def _count(form_photos: bool, engines: tuple[str, ...]) -> int:
    from tests.bot.conversation.world import NEEDED, World, nobody

    world, answers = World(facts=nobody(can_form_photos=form_photos, engines=engines)), 0
    world.command("headshot")
    world.press("purpose.cv")
    answers += 1
    if len(engines) > 1:
        world.press("engine.studio")
        answers += 1
    world.press("consent.show")
    answers += 1
    world.submit(world.form(), tick=NEEDED, photos=1 if form_photos else 0)
    answers += 1
    if not form_photos:
        world.type("", photos=1)
        answers += 1
    world.check()
    world.submit(world.form(), look="studio_soft", number="2")
    answers += 1
    (shown,) = world.paint()
    assert shown.picture is not None
    return answers


def test_the_shortest_way_takes_four_answers() -> None:
    assert _count(True, ("studio",)) == 4
