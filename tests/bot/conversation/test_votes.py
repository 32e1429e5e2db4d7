from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import EraseVariants, MarkVariant, Unsay
from bot.conversation.wording import hand_over
from bot.naming import Named
from bot.ports import Pressed, Reacted
from storage.records import Backdrop, Light, VariantState, Verdict
from tests.bot.conversation.world import LOOKS, World, documents, edits, making, nobody, reviewing, said, with_photos


def state(world: World, number: int) -> VariantState:
    return world.variant(number).state


def test_an_approved_picture_of_the_person_may_become_their_profile_photo_and_no_other() -> None:
    world = reviewing()
    world.react("approve", 2)
    offered = [message.profile_photo for message in world.said if message.profile_photo]
    assert offered == [world.variant(2).id]


def test_every_picture_is_its_own_message_with_caption_alt_text_and_edits() -> None:
    world = making(1)
    (message,) = world.paint()
    assert message.picture is not None
    assert said(message.picture.caption) == "caption-backdrop"
    assert said(message.picture.alt) == "alt-backdrop"
    assert message.picture.before_id
    assert [text.key for text in message.lines] == [
        "edit-light-as_taken", "edit-face-kept", "note-size_limited_by_source", "edit-not-compared",
    ]  # fmt: skip
    assert message.reactions == ("👍", "👎", "🗑")
    assert message.subject == world.variant(1).id


@pytest.mark.parametrize("checks", [(), (Verdict(code="delivered_face", passed=False, value=0.02),)])
def test_that_the_face_is_the_photo_s_is_said_only_where_the_finished_file_was_measured(checks) -> None:
    (message,) = making(1).paint(checks=checks)
    assert not [text.key for text in message.lines if text.key.startswith("edit-face")]


@pytest.mark.parametrize(
    ("backdrop", "caption"),
    [
        (Backdrop.OWN, "caption-cropped"),
        (Backdrop.OWN_SOFTENED, "caption-softened"),
        (Backdrop.PROCEDURAL, "caption-backdrop"),
        (Backdrop.REMOVED, "caption-removed"),
        (Backdrop.GENERATED, "caption-generated"),
    ],
)
def test_the_caption_says_what_was_done(backdrop, caption) -> None:
    world = making(1)
    (message,) = world.paint(edits=edits(backdrop=backdrop))
    assert message.picture is not None
    assert said(message.picture.caption) == caption


@pytest.mark.parametrize(
    ("way", "vote"),
    [("reaction", "approve"), ("button", "approve"), ("approve 2", "approve"), ("2 ok", "approve"), ("👍 2", "approve"),
     ("2 nehmen", "approve"), ("reject 2", "reject"), ("2 ablehnen", "reject"), ("👎2", "reject"),
     ("erase 2", "erase"), ("🗑️ 2", "erase"), ("❌ 2", "erase"), ("Lösche 2!", "erase")],
)  # fmt: skip
def test_a_vote_counts_whichever_way_it_is_given(way, vote) -> None:
    world = reviewing(2, language="de")
    if way == "reaction":
        world.react(vote, 2)
    elif way == "button":
        world.press("vote.approve")
    else:
        world.type(way)
    expected = {"approve": VariantState.APPROVED, "reject": VariantState.REJECTED, "erase": VariantState.EXPIRED}
    assert state(world, 2) is expected[vote]
    assert state(world, 1) is VariantState.READY


def painted_apart(*, minutes: int = 5) -> World:
    """Three pictures, each finished ``minutes`` after the one before it, as a machine without a GPU makes them."""
    world = making(3)
    for look in LOOKS[:3]:
        world.now += timedelta(minutes=minutes)
        world.paint(look=look)
    world.finish()
    return world


@pytest.mark.parametrize("minutes", [5, -5], ids=["in their order", "the other way round"])
@pytest.mark.parametrize(
    ("word", "becomes"),
    [("approve", VariantState.APPROVED), ("reject", VariantState.REJECTED), ("erase", VariantState.EXPIRED)],
)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_typed_vote_hits_the_picture_of_its_number_whenever_each_was_made(number, word, becomes, minutes) -> None:
    world = painted_apart(minutes=minutes)
    world.type(f"{word} {number}")
    others = dict.fromkeys((1, 2, 3), VariantState.READY)
    assert {other: state(world, other) for other in (1, 2, 3)} == others | {number: becomes}


