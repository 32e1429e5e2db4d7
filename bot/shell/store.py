"""What one turn reads and writes: the person's state, the facts, and erasures that touch several tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.conversation import codec
from bot.conversation.consent import SIGNED, Numbers, asked, kept, sentence
from bot.conversation.events import Event, StateUnreadable
from bot.conversation.facts import Facts
from bot.conversation.states import State, start
from bot.declarations import declared
from bot.ports import Text
from bot.shell.members import learn
from bot.shell.shell import Shell
from bot.terms import Terms
from bot.texts import catalog, members
from storage import policy
from storage.consent import ledger
from storage.errors import NotFound
from storage.logs import log
from storage.people import conversations, persons
from storage.pictures import photos, staff_directory, variants
from storage.queue import job_queries, pause, workers
from storage.records import (
    ELSEWHERE,
    Consent,
    JobState,
    Lane,
    MemberKind,
    ObjectId,
    Person,
    PersonId,
    PhotoId,
    Purpose,
    VariantId,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def load_state(tx: AsyncConnection, person_id: PersonId) -> tuple[State, tuple[Event, ...]]:
    """The stored state, or a fresh one; with ``StateUnreadable`` where the stored one cannot be read."""
    stored = await conversations.load(tx, person_id)
    if stored is None:
        return start(), ()
    version, raw = stored
    try:
        return codec.load(version, raw), ()
    except codec.StateRefused:
        log.error("state.unreadable", code=f"v{version}")
        return start(), (StateUnreadable(),)


async def save_state(tx: AsyncConnection, person_id: PersonId, state: State, now: datetime) -> None:
    await conversations.save(tx, person_id, codec.SCHEMA_VERSION, codec.dump(state), now)


async def load_facts(shell: Shell, tx: AsyncConnection, person: Person, now: datetime, terms: Terms) -> Facts:
    """What the conversation may know of this person now. ``terms``: those of where their round was begun."""
    await learn(tx)
    alive = await workers.alive(tx, now)
    own = await job_queries.list_(tx, person.id)
    yes = await ledger.in_force(tx, person.id)
    today = asked_today(shell, person, terms)
    waits = any(job.lane is Lane.GENERATE and job.state is JobState.QUEUED for job in own)  # else nobody asks
    return replace(
        facts_of_nobody(shell, person.platform, person.language),
        living=frozenset(each.purpose for each in yes),
        outdated=frozenset(each.purpose for each in yes if not is_current(each, today)),
        photos=tuple(await photos.list_(tx, person.id, now)),
        variants=tuple(await variants.list_(tx, person.id, now)),
        jobs=tuple(own),
        directory=tuple(await staff_directory.of_person(tx, person.id, now)),
        engines=tuple(sorted({engine for worker in alive for engine in worker.engines})),
        models=tuple({(card.name, card.engine): card for worker in alive for card in worker.models}.values()),
        elsewhere=dict(today.elsewhere),
        ahead=await job_queries.ahead_of(tx, person.id, Lane.GENERATE) if waits else 0,
        seconds_per_picture=await workers.medians(tx),
        resting_until=await pause.until(tx, now, shell.storage.settings.quiet_hours) if waits else None,
        terms=terms,
        directory_recipient=await _recipient(shell, tx, person.id),
        photo_retention=photo_retention(shell, terms),
        result_retention=result_retention(shell, terms),
    )


async def _recipient(shell: Shell, tx: AsyncConnection, person_id: PersonId) -> str:
    """Who may receive pictures of their workspace. The address is read only where workspaces differ."""
    settings = shell.settings
    if not settings.directory_recipients:
        return settings.directory_recipient
    return settings.recipient_for((await persons.address_of(shell.storage, tx, person_id)).workspace)


def photo_retention(shell: Shell, terms: Terms) -> timedelta:
    """How long a photo that arrives now is kept."""
    settings = shell.storage.settings
    return policy.kept_for(settings.photo_retention, terms.photo_retention, settings.photo_cap)


def result_retention(shell: Shell, terms: Terms) -> timedelta:
    """How long a picture that is finished now is kept."""
    settings = shell.storage.settings
    return policy.kept_for(settings.result_retention, terms.result_retention, settings.result_cap)


def offers_example(shell: Shell, person: Person) -> bool:
    """Whether the page this person is at offers a public portrait; then what they agree to says so."""
    return shell.platforms[person.platform].capabilities.example


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedToday:
    """How a yes is asked for now. ``numbers``: what the sentences say of time; ``typed``: it is signed by name.

    ``elsewhere``: ``Facts.elsewhere`` as pairs.
    """

    example: bool
    numbers: Numbers
    typed: bool
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def text(self, purpose: Purpose) -> Text:
        """The sentence of this purpose."""
        return asked(purpose, self.numbers, dict(self.elsewhere), example=self.example)


def asked_today(shell: Shell, person: Person, terms: Terms) -> AskedToday:
    return AskedToday(
        example=offers_example(shell, person),
        numbers=numbers_of(shell, terms),
        typed=shell.settings.release == "typed",
        elsewhere=tuple(sorted(painted_elsewhere().items())),
    )


def painted_elsewhere() -> Mapping[str, tuple[str, ...]]:
    """``Facts.elsewhere``, as the workers announced it."""
    return members.traits(MemberKind.ENGINE, ELSEWHERE)


def numbers_of(shell: Shell, terms: Terms) -> Numbers:
    """Hours and days for which what comes in now is kept, as the sentences say them."""
    person = shell.storage.settings.person_grace
    return kept(photo_retention(shell, terms), result_retention(shell, terms), person)


def is_current(consent: Consent, today: AskedToday) -> bool:
    """Whether it is asked for today as it was then: in the same words and numbers, signed where that is wanted."""
    if today.typed and consent.purpose in SIGNED and consent.signature is None:
        return False
    hashes = _hashes(catalog.wordings, consent.language, today)
    return hashes.get(consent.purpose) == consent.wording_hash


def wordings(language: str, today: AskedToday) -> dict[Purpose, tuple[str, str]]:
    """Purpose -> (SHA-256 of the sentence in its box, language it is shown in)."""
    found = catalog.wordings(language, today.numbers)
    own = {purpose: today.text(purpose) for purpose in found}
    changed = {purpose: said for purpose, said in own.items() if said.key != sentence(purpose)}
    return found | {purpose: catalog.hashed(said, language) for purpose, said in changed.items()}


@lru_cache(maxsize=64)
def _hashes(_catalogue: object, language: str, today: AskedToday) -> dict[Purpose, str]:
    """The hash of each sentence. Rendered once for each: sentences do not change while a process runs."""
    return {purpose: digest for purpose, (digest, _) in wordings(language, today).items()}


def facts_of_nobody(shell: Shell, platform: str, language: str) -> Facts:
    """Facts for messages to nobody known: progress, strangers, and the last words after /forget-me."""
    settings, capabilities = shell.storage.settings, shell.platforms[platform].capabilities
    return Facts(
        carrier=declared(platform).carrier,
        operator=shell.settings.operator,
        contact=shell.settings.contact,
        privacy_url=shell.settings.privacy_url,
        directory_recipient=shell.settings.directory_recipient,
        directory_days=shell.settings.directory_days,
        verify_url=shell.settings.verify_url,
        watts=shell.settings.watts,
        release_typed=shell.settings.release == "typed",
        notices=shell.settings.notices,
        languages=catalog.complete_languages(),
        unchecked=catalog.unchecked(),
        language=catalog.spoken(language),
        living=frozenset(),
        photos=(),
        variants=(),
        jobs=(),
        engines=(),
        models=(),
        ahead=0,
        seconds_per_picture={},
        photo_retention=settings.photo_retention,
        result_retention=settings.result_retention,
        result_cap=settings.result_cap,
        person_grace=settings.person_grace,
        max_photos=shell.settings.photos_held,
        held_back_to_offer=shell.settings.held_back_to_offer,
        can_form_photos=capabilities.form_with_photos,
        laid_out=capabilities.laid_out,
        example=capabilities.example,
        words=catalog.vocabulary(language),
        overrulable=members.having(MemberKind.CHECK, "overrulable"),
        engine_looks=members.traits(MemberKind.ENGINE, "looks"),
        keeping_backdrop=members.having(MemberKind.LOOK, "keeps_backdrop"),
        label_languages=members.codes(MemberKind.LABEL_LANGUAGE),
    )


async def erase_variant(shell: Shell, person_id: PersonId, variant_id: VariantId) -> None:
    """Erases the picture with its preview and its “before”. Safe to repeat."""
    async with shell.storage.db.read() as tx:
        try:
            variant = await variants.get(tx, person_id, variant_id)
        except NotFound:
            return
    await _erase(shell, person_id, variant.object_id, variant.before_id, variant.strip_id)


async def erase_photos(shell: Shell, person_id: PersonId, photo_id: PhotoId | None) -> None:
    """Erases one photo with its contact sheet and outlined copy, or all of this person's. Safe to repeat."""
    async with shell.storage.db.read() as tx:
        held = await photos.list_(tx, person_id, shell.storage.clock.now())
    for photo in held:
        if photo_id in {None, photo.id}:
            await _erase(shell, person_id, photo.object_id, photo.outlined_id, photo.contact_sheet_id)


async def _erase(shell: Shell, person_id: PersonId, *object_ids: ObjectId | None) -> None:
    await shell.storage.vault.erase(person_id, [object_id for object_id in object_ids if object_id is not None])
