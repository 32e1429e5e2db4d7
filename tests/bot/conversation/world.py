"""A world in memory around the pure conversation: what the shell, the worker and the clock would do with its effects.

Tests say what a person does and what a worker finds; the world performs effects on plain values and keeps messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime, timedelta

from bot.conversation import effects as wish
from bot.conversation import machine
from bot.conversation.events import (
    Event,
    Forgotten,
    GivenToDirectory,
    JobEnded,
    JobQueued,
    LooksDrawn,
    PhotoChecked,
    VariantArrived,
    fired,
)
from bot.conversation.facts import Facts
from bot.conversation.states import State, start
from bot.ports import Button, Commanded, Form, Outgoing, Pressed, Reacted, Submitted, Text, Typed, Upload
from bot.texts import render, vocabulary
from storage.records import (
    Backdrop,
    Crop,
    DirectoryEntry,
    Edits,
    Finding,
    GenerateRequest,
    InspectRequest,
    Job,
    JobId,
    JobState,
    Lane,
    Light,
    Note,
    ObjectId,
    PersonId,
    Photo,
    PhotoId,
    PhotoState,
    Progress,
    Purpose,
    Severity,
    SourceType,
    Variant,
    VariantId,
    VariantState,
    Verdict,
)
from tests.fakes import MONDAY

ME = PersonId("me")
KEPT = (("hours", 24), ("days", 7), ("person", 30))  # what a consent sentence says of time, for the facts below
LOOKS = ("studio_soft", "office", "own_softened", "own")
Step = Callable[[State, Event, Facts, datetime], tuple[State, tuple[wish.Effect, ...]]]


def nobody(carrier: str = "", language: str = "en", **changes: object) -> Facts:
    facts = Facts(
        carrier=carrier,
        operator="Ada's studio",
        contact="ada@example.org",
        privacy_url="https://example.org/privacy",
        languages=("en", "de"),
        language=language,
        living=frozenset(),
        photos=(),
        variants=(),
        jobs=(),
        engines=("studio",),
        models=(),
        ahead=0,
        seconds_per_picture={"studio": 2.0},
        photo_retention=timedelta(hours=24),
        result_retention=timedelta(days=7),
        result_cap=timedelta(days=90),
        person_grace=timedelta(days=30),
        max_photos=8,
        can_form_photos=True,
        words=vocabulary(language),
        overrulable=frozenset(
            {"many_faces", "mouth_covered", "face_covered", "eyes_hidden", "no_face", "pose", "different_person"}
        ),
        keeping_backdrop=frozenset({"own", "own_softened"}),
        label_languages=("ar", "de", "en", "es", "fr", "he", "hi"),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def edits(look: str = "studio_soft", backdrop: Backdrop = Backdrop.PROCEDURAL) -> Edits:
    return Edits(
        source_type=SourceType.COMPOSITE,
        label="" if backdrop is Backdrop.OWN else "BACKGROUND REPLACED",
        label_code="" if backdrop is Backdrop.OWN else "background_replaced",
        backdrop=backdrop,
        light=Light.AS_TAKEN,
        light_delta_l=0.0,
        face_repainted=False,
        engine="studio",
        look=look,
        crop=Crop(x=0, y=0, scale=1, angle_deg=0, width=512, height=512),
        notes=("size_limited_by_source",),
    )


def texts_in(part: object) -> Iterator[Text]:
    """Every text that a message holds, however deep."""
    if isinstance(part, Text):
        yield part
    elif is_dataclass(part):
        for each in fields(part):
            yield from texts_in(getattr(part, each.name))
    elif isinstance(part, tuple):
        for each in part:
            yield from texts_in(each)


def said(text: Text) -> str:
    """The key of the sentence that a caption or an alt text holds, with or without a label's words around it."""
    return str(dict(text.args).get("what_key", text.key))


def invented() -> Edits:
    return replace(
        edits("persona", Backdrop.GENERATED),
        source_type=SourceType.TRAINED_MEDIA,
        label="AI · GENERATED",
        label_code="ai_generated",
        face_repainted=True,
        engine="persona",
        model="Klein abc",
        seed=7,
    )


