"""A round in which a model may redraw the person: told what that means first, and never far from the real face."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.effects import CancelJobs, EnqueueGenerate
from bot.conversation.states import AskedForConsent, ChoosingLook, CollectingPhotos, Making, Reviewing
from bot.ports import Outgoing
from bot.texts import render
from storage.records import ModelCard, Purpose
from tests.bot.conversation.world import NEEDED, World, nobody
from tests.bot.conversation.world import redrawing as making_redrawn

CARD = ModelCard(
    name="Klein", job="redraws", licence="Apache-2.0", training_data="not disclosed; its makers name no data set",
    limits="tends to lighten skin", source="hub", engine="redraw",
)  # fmt: skip
DETECTOR = replace(CARD, name="YuNet", engine="", training_data="WIDER FACE", limits="-")
ALL_BOXES = (*NEEDED, "comparison", "generative")


def chosen(**facts: object) -> World:
    """The engine that redraws was picked; consent is the next question."""
    world = World(facts=nobody(engines=("redraw", "studio"), models=(DETECTOR, CARD), **facts))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    return world


def verbs(message: Outgoing) -> list[str]:
    return [button.action.split(":")[0] for button in message.buttons]


def test_the_model_is_told_before_consent_with_what_its_makers_keep_to_themselves() -> None:
    world = chosen()
    notice, gate = world.said[-2:]
    said = " ".join(render(line, "en") for line in (notice.text, *notice.lines) if line)
    assert "Klein" in said
    assert "Apache-2.0" in said
    assert "not disclosed" in said
    assert "tends to lighten skin" in said
    assert said.index("found by others") > said.index("tends to lighten skin")
    assert "YuNet" not in said
    assert gate.text is not None
    assert gate.text.key == "consent-gate"


def test_without_the_models_facts_nothing_is_claimed_about_it() -> None:
    world = World(facts=nobody(engines=("redraw", "studio"), models=(DETECTOR,)))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    assert "about-no-card" in world.told()
    assert "about-model" not in world.told()


@pytest.mark.parametrize(
    ("ticked", "reasons"),
    [
        (NEEDED, ["consent-missing-generative", "consent-missing-comparison"]),
        ((*NEEDED, "comparison"), ["consent-missing-generative"]),
        ((*NEEDED, "generative"), ["consent-missing-comparison"]),
    ],
)
def test_a_box_only_redrawing_needs_left_empty_offers_the_real_face_and_says_why(
    ticked: tuple[str, ...], reasons: list[str]
) -> None:
    world = chosen()
    world.press("consent.show")
    world.submit(world.form(), tick=ticked, photos=1)
    assert [key for key in world.told() if key.startswith("consent-missing")] == reasons
    assert world.fetched == []
    assert world.facts.living == {Purpose(name) for name in ticked}
    world.press("engine.studio")
    assert world.state.phase == CollectingPhotos(purpose="cv", engine="studio")


def test_a_box_every_engine_needs_left_empty_offers_nothing_that_would_not_work_either() -> None:
    world = chosen()
    world.press("consent.show")
    world.submit(world.form(), tick=("likeness", "comparison", "generative"))
    assert world.told() == ["consent-incomplete"]
    assert world.facts.living == frozenset()


def test_the_real_face_is_one_tap_away_at_every_step() -> None:
    world = chosen()
    assert "engine.studio" in verbs(world.said[-1])  # the gate
    world.press("consent.show")
    assert "engine.studio" in verbs(world.said[-1])  # the boxes
    world.submit(world.form(), tick=ALL_BOXES)
    assert "engine.studio" in verbs(world.said[-1])  # the coach
    world.type("", photos=1)
    world.check()
    assert "engine.studio" in verbs(world.said[-1])  # the looks
    world.submit(world.form(), look="own", number="2")
    assert "job.studio" in verbs(world.said[-1])  # the set being made
    world.paint()
    world.finish()
    assert "engine.studio" in verbs(world.said[-1])  # the pictures are here
    world.press("engine.studio")
    assert world.state.phase == ChoosingLook(purpose="cv", engine="studio")


def test_nobody_who_kept_their_face_is_offered_to_keep_it() -> None:
    world = World(facts=nobody(engines=("redraw", "studio"), models=(CARD,)))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.studio")
    assert isinstance(world.state.phase, AskedForConsent)
    assert verbs(world.said[-1]) == ["consent.show", "consent.no"]


def test_going_back_while_pictures_are_made_stops_them_and_goes_on_with_the_same_photos() -> None:
    world = making_redrawn()
    assert isinstance(world.state.phase, Making)
    job = world.active()[0]
    world.press("job.studio")
    assert CancelJobs(job_ids=(job.id,)) in world.effects
    assert world.active() == []
    assert world.state.phase == ChoosingLook(purpose="cv", engine="studio")
    world.submit(world.form(), look="own", number="1")
    (asked,) = [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    assert asked.request.engine == "studio"


def test_after_two_pictures_held_back_the_set_offers_the_real_face() -> None:
    world = making_redrawn()
    (first,) = world.paint(withheld="likeness")
    assert verbs(first) == []
    (second,) = world.paint(withheld="skin_tone")
    assert verbs(second) == ["job.studio"]
    assert "held-back-often" in world.told()
    assert "withheld-not-you" in world.told()
    world.finish()
    assert isinstance(world.state.phase, Reviewing)
    assert "engine.studio" in verbs(world.said[-1])


@pytest.mark.parametrize("often", [1, 3])
def test_the_operator_says_after_how_many_pictures_held_back(often: int) -> None:
    world = making_redrawn()
    world.facts = replace(world.facts, held_back_to_offer=often)
    told = [verbs(world.paint(withheld="likeness")[0]) for _ in range(often)]
    assert told == [*([[]] * (often - 1)), ["job.studio"]]
