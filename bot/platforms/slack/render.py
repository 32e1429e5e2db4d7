"""From a ``Rendered`` message to Slack's blocks and views. Pure; decides no word and no meaning.

What a press sends back stands in ``action_id`` (its kind, then what makes it unique in the message) and ``value``:
``do`` a button's action · ``form`` a packed form · ``submit`` the action of a form shown in the message · ``pick`` a
choice in it · ``say`` a command from the Home tab · ``photo`` a picture as one's own Slack photo · ``link`` nothing,
since the browser opens it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.commands import Command
from bot.platforms.slack import forms, limits
from bot.platforms.slack.forms import WordedForm
from bot.platforms.slack.markup import escape, mrkdwn, pieces, plain
from bot.ports import Button, Rendered, Text
from bot.texts import render as words

Json = dict[str, Any]

DO, FORM, SUBMIT, PICK, SAY, OWN_PHOTO, LINK = "do", "form", "submit", "pick", "say", "photo", "link"
PHOTOS = "photos"
SLACK_STYLES = {"primary": "primary", "danger": "danger"}  # "plain" has none: two equal choices look equal

# Emoji added in advance and the vote each stands for; ❌ is a habit people bring from other bots.
EMOJI = {"👍": "+1", "👎": "-1", "🗑": "wastebasket", "🗑️": "wastebasket", "❌": "x"}
VOTES = {"+1": "approve", "thumbsup": "approve", "-1": "reject", "thumbsdown": "reject",
         "wastebasket": "erase", "x": "erase"}  # fmt: skip

HOME = (
    Command.HEADSHOT, Command.STATUS, Command.MY_DATA, Command.CONSENT, Command.LANGUAGE, Command.ABOUT,
    Command.PRIVACY, Command.FORGET_ME,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of the bot that lies at Slack."""

    id: str
    permalink: str = ""
    filename: str = ""


def message_blocks(
    message: Rendered, *, picture: str = "", files: Sequence[Kept] = (), own_photo: bool = False
) -> list[Json]:
    """``picture``: id of the uploaded picture; ``files``: documents handed over with the message.

    ``own_photo``: whether an approved picture is offered as the person's Slack photo.
    """
    blocks = [_section(piece) for piece in pieces(mrkdwn(message.text), limits.SECTION) if piece]
    if picture:
        blocks.append({"type": "image", "slack_file": {"id": picture}, "alt_text": plain(message.alt, limits.ALT)})
    if message.caption:
        blocks.append(_section(mrkdwn(message.caption)))
    if files:
        # By name, to open them. What hands them over is their links in the message's own text: see ``fallback``.
        blocks.append(_section("\n".join(f"<{file.permalink}|{escape(file.filename)}>" for file in files)))
    if message.outgoing.form is not None:
        blocks += _form(forms.worded(message.outgoing.form, message))
    pressed = [_button(button, message) for button in message.outgoing.buttons]
    if own_photo and message.outgoing.profile_photo:
        pressed.append(_own_photo(message))
    blocks += _actions(pressed)
    return blocks[: limits.BLOCKS]


def fallback(message: Rendered, files: Sequence[Kept] = ()) -> str:
    """What notifications show and screen readers say first; never more than the message itself.

    ``files``: documents handed over. A file that was uploaded unshared stays private to the bot until its link stands
    here; a link in a block shares nothing (python-slack-sdk#1194, bolt-python#1018).
    """
    words = mrkdwn(plain(message.text or message.caption, limits.FALLBACK)) or "Candid"
    return "\n".join((words, *(f"<{file.permalink}>" for file in files)))


def named(reactions: Sequence[str]) -> list[str]:
    """Slack's names of the emoji that are votes."""
    return [EMOJI[emoji] for emoji in reactions if emoji in EMOJI]


def modal(form: WordedForm, channel: str) -> Json:
    """The form as a modal; ``channel``: where its answer belongs, thread included, since a view has none."""
    blocks: list[Json] = [_box(form.language, *box) for box in form.boxes]
    blocks += [
        {"type": "input", "block_id": f"select {name}", "label": _plain(label, limits.LABEL),
         "element": _select(name, label, options)}
        for name, label, options in form.selects
    ]  # fmt: skip
    if form.photos:
        blocks.append(_photos(form))
    submit = form.submit
    if len(submit) > limits.TITLE:
        # A label that is too long for the button stands right above it.
        blocks.append(_section(mrkdwn(submit)))
        submit = _said("slack-done", form.language)
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": json.dumps({"action": form.action, "channel": channel}),
        "title": _plain(form.title, limits.TITLE),
        "submit": _plain(submit, limits.TITLE),
        "blocks": blocks,
    }


