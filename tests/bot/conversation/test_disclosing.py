"""/disclose: the kit of an approved picture again, with words for each place that name the edit and ask no pardon."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from bot.conversation import edits
from bot.conversation.phases import disclosing
from bot.conversation.wording import hand_over
from bot.ports import Commanded, Text
from bot.texts import complete_languages, render
from storage.records import Backdrop, Light
from tests.bot.conversation.world import World, documents, making, reviewing

URL = "https://check.example.org"
SORRY = ("sorry", "unfortunately", "only", "just", "leider", "entschuldig", "nur ")
NAMES_THE_EDIT = {
    "cropped": ("cropped", "zugeschnitten"), "relit": ("light", "licht"), "softened": ("blurred", "unscharf"),
    "greyed": ("black-and-white", "schwarzweiß"), "backdrop": ("drawn", "gezeichnet"),
    "removed": ("taken away", "removed", "entfernt"), "generated": ("ai", "ki"),
    "redrawn": ("redrawn with ai", "ki neu"),
}  # fmt: skip


def approved(*numbers: int, language: str = "en") -> World:
    world = reviewing(2, language=language)
    for number in numbers:
        world.react("approve", number)
    return world


@pytest.mark.parametrize("way", ["/disclose", "disclose", "disclose 2", "/disclose 2", "command"])
def test_one_approved_picture_comes_again_with_file_placements_and_words(way):
    world = approved(2)
    world.command("disclose") if way == "command" else world.type(way)
    assert world.told()[:3] == ["disclose-head", "strip-look", "label-choose"]
    assert [key for key in world.told() if key.startswith("paste-")] == [
        *(f"paste-{place}" for place in disclosing.PLACES),
        "paste-alt-intro",
        "paste-alt-backdrop",
    ]
    assert hand_over("files", world.variant(2).id) in world.effects
    assert world.shown("label.ring").action.endswith(world.variant(2).id)


def test_with_two_approved_it_asks_which_and_a_number_or_button_answers():
    world = approved(1, 2)
    world.command("disclose")
    assert world.told() == ["disclose-which"]
    world.press("disclose.kit")
    assert world.told()[0] == "disclose-head"
    world.hear(Commanded(name="disclose", argument="2"))
    assert hand_over("files", world.variant(2).id) in world.effects


@pytest.mark.parametrize("build", [World, making, reviewing])
def test_without_an_approved_picture_nothing_is_handed_over(build):
    world = build()
    phase = world.state.phase
    world.command("disclose")
    assert world.told()[0] == "disclose-none"
    assert documents(world.effects) == []
    assert world.state.phase == phase


def test_a_button_of_a_picture_that_was_rejected_since_hands_nothing_over():
    world = approved(1, 2)
    world.command("disclose")
    old = world.shown("disclose.kit")
    world.react("reject", 1)
    world.react("reject", 2)
    world.press(old)
    assert world.told() == ["files-after-approval"]


@pytest.mark.parametrize(("language", "url"), list(product(("en", "de"), ("", URL))))
def test_each_sentence_names_the_edit_says_no_sorry_and_carries_the_address_where_there_is_one(language, url):
    world = approved(2, language=language)
    facts = replace(world.facts, verify_url=url)
    done = world.variant(2).edits
    for backdrop, light, redrawn in product(Backdrop, (Light.AS_TAKEN, Light.BRIGHTER, Light.GREY), (False, True)):
        changed = replace(done, backdrop=backdrop, light=light, face_repainted=redrawn)
        said = disclosing.sentences(facts, replace(world.variant(2), edits=changed))
        for place, sentence in zip(disclosing.PLACES, said, strict=True):
            words = render(sentence, language).lower()
            assert any(name in words for name in NAMES_THE_EDIT[edits.kind(changed)]), words
            if light is not Light.AS_TAKEN and not redrawn:
                assert any(name in words for name in NAMES_THE_EDIT[edits.lit(changed)]), words
            assert not any(word in words for word in SORRY), words
            assert (URL in words) == (url == URL and place != "badge"), words


def test_every_kind_of_edit_has_its_words():
    for done in edits.DISCLOSED:
        assert render(Text(key=f"paste-what-{done}"), "de") != render(Text(key=f"paste-what-{done}"), "en")
        for language in complete_languages():
            assert len(render(Text(key=f"paste-short-{done}"), language)) <= 52, "a badge is small"
