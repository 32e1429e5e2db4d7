"""The person's own choices about a picture: another light next to the light as taken, and what belongs to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import edits as made
from bot.conversation.effects import EnqueueGenerate
from bot.conversation.phases import remaking
from bot.conversation.states import AskedForConsent, Idle
from bot.ports import Pressed
from storage.records import Backdrop, GenerateRequest, Light, Purpose
from tests.bot.conversation.world import World, edits, making, redrawing, reviewing, said


def asked(world: World) -> GenerateRequest:
    """The request of the latest step. Raises AssertionError where none was made."""
    found = [effect.request for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    assert len(found) == 1
    return found[0]


def verbs(world: World) -> list[str]:
    return [button.action.split(":")[0] for button in world.said[-1].buttons]


def test_another_light_is_a_quiet_offer_after_the_votes() -> None:
    world = making(1)
    world.paint()
    assert verbs(world) == ["vote.approve", "vote.reject", "vote.erase", "light.ask", "mine.ask"]
    assert world.said[-1].buttons[3].style == "plain"


def test_the_lights_are_equal_buttons_and_none_is_chosen_in_advance() -> None:
    world = reviewing(1)
    world.press("light.ask")
    assert verbs(world) == ["light.same", "light.brighter", "light.darker", "light.tint", "light.grey"]
    assert {button.style for button in world.said[-1].buttons} == {"plain"}
    assert world.active() == []


def test_without_a_choice_every_request_is_as_taken() -> None:
    world = making(3)
    assert asked(world).light is Light.AS_TAKEN


@pytest.mark.parametrize(("choice", "light"), remaking.LIGHTS.items())
def test_a_chosen_light_makes_the_same_look_of_the_same_photo_once_more(choice: str, light: Light) -> None:
    world = reviewing(2)
    first = world.facts.jobs[0].request
    assert isinstance(first, GenerateRequest)
    world.press("light.ask")
    world.press(f"light.{choice}")
    again = asked(world)
    assert (again.looks, again.ranks, again.light) == (("office",), (0,), light)
    assert again.photo_ids == first.photo_ids


def test_the_second_picture_of_a_set_keeps_its_own_photo() -> None:
    world = making(2)
    world.paint()
    world.paint(look="office", index=2)
    world.press("light.ask")
    world.press("light.darker")
    assert asked(world).ranks == (1,)


def test_the_new_picture_is_shown_against_the_one_as_taken_and_says_so() -> None:
    world = reviewing(1)
    world.press("light.ask")
    world.press("light.brighter")
    world.paint(edits=replace(edits(), light=Light.BRIGHTER, light_delta_l=4.1))
    shown = world.said[-1]
    assert shown.picture is not None
    assert shown.picture.before_id == world.variant(1).object_id
    assert {"edit-light-brighter", "light-compare"} <= set(world.told())
    assert "light.ask" not in verbs(world)


def test_the_caption_and_alt_text_say_that_the_light_was_changed() -> None:
    world = reviewing(1)
    world.press("light.ask")
    world.press("light.brighter")
    world.paint(edits=replace(edits(), light=Light.BRIGHTER, light_delta_l=4.1))
    picture = world.said[-1].picture
    assert picture is not None
    assert (said(picture.caption), said(picture.alt)) == ("caption-backdrop-relit", "alt-backdrop-relit")


def test_where_the_first_picture_is_erased_the_photo_is_what_it_is_compared_with() -> None:
    world = reviewing(1)
    world.press("light.ask")
    world.press("light.brighter")
    world.press("vote.erase")
    world.paint(edits=replace(edits(), light=Light.BRIGHTER, light_delta_l=4.1))
    shown = world.said[-1]
    assert shown.picture is not None
    assert shown.picture.before_id == world.variant(2).before_id
    assert "light-compare" not in world.told()


def test_a_tint_that_could_not_be_measured_is_told() -> None:
    world = reviewing(1)
    world.press("light.ask")
    world.press("light.tint")
    world.paint()
    assert "light-unchanged" in world.told()
    assert "edit-light-as_taken" in world.told()


def test_leaving_the_light_as_taken_makes_nothing() -> None:
    world = reviewing(1)
    world.press("light.ask")
    world.press("light.same")
    assert world.told() == ["light-kept"]
    assert world.active() == []


@pytest.mark.parametrize(
    ("words", "light"),
    [
        ("brighter 2", Light.BRIGHTER),
        ("darker 2", Light.DARKER),
        ("less tint 2", Light.CAST_REMOVED),
        ("black and white 2", Light.GREY),
    ],
)
def test_a_light_can_be_typed(words: str, light: Light) -> None:
    world = reviewing(2)
    world.type(words)
    assert asked(world).light is light


def test_a_typed_light_without_a_number_is_asked_back_when_there_are_several() -> None:
    world = reviewing(2)
    world.type("brighter")
    assert world.told() == ["vote-which"]


def test_something_of_mine_is_asked_for_by_its_place_and_kept_in_the_next_picture() -> None:
    world = reviewing(1)
    world.press("mine.ask")
    form = world.form()
    assert [name for name, _ in form.selects[1].options] == list(remaking.AREAS)
    world.submit(form, area="left")
    again = asked(world)
    assert again.looks == ("studio_soft",)
    assert again.mine == (((0.0, 0.3), (0.38, 0.3), (0.38, 0.7), (0.0, 0.7)),)


def test_what_is_not_theirs_is_marked_in_the_same_form_and_earlier_marks_stay() -> None:
    world = reviewing(1)
    world.press("mine.ask")
    assert [name for name, _ in world.form().selects[0].options] == ["mine", "not_mine"]
    world.submit(world.form(), whose="mine", area="left")
    world.paint()
    world.finish()
    world.press("mine.ask")
    world.submit(world.form(), whose="not_mine", area="top")
    again = asked(world)
    left, top = (((0.0, 0.3), (0.38, 0.3), (0.38, 0.7), (0.0, 0.7)), ((0.3, 0.0), (0.7, 0.0), (0.7, 0.38), (0.3, 0.38)))
    assert (again.mine, again.not_mine) == ((left,), (top,))
    world.paint()
    world.finish()
    world.press("light.ask")
    world.press("light.darker")
    assert (asked(world).mine, asked(world).not_mine) == ((left,), (top,))


@pytest.mark.parametrize("words", ["this does not belong to me 1", "not mine 1", "nicht meins 1"])
def test_that_something_is_not_theirs_can_be_typed_and_stands_first_in_the_form(words: str) -> None:
    world = reviewing(1, language="de")
    world.type(words)
    assert world.told() == ["mine-ask"]
    assert [name for name, _ in world.form().selects[0].options] == ["not_mine", "mine"]


def test_an_area_of_nobody_is_asked_again() -> None:
    world = reviewing(1)
    world.press("mine.ask")
    world.submit(world.form(), whose="theirs", area="left")
    assert world.told() == ["mine-ask"]
    assert world.active() == []


DOUBTFUL = replace(edits(), notes=("edge_doubtful_right_shoulder", "edge_doubtful_above_head"))


def test_a_doubtful_outline_offers_both_taps_first_and_the_doubtful_places_in_the_form() -> None:
    world = making(1)
    world.paint(edits=DOUBTFUL)
    assert verbs(world)[3:] == ["mine.ask", "mine.not", "mine.blur", "light.ask"]
    world.press("mine.not")
    assert [name for name, _ in world.form().selects[1].options][:3] == ["bottom_right", "top", "top_left"]


def test_the_own_background_blurred_hides_it_and_is_the_same_photo() -> None:
    world = making(1)
    world.paint(edits=DOUBTFUL)
    first = world.facts.jobs[0].request
    assert isinstance(first, GenerateRequest)
    world.press("mine.blur")
    assert asked(world).looks == ("own_softened",)
    assert (asked(world).photo_ids, asked(world).ranks) == (first.photo_ids, (0,))


def test_where_the_place_does_not_allow_that_look_it_is_said() -> None:
    world = making(1)
    world.paint(edits=DOUBTFUL)
    world.facts = replace(world.facts, terms=replace(world.facts.terms, looks=frozenset({"studio_soft"})))
    world.press("mine.blur")
    assert world.told() == ["mine-no-blur"]


def test_every_doubtful_place_is_an_area_of_the_form() -> None:
    assert set(made.DOUBTFUL_AT.values()) <= set(remaking.AREAS)


def test_a_second_area_is_added_to_the_first_and_the_light_stays() -> None:
    world = reviewing(1)
    world.press("light.ask")
    world.press("light.brighter")
    world.paint(edits=replace(edits(), light=Light.BRIGHTER, light_delta_l=4.1))
    world.finish()
    for area in ("left", "bottom"):
        world.press("mine.ask")
        world.submit(world.form(), area=area)
        world.paint(edits=replace(edits(), light=Light.BRIGHTER, light_delta_l=4.1, notes=("marked_area_kept",)))
        assert "note-marked_area_kept" in world.told()
        if area == "left":
            world.finish()
    request = world.active()[0].request
    assert isinstance(request, GenerateRequest)
    assert (len(request.mine), request.light) == (2, Light.BRIGHTER)


def test_a_place_that_is_none_is_asked_again() -> None:
    world = reviewing(1)
    world.press("mine.ask")
    world.submit(world.form(), area="moon")
    assert world.told() == ["mine-ask"]


def test_where_nothing_was_cut_away_nothing_can_be_missing() -> None:
    world = making(1)
    world.paint(edits=edits("own", Backdrop.OWN))
    assert "mine.ask" not in verbs(world)


def painted_by(engine: str) -> World:
    world = redrawing()
    world.paint(edits=replace(edits(), engine=engine, face_repainted=True))
    return world


def test_a_redrawn_picture_offers_another_light_and_nothing_else_a_made_up_one_neither() -> None:
    votes = ["vote.approve", "vote.reject", "vote.erase"]
    assert verbs(painted_by("redraw")) == [*votes, "light.ask"]
    assert verbs(painted_by("persona")) == votes


def test_a_redrawn_picture_is_painted_anew_a_bit_brighter_or_darker_by_the_same_engine() -> None:
    world = painted_by("redraw")
    world.press("light.ask")
    assert world.told() == ["light-ask-painted"]
    assert verbs(world) == ["light.same", "light.brighter", "light.darker"]
    world.press("light.darker")
    request = world.active()[-1].request
    assert (request.engine, request.light, request.looks) == ("redraw", Light.DARKER, ("studio_soft",))


@pytest.mark.parametrize(
    ("engine", "words"),
    [
        *(("redraw", words) for words in ("less tint 1", "black and white 1", "something of mine is missing 1")),
        *(("persona", words) for words in ("brighter 1", "less tint 1", "something of mine is missing 1")),
    ],
)
def test_what_a_model_cannot_do_again_is_not_queued_by_a_typed_wish(words: str, engine: str) -> None:
    world = painted_by(engine)
    before = world.active()
    world.type(words)
    assert world.told() == ["remake-painted"]
    assert world.active() == before
    assert verbs(world) == ["engine.studio"]


@pytest.mark.parametrize("wish", ["light", "mine"])
def test_once_the_photos_are_gone_it_is_said_and_nothing_is_queued(wish: str) -> None:
    world = reviewing(1)
    world.facts = replace(world.facts, photos=())
    again(world, wish)
    assert world.told() == ["remake-photos-gone"]
    assert world.active() == []


@pytest.mark.parametrize("wish", ["light", "mine"])
def test_without_consent_nothing_is_made_again(wish: str) -> None:
    world = reviewing(1)
    world.facts = replace(world.facts, living=frozenset({Purpose.LIKENESS}))
    again(world, wish)
    assert world.told() == ["refused-no_consent"]
    assert world.active() == []


@pytest.mark.parametrize("wish", ["light", "mine"])
def test_a_picture_that_is_gone_is_not_made_again(wish: str) -> None:
    world = reviewing(1)
    world.press(f"{wish}.ask")
    world.press("vote.erase")
    if wish == "light":
        world.press("light.brighter")
    else:
        world.submit(world.form(), area="left")
    assert world.told() == ["vote-gone"]


def test_the_comparison_follows_today_s_consent_not_yesterday_s() -> None:
    world = reviewing(1)
    world.facts = replace(world.facts, living=world.facts.living | {Purpose.COMPARISON})
    again(world, "light")
    assert asked(world).comparison


def test_two_wishes_are_two_requests_with_their_own_keys() -> None:
    world = reviewing(1)
    keys = []
    for choice in ("brighter", "darker"):
        world.press("light.ask")
        world.press(f"light.{choice}")
        keys += [effect.key for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    assert len(set(keys)) == 2


def again(world: World, wish: str) -> None:
    world.press(f"{wish}.ask")
    if wish == "light":
        world.press("light.brighter")
    else:
        world.submit(world.form(), area="left")


COLUMNS, ROWS = ("left", "middle", "right"), ("top", "middle", "bottom")


def test_the_areas_are_the_nine_thirds_of_the_picture_each_a_little_larger() -> None:
    """Their names say where they lie; the grid is drawn here."""
    drawn = {}
    for row, across in enumerate(ROWS):
        for column, down in enumerate(COLUMNS):
            name = "_".join(dict.fromkeys(each for each in (across, down) if each != "middle")) or "middle"
            drawn[name] = (column / 3, row / 3, (column + 1) / 3, (row + 1) / 3)
    assert set(remaking.AREAS) == set(drawn)
    for name, third in drawn.items():
        wider = [abs(edge - line) for edge, line in zip(remaking.AREAS[name], third, strict=True)]
        left, top, right, bottom = remaking.AREAS[name]
        assert left <= third[0] < third[2] <= right, name
        assert top <= third[1] < third[3] <= bottom, name
        assert max(wider) < 0.06, name
        assert min(remaking.AREAS[name]) >= 0, name
        assert max(remaking.AREAS[name]) <= 1, name


@pytest.mark.parametrize(
    "press", ["light.brighter", "light.ask", "mine.ask", "mine.blur", "reframe.closer", "file.png"]
)
@pytest.mark.parametrize("round_over", [False, True])
def test_once_the_words_of_a_yes_have_changed_it_is_asked_anew_before_anything_is_made(press, round_over) -> None:
    """It is told so instead of being refused, whatever is asked for and wherever."""
    world = reviewing(1)
    world.react("approve", 1)
    if round_over:
        world.state = replace(world.state, phase=Idle())
    world.facts = replace(world.facts, outdated=frozenset({Purpose.PROCESSING}))
    world.hear(Pressed(action=f"{press}:{world.variant(1).id}"))
    assert world.told()[0] == "consent-changed"
    assert world.active() == []
    assert isinstance(world.state.phase, Idle if round_over else AskedForConsent)