def test_should_a_number_stand_twice_the_newer_picture_is_meant() -> None:
    world = painted_apart()
    older, newer = world.variant(1), replace(world.variant(3), number=1)
    world.facts = replace(world.facts, variants=(older, newer))
    world.type("approve 1")
    assert [(each.id, each.state) for each in world.facts.variants] == [
        (older.id, VariantState.READY),
        (newer.id, VariantState.APPROVED),
    ]


def test_approving_hands_over_everything_that_belongs_to_it() -> None:
    world = reviewing()
    world.react("approve", 1)
    assert hand_over("files", world.variant(1).id) in world.effects
    assert world.told() == [
        "approved", "strip-look", "label-choose", "label-place-rim", "label-place-corner", "label-place-ring",
        "label-place-footer", "label-choose-typed", "paste-intro", "paste-backdrop", "paste-more", "paste-alt-intro",
        "paste-alt-backdrop",
        "use-cv-yes", "use-cv-no", "label-cropped-off", "approved-kept",
    ]  # fmt: skip
    strips = [message.picture for message in world.said if message.picture and message.picture.alt.key == "alt-strip"]
    assert len(strips) == 1


def test_a_picture_without_label_has_none_to_lose() -> None:
    world = making(1)
    world.paint(edits=edits("own", Backdrop.OWN))
    world.react("approve", 1)
    assert "label-cropped-off" not in world.told()
    assert "paste-cropped" in world.told()


def test_rejecting_waits_a_minute_with_undo_and_then_erases_bytes_and_message() -> None:
    world = reviewing()
    world.react("reject", 1)
    assert "vote-rejected" in world.told()
    world.wait(timedelta(seconds=59))
    assert state(world, 1) is VariantState.REJECTED
    world.wait(timedelta(seconds=2))
    assert state(world, 1) is VariantState.EXPIRED
    assert Unsay(subject=world.variant(1).id) in world.deleted


def test_undo_within_the_minute_keeps_the_picture() -> None:
    world = reviewing()
    world.react("reject", 1)
    world.press("vote.undo")
    world.wait(timedelta(minutes=5))
    assert state(world, 1) is VariantState.READY


def test_a_late_timer_never_erases_a_picture_that_was_kept() -> None:
    from bot.conversation.events import UndoIsOver

    world = reviewing()
    world.react("reject", 1)
    world.react("approve", 1)
    world.hear(UndoIsOver(subject=world.variant(1).id))
    assert state(world, 1) is VariantState.APPROVED


def test_erase_is_at_once_and_has_no_undo() -> None:
    world = reviewing()
    world.press("vote.erase")
    assert state(world, 2) is VariantState.EXPIRED
    assert "vote-erased" in world.told()
    assert not world.said[-1].buttons
    world.hear(Pressed(action=f"vote.undo:{world.variant(2).id}"))
    assert world.told() == ["vote-gone"]


def test_the_last_vote_wins() -> None:
    world = reviewing()
    world.react("approve", 1)
    world.react("reject", 1)
    assert state(world, 1) is VariantState.REJECTED
    world.react("approve", 1)
    world.wait(timedelta(minutes=2))
    assert state(world, 1) is VariantState.APPROVED


def test_taking_the_reaction_off_withdraws_the_vote() -> None:
    world = reviewing()
    world.react("approve", 1)
    world.react("approve", 1, added=False)
    assert state(world, 1) is VariantState.READY
    world.react("reject", 1)
    world.react("reject", 1, added=False)
    world.wait(timedelta(minutes=2))
    assert state(world, 1) is VariantState.READY


def test_taking_off_a_reaction_that_is_not_the_vote_changes_nothing() -> None:
    world = reviewing()
    world.react("approve", 1)
    world.react("reject", 1)
    assert world.react("approve", 1, added=False) == ()
    assert state(world, 1) is VariantState.REJECTED
    assert world.react("erase", 2, added=False) == ()
    assert state(world, 2) is VariantState.READY


