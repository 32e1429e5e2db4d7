"""Turns a message of the outbox into one a platform can show: keys become words, object ids become bytes.

``labels`` holds the words of everything that can be pressed: by button action, box name, select name,
``select.option``, and ``title`` and ``submit`` of a form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.ports import Form, Outgoing, Rendered, Text
from bot.shell import documents
from bot.shell.oversize import Sendable, sendable
from bot.shell.payload import Waiting
from bot.shell.shell import Shell
from bot.texts import catalog
from bot.texts.file_names import file_name
from storage.errors import Expired, Frozen, NotFound
from storage.records import Person, PersonId


async def render(shell: Shell, person: Person, waiting: Waiting) -> Rendered | None:
    """None when the picture or document of the message is erased, expired or on hold. Raises ``VaultDamaged``."""
    try:
        handed = await documents.make(shell, person.id, waiting) if waiting.document else ()
        picture = await _picture(shell, person.id, waiting.outgoing)
    except (NotFound, Expired, Frozen):
        return None
    asked = Sendable(outgoing=documents.described(waiting, handed), picture=picture, attachments=handed)
    about = waiting.document_subject or waiting.outgoing.subject
    fits = await sendable(shell, person.id, _most(shell, person.platform), about, asked)
    message = words(fits.outgoing, waiting.language, person.platform)
    return replace(message, picture=fits.picture, attachments=fits.attachments)


def _most(shell: Shell, platform: str) -> int:
    """Bytes of the largest file that can be sent there; 0 for no limit, or where the platform is not running."""
    found = shell.platforms.get(platform)
    return found.capabilities.max_send_bytes if found else 0


def words(outgoing: Outgoing, language: str, platform: str) -> Rendered:
    """The message without its bytes."""

    def said(text: Text) -> str:
        return catalog.render(text, language, platform)

    paragraphs = [said(text) for text in (outgoing.text, *outgoing.lines, *outgoing.more) if text is not None]
    picture = outgoing.picture
    if picture is not None and picture.named is not None:
        called = file_name(picture.named, picture.filename.rpartition(".")[2], language)
        outgoing = replace(outgoing, picture=replace(picture, filename=called))
    return Rendered(
        language=language,
        text="\n\n".join(paragraphs),
        outgoing=outgoing,
        labels={button.action: said(button.label) for button in outgoing.buttons} | _form_labels(outgoing.form, said),
        copies=tuple((said(copy.label), " ".join(said(each) for each in copy.words)) for copy in outgoing.copies),
        caption=said(picture.caption) if picture else "",
        alt=said(picture.alt) if picture else "",
        more="\n\n".join(said(text) for text in outgoing.more),
    )


def _form_labels(form: Form | None, said: Callable[[Text], str]) -> dict[str, str]:
    if form is None:
        return {}
    labels = {"title": said(form.title), "submit": said(form.submit)}
    labels |= {box.name: said(box.label) for box in form.boxes}
    for select in form.selects:
        labels[select.name] = said(select.label)
        labels |= {f"{select.name}.{value}": said(label) for value, label in select.options}
    return labels


async def _picture(shell: Shell, person_id: PersonId, outgoing: Outgoing) -> bytes | None:
    if outgoing.picture is None:
        return None
    return await shell.storage.vault.read(person_id, outgoing.picture.object_id)
