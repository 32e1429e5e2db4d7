"""What Candid tells about itself is short, true of the code, and keeps nothing about who asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.effects import CountFeedback
from bot.conversation.phases import telling
from bot.ports import Pressed
from bot.texts import complete_languages, render
from storage.records import Feedback, JobState, Lane
from tests.bot.conversation.test_photos import collecting
from tests.bot.conversation.world import MONDAY, World, making, refusal

MOST_WORDS = 120
SCREENS = ("where", "ethics", "changes", "cost", "appeal", "feedback")
PROMISES = Path(__file__).parents[2] / "promises"


def words_of(world: World, language: str) -> str:
    return " ".join(render(each, language, "web") for each in (world.said[-1].text, *world.said[-1].lines) if each)


def screens(language: str) -> list[str]:
    shown = []
    for name in SCREENS:
        world = World()
        world.command(name)
        shown.append(words_of(world, language))
    for page, _ in telling.PAGES:
        world = World()
        world.hear(Pressed(action=f"ethics:{page}"))
        shown.append(words_of(world, language))
    return shown


@pytest.mark.parametrize("language", complete_languages())
def test_no_screen_is_longer_than_a_person_reads(language: str) -> None:
    assert {told: len(told.split()) for told in screens(language) if len(told.split()) > MOST_WORDS} == {}


@pytest.mark.parametrize("language", complete_languages())
def test_the_test_named_behind_a_promise_exists(language: str) -> None:
    """The oracle is the folder of the promises' tests."""
    named = {name for told in screens(language) for name in re.findall(r"\b[a-z]+(?:_[a-z]+){2,}\b", told)}
    assert len(named) >= 10
    assert {name for name in named if not (PROMISES / f"test_{name}.py").exists()} == set()


def test_cost_is_the_latest_set_s_own_time_at_the_stated_watts() -> None:
    world = making()
    (job,) = (each for each in world.facts.jobs if each.lane is Lane.GENERATE)
    done = replace(job, state=JobState.DONE, started_at=MONDAY, finished_at=MONDAY + timedelta(seconds=90))
    world.facts = replace(world.facts, jobs=(done,), watts=200)
    world.command("cost")
    told = words_of(world, "en")
    assert "90 seconds" in told
    assert "5 watt-hours" in told  # 90 s x 200 W / 3600
    assert "33 per cent" in told  # of 15 Wh


def test_feedback_is_counted_and_nothing_else() -> None:
    world = World()
    world.command("feedback")
    world.press("feedback")
    counted = [effect for effect in world.effects if isinstance(effect, CountFeedback)]
    assert counted == [CountFeedback(choice=Feedback.GOOD)]
    world.hear(Pressed(action="feedback:my name is Jane"))
    assert not [effect for effect in world.effects if isinstance(effect, CountFeedback)]


def test_an_appeal_names_the_reason_and_the_button_that_overrules_it() -> None:
    world = collecting()
    world.type("", photos=1)
    world.check(refusal("eyes_hidden"), accepted=False)
    world.command("appeal")
    assert "refuse-eyes_hidden" in world.told()
    assert [button.action.split(":")[0] for button in world.said[-1].buttons] == ["overrule.eyes_hidden"]


def test_an_appeal_without_a_refusal_still_leads_to_a_person() -> None:
    world = World()
    world.command("appeal")
    assert world.told()[0] == "appeal-nothing"
    assert world.told()[-1].startswith("appeal-person")
