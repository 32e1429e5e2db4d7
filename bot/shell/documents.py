"""Documents handed to a person: made when they are delivered, kept in memory only, never stored a second time."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.consent import redrawn_at
from bot.conversation.phases import originals
from bot.conversation.phases.pictures import DEFAULT_PURPOSE, named
from bot.conversation.purposes import BY_ID
from bot.conversation.wording import text
from bot.ports import Attachment, Outgoing, Text
from bot.shell import receipts, store
from bot.shell.payload import Waiting
from bot.shell.shell import Shell
from bot.texts import render
from bot.texts.file_names import file_name
from storage.consent import ledger, signatures, wordings
from storage.errors import NotFound
from storage.failpoints import failpoint
from storage.people import persons
from storage.pictures import photos, staff_directory, variants
from storage.queue import job_queries
from storage.records import GenerateRequest, JobId, PersonId, PhotoId, Purpose, VariantId, scope_of
from storage.retention.receipt import DeletionReceipt

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

ZIP = "application/zip"
_MEDIA = {"jpg": "jpeg", "bin": "x-unknown"}  # media types that are not named like the file


async def make(shell: Shell, person_id: PersonId, waiting: Waiting) -> tuple[Attachment, ...]:
    """Raises ``NotFound`` or ``Expired`` for what is gone, ``ValueError`` for a document nobody knows."""
    match waiting.document:
        case "consent_receipt":
            return (await _consent_receipt(shell, person_id, waiting.language),)
        case "my_data":
            return (await _my_data(shell, person_id),)
        case "files":
            return (await _file(shell, person_id, waiting),)
        case "persona_certificate":
            return (await _persona_certificate(shell, person_id, waiting),)
        case originals.DOCUMENT:
            return (await _original(shell, person_id, waiting),)
        case _:
            raise ValueError(waiting.document)


async def _consent_receipt(shell: Shell, person_id: PersonId, language: str) -> Attachment:
    from storage.consent.receipt import consent_receipt

    async with shell.storage.db.read() as tx:
        history = await ledger.history(tx, person_id)
        sentences = await wordings.sentences(tx, [each.wording_hash for each in history])
        met = await persons.address_of(shell.storage, tx, person_id)
        state, _ = await store.load_state(tx, person_id)
        recipients = await staff_directory.of_person(tx, person_id, shell.storage.clock.now())
    failpoint("receipt.history_read")
    signed = [each for each in history if each.signature]
    names = {each.id: await signatures.opened(shell.storage, person_id, each.signature or b"") for each in signed}
    facts = replace(
        store.facts_of_nobody(shell, met.platform, language),
        photo_retention=store.photo_retention(shell, state.terms),
        result_retention=store.result_retention(shell, state.terms),
        elsewhere=store.painted_elsewhere() if any(each.purpose is Purpose.GENERATIVE for each in history) else {},
    )
    document = consent_receipt(
        history,
        operator=facts.operator,
        contact=facts.contact,
        privacy_url=facts.privacy_url,
        scope=scope_of(met.platform, met.workspace),
        photo_retention=facts.photo_retention,
        result_retention=facts.result_retention,
        person_grace=facts.person_grace,
        carrier=facts.carrier,
        directory=", ".join(dict.fromkeys(entry.recipient for entry in recipients)),
        painted_on=", ".join(redrawn_at(facts.elsewhere)),
        laws=facts.notices,
        sentences=sentences,
    )
    yes = [
        receipts.Agreed(consent=each, sentence=sentences.get(each.wording_hash, ""), name=names.get(each.id, ""))
        for each in history
    ]
    page = receipts.consent_page(yes, facts, document, language)
    return _signed(shell, receipts.CONSENT, page)


def deletion_receipt(shell: Shell, receipt: DeletionReceipt, language: str) -> Attachment:
    return _signed(shell, receipts.DELETION, receipts.deletion_page(receipt, language))


def _signed(shell: Shell, filename: str, page: bytes) -> Attachment:
    from storage.vault.signing import signed

    return Attachment(filename=filename, media_type=receipts.HTML, data=signed(shell.storage.keys, page))


async def _my_data(shell: Shell, person_id: PersonId) -> Attachment:
    from storage.people.export import my_data

    return Attachment(filename="my-data.zip", media_type=ZIP, data=await my_data(shell.storage, person_id))


async def _persona_certificate(shell: Shell, person_id: PersonId, waiting: Waiting) -> Attachment:
    """How a made-up person came to be, in plain words: for whoever asks whom the picture shows."""
    async with shell.storage.db.read() as tx:
        variant = await variants.get(tx, person_id, VariantId(waiting.document_subject))
    said = (
        Text(key="persona-certificate-title"),
        Text(key="persona-certificate-nobody"),
        Text(key="persona-certificate-no-photo"),
        Text(key="persona-certificate-not-diversity"),
        Text(key="edit-model", args=(("model", variant.edits.model or "?"),)),
        Text(
            key="persona-certificate-made",
            args=(("made_at", variant.created_at.isoformat()), ("label", variant.edits.label)),
        ),
    )
    lines = "\n\n".join(render(line, waiting.language) for line in said)
    return Attachment(filename=f"certificate-{variant.number}.txt", media_type="text/plain", data=f"{lines}\n".encode())


async def _file(shell: Shell, person_id: PersonId, waiting: Waiting) -> Attachment:
    """The sealed picture, byte for byte as the worker sealed it."""
    async with shell.storage.db.read() as tx:
        variant = await variants.get(tx, person_id, VariantId(waiting.document_subject))
        purpose = await _purpose(tx, person_id, variant.job_id)
    if variant.object_id is None:
        raise NotFound
    failpoint("document.found")
    ending = variant.media_type.removeprefix("image/").replace("jpeg", "jpg")
    return Attachment(
        filename=file_name(named(variant, purpose), ending, waiting.language),
        media_type=variant.media_type,
        data=await shell.storage.vault.read(person_id, variant.object_id),
    )


async def _original(shell: Shell, person_id: PersonId, waiting: Waiting) -> Attachment:
    """The photo, byte for byte as it was received."""
    from storage.people.export import ending

    async with shell.storage.db.read() as tx:
        photo = await photos.get(tx, person_id, PhotoId(waiting.document_subject))
    data = await shell.storage.vault.read(person_id, photo.object_id)
    kind = ending(data)
    return Attachment(
        filename=f"original-{photo.id[:6]}.{kind}", media_type=f"image/{_MEDIA.get(kind, kind)}", data=data
    )


def described(waiting: Waiting, handed: tuple[Attachment, ...]) -> Outgoing:
    """The message with what can be said only of the very bytes: the hash of an original, to compare it by."""
    if waiting.document != originals.DOCUMENT:
        return waiting.outgoing
    hashes = (text("original-hash", hash=hashlib.sha256(each.data).hexdigest()) for each in handed)
    return replace(waiting.outgoing, lines=(*waiting.outgoing.lines, *hashes))


async def _purpose(tx: AsyncConnection, person_id: PersonId, job_id: JobId) -> str:
    """What the picture was made for; ``DEFAULT_PURPOSE`` where its job is gone."""
    try:
        request = (await job_queries.get(tx, person_id, job_id)).request
    except NotFound:
        return DEFAULT_PURPOSE
    return request.purpose if isinstance(request, GenerateRequest) and request.purpose in BY_ID else DEFAULT_PURPOSE
