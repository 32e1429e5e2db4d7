"""Every block and view is judged twice: lengths by slack_sdk's models, shape by Slack's own types with tsc.

What is judged is what people meet: the messages of a walk through the whole conversation, in every language.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from secrets import token_hex
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.platforms.slack import forms, limits, markup, render
from bot.platforms.slack.forms import WordedForm
from bot.platforms.slack.render import Kept
from bot.ports import Button, Form, Outgoing, Rendered, Select, Text
from bot.shell import present
from bot.texts import complete_languages, wordings
from storage.records import ModelCard
from tests.bot.conversation.world import KEPT, World, nobody
from tests.bot.platforms.slack.fake.emulator import HERE, NODE, PACKAGES, emulator

Judged = list[tuple[str, Any]]
COMMANDS = ("status", "help", "my-data", "consent", "language", "about", "privacy", "forget-me")
CARD = ModelCard(name="YuNet", job="finds faces", licence="MIT", training_data="WIDER FACE", limits="-", source="zoo")


def walk(language: str) -> list[Outgoing]:
    """Everything a person meets on the way, generative engine, made-up person and refusals included."""
    engines = ("background", "redraw", "persona", "studio")
    world = World(facts=nobody("Slack", language, engines=engines, models=(CARD,)))
    world.command("headshot")
    world.press("persona.start")
    world.press("use.presentation")
    world.submit(world.form(), tick=())
    world.submit(world.form(), tick=("persona",))
    world.command("headshot")
    world.press("purpose.profile")
    world.press("engine.background")
    world.press("consent.show")
    world.command("headshot")
    world.press("purpose.profile")
    world.press("engine.redraw")
    world.press("consent.show")
    world.command("headshot")
    world.press("purpose.profile")
    world.press("engine.studio")
    world.press("consent.show")
    form = world.form()
    world.submit(form, tick=("likeness",))
    world.press("consent.show")
    world.submit(world.form(), tick=tuple(box.name for box in form.boxes), photos=1)
    world.check()
    world.submit(world.form(), look="own", number="4")
    for _ in range(3):
        world.paint()
    world.paint(withheld="skin_tone")
    world.finish()
    world.react("approve", 1)
    world.react("reject", 2)
    for name in COMMANDS:
        world.command(name)
    world.press("forget.erase")
    world.forgotten("message_ids")
    return world.said


def rendered(language: str) -> list[Rendered]:
    return [present.words(each, language, "slack") for each in walk(language)]


def judged(language: str) -> Judged:
    found: Judged = []
    kept = (Kept(id="F0123456789", permalink="https://acme.slack.com/files/U1/F1/a.json", filename="receipt.json"),)
    for message in rendered(language):
        picture = "F0123456789" if message.outgoing.picture else ""
        found.append(("blocks", render.message_blocks(message, picture=picture, files=kept)))
        if message.outgoing.form is not None:
            worded = forms.worded(message.outgoing.form, message)
            found.append(("modal", render.modal(worded, "D0123456789")))
    found.append(("home", render.home(language, rendered(language)[0].text, rendered(language)[-1].text)))
    return found


def too_long(kind: str, value: Any) -> str:
    """What slack_sdk's models say of it, "" when nothing."""
    try:
        if kind == "blocks":
            for block in value:
                parsed = Block.parse(block)
                assert parsed is not None
                parsed.to_dict()
        else:
            View(**value).to_dict()
    except SlackObjectFormationError as refused:
        return str(refused)
    return ""


def types_say(found: Judged) -> list[str]:
    emulator()  # skips where the Node packages are missing
    lines = "\n".join(json.dumps({"kind": kind, "value": value}) for kind, value in found)
    run = subprocess.run(
        [NODE, HERE / "typecheck.mjs", PACKAGES], input=lines, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("language", complete_languages())
def test_every_message_and_view_has_slacks_lengths(language) -> None:
    found = judged(language)
    assert {kind for kind, _ in found} == {"blocks", "modal", "home"}
    assert len(found) > 35
    assert [said for said in (too_long(*each) for each in found) if said] == []


def test_every_message_and_view_has_slacks_shape() -> None:
    found = [each for language in complete_languages() for each in judged(language)]
    assert types_say(found) == []


SABOTAGE: Judged = [
    ("blocks", [{"type": "sektion", "text": {"type": "mrkdwn", "text": "x"}}]),
    ("blocks", [{"type": "section", "text": {"type": "mrkdwn", "txt": "x"}}]),
    ("modal", {"type": "modal", "blocks": []}),
    ("home", {"type": "home", "blocks": [{"type": "divider", "colour": "red"}]}),
]


def test_sabotage_a_wrong_shape_is_told_by_the_types() -> None:
    told = types_say(SABOTAGE)
    assert {int(line.partition(":")[0]) for line in told} == {1, 2, 3, 4}


@pytest.mark.parametrize("value", [
    [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}],
    [{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x" * 76},
                                       "value": "x", "action_id": "a"}]}],
])  # fmt: skip
def test_sabotage_an_overlong_text_is_told_by_the_models(value) -> None:
    assert too_long("blocks", value)