def test_voting_twice_the_same_way_is_answered_and_changes_nothing() -> None:
    world = reviewing()
    world.react("approve", 1)
    world.react("approve", 1)
    assert world.told() == ["vote-approved-already"]
    world.press("vote.files")
    assert world.handed[-1] == ("files", world.variant(1).id)
    world.react("reject", 2)
    timer = world.timers["erase", world.variant(2).id]
    world.wait(timedelta(seconds=30))
    world.react("reject", 2)
    assert world.timers["erase", world.variant(2).id] == timer


def test_approval_can_be_changed_until_the_date_and_not_after() -> None:
    world = reviewing()
    world.react("approve", 1)
    world.wait(timedelta(days=6))
    world.press("vote.reject")
    assert state(world, 1) is VariantState.REJECTED
    gone = world.variant(2)
    world.wait(timedelta(days=2))
    world.hear(Reacted(emoji="approve", subject=gone.id))
    assert world.told() == ["vote-gone"]


def test_votes_count_while_something_else_is_in_the_foreground() -> None:
    world = reviewing()
    world.command("headshot")
    world.react("approve", 1)
    assert state(world, 1) is VariantState.APPROVED
    world.type("reject 2")
    assert state(world, 2) is VariantState.REJECTED


def test_somebody_elses_picture_cannot_be_voted_on() -> None:
    world = reviewing()
    for vote in ("approve", "reject", "erase", "undo", "files", "nonsense"):
        world.hear(Pressed(action=f"vote.{vote}:somebody-elses"))
        assert world.told() == ["vote-gone"]
        assert not any(isinstance(effect, MarkVariant | EraseVariants) for effect in world.effects)
        assert documents(world.effects) == []


def test_a_typed_vote_without_a_number_asks_which() -> None:
    world = reviewing()
    world.type("approve")
    assert world.told() == ["vote-which"]
    world.type("approve 9")
    assert world.told() == ["vote-which"]


def test_a_typed_vote_without_a_number_is_plain_where_there_is_one_picture_but_never_erases() -> None:
    world = reviewing(1)
    world.type("delete")
    assert state(world, 1) is VariantState.READY
    world.type("ok")
    assert state(world, 1) is VariantState.APPROVED


def test_a_typed_vote_with_no_picture_at_all_says_so() -> None:
    world = with_photos()
    world.type("approve 1")
    assert world.told() == ["vote-none"]


def test_files_come_only_after_approval() -> None:
    world = reviewing()
    world.hear(Pressed(action=f"vote.files:{world.variant(1).id}"))
    assert world.told() == ["files-after-approval"]
    assert world.handed == [("consent_receipt", "")]


def test_a_picture_that_arrives_after_consent_was_withdrawn_is_erased_and_not_shown() -> None:
    world = making(1)
    jobs = world.facts.jobs
    world.command("consent")
    world.press("withdraw.processing")
    world.facts = nobody(jobs=jobs)
    assert world.paint() == ()
    assert EraseVariants(variant_ids=(world.variant(1).id,)) in world.effects


def test_changed_light_is_said_in_caption_edits_and_the_sentence_to_paste() -> None:
    world = making(1)
    (message,) = world.paint(edits=replace(edits("own", Backdrop.OWN), light=Light.BRIGHTER))
    assert message.picture is not None
    assert said(message.picture.caption) == "caption-relit"
    assert [text.key for text in message.lines][:2] == ["edit-light-brighter", "edit-face-tone-only"]
    world.react("approve", 1)
    assert "paste-relit" in world.told()
    world = making(1)
    world.paint(edits=replace(edits(), light=Light.DARKER))
    world.react("approve", 1)
    assert {"paste-backdrop", "paste-relit-too"} <= set(world.told())


def test_a_redrawn_face_is_called_redrawn_whatever_the_backdrop() -> None:
    world = making(1)
    redrawn = replace(edits("own", Backdrop.OWN), face_repainted=True, label="AI · MODIFIED", model="a model")
    (message,) = world.paint(edits=redrawn)
    assert message.picture is not None
    assert said(message.picture.caption) == "caption-redrawn"
    assert said(message.picture.alt) == "alt-redrawn"
    assert {"edit-face-redrawn", "edit-model"} <= {text.key for text in message.lines}
    assert "edit-not-compared" not in {text.key for text in message.lines}


