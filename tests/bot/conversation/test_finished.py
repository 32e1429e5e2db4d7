"""A finished picture made again in its file's place: larger when it is approved, or in another kind of file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import EnqueueGenerate, Unsay
from bot.conversation.events import JobRefused
from bot.conversation.wording import hand_over
from storage.records import Backdrop, Crop, GenerateRequest, Light, Note, Purpose, VariantState
from tests.bot.conversation.world import World, edits, making

NOTES = ("size_limited_by_source",)


def made(*, larger: bool = True, **changes: object) -> World:
    """One picture, not yet decided on. ``larger``: its photo has the pixels for one of twice its size."""
    world = making(1)
    notes = (*NOTES, Note.LARGER_POSSIBLE) if larger else NOTES
    world.paint(edits=replace(edits(), notes=notes, **changes))  # type: ignore[arg-type]
    world.finish()
    return world


def approved(**changes: object) -> World:
    world = made(**changes)  # type: ignore[arg-type]
    world.react("approve", 1)
    return world


def asked(world: World) -> GenerateRequest:
    (wish,) = [effect.request for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    return wish


def gets_the_file(world: World) -> bool:
    return hand_over("files", world.variant(1).id) in world.effects


# --- larger -------------------------------------------------------------------------------------------------------


def test_a_picture_says_that_its_photo_could_give_a_larger_one() -> None:
    world = making(1)
    world.paint(edits=replace(edits(), notes=(Note.LARGER_POSSIBLE,)))
    assert "note-larger_possible" in world.told()


def test_approving_asks_for_the_larger_one_of_the_same_look_and_photo_and_the_files_wait() -> None:
    world = made()
    first = world.facts.jobs[0].request
    assert isinstance(first, GenerateRequest)
    world.react("approve", 1)
    wish = asked(world)
    assert (wish.larger, wish.replaces, wish.looks) == (True, world.variant(1).id, ("studio_soft",))
    assert (wish.photo_ids, wish.light, wish.mine) == (first.photo_ids, Light.AS_TAKEN, ())
    assert not gets_the_file(world)
    assert "larger-coming" in world.told()
    world.finish()
    assert world.told()[:2] == ["picture", "larger-done"]
    assert gets_the_file(world)
    assert Unsay(subject=world.variant(1).id) in world.effects
    assert world.variant(1).state is VariantState.APPROVED


def test_a_photo_without_the_pixels_gives_its_file_at_once() -> None:
    """The sabotage: a larger one asked for here would fail, and the person would wait for it."""
    world = approved(larger=False)
    assert world.active() == []
    assert gets_the_file(world)
    assert "larger-coming" not in world.told()


def test_who_does_not_want_to_wait_gets_the_smaller_file() -> None:
    world = approved()
    world.press("vote.files")
    assert gets_the_file(world)


def test_it_is_made_once_however_often_it_is_approved() -> None:
    world = approved()
    world.react("approve", 1, added=False)
    world.react("approve", 1)
    assert len(world.active()) == 1
    assert "larger-coming" in world.told()
    world.finish()
    world.react("approve", 1, added=False)
    world.react("approve", 1)
    assert world.active() == []
    assert gets_the_file(world)


@pytest.mark.parametrize(
    ("outcome", "error", "why"),
    [
        ("failed", "not_found", "larger-photo-gone"),
        ("failed", "larger_not_possible", "larger-not-made"),
        ("failed", "label_withheld", "larger-not-made"),
        ("failed", "internal", "larger-not-made"),
        ("cancelled", "", "larger-not-made"),
    ],
)
def test_where_it_cannot_be_made_the_file_comes_as_it_is_and_it_is_said(outcome: str, error: str, why: str) -> None:
    world = approved()
    before = world.variant(1)
    world.finish(outcome, error)
    assert world.told() == [why]
    assert gets_the_file(world)
    assert world.variant(1) == before


@pytest.mark.parametrize("code", ["daily_limit", "no_consent", "no_photo"])
def test_where_it_is_not_even_queued_the_file_comes_as_it_is(code: str) -> None:
    world = approved()
    wish = asked(world)
    world.hear(JobRefused(code=code, request=wish))
    assert world.told() == [f"refused-{code}", "larger-not-made"]
    assert gets_the_file(world)


def test_once_the_photo_is_gone_nothing_is_queued() -> None:
    world = made()
    world.facts = replace(world.facts, photos=())
    world.react("approve", 1)
    assert world.active() == []
    assert "larger-photo-gone" in world.told()
    assert gets_the_file(world)


def test_a_yes_to_words_that_have_changed_makes_nothing_new() -> None:
    world = made()
    world.facts = replace(world.facts, outdated=frozenset({Purpose.PROCESSING}))
    world.react("approve", 1)
    assert world.active() == []
    assert "larger-not-made" in world.told()
    assert gets_the_file(world)


def test_a_picture_rejected_meanwhile_is_not_handed_over() -> None:
    world = approved()
    world.react("reject", 1)
    for outcome in ("done", "failed"):
        replay = replace(world.facts)
        world.finish(outcome, "internal" if outcome == "failed" else "")
        assert not gets_the_file(world)
        world.facts = replay
    assert world.variant(1).state is VariantState.REJECTED


def test_a_model_s_picture_is_never_asked_for_larger() -> None:
    assert approved(engine="redraw", face_repainted=True).active() == []


def test_a_label_moved_afterwards_keeps_the_size() -> None:
    world = approved()
    world.finish()
    world.press("label.ring")
    assert (asked(world).larger, asked(world).placement) == (True, "ring")
    world.finish()
    assert "label-done-ring" in world.told()
    assert "larger-done" not in world.told()


def test_a_label_moved_while_it_is_on_its_way_keeps_the_size_too() -> None:
    """The sabotage: asked for at the usual size, it would be another picture than the one in its place by then."""
    world = approved()
    world.press("label.ring")
    assert asked(world).larger
    world.finish()
    assert "larger-done" in world.told()
    world.wait(timedelta(seconds=1))
    world.finish()
    assert "label-done-ring" in world.told()


def test_after_a_failure_a_moved_label_is_asked_for_at_the_size_there_is() -> None:
    world = approved()
    world.finish("failed", "internal")
    world.press("label.ring")
    assert not asked(world).larger


# --- another file -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["button", "png 1", "as png"])
def test_another_file_is_the_same_picture_again(way: str) -> None:
    world = approved(larger=False)
    if way == "button":
        world.press("file.png")
    else:
        world.type(way)
    assert (asked(world).file_type, asked(world).replaces) == ("image/png", world.variant(1).id)
    world.finish()
    assert "file-done-png" in world.told()
    assert gets_the_file(world)
    world.type("jpeg 1")
    assert asked(world).file_type == "image/jpeg"
    world.finish()
    assert "file-done-jpeg" in world.told()


def test_the_file_it_is_already_comes_at_once() -> None:
    world = approved(larger=False)
    world.type("jpeg 1")
    assert world.active() == []
    assert gets_the_file(world)


def test_another_file_keeps_size_and_place() -> None:
    world = approved()
    world.finish()
    world.press("label.footer")
    world.finish()
    world.type("png 1")
    assert (asked(world).larger, asked(world).placement) == (True, "footer")


def test_a_see_through_picture_is_no_jpeg() -> None:
    world = approved(larger=False, backdrop=Backdrop.REMOVED)
    assert not [b for m in world.said for b in m.buttons if b.action.startswith("file.")]
    variant = world.variant(1)
    as_png = tuple(replace(v, media_type="image/png") if v.id == variant.id else v for v in world.facts.variants)
    world.facts = replace(world.facts, variants=as_png)
    world.type("jpeg 1")
    assert world.active() == []
    assert "file-only-this" in world.told()
    assert gets_the_file(world)


def test_before_approval_and_without_its_photo_there_is_no_other_file() -> None:
    world = made(larger=False)
    world.type("png 1")
    assert world.told() == ["files-after-approval"]
    world.react("approve", 1)
    world.facts = replace(world.facts, photos=())
    world.press("file.png")
    assert world.told() == ["file-photo-gone"]
    assert world.active() == []


# --- places -------------------------------------------------------------------------------------------------------


def upright() -> World:
    return approved(larger=False, crop=Crop(x=0, y=0, scale=1, angle_deg=0, width=512, height=640))


def test_only_places_that_a_picture_has_are_offered_with_their_numbers() -> None:
    offered = {
        world.shown(f"label.{place}").action.split(":")[0]: dict(world.shown(f"label.{place}").label.args)["place"]
        for world in (upright(),)
        for place in ("corner", "footer")
    }
    assert offered == {"label.corner": 2, "label.footer": 4}
    world = upright()
    assert "label-place-rim" not in world.told()
    assert "label-choose-typed-upright" in world.told()
    for place in ("rim", "ring"):
        with pytest.raises(AssertionError):
            world.shown(f"label.{place}")


@pytest.mark.parametrize("place", ["rim", "ring"])
def test_a_typed_circle_of_an_upright_picture_is_answered_and_not_kept(place: str) -> None:
    world = upright()
    world.type(f"{place} 1")
    assert world.told() == ["label-place-is-round"]
    assert world.active() == []
    assert world.state.placement == ""


def test_a_see_through_one_keeps_its_label_below() -> None:
    world = approved(larger=False, backdrop=Backdrop.REMOVED)
    assert "label-only-below" in world.told()
    world.type("corner 1")
    assert world.told() == ["label-only-below"]
    assert world.active() == []


def test_a_square_one_has_all_four_and_says_what_stands_where() -> None:
    world = approved(larger=False)
    assert [key for key in world.told() if key.startswith("label-place-")] == [
        "label-place-rim", "label-place-corner", "label-place-ring", "label-place-footer",
    ]  # fmt: skip


def test_the_vote_is_kept_when_a_label_moves() -> None:
    world = approved(larger=False)
    world.press("label.ring")
    world.finish()
    assert world.variant(1).state is VariantState.APPROVED
    world.type("files 1")
    assert gets_the_file(world)


def test_how_large_it_becomes_is_told_by_its_longer_side() -> None:
    """Twice as many pixels along each side: 600 to 800 become 1200 to 1600."""
    for width, height in ((800, 600), (600, 800)):
        world = made(crop=replace(edits().crop, width=width, height=height))
        world.react("approve", 1)
        (coming,) = [message.text for message in world.said if message.text and message.text.key == "larger-coming"]
        assert dict(coming.args) == {"side": 1600}


def test_a_larger_one_of_a_picture_that_is_erased_meanwhile_is_not_told() -> None:
    world = approved()
    world.facts = replace(world.facts, variants=())
    before = world.state
    world.finish()
    assert world.told() == []
    assert world.state == before