@pytest.mark.parametrize("language", complete_languages())
def test_no_button_s_words_are_cut(language) -> None:
    """A label with an ellipsis would hide what is agreed to."""
    for message in rendered(language):
        for button in message.outgoing.buttons:
            assert len(message.labels[button.action]) <= limits.BUTTON
        if message.outgoing.form is not None:
            form = forms.worded(message.outgoing.form, message)
            assert len(form.title) <= limits.TITLE
            assert all(len(words) <= limits.OPTION for _, _, options in form.selects for _, words in options)


@pytest.mark.parametrize("language", complete_languages())
def test_the_sentence_of_each_box_is_shown_whole(language) -> None:
    """What is agreed to is known by the hash of the very sentence shown."""
    shown = {
        block["label"]["text"]
        for kind, view in judged(language)
        if kind == "modal"
        for block in view["blocks"]
        if block["type"] == "input" and block["element"]["type"] == "checkboxes"
    }
    hashes = {hashlib.sha256(sentence.encode()).hexdigest() for sentence in shown}
    assert hashes == {wording for wording, _ in wordings(language, KEPT).values()}


@pytest.mark.parametrize("language", complete_languages())
def test_no_box_is_ticked_in_advance_and_only_needed_ones_are_asked_for(language) -> None:
    for kind, view in judged(language):
        if kind == "modal":
            assert "initial_option" not in json.dumps(view)


@pytest.mark.parametrize("language", complete_languages())
def test_every_form_fits_into_its_button_and_comes_out_as_it_was(language) -> None:
    for message in rendered(language):
        if message.outgoing.form is not None:
            form = forms.worded(message.outgoing.form, message)
            assert forms.unpack(forms.pack(form)) == form


def test_a_form_that_no_button_can_carry_is_a_defect() -> None:
    boxes = tuple((token_hex(400), token_hex(800), True) for _ in range(4))
    with pytest.raises(ValueError, match="too long"):
        forms.pack(WordedForm(action="consent.give:1", language="en", title="t", submit="s", boxes=boxes))


@pytest.mark.parametrize("packed", ["", "not packed", "c-jS", "00000"])
def test_a_value_nobody_packed_opens_nothing(packed) -> None:
    with pytest.raises(ValueError, match=r".*"):
        forms.unpack(packed)


def test_choices_alone_are_shown_in_the_message() -> None:
    form = Form(action="look.choose:1", title=Text(key="t"), submit=Text(key="s"),
                selects=(Select(name="look", label=Text(key="l"), options=(("own", Text(key="o")),)),))  # fmt: skip
    message = Rendered(language="en", text="Pick.", outgoing=Outgoing(form=form), labels={"look.own": "Plain crop"})
    kinds = [element["type"] for block in render.message_blocks(message) for element in block.get("elements", ())]
    assert kinds == ["button"]
    assert not any(
        str(element["action_id"]).startswith(render.FORM)
        for block in render.message_blocks(message)
        for element in block.get("elements", ())
    )


def test_two_equal_choices_look_equal() -> None:
    buttons = (Button(action="consent.show:1", label=Text(key="y")), Button(action="consent.no:1", label=Text(key="n")))
    (block,) = render.message_blocks(Rendered(language="en", text="", outgoing=Outgoing(buttons=buttons)))
    assert [element.get("style") for element in block["elements"]] == [None, None]


# --- words ----------------------------------------------------------------------------------------------------


def test_a_name_can_neither_ping_nor_hide_a_link() -> None:
    assert markup.mrkdwn("<!channel> & <https://evil.example|bank>") == (
        "&lt;!channel&gt; &amp; &lt;https://evil.example|bank&gt;"
    )


def test_an_instant_stays_an_instant() -> None:
    date = "<!date^1773046800^{date_long} {time}|Monday>"
    assert markup.mrkdwn(f"Erased on {date} & gone") == f"Erased on {date} &amp; gone"
    assert markup.plain(f"Erased on {date}", 75) == "Erased on Monday"


def test_a_typed_emoji_is_its_sign_and_a_link_what_was_typed() -> None:
    assert markup.typed(":+1::skin-tone-3: 2") == "👍 2"
    assert markup.typed("erase &lt;2&gt; <https://a.example|a.example>") == "erase <2> a.example"


def test_long_texts_are_cut_between_words() -> None:
    pieces = markup.pieces("word " * 2000, limits.SECTION)
    assert all(len(piece) <= limits.SECTION for piece in pieces)
    assert "".join(pieces).replace(" ", "") == "word" * 2000
