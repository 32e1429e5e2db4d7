"""The whole journey of one person, headless, with the real conversation, storage and worker.

1  a temporary installation; the bot and its worker child start
2  /headshot, purpose, consent
3  the photos, one by one, each with its verdict; for a made-up person there is none
4  looks; the pictures are made, judged and sealed
5  approve; the files are handed over and written to the operator's folder
6  a copy of all data; what the rows say is read
7  /forget-me; every file, row and key is searched for what should be gone
8  everything stops and the folder is erased, whatever happened

The master key is only in the memory that bot and worker share: without them, nothing in the folder opens.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bot.conversation.events import JobEnded, PhotoChecked
from bot.platforms.headless.adapter import Headless, Room
from bot.settings import BotSettings
from bot.shell.app import running
from bot.shell.shell import Shell
from bot.shell.supervise import WORKER, Ended, Supervised
from bot.trying import exports, report
from bot.trying.report import Report
from bot.trying.visitor import USER, JourneyStopped, Visitor
from storage import logs
from storage.consent.rules import PERSONA_ENGINE
from storage.home import home_of
from storage.opening import open_storage
from storage.people import persons
from storage.queue import workers
from storage.records import ConsentSource, PersonId, Purpose
from storage.retention.leftovers import scan
from storage.settings import StorageSettings
from storage.store import Storage
from storage.vault.master_keys import memory_for_masters

MOST_PHOTOS = 8
STUDIO_S = 180.0  # four pictures on a slow machine; a generative engine has no limit but Ctrl-C
UNLIMITED_S = 24 * 3600.0
EXPLICIT = "explicit"  # such a photo is erased at once
STARTS = 3  # a worker that cannot start three times will not start
DRAIN_S = 3.0
MARKER_BYTES = 48
ROOT = Path("credentials", "root.pem")  # in the config folder, with the keys that sign: the worker makes them
THIS_INSTALLATION, THIS_RUN = "this_installation", "this_run_only"
SIGNED = {
    THIS_INSTALLATION: "with this installation's own keys: `candid verify` knows these files again",
    THIS_RUN: "with keys made for this run only, as this installation has none yet: "
    "`candid verify` will not know who signed; `candid up` makes keys that stay",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``photos``: none for a made-up person, whose ``engine`` is "persona" and whose ``purpose`` is a use of one.

    ``consents``: what the operator said yes to; ``tell``: one line for each thing that happened.

    ``config``: the operator's config folder. Its signing keys are used when there are any; only a certificate that ends
    soon is renewed there, as the worker does at each start.
    """

    photos: tuple[Path, ...]
    out: Path
    consents: frozenset[Purpose]
    consent_source: ConsentSource
    purpose: str = "profile"
    engine: str = "studio"
    worker_arguments: tuple[str, ...] = ()
    language: str = "en"
    config: Path | None = None
    tell: Callable[[str], None] = field(default=lambda _line: None)
    chat: Callable[[Room], None] = field(default=lambda _room: None)


async def travel(plan: Plan) -> Report:
    """Raises ``JourneyStopped`` with the step that did not come; storage's errors for a broken disk."""
    # 1 a temporary installation
    with (
        _key_in_memory() as descriptor,
        tempfile.TemporaryDirectory(prefix="candid-try-", ignore_cleanup_errors=True) as folder,
    ):
        settings = StorageSettings(
            data_dir=Path(folder) / "data",
            config_dir=Path(folder) / "config",
            database_url="",
            blob_url="",
            keys_copy_dir=None,
            key_descriptor=descriptor,
        )
        home = home_of(settings)
        _borrow_signing_keys(plan.config, settings.config_dir)
        logs.configure(home, quiet=True)
        async with open_storage(settings) as storage:
            room = Room()
            make_s = STUDIO_S if plan.engine == "studio" else UNLIMITED_S
            visitor = Visitor(room, language=plan.language, make_s=make_s)
            shell = Shell(
                storage=storage,
                settings=BotSettings(release="tick", notices=()),  # nobody is at the chat to sign
                platforms={"headless": Headless(room)},
                consent_source=plan.consent_source,
                heard=lambda _person_id, event: visitor.heard(event),
            )
            with (home.logs / "worker.stderr").open("w+b") as complaints:
                async with running(shell), _worker(plan, settings, visitor, complaints):
                    return await _walk(plan, storage, visitor, Path(folder))


