"""What the person knows better than a check: a framed picture beside the head, what is worn, how a head is held."""

from __future__ import annotations

import pytest

from bot.conversation.effects import CheckAgain
from bot.ports import Pressed
from bot.texts import members
from storage.records import Finding, MemberKind, Severity
from tests.bot.conversation.test_photos import collecting
from tests.bot.conversation.world import World, refusal


def _refused(*findings: Finding) -> World:
    world = collecting()
    world.type("", photos=1)
    world.check(*findings, accepted=False)
    return world


@pytest.mark.parametrize(
    "code", ["many_faces", "mouth_covered", "face_covered", "eyes_hidden", "no_face", "pose", "different_person"]
)
def test_one_tap_has_the_photo_checked_again_without_that_refusal(code: str) -> None:
    world = _refused(refusal(code, 2, 1, "faces"))
    photo = world.facts.photos[0]
    world.press(f"overrule.{code}")
    assert CheckAgain(photo_id=photo.id, overruled=(code,)) in world.effects
    assert world.told() == ["photos-checking"]


def test_there_is_no_such_button_where_something_else_speaks_against_the_photo() -> None:
    for others in ((refusal("blurry"),), (refusal("many_faces"), refusal("blurry"))):
        world = _refused(*others)
        assert not any(button.action.startswith("overrule.") for button in world.said[-1].buttons)


def test_two_things_the_person_knows_better_are_said_one_after_the_other() -> None:
    world = _refused(refusal("many_faces"), refusal("mouth_covered"))
    photo = world.facts.photos[0]
    world.press("overrule.many_faces")
    assert CheckAgain(photo_id=photo.id, overruled=("many_faces",)) in world.effects
    world = _refused(refusal("mouth_covered"), Finding(code="many_faces", severity=Severity.HINT))
    photo = world.facts.photos[0]
    world.press("overrule.mouth_covered")
    assert CheckAgain(photo_id=photo.id, overruled=("many_faces", "mouth_covered")) in world.effects


def test_an_explicit_picture_cannot_be_overruled() -> None:
    world = _refused(refusal("many_faces"))
    photo = world.facts.photos[0]
    world.hear(Pressed(action=f"overrule.explicit:{photo.id}"))
    assert all(effect.overruled == () for effect in world.effects if isinstance(effect, CheckAgain))
    assert "explicit" not in members.having(MemberKind.CHECK, "overrulable")