@dataclass
class World:
    state: State = field(default_factory=start)
    facts: Facts = field(default_factory=nobody)
    now: datetime = MONDAY
    step: Step = machine.step
    said: list[Outgoing] = field(default_factory=list)
    deleted: list[wish.Unsay] = field(default_factory=list)
    handed: list[tuple[str, str]] = field(default_factory=list)
    fetched: list[Upload] = field(default_factory=list)
    timers: dict[tuple[str, str], datetime] = field(default_factory=dict)
    effects: tuple[wish.Effect, ...] = ()
    watch: Callable[[World, State, Event, tuple[wish.Effect, ...]], None] = lambda *_: None
    _ids: int = 0

    # --- what a person does -------------------------------------------------------------------------------------

    def command(self, name: str) -> tuple[Outgoing, ...]:
        return self.hear(Commanded(name=name))

    def type(self, words: str, photos: int = 0) -> tuple[Outgoing, ...]:
        return self.hear(Typed(text=words, uploads=self.uploads(photos)))

    def press(self, button: Button | str) -> tuple[Outgoing, ...]:
        """A button, or the verb of one shown lately."""
        action = self.shown(button).action if isinstance(button, str) else button.action
        return self.hear(Pressed(action=action))

    def submit(self, form: Form, *, tick: tuple[str, ...] = (), photos: int = 0, **chosen: str) -> tuple[Outgoing, ...]:
        return self.hear(
            Submitted(
                action=form.action,
                ticked=frozenset(tick),
                chosen=tuple(chosen.items()),
                uploads=self.uploads(photos),
            )
        )

    def react(self, emoji: str, number: int, *, added: bool = True) -> tuple[Outgoing, ...]:
        return self.hear(Reacted(emoji=emoji, subject=self.variant(number).id, added=added))

    # --- what worker and clock do -------------------------------------------------------------------------------

    def check(self, *findings: Finding, accepted: bool = True) -> tuple[Outgoing, ...]:
        """The oldest unchecked photo gets its verdict."""
        photo = next(photo for photo in self.facts.photos if photo.state is PhotoState.RECEIVED)
        checked = replace(
            photo,
            state=PhotoState.ACCEPTED if accepted else PhotoState.REFUSED,
            findings=findings,
            contact_sheet_id=ObjectId(self.id("sheet")) if accepted else None,
            outlined_id=None if accepted else ObjectId(self.id("outlined")),
            looks=LOOKS if accepted else (),
        )
        self._photo_is(checked)
        return self.hear(PhotoChecked(photo=checked))

    def verdict(self, *findings: Finding) -> tuple[Outgoing, ...]:
        """The oldest unchecked photo is accepted; a worker still draws its looks."""
        photo = next(photo for photo in self.facts.photos if photo.state is PhotoState.RECEIVED)
        accepted = replace(photo, state=PhotoState.ACCEPTED, findings=findings)
        drawing = Job(
            id=JobId(self.id("check")),
            person_id=ME,
            lane=Lane.INSPECT,
            state=JobState.RUNNING,
            request=InspectRequest(photo_id=photo.id, comparison=False, language="en"),
            attempt=1,
            progress=Progress(),
            created_at=self.now,
        )
        self._photo_is(accepted)
        self.facts = replace(self.facts, jobs=(*self.facts.jobs, drawing))
        return self.hear(PhotoChecked(photo=accepted))

    def looks_drawn(self) -> tuple[Outgoing, ...]:
        """The worker has drawn the looks of the oldest photo that it was still at."""
        check = next(job for job in self.facts.jobs if job.lane is Lane.INSPECT and job.state is JobState.RUNNING)
        photo = next(photo for photo in self.facts.photos if photo.id == getattr(check.request, "photo_id", ""))
        drawn = replace(photo, contact_sheet_id=ObjectId(self.id("sheet")), looks=LOOKS)
        done = replace(check, state=JobState.DONE)
        self._photo_is(drawn)
        self.facts = replace(self.facts, jobs=tuple(done if job is check else job for job in self.facts.jobs))
        return self.hear(LooksDrawn(photo=drawn))

    def _photo_is(self, photo: Photo) -> None:
        photos = tuple(photo if held.id == photo.id else held for held in self.facts.photos)
        self.facts = replace(self.facts, photos=photos)

    def paint(self, *, withheld: str = "", look: str = "studio_soft", **of_variant: object) -> tuple[Outgoing, ...]:
        """One picture of the oldest active job."""
        job = self.active()[0]
        passed = Verdict(code="likeness", passed=True, skipped="no_comparison_consent")
        failed = Verdict(code=withheld, passed=False)
        variant = Variant(
            id=VariantId(self.id("variant")),
            person_id=ME,
            job_id=job.id,
            index=1,
            number=len(self.facts.variants) + 1,
            state=VariantState.WITHHELD if withheld else VariantState.READY,
            edits=invented() if getattr(job.request, "engine", "") == "persona" else edits(look),
            checks=(failed,) if withheld else (passed, Verdict(code="delivered_face", passed=True, value=0.0)),
            created_at=self.now,
            expires_at=self.now + self.facts.result_retention,
            object_id=None if withheld else ObjectId(self.id("object")),
            before_id=None if withheld else ObjectId(self.id("before")),
            strip_id=None if withheld else ObjectId(self.id("strip")),
            width=512,
            height=512,
        )
        variant = replace(variant, **of_variant)  # type: ignore[arg-type]
        self.facts = replace(self.facts, variants=(*self.facts.variants, variant))
        return self.hear(VariantArrived(variant=variant))

    def finish(self, outcome: str = "done", error: str = "") -> tuple[Outgoing, ...]:
        job = self.active()[0]
        states = {"done": JobState.DONE, "cancelled": JobState.CANCELLED}
        self._set_job(job.id, states.get(outcome, JobState.FAILED))
        if outcome == "done" and isinstance(job.request, GenerateRequest) and job.request.replaces is not None:
            self._replace(job.request, job.request.replaces)
        return self.hear(JobEnded(job_id=job.id, lane=Lane.GENERATE, outcome=outcome, error=error))

    def wait(self, by: timedelta) -> tuple[Outgoing, ...]:
        """Time passes; timers fire in their order, and what has expired is gone."""
        until, before = self.now + by, len(self.said)
        while due := sorted((at, key) for key, at in self.timers.items() if at <= until):
            at, (name, subject) = due[0]
            self.now = max(self.now, at)
            del self.timers[name, subject]
            self._expire()
            self.hear(fired(name, subject))
        self.now = until
        self._expire()
        return tuple(self.said[before:])

    # --- looking around -----------------------------------------------------------------------------------------

    def shown(self, verb: str) -> Button:
        """The latest button of this verb, e.g. ``vote.approve`` or ``purpose.cv``."""
        for message in reversed(self.said):
            for button in message.buttons:
                if button.action.split(":")[0] == verb:
                    return button
        raise AssertionError(f"no button {verb} was shown")

    def form(self) -> Form:
        return next(message.form for message in reversed(self.said) if message.form)

    def variant(self, number: int) -> Variant:
        return next(variant for variant in self.facts.variants if variant.number == number)

    def active(self) -> list[Job]:
        return [
            job for job in self.facts.jobs if job.state in (JobState.QUEUED, JobState.RUNNING)
        ]  # fmt: skip

    def uploads(self, count: int) -> tuple[Upload, ...]:
        return tuple(Upload(ref=self.id("upload"), size=1000) for _ in range(count))

    def id(self, kind: str) -> str:
        self._ids += 1
        return f"{kind}-{self._ids}"

    def told(self) -> list[str]:
        """Text keys of the latest step's messages, heads and lines."""
        return [text.key for message in _said(self.effects) for text in (message.text, *message.lines) if text]

    # --- the shell ----------------------------------------------------------------------------------------------

    def hear(self, event: Event) -> tuple[Outgoing, ...]:
        before, told = self.state, len(self.said)
        self.state, effects = self.step(self.state, event, self.facts, self.now)
        self.watch(self, before, event, effects)
        later: list[Event] = []
        for effect in effects:
            later += self._perform(effect)
        self.effects = effects
        for follow in later:
            kept = self.effects
            self.hear(follow)
            self.effects = (*kept, *self.effects)
        return tuple(self.said[told:])

    def _perform(self, effect: wish.Effect) -> list[Event]:
        match effect:
            case wish.Say(document="", message=message):
                for text in texts_in(message):
                    # Raises where the catalogue needs an argument that was not given.
                    render(text, "en", "web")
                self.said.append(message)
            case wish.Say(document=document, document_subject=subject):
                self.handed.append((document, subject))
            case wish.Unsay():
                self.deleted.append(effect)
            case wish.RecordConsent(purposes=purposes, picture=picture):
                outdated = self.facts.outdated - purposes
                self.facts = replace(self.facts, living=self.facts.living | purposes, outdated=outdated)
                return [self._give_to_directory(picture)] if picture else []
            case wish.WithdrawConsent(purposes=purposes):
                if Purpose.DIRECTORY in purposes:
                    self.facts = replace(self.facts, directory=())
                outdated = self.facts.outdated - purposes
                self.facts = replace(self.facts, living=self.facts.living - purposes, outdated=outdated)
            case wish.KeepPhotos(uploads=uploads):
                self.fetched += uploads
                for _ in uploads:
                    self._keep()
            case wish.EnqueueGenerate():
                return [self._enqueue(effect)]
            case wish.CancelJobs(job_ids=job_ids):
                for job in self.active():
                    if not job_ids or job.id in job_ids:
                        self._set_job(job.id, JobState.CANCELLED)
            case wish.MarkVariant(variant_id=variant_id, state=state):
                self._set_variant(variant_id, state=state)
            case wish.EraseVariants(variant_ids=variant_ids):
                for variant_id in variant_ids:
                    self._set_variant(variant_id, state=VariantState.EXPIRED, object_id=None)
            case wish.ErasePhotos(photo_ids=photo_ids):
                left = tuple(photo for photo in self.facts.photos if photo_ids and photo.id not in photo_ids)
                self.facts = replace(self.facts, photos=left)
            case wish.ForgetEverything():
                nothing = frozenset[Purpose]()
                self.facts = replace(
                    self.facts, living=nothing, outdated=nothing, photos=(), variants=(), jobs=(), directory=()
                )
                self.timers.clear()
            case wish.SetTimer(name=name, subject=subject, due_at=None):
                self.timers.pop((name, subject), None)
            case wish.SetTimer(name=name, subject=subject, due_at=due_at):
                self.timers[name, subject] = due_at
            case wish.SetLanguage(language=language):
                self.facts = replace(self.facts, language=language, words=vocabulary(language))
            case wish.ExtendRetention(variant_ids=variant_ids, until=until):
                for variant_id in variant_ids:
                    self._set_variant(variant_id, expires_at=until)
        return []

    def forgotten(self, *left: str) -> tuple[Outgoing, ...]:
        return self.hear(Forgotten(receipt=b"{}", left=left))

    def _give_to_directory(self, given: wish.ForDirectory) -> Event:
        entry = DirectoryEntry(
            id=self.id("number"),
            person_id=ME,
            variant_id=given.variant_id,
            recipient=given.recipient,
            wording_hash="0" * 64,
            language=self.facts.language,
            given_at=self.now,
            until=given.until,
        )
        self.facts = replace(self.facts, directory=(*self.facts.directory, entry))
        return GivenToDirectory(entry=entry)

    def hand_over(self) -> None:
        """The operator exports."""
        handed = tuple(replace(entry, exported_at=self.now) for entry in self.facts.directory)
        self.facts = replace(self.facts, directory=handed)

    def _keep(self) -> None:
        photo = Photo(
            id=PhotoId(self.id("photo")),
            person_id=ME,
            object_id=ObjectId(self.id("object")),
            state=PhotoState.RECEIVED,
            received_at=self.now,
            expires_at=self.now + self.facts.photo_retention,
        )
        self.facts = replace(self.facts, photos=(*self.facts.photos, photo))

    def _enqueue(self, effect: wish.EnqueueGenerate) -> Event:
        job = Job(
            id=JobId(self.id("job")),
            person_id=ME,
            lane=Lane.GENERATE,
            state=JobState.QUEUED,
            request=effect.request,
            attempt=1,
            progress=Progress(),
            created_at=self.now,
        )
        self.facts = replace(self.facts, jobs=(*self.facts.jobs, job))
        return JobQueued(job_id=job.id)

    def _set_job(self, job_id: JobId, state: JobState) -> None:
        jobs = tuple(replace(job, state=state) if job.id == job_id else job for job in self.facts.jobs)
        self.facts = replace(self.facts, jobs=jobs)

    def _set_variant(self, variant_id: VariantId, **changes: object) -> None:
        variants = tuple(
            replace(variant, **changes) if variant.id == variant_id else variant  # type: ignore[arg-type]
            for variant in self.facts.variants
        )
        stays = tuple(e for e in self.facts.directory if e.variant_id != variant_id or changes.keys() <= {"expires_at"}
                      or changes.get("state") is VariantState.APPROVED)  # fmt: skip
        self.facts = replace(self.facts, variants=variants, directory=stays)

    def _replace(self, request: GenerateRequest, variant_id: VariantId) -> None:
        """What a worker puts in the file's place; nothing for a picture that expired while it was at work."""
        before = next((variant for variant in self.facts.variants if variant.id == variant_id), None)
        if before is None:
            return
        made, size = before.edits, before.width
        if request.larger and Note.LARGER_POSSIBLE in made.notes:
            crop = replace(made.crop, width=2 * made.crop.width, height=2 * made.crop.height)
            made = replace(made, crop=crop, notes=tuple(note for note in made.notes if note != Note.LARGER_POSSIBLE))
            size *= 2
        kind = request.file_type or before.media_type
        fresh = ObjectId(self.id("object"))
        self._set_variant(
            variant_id, edits=made, media_type=kind, width=size, height=size, object_id=fresh, state=before.state
        )

    def _expire(self) -> None:
        self.facts = replace(
            self.facts,
            photos=tuple(photo for photo in self.facts.photos if photo.expires_at > self.now),
            variants=tuple(variant for variant in self.facts.variants if variant.expires_at > self.now),
        )


