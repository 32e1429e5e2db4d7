from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from bot.commands import Command
from bot.conversation import effects, machine
from bot.conversation.actions import Action, action, read
from bot.conversation.diagram import mermaid
from bot.conversation.events import FromElsewhere, TimerFired
from bot.conversation.machine import ANYWHERE, RULES
from bot.conversation.states import PHASES
from bot.conversation.understand import WORKER_WORDS
from tests.bot.conversation.world import making, with_photos

README = Path(machine.__file__).parents[1] / "README.md"


def test_the_diagram_in_the_readme_is_drawn_from_the_table() -> None:
    assert f"```mermaid\n{mermaid()}```" in README.read_text(encoding="utf-8")


def test_every_phase_can_be_reached_and_left() -> None:
    reached = {target for rule in RULES for target in rule.to}
    assert reached == set(PHASES)
    for phase in PHASES:
        assert any(phase in rule.here and set(rule.to) - {phase} for rule in RULES), phase


def test_a_rule_for_one_phase_is_not_shadowed_by_one_above_it() -> None:
    seen: set[tuple[type, str, str]] = set()
    shadowed = []
    for rule in RULES:
        new = {(phase, rule.on, rule.verb) for phase in rule.here} - seen
        if not new or any((phase, rule.on, "") in seen for phase in rule.here if rule.here != ANYWHERE):
            shadowed.append(rule)
        seen |= new
    assert shadowed == []


def test_there_are_at_most_about_15_effects() -> None:
    assert len(get_args(effects.Effect)) <= 17


def test_every_command_word_has_a_rule() -> None:
    assert {f"/{name}" for name in Command} <= {rule.on for rule in RULES}


def test_actions_are_read_as_they_were_written() -> None:
    assert read(action("purpose.cv", 12)) == Action(verb="purpose.cv", argument="12")
    assert read("nonsense") == Action(verb="nonsense", argument="")
    with pytest.raises(ValueError, match="too long"):
        action("vote.approve", "x" * 70)


def test_at_most_six_answers_from_headshot_to_the_first_picture() -> None:
    """A button, a submitted form with its ticks, a photo hand-over, or a look with its number count as one each."""
    for form_photos, engines in ((True, ("studio",)), (False, ("studio",)), (False, ("diffusion", "studio"))):
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


def test_a_phase_asked_for_what_it_cannot_know_says_so_loudly() -> None:
    """Handlers refuse a phase or event the table would never send them, instead of guessing."""
    from bot.conversation.actions import read as read_action
    from bot.conversation.phases import (
        choices,
        forgetting,
        jobs,
        looks,
        opening,
        personas,
        photos,
        pictures,
        retention,
        votes,
    )  # fmt: skip
    from bot.conversation.turn import Turn
    from bot.ports import Commanded

    world = with_photos()
    turn = Turn(
        state=machine.start(),
        event=Commanded(name="x"),
        action=read_action("x.y:z"),
        facts=world.facts,
        now=world.now,
    )
    for handler in (
        opening.engine_chosen, choices.show, photos.checked, photos.not_stored, looks.chosen, looks.again, looks.plain,
        looks.fresh, jobs.queued, jobs.refused, jobs.ended, pictures.arrived, votes.unreacted, votes.undo_is_over,
        retention.expiry_is_near, forgetting.forgotten, personas.described, personas.again, personas.refused,
        personas.ended, personas.cancel,
    ):  # fmt: skip
        with pytest.raises(TypeError):
            handler(turn)


def test_every_event_from_elsewhere_has_its_word() -> None:
    assert set(WORKER_WORDS) == set(get_args(FromElsewhere)) - {TimerFired}
