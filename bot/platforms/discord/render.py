"""From a ``Rendered`` message to Discord's parts: words, embeds for what is too long, buttons, files, and forms.

A form is shown as a button, and pressing it opens a modal (``custom_ids``).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import count

import discord
from discord import ui

from bot.platforms.discord import limits
from bot.platforms.discord.buttons import ActionButton, FormButton
from bot.platforms.discord.custom_ids import BOXES, MODAL, PHOTOS, SELECT
from bot.ports import Attachment, Box, Form, Rendered, Select, Text
from bot.texts import catalog

STYLES = {
    "plain": discord.ButtonStyle.secondary,
    "primary": discord.ButtonStyle.primary,
    "danger": discord.ButtonStyle.danger,
}
VOTES = {"👍": "approve", "👎": "reject", "🗑": "erase", "❌": "erase"}  # ❌: a habit people bring from other bots
MIB = 1024 * 1024


def say(key: str, language: str, **args: str | int | float) -> str:
    """One sentence of this platform's own."""
    return catalog.render(Text(key=key, args=tuple(args.items())), language, "discord")


def vote(emoji: str) -> str:
    """The vote a reaction stands for, in any skin tone; "" for any other emoji."""
    plain = "".join(sign for sign in emoji if sign != "\ufe0f" and not "\U0001f3fb" <= sign <= "\U0001f3ff")
    return VOTES.get(plain, "")


def text(message: Rendered) -> tuple[str, list[discord.Embed]]:
    """The words: what fits into a message, and the rest as embeds. A picture's caption is always in the first part."""
    paragraphs = [*message.text.split("\n\n"), *_full_boxes(message)]
    head = f"**{message.caption}**" if message.caption else ""
    first, rest = _filled(paragraphs, limits.MAX_CONTENT - len(head) - 2)
    embeds = []
    while rest:
        part, rest = _filled(rest, limits.MAX_EMBED)
        embeds.append(discord.Embed(description=part))
    return "\n\n".join(part for part in (first, head) if part), embeds


def _filled(paragraphs: Sequence[str], room: int) -> tuple[str, list[str]]:
    """As many whole paragraphs as fit, and the rest. A single paragraph that does not fit is cut in two."""
    taken: list[str] = []
    left = list(paragraphs)
    while left and len("\n\n".join([*taken, left[0]])) <= room:
        taken.append(left.pop(0))
    if left and not taken:
        taken, left[0] = [left[0][:room]], left[0][room:]
    return "\n\n".join(taken), left


def _full_boxes(message: Rendered) -> list[str]:
    """The full sentences of the boxes, shown before the form opens: an option in a form holds 100 characters."""
    form = message.outgoing.form
    if form is None or not form.boxes:
        return []
    return [_numbered(n, box, message) for n, box in zip(count(1), form.boxes, strict=False)]


def _numbered(number: int, box: Box, message: Rendered) -> str:
    needed = say("discord-box-needed" if box.required else "discord-box-optional", message.language)
    return f"{number}. {message.labels.get(box.name, box.name)} ({needed})"


def view(message: Rendered) -> ui.View | None:
    """The buttons, in rows of five; a form comes first."""
    outgoing = message.outgoing
    shown = ui.View(timeout=None)
    if outgoing.form is not None:
        label = message.labels.get("title", "") or say("discord-open-form", message.language)
        shown.add_item(FormButton(outgoing.form.action, short(label, limits.MAX_BUTTON_LABEL)))
    for button in outgoing.buttons:
        label = short(message.labels.get(button.action, button.action), limits.MAX_BUTTON_LABEL)
        shown.add_item(ActionButton(button.action, label, STYLES.get(button.style, STYLES["plain"])))
    return shown if shown.children else None


def files(message: Rendered) -> list[discord.File]:
    """The picture with its description, then the documents."""
    found = []
    picture = message.outgoing.picture
    if picture is not None and message.picture is not None:
        alt = short(message.alt, limits.MAX_ALT)
        found.append(discord.File(io.BytesIO(message.picture), filename=picture.filename, description=alt))
    return found + [_file(document) for document in message.attachments]


def _file(document: Attachment) -> discord.File:
    return discord.File(io.BytesIO(document.data), filename=document.filename)


def modal(form: Form, message: Rendered) -> ui.Modal:
    """The form as a modal: boxes with their full sentences above them, none ticked; selects; a place for photos."""
    labels = message.labels
    title = short(labels.get("title", "") or say("discord-open-form", message.language), limits.MAX_TITLE)
    # discord.py holds an open modal in memory until this time is over. A submission is understood without it.
    shown = ui.Modal(title=title, custom_id=f"{MODAL}{form.action}", timeout=limits.TOKEN_S)
    if form.boxes:
        sentences = "\n\n".join(_full_boxes(message))
        shown.add_item(ui.TextDisplay(sentences[: limits.MAX_MODAL_TEXT]))
        label = short(say("discord-boxes", message.language), limits.MAX_TITLE)
        shown.add_item(ui.Label(text=label, component=_boxes(form, labels)))
    for select in form.selects:
        label = short(labels.get(select.name, select.name), limits.MAX_TITLE)
        shown.add_item(ui.Label(text=label, component=_select(select, labels)))
    if form.photos:
        shown.add_item(_photos(form.photos, message.language))
    return shown


def _boxes(form: Form, labels: dict[str, str]) -> ui.CheckboxGroup[ui.Modal]:
    options = [
        discord.CheckboxGroupOption(
            label=short(f"{n}. {labels.get(box.name, box.name)}", limits.MAX_OPTION), value=box.name
        )
        for n, box in enumerate(form.boxes, start=1)
    ]
    # No tick is required here: the conversation tells what a missing one means.
    return ui.CheckboxGroup(custom_id=BOXES, required=False, min_values=0, max_values=len(options), options=options)


def _select(select: Select, labels: dict[str, str]) -> ui.Select[ui.Modal]:
    options = [
        discord.SelectOption(label=short(labels.get(f"{select.name}.{value}", value), limits.MAX_OPTION), value=value)
        for value, _ in select.options[: limits.MAX_OPTIONS]
    ]
    return ui.Select(custom_id=f"{SELECT}{select.name}", options=options, required=True)


def _photos(most: int, language: str) -> ui.Label[ui.Modal]:
    megabytes = limits.TAKE_BYTES // MIB  # rounded down, so that a file of the named size fits
    upload: ui.FileUpload[ui.Modal] = ui.FileUpload(
        custom_id=PHOTOS, required=False, min_values=0, max_values=min(most, limits.MAX_MODAL_FILES)
    )
    return ui.Label(
        text=short(say("discord-photos", language), limits.MAX_TITLE),
        description=short(say("discord-photos-hint", language, limit=megabytes), limits.MAX_DESCRIPTION),
        component=upload,
    )


def short(words: str, longest: int) -> str:
    """Cut at a word and marked with an ellipsis. Never empty, since Discord refuses an empty label."""
    if len(words) <= longest:
        return words or "…"
    return words[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
