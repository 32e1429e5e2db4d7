"""The label of an approved picture: four places, any language we have, never none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import EnqueueGenerate, Unsay
from bot.conversation.phases import labels
from bot.conversation.states import State
from bot.conversation.wording import hand_over
from generation.disclosure.wording import languages
from storage.records import Backdrop, VariantState
from tests.bot.conversation.world import World, edits, making, reviewing


def approved(language: str = "en") -> World:
    world = reviewing(2, language=language)
    world.react("approve", 2)
    return world


def asked(world: World) -> EnqueueGenerate:
    (wish,) = [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    return wish


def test_the_numbers_on_the_strip_are_the_numbers_of_the_buttons():
    assert labels.PLACEMENTS == ("rim", "corner", "ring", "footer")
    world = approved()
    offered = [button for button in world.said[-5].buttons if button.action.startswith("label.")] or [
        button for message in world.said for button in message.buttons if button.action.startswith("label.")
    ]
    numbers = {button.action.split(":")[0]: dict(button.label.args).get("place") for button in offered}
    assert numbers == {
        "label.rim": 1, "label.corner": 2, "label.ring": 3, "label.footer": 4, "label.language": None,
    }  # fmt: skip


def test_every_language_a_label_can_be_written_in_is_offered():
    world = approved()
    world.press("label.language")
    offered = [button.action.split(":")[0] for button in world.said[-1].buttons]
    assert offered == [f"label.language-{code}" for code in languages()]


@pytest.mark.parametrize("way", ["button", "ring 2", "2 ring", "ring"])
def test_a_placement_is_picked_by_button_or_in_words(way):
    world = approved()
    if way == "button":
        world.press("label.ring")
    else:
        world.type(way)
    request = asked(world).request
    assert (request.placement, request.replaces) == ("ring", world.variant(2).id)
    assert request.looks == (world.variant(2).edits.look,)
    assert request.photo_ids == tuple(photo.id for photo in world.facts.photos)


@pytest.mark.parametrize(
    ("words", "place"),
    [("rim 2", "rim"), ("corner 2", "corner"), ("footer 2", "footer"), ("rand 2", "rim"), ("ecke 2", "corner"),
     ("fußzeile 2", "footer"), ("ring", "ring"), ("bar 2", "rim"), ("balken 2", "rim"), ("badge 2", "corner"),
     ("plakette 2", "corner")],
)  # fmt: skip
def test_every_place_can_be_typed_and_an_old_word_means_the_nearest(words, place):
    world = approved("de")
    world.type(words)
    assert asked(world).request.placement == place


def test_before_anybody_picks_a_place_the_worker_does():
    world = approved()
    assert [job.request.placement for job in world.facts.jobs] == [""]
    assert world.state.placement == ""


@pytest.mark.parametrize("later", ["another look", "another light", "another round"])
def test_the_place_is_kept_for_the_next_pictures(later):
    """The sabotage: a place that was only asked for one picture leaves the next to the worker again."""
    world = approved()
    world.press("label.corner")
    world.finish()
    if later == "another light":
        world.type("brighter 2")
    else:
        if later == "another round":
            world.command("headshot")
            assert world.state.placement == "corner"
            return
        world.press("look.again")
        world.submit(world.form(), look="office", number="1")
    assert asked(world).request.placement == "corner"


def test_forgetting_forgets_the_place():
    assert State(phase=approved().state.phase).placement == ""


def test_a_language_alone_leaves_the_place_to_the_worker():
    world = approved()
    world.press("label.language")
    world.press("label.language-fr")
    assert (asked(world).request.placement, world.state.placement) == ("", "")
    world.finish()
    assert "label-done-automatic" in world.told()


def test_the_picture_comes_again_with_its_file_and_the_old_one_leaves_the_chat():
    world = approved()
    world.press("label.footer")
    world.finish()
    assert Unsay(subject=world.variant(2).id) in world.effects
    assert hand_over("files", world.variant(2).id) in world.effects
    (shown,) = [message for message in world.said if message.lines and message.lines[0].key == "label-done-footer"]
    assert shown.picture is not None
    assert shown.subject == world.variant(2).id


def test_another_language_keeps_the_place_that_was_picked():
    world = approved()
    world.press("label.ring")
    world.finish()
    world.press("label.language")
    world.press("label.language-hi")
    request = asked(world).request
    assert (request.placement, request.label_language) == ("ring", "hi")


def test_what_it_is_already_is_not_made_again():
    world = approved()
    world.press("label.rim")
    world.finish()
    world.press("label.rim")
    assert world.told() == ["label-already"]
    assert hand_over("files", world.variant(2).id) in world.effects


def test_once_the_photo_is_gone_the_label_stays_and_it_is_told_why():
    world = approved()
    world.facts = replace(world.facts, photos=())
    world.press("label.ring")
    assert world.told() == ["label-photo-gone"]
    world.react("approve", 1)
    assert "label-photo-gone" in world.told()
    assert not [b for m in world.said[-5:] for b in m.buttons if b.action.startswith("label.")]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        ("not_found", "label-photo-gone"),
        ("label_other_picture", "failed-label_other_picture"),
        ("internal", "failed-label_withheld"),
    ],
)
def test_when_it_fails_the_picture_stays_as_it_was(error, why):
    world = approved()
    world.press("label.ring")
    before = world.variant(2)
    world.finish("failed", error)
    assert world.told() == [why, "label-stays"]
    assert world.variant(2) == before


def test_nothing_but_a_place_can_be_picked_so_no_picture_loses_its_label():
    world = approved()
    button = world.shown("label.ring")
    world.press(replace(button, action=button.action.replace("ring", "none")))
    assert not [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]


def test_a_plain_crop_has_no_label_to_move():
    world = making(1)
    world.paint(edits=edits(backdrop=Backdrop.OWN))
    world.finish()
    world.react("approve", 1)
    assert "label-choose" not in world.told()
    world.type("ring")
    assert world.told() == ["label-after-approval"]


def test_before_approval_nothing_is_moved():
    world = reviewing(2)
    world.type("ring 2")
    assert world.told() == ["label-after-approval"]
    assert world.variant(2).state is VariantState.READY


def test_with_two_approved_it_is_asked_which():
    world = approved()
    world.react("approve", 1)
    world.type("ring")
    assert world.told() == ["label-which"]


def test_who_moves_a_label_while_pictures_rest_is_told_when_it_comes():
    world = approved()
    world.facts = replace(world.facts, resting_until=world.now + timedelta(hours=2))
    world.press("label.ring")
    assert world.told() == ["label-coming", "status-resting"]


def test_moving_a_label_is_no_new_set_of_pictures():
    world = approved()
    world.press("label.ring")
    assert world.told() == ["label-coming"]
    phase = world.state.phase
    world.finish()
    assert world.state.phase == phase
    assert "ready" not in world.told()
