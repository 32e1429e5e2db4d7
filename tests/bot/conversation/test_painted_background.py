"""A round in which a model paints behind the person: a yes of its own, no face compared, the studio at every step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import consent
from bot.conversation.effects import CancelJobs, EnqueueGenerate
from bot.conversation.events import WorkerAbsent
from bot.conversation.states import ChoosingLook, CollectingPhotos, Making, Reviewing
from storage.records import ModelCard, Purpose
from tests.bot.conversation.test_redrawing import verbs
from tests.bot.conversation.world import NEEDED, World, nobody

CARD = ModelCard(
    name="Klein", job="paints", licence="Apache-2.0", training_data="not disclosed", limits="smooths", source="hub",
    engine="background",
)  # fmt: skip
REDRAWS = replace(CARD, engine="redraw", job="redraws")
OWN = "generative_background"
LOOKS_PAINTED = ("office", "studio_soft")


def chosen(**facts: object) -> World:
    """The painted background was picked; consent is the next question."""
    facts = {"engines": ("background", "redraw", "studio"), "models": (CARD, REDRAWS), **facts}
    world = World(facts=nobody(**facts))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.background")
    return world


def asked_boxes(world: World) -> dict[str, bool]:
    world.press("consent.show")
    return {box.name: box.required for box in world.form().boxes}


def making() -> World:
    world = chosen()
    world.press("consent.show")
    world.submit(world.form(), tick=(*NEEDED, OWN))
    world.type("", photos=1)
    world.check()
    world.submit(world.form(), look="office", number="2")
    return world


def test_the_model_is_told_in_words_about_the_background_only() -> None:
    world = chosen()
    assert "background-notice" in world.told()
    assert "redraw-notice" not in world.told()


def test_it_has_a_box_of_its_own_and_comparing_faces_stays_free() -> None:
    boxes = asked_boxes(chosen())
    assert boxes == {"likeness": True, "processing": True, OWN: True, "comparison": False}


def test_the_sabotage_an_engine_nobody_knows_asks_for_what_redrawing_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the engine's own name forgotten, comparing faces would be demanded for a painted wall."""
    monkeypatch.setattr(consent, "BACKGROUND", "forgotten")
    assert asked_boxes(chosen())["comparison"]


def test_with_its_own_yes_the_job_names_the_engine_and_compares_nothing() -> None:
    world = making()
    (asked,) = [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    assert (asked.request.engine, asked.request.comparison) == ("background", False)
    assert world.facts.living == {Purpose(name) for name in (*NEEDED, OWN)}


def test_the_yes_to_redrawing_is_none_to_a_painted_background() -> None:
    world = chosen(living=frozenset({Purpose(name) for name in NEEDED}) | {Purpose.GENERATIVE, Purpose.COMPARISON})
    assert asked_boxes(world) == {OWN: True}


def test_its_box_left_empty_offers_the_way_without_a_model_and_says_why() -> None:
    world = chosen()
    world.press("consent.show")
    world.submit(world.form(), tick=NEEDED, photos=1)
    assert [key for key in world.told() if key.startswith("consent-")] == [
        "consent-thanks", "consent-no-painting", f"consent-missing-{OWN}",
    ]  # fmt: skip
    assert world.fetched == []
    world.press("engine.studio")
    assert "studio-no-model" in world.told()
    assert world.state.phase == CollectingPhotos(purpose="cv", engine="studio")


def test_only_looks_that_the_model_can_paint_are_offered() -> None:
    world = chosen(engine_looks={"background": LOOKS_PAINTED})
    world.press("consent.show")
    world.submit(world.form(), tick=(*NEEDED, OWN))
    world.type("", photos=1)
    world.check()
    assert isinstance(world.state.phase, ChoosingLook)
    offered = {look for look, _ in world.form().selects[0].options}
    assert offered
    assert offered <= set(LOOKS_PAINTED)
    world.submit(world.form(), look="own", number="1")
    assert "look-unknown" in world.told()


def test_taking_the_yes_back_stops_what_is_painted_and_goes_on_without_a_model() -> None:
    world = making()
    (job,) = world.active()
    world.command("consent")
    world.press(f"withdraw.{OWN}")
    assert CancelJobs(job_ids=(job.id,)) in world.effects
    assert world.told() == [f"withdrawn-{OWN}", "withdrawn-stopped"]
    assert world.state.phase == Reviewing(purpose="cv", engine="studio")


@pytest.mark.parametrize("other", [Purpose.COMPARISON, Purpose.GENERATIVE])
def test_taking_another_yes_back_leaves_it_going(other: Purpose) -> None:
    world = making()
    world.facts = replace(world.facts, living=world.facts.living | {other})
    world.command("consent")
    world.press(f"withdraw.{other.value}")
    assert len(world.active()) == 1
    assert world.state.phase == Making(purpose="cv", engine="background")


def test_the_way_without_a_model_is_one_tap_away_while_it_is_made() -> None:
    world = making()
    assert "job.studio" in verbs(world.said[-1])
    world.press("job.studio")
    assert world.active() == []
    assert world.state.phase == ChoosingLook(purpose="cv", engine="studio")


def test_who_waits_for_a_model_that_has_left_is_shown_the_way_without_one() -> None:
    world = making()
    (told,) = world.hear(WorkerAbsent())
    assert verbs(told) == ["job.cancel", "job.studio"]
    world.press("job.studio")
    assert world.state.phase == ChoosingLook(purpose="cv", engine="studio")
