"""What the person knows better than a check: a framed picture beside the head, a mask that has to be worn."""

from __future__ import annotations

import pytest

from bot.conversation.effects import CheckAgain
from bot.conversation.findings import OVERRULED
from storage.records import Finding, Severity
from tests.bot.conversation.test_photos import collecting
from tests.bot.conversation.world import World, refusal


def _refused(*findings: Finding) -> World:
    world = collecting()
    world.type("", photos=1)
    world.check(*findings, accepted=False)
    return world


@pytest.mark.parametrize(("code", "verb"), OVERRULED.items())
def test_one_tap_has_the_photo_checked_again_without_that_refusal(code: str, verb: str) -> None:
    world = _refused(refusal(code, 2, 1, "faces"))
    photo = world.facts.photos[0]
    world.press(verb)
    assert CheckAgain(photo_id=photo.id, overruled=(code,)) in world.effects
    assert world.told() == ["photos-checking"]


def test_there_is_no_such_button_where_something_else_speaks_against_the_photo() -> None:
    for others in ((refusal("blurry"),), (refusal("many_faces"), refusal("blurry"))):
        world = _refused(*others)
        assert not any(verb in button.action for button in world.said[-1].buttons for verb in OVERRULED.values())


def test_two_things_the_person_knows_better_are_said_one_after_the_other() -> None:
    world = _refused(refusal("many_faces"), refusal("mouth_covered"))
    photo = world.facts.photos[0]
    world.press("photo.picture")
    assert CheckAgain(photo_id=photo.id, overruled=("many_faces",)) in world.effects
    world = _refused(refusal("mouth_covered"), Finding(code="many_faces", severity=Severity.HINT))
    photo = world.facts.photos[0]
    world.press("photo.worn")
    assert CheckAgain(photo_id=photo.id, overruled=("many_faces", "mouth_covered")) in world.effects


def test_an_explicit_picture_cannot_be_overruled() -> None:
    assert "explicit" not in OVERRULED