def home(language: str, standing: str, privacy: str) -> Json:
    """The Home tab: who this is, what is held, the commands as buttons, the privacy note."""
    says = [
        {"type": "button", "action_id": f"{SAY} {name}", "value": name,
         "text": _plain(_said(f"slack-home-{name}", language), limits.BUTTON)}
        for name in HOME
    ]  # fmt: skip
    hello = _said("slack-home-hello", language)
    blocks = [_section(piece) for piece in pieces(mrkdwn(f"{hello}\n\n{standing}"), limits.SECTION)]
    blocks += _actions(says)
    blocks.append({"type": "divider"})
    blocks += [_section(piece) for piece in pieces(mrkdwn(privacy), limits.SECTION)]
    return {"type": "home", "blocks": blocks}


def _form(form: WordedForm) -> list[Json]:
    if not form.inline:
        opens = {"type": "button", "action_id": f"{FORM} {form.action}", "value": forms.pack(form),
                 "text": _plain(form.title, limits.BUTTON)}  # fmt: skip
        return _actions([opens])
    picks = [
        {"type": "section", "block_id": f"select {name}", "text": _plain(label, limits.SECTION),
         "accessory": _select(name, label, options)}
        for name, label, options in form.selects
    ]  # fmt: skip
    submit = {"type": "button", "action_id": f"{SUBMIT} {form.action}", "value": form.action,
              "text": _plain(form.submit, limits.BUTTON)}  # fmt: skip
    return [*picks, *_actions([submit])]


def _box(language: str, name: str, sentence: str, required: bool) -> Json:
    """The whole sentence stands beside its own box: an option's text would cut it at 75 characters."""
    option = {"text": _plain(_said("slack-box", language), limits.OPTION), "value": name}
    return {
        "type": "input",
        "block_id": f"box {name}",
        "label": _plain(sentence, limits.LABEL),
        "optional": not required,
        "element": {"type": "checkboxes", "action_id": PICK, "options": [option]},
    }


def _photos(form: WordedForm) -> Json:
    most = min(form.photos, limits.FORM_PHOTOS)
    megabytes = limits.FORM_PHOTO_BYTES // 1_000_000
    element = {"type": "file_input", "action_id": PHOTOS, "filetypes": list(limits.PHOTO_TYPES), "max_files": most}
    label = words(Text(key="slack-photos", args=(("most", most), ("limit", megabytes))), form.language, "slack")
    return {
        "type": "input",
        "block_id": PHOTOS,
        "optional": True,
        "label": _plain(label, limits.LABEL),
        "element": element,
    }


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Json:
    return {
        "type": "static_select",
        "action_id": f"{PICK} {name}",
        "placeholder": _plain(label, limits.PLACEHOLDER),
        "options": [{"text": _plain(said, limits.OPTION), "value": value} for value, said in options],
    }


def _button(button: Button, message: Rendered) -> Json:
    label = message.labels.get(button.action, button.action)
    drawn = {
        "type": "button",
        "action_id": f"{DO} {button.action}",
        "value": button.action,
        "text": _plain(label, limits.BUTTON),
    }
    return drawn | ({"style": SLACK_STYLES[button.style]} if button.style in SLACK_STYLES else {})


def _own_photo(message: Rendered) -> Json:
    return {
        "type": "button",
        "action_id": f"{OWN_PHOTO} {message.outgoing.profile_photo}",
        "value": message.outgoing.profile_photo,
        "text": _plain(_said("slack-photo-set", message.language), limits.BUTTON),
    }


def _actions(elements: Iterable[Json]) -> list[Json]:
    every = list(elements)
    return [
        {"type": "actions", "elements": every[at : at + limits.ACTIONS]} for at in range(0, len(every), limits.ACTIONS)
    ]


def _section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _plain(text: str, longest: int) -> Json:
    return {"type": "plain_text", "text": plain(text, longest), "emoji": True}


def _said(key: str, language: str) -> str:
    return words(Text(key=key), language, "slack")