@contextmanager
def _key_in_memory() -> Iterator[int]:
    descriptor = memory_for_masters()
    try:
        yield descriptor
    finally:
        os.close(descriptor)


async def _walk(plan: Plan, storage: Storage, visitor: Visitor, folder: Path) -> Report:
    found = Report()
    # 2 /headshot, purpose, consent
    await visitor.meet(lambda: _announced(storage, plan.engine))
    if plan.engine == PERSONA_ENGINE:
        await visitor.ask_for_a_made_up_person(plan.purpose, plan.consents)
    else:
        await visitor.ask(plan.purpose, plan.engine)
        await visitor.agree(plan.consents)
    await _keep_documents(plan, found, visitor, "consent-receipt")
    plan.tell(f"consent  recorded: {', '.join(sorted(plan.consents))}; a receipt was handed over")
    # 3 the photos
    for photo in plan.photos:
        verdict = await visitor.hand_over(photo)
        found.photos.append(report.photo_entry(photo, verdict))
        if isinstance(verdict, PhotoChecked) and EXPLICIT in report.refusal_codes(found.photos[-1:]):
            await report.erased(storage, verdict.photo)
        plan.tell(report.verdict_line(found.photos[-1]))
    if visitor.seen.accepted or plan.engine == PERSONA_ENGINE:
        await _pictures(plan, found, visitor)
    else:
        found.refused, found.reasons = True, report.refusal_codes(found.photos)
    await _leave(plan, found, storage, visitor, folder)
    return found


async def _announced(storage: Storage, engine: str) -> bool:
    """Whether the conversation would offer this engine. The studio always is; a model must have been loaded first."""
    if engine == "studio":
        return True
    async with storage.db.read() as tx:
        return any(engine in worker.engines for worker in await workers.alive(tx, storage.clock.now()))


async def _pictures(plan: Plan, found: Report, visitor: Visitor) -> None:
    # 4 looks; the pictures are made, judged and sealed
    await visitor.choose("persona.make" if plan.engine == PERSONA_ENGINE else "look.choose")
    await visitor.wait_for_pictures(lambda variant: plan.tell(report.variant_line(variant)))
    ready = visitor.seen.ready
    if not ready:
        found.refused, found.reasons = True, _why_nothing(visitor)
        return
    # 5 approve; the files
    files = await visitor.approve(ready)
    for variant, file in zip(ready, files, strict=True):
        path = exports.save(plan.out, file)
        found.exports.append(report.export_entry(path, variant, len(file.data)))
    if plan.engine == PERSONA_ENGINE:
        await _keep_documents(plan, found, visitor, "certificate", len(ready))
    plan.tell(f"approve  {len(ready)} pictures approved; files in {plan.out}")


async def _leave(plan: Plan, found: Report, storage: Storage, visitor: Visitor, folder: Path) -> None:
    if found.exports:
        found.signed_by = _signed_by(plan.config, storage.home.config)
        plan.tell(f"signed   {SIGNED[found.signed_by]}")
    # 6 a copy of all data; what the rows say
    copy = await visitor.my_data()
    plan.tell(f"my data  a copy of everything held: {len(copy.data) / 1024:.0f} KB")
    person_id = await _person(storage, visitor)
    found.variants = await report.variant_entries(storage, person_id)
    report.as_handed_over(found)
    found.approved = await report.approved_numbers(storage, person_id)
    found.timings_ms = await report.timings(storage, person_id)
    # 7 /forget-me, and the search
    markers = await asyncio.to_thread(_markers, plan.photos, [Path(export["file"]) for export in found.exports])
    key = await storage.keys.open(person_id)
    plan.chat(visitor.room)
    await visitor.forget()
    await _keep_documents(plan, found, visitor, "deletion-receipt")
    searched = await scan(storage, markers=markers, destroyed={person_id: key}, also=(folder,))
    found.erasure = searched.as_dict()
    plan.tell(
        f"forget   everything erased; searched {searched.files} files and {len(searched.tables)} tables: "
        f"{searched.leftovers} leftovers"
    )