def test_on_a_page_the_picture_itself_shows_the_vote_that_stands() -> None:
    world = reviewing()
    world.facts = replace(world.facts, laid_out=True)
    slot = f"picture:{world.variant(1).id}"

    def shown() -> list[str]:
        return [message.vote for message in world.said if message.slot == slot]

    world.type("approve 1")
    world.type("reject 1")
    world.type("undo")
    assert shown() == ["approve", "reject", ""]


def on_a_page(**of_variant: object) -> World:
    world = making(1)
    world.facts = replace(world.facts, laid_out=True)
    world.paint(**of_variant)
    world.finish()
    return world


def test_on_a_page_an_approval_is_one_card_that_goes_with_the_approval() -> None:
    world = on_a_page()
    variant = world.variant(1)
    (_, card) = world.type("approve 1")
    assert (card.slot, card.subject) == (f"kept:{variant.id}", variant.id)
    assert card.picture
    assert card.picture.named == Named(look="studio_soft", purpose="cv", label="BACKGROUND REPLACED", day="2026-03-02")
    assert card.picture.original_id == world.facts.photos[0].object_id
    assert [words.key for copy in card.copies for words in copy.words] == ["paste-backdrop", "paste-alt-backdrop"]
    places = ["label.rim", "label.corner", "label.ring", "label.footer", "label.language"]
    assert [button.action.split(":")[0] for button in card.buttons] == [*places, "file.png", "vote.reject"]
    assert [text.key for text in card.lines] == ["approved-kept"]
    assert [text.key for text in card.more] == ["use-cv-yes", "use-cv-no", "label-cropped-off", "paste-more"]
    assert [copy.label.key for copy in card.copies] == ["paste-intro", "paste-alt-intro"]
    assert world.handed[1:] == []  # the card is the file
    world.type("reject 1")
    assert Unsay(slot=card.slot) in world.effects


def test_on_a_page_another_place_for_the_label_changes_picture_and_card_and_keeps_the_vote() -> None:
    world = on_a_page()
    world.type("approve 1")
    world.press("label.ring")
    world.finish()
    card, picture = world.said[-3], world.said[-2]
    assert card.slot.startswith("kept:")
    assert (picture.slot, picture.vote) == (f"picture:{world.variant(1).id}", "approve")


def test_a_preview_of_a_picture_without_a_label_names_none() -> None:
    world = making(1)
    world.paint(edits=edits("own", Backdrop.OWN))
    shown = world.type("approve 1")[0].picture
    assert shown
    assert shown.caption.key == "caption-strip-bare"


def test_where_the_page_offers_a_public_portrait_the_card_says_that_it_is_not_the_person() -> None:
    world = on_a_page()
    world.facts = replace(world.facts, example=True)
    (_, card) = world.type("approve 1")
    assert [text.key for text in card.lines] == ["approved-kept", "approved-example"]


@pytest.mark.parametrize(("number", "before"), [(1, VariantState.READY), (2, VariantState.APPROVED)])
def test_of_several_votes_read_back_at_once_none_counts_before_the_person_says_which(number, before) -> None:
    world = reviewing()
    if before is VariantState.APPROVED:
        world.react("approve", number)
    given = Reacted(emoji="erase", subject=world.variant(number).id, others=("reject",))
    (asked,) = world.hear(given)
    assert state(world, number) is before
    assert said(asked.text) == "vote-several"
    assert [each.action for each in asked.buttons] == [
        f"vote.{vote}:{world.variant(number).id}" for vote in ("reject", "erase")
    ]
    assert len({each.style for each in asked.buttons}) == 1, "no answer is nudged"
    world.press(asked.buttons[0])
    assert state(world, number) is VariantState.REJECTED


def test_several_votes_for_a_picture_that_is_gone_are_answered_as_one_would_be() -> None:
    (answer,) = reviewing().hear(Reacted(emoji="approve", subject="somebody's", others=("reject",)))
    assert said(answer.text) == "vote-gone"