def documents(effects: tuple[wish.Effect, ...]) -> list[str]:
    """What was handed over, by name."""
    return [effect.document for effect in effects if isinstance(effect, wish.Say) and effect.document]


def _said(effects: tuple[wish.Effect, ...]) -> list[Outgoing]:
    return [effect.message for effect in effects if isinstance(effect, wish.Say) and not effect.document]


NEEDED = (Purpose.LIKENESS.value, Purpose.PROCESSING.value)


def refusal(code: str, value: float | None = None, limit: float | None = None, unit: str = "") -> Finding:
    return Finding(code=code, severity=Severity.REFUSE, value=value, limit=limit, unit=unit)


def at_consent(**facts: object) -> World:
    world = World(facts=nobody(**facts))  # type: ignore[arg-type]
    world.command("headshot")
    world.press("purpose.cv")
    world.press("consent.show")
    return world


def with_photos(count: int = 1, **facts: object) -> World:
    """Consent given with photos in the same form, all of them good; choosing a look."""
    world = at_consent(**facts)
    world.submit(world.form(), tick=NEEDED, photos=count)
    for _ in range(count):
        world.check()
    return world


def making(number: int = 2, **facts: object) -> World:
    world = with_photos(**facts)
    world.submit(world.form(), look="studio_soft", number=str(number))
    return world


def reviewing(number: int = 2, **facts: object) -> World:
    world = making(number, **facts)
    for look in LOOKS[:number]:
        world.paint(look=look)
    world.finish()
    return world


def inventing(**facts: object) -> World:
    """A made-up person was asked for, two pictures; nobody agreed to anything about photos."""
    world = World(facts=nobody(engines=("redraw", "persona", "studio"), **facts))
    world.command("headshot")
    world.press("persona.start")
    world.press("use.advert")
    world.submit(world.form(), tick=("persona",))
    world.submit(world.form(), age="seventies", presents="drawn", tone="drawn", number="2")
    return world


def redrawing() -> World:
    """A round of the generative engine, two pictures asked for."""
    world = World(facts=nobody(engines=("redraw", "studio"), living=frozenset(Purpose) - {Purpose.DIRECTORY}))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    world.type("", photos=1)
    world.check()
    world.submit(world.form(), look="own", number="2")
    return world