# --- signing keys -------------------------------------------------------------------------------------------------


def _borrow_signing_keys(theirs: Path | None, ours: Path) -> None:
    """The keys that sign Content Credentials are the operator's, so that ``candid verify`` knows the files afterwards.

    By a link: a copy in a temporary folder would outlive a kill.
    """
    if theirs is not None and (theirs / ROOT).is_file():
        ours.mkdir(mode=0o700, parents=True, exist_ok=True)
        (ours / ROOT).parent.symlink_to((theirs / ROOT).parent.absolute(), target_is_directory=True)


def _signed_by(theirs: Path | None, ours: Path) -> str:
    """By keys that verify against the operator's own root; where the worker made none at all, by their certificate."""
    if not (ours / ROOT).is_file():
        return THIS_INSTALLATION
    known = theirs is not None and (theirs / ROOT).is_file()
    return THIS_INSTALLATION if known else THIS_RUN


# --- the worker ---------------------------------------------------------------------------------------------------


@asynccontextmanager
async def _worker(
    plan: Plan, settings: StorageSettings, visitor: Visitor, complaints: IO[bytes]
) -> AsyncIterator[None]:
    def told(end: Ended) -> None:
        if end.again_in_s is None:
            visitor.give_up(JourneyStopped(_last_words(complaints)))

    child = Supervised(
        (*WORKER, *plan.worker_arguments),
        environment=settings.environment(),
        shared=settings.descriptors,
        told=told,
        give_up_after=STARTS,
        stderr=complaints,
    )
    living = asyncio.create_task(child.run())
    try:
        yield
    finally:
        await child.stop(DRAIN_S)
        await living


def _last_words(complaints: IO[bytes]) -> str:
    """What the worker said before it ended, without its log lines."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").splitlines()
    said = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("{")]
    return f"The worker would not start: {said[-1] if said else 'it said nothing'}\n`candid doctor` checks why."


# --- words and files ----------------------------------------------------------------------------------------------


async def _keep_documents(plan: Plan, found: Report, visitor: Visitor, stem: str, count: int = 1) -> None:
    for document in await visitor.documents_of(stem, count):
        found.receipts.append({"kind": stem, "file": str(exports.save(plan.out, document))})


async def _person(storage: Storage, visitor: Visitor) -> PersonId:
    person = await persons.find(storage, visitor.room.address(USER))
    if person is None:
        raise JourneyStopped("The journey stopped: the person is not known any more.")
    return person.id


def _markers(photos: Sequence[Path], made: Sequence[Path]) -> dict[str, bytes]:
    """What must not be found afterwards: the platform id, the photos' names, bytes from the middle of every picture."""
    markers = {"platform id": USER.encode()}
    for number, path in enumerate(photos, start=1):
        if len(path.name.encode()) >= MARKER_BYTES // 6:
            markers[f"name of photo {number}"] = path.name.encode()
    for number, path in enumerate([*photos, *made], start=1):
        data = path.read_bytes()
        middle = data[len(data) // 2 :][:MARKER_BYTES]
        if len(set(middle)) > MARKER_BYTES // 4:  # flat bytes occur anywhere
            markers[f"bytes of picture {number}"] = middle
    return markers


def _why_nothing(visitor: Visitor) -> list[str]:
    """Codes: the checks that withheld every picture, or why the job ended without any."""
    withheld = [check.code for variant in visitor.seen.variants for check in variant.checks if not check.passed]
    ended = visitor.seen.ended
    if isinstance(ended, JobEnded):
        return list(dict.fromkeys([*withheld, *([ended.error] if ended.error else [])]))
    return [ended.code] if ended is not None else withheld
