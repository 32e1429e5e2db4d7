"""A person who follows the conversation from ``/headshot`` to ``/forget-me``, step by step, in a headless room.

They read what the bot shows and press what is offered: if a button or form they need never comes, the journey stops
with the name of the step, as it would for anybody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.conversation.events import (
    Event,
    Forgotten,
    JobEnded,
    JobRefused,
    PhotoChecked,
    PhotoNotStored,
    VariantArrived,
)
from bot.conversation.phases.pictures import DEFAULT_PURPOSE, named
from bot.conversation.purposes import BY_ID
from bot.conversation.turn import SAYS_AI
from bot.errors import BotError
from bot.platforms.headless.room import Room, Shown
from bot.ports import Attachment, Commanded, Form, Incoming, Pressed, Reacted, Submitted, Typed
from bot.texts.file_names import file_name
from storage.records import TAKEN_ONLY, Lane, PhotoState, Purpose, Severity, Variant, VariantState

_T = TypeVar("_T")

USER = "candid-try-visitor"
ANSWER_S = 30.0  # for anything the bot says by itself
LOADING_S = 600.0  # for a generative model to be verified and loaded
LOOK_S = 0.2
MOST_PICTURES = 4  # in one try
WORKER_S = 120.0  # for a photo's verdict: includes the worker's start


class JourneyStopped(BotError):
    """The conversation did not get to the next step."""

    code = "journey_stopped"


Verdict = PhotoChecked | PhotoNotStored | JobEnded


@dataclass(slots=True, kw_only=True)
class Seen:
    """What happened so far, in order. ``verdicts``: one of each photo, two where it was asked about what it says."""

    verdicts: list[Verdict] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    ended: JobEnded | JobRefused | None = None
    forgotten: Forgotten | None = None

    @property
    def ready(self) -> list[Variant]:
        return [variant for variant in self.variants if variant.state is VariantState.READY]

    @property
    def accepted(self) -> int:
        return sum(isinstance(v, PhotoChecked) and v.photo.state is PhotoState.ACCEPTED for v in self.verdicts)


class Visitor:
    """``language``: of the chat; ``make_s``: how long the pictures may take, seconds."""

    def __init__(self, room: Room, *, language: str, make_s: float, user: str = USER) -> None:
        self.room = room
        self.user = user
        self.seen = Seen()
        self._language = language
        self._make_s = make_s
        self._purpose = ""
        self._broken: BotError | None = None

    # --- what the shell tells -------------------------------------------------------------------------------------

    def heard(self, event: Event) -> None:
        """An event of the conversation, told by the shell after it was committed."""
        match event:
            case PhotoChecked() | PhotoNotStored():
                self.seen.verdicts.append(event)
            case JobEnded(lane=Lane.INSPECT) if event.outcome != "done":
                self.seen.verdicts.append(event)
            case VariantArrived(variant=variant):
                self.seen.variants.append(variant)
            case JobEnded(lane=Lane.GENERATE) | JobRefused():
                self.seen.ended = event
            case Forgotten():
                self.seen.forgotten = event
            case _:
                return
        self.room.touched()

    def give_up(self, reason: BotError) -> None:
        """The worker will not come: stop waiting."""
        self._broken = reason
        self.room.touched()

    # --- what the person does -------------------------------------------------------------------------------------

    async def meet(self, there: Callable[[], Awaitable[bool]]) -> None:
        """Waits until the engine asked for is there: a person would come back later."""
        deadline = asyncio.get_running_loop().time() + LOADING_S
        while not await there():
            if self._broken is not None:
                raise self._broken
            if asyncio.get_running_loop().time() > deadline:
                raise JourneyStopped(f"The journey stopped: the engine was not ready within {LOADING_S:.0f} s.")
            await asyncio.sleep(LOOK_S)

    async def ask(self, purpose: str, engine: str) -> None:
        self._purpose = purpose
        self._say(Commanded(name="headshot"))
        await self._press(f"purpose.{purpose}")
        await self._until("the question for consent", lambda: self._offered("consent.show", f"engine.{engine}"))
        if self._offered("consent.show") is None:
            await self._press(f"engine.{engine}")
        await self._press("consent.show")

    async def agree(self, consents: frozenset[Purpose]) -> None:
        await self._tick("consent.give", consents)
        await self._until(
            "the invitation to send photos", lambda: self._latest(lambda s: s.message.outgoing.wants_photos)
        )

    async def ask_for_a_made_up_person(self, use: str, consents: frozenset[Purpose]) -> None:
        """Up to the form that says who it shall be."""
        self._say(Commanded(name="headshot"))
        await self._press("persona.start")
        await self._press(f"use.{use}")
        await self._tick("persona.agree", consents)
        await self._form("persona.make")

    async def hand_over(self, photo: Path) -> Verdict:
        """One photo; returns its verdict. Asked about what the photo's file says of itself, the operator goes on."""
        known = len(self.seen.verdicts)
        self._say(Typed(text="", uploads=(self.room.offer(photo),)))
        await self._until("a photo's verdict", lambda: len(self.seen.verdicts) > known, WORKER_S)
        going_on = _going_on(self.seen.verdicts[-1])
        if going_on and self._purpose not in TAKEN_ONLY:
            await self._until("the question about its file", lambda: self._shows(going_on))
            self._say(Pressed(action=going_on))
            await self._until("its second verdict", lambda: len(self.seen.verdicts) > known + 1, WORKER_S)
        return self.seen.verdicts[-1]

    async def choose(self, verb: str = "look.choose") -> None:
        """As many pictures as offered, ``MOST_PICTURES`` at most; of everything else what stands first."""
        form = await self._form(verb)
        options = {select.name: [value for value, _ in select.options] for select in form.selects}
        chosen = {name: values[0] for name, values in options.items()} | {"number": _most(options["number"])}
        self._say(Submitted(action=form.action, chosen=tuple(chosen.items())))

    async def wait_for_pictures(self, told: Callable[[Variant], None]) -> None:
        """Until the job has ended; ``told`` hears of each picture as it comes."""
        shown = 0

        def ended() -> bool:
            nonlocal shown
            for variant in self.seen.variants[shown:]:
                told(variant)
            shown = len(self.seen.variants)
            return self.seen.ended is not None

        await self._until("the pictures", ended, self._make_s)

    async def approve(self, variants: Sequence[Variant]) -> list[Attachment]:
        """Votes for each by its reaction; returns its files in the same order: a larger one comes a little later."""
        known, order = len(self._pictures()), [self._stem(variant) for variant in variants]
        for variant in variants:
            await self._until(
                f"picture {variant.number}",
                lambda variant=variant: self._latest(lambda s: s.message.outgoing.subject == variant.id),  # type: ignore[misc]
            )
            self._say(Reacted(emoji="approve", subject=variant.id))

        def files(stem: str) -> list[Attachment]:
            """In the order of the votes, where several are called the same, as made-up people are."""
            return [file for file in self._pictures()[known:] if file.filename.rpartition(".")[0] == stem]

        await self._until("the files", lambda: all(len(files(stem)) >= order.count(stem) for stem in order))
        return [files(stem)[order[:at].count(stem)] for at, stem in enumerate(order)]

    def _stem(self, variant: Variant) -> str:
        """What the picture's file is called, without its ending: a larger file may be of another type."""
        purpose = self._purpose if self._purpose in BY_ID else DEFAULT_PURPOSE
        return file_name(named(variant, purpose), "", self._language).rstrip(".")

    async def my_data(self) -> Attachment:
        self._say(Commanded(name="my-data"))
        await self._until("the copy of all data", lambda: self.document("my-data"))
        return self._must(self.document("my-data"))

    async def forget(self) -> Attachment | None:
        """Presses Erase; returns the deletion receipt."""
        self._say(Commanded(name="forget-me"))
        await self._press("forget.erase")
        await self._until("the word that everything is erased", lambda: self.seen.forgotten is not None)
        await self._until("the deletion receipt", lambda: self.document("deletion-receipt"))
        return self.document("deletion-receipt")

    def document(self, stem: str) -> Attachment | None:
        """The latest document whose file name starts like this."""
        return next(reversed(self.documents(stem)), None)

    async def documents_of(self, stem: str, count: int) -> list[Attachment]:
        """The first ``count`` of them, once they are there."""
        await self._until(f"the {stem}", lambda: len(self.documents(stem)) >= count)
        return self.documents(stem)[:count]

    def documents(self, stem: str) -> list[Attachment]:
        """Every document whose file name starts like this, in the order they came."""
        return [file for file in self._files() if file.filename.startswith(stem)]

    # --- looking and waiting --------------------------------------------------------------------------------------

    def _say(self, event: Incoming) -> None:
        self.room.say(self.user, event, locale=self._language)

    def _files(self) -> list[Attachment]:
        return [file for shown in self.room.shown(self.user) for file in shown.message.attachments]

    def _pictures(self) -> list[Attachment]:
        return [file for file in self._files() if file.media_type.startswith("image/")]

    def _latest(self, fits: Callable[[Shown], bool]) -> Shown | None:
        return next((shown for shown in reversed(self.room.shown(self.user)) if fits(shown)), None)

    def _shows(self, action: str) -> bool:
        every = (button for shown in self.room.shown(self.user) for button in shown.message.outgoing.buttons)
        return any(button.action == action for button in every)

    def _offered(self, *verbs: str) -> str | None:
        """The action of the latest button whose verb is one of these."""
        for shown in reversed(self.room.shown(self.user)):
            for button in shown.message.outgoing.buttons:
                if button.action.partition(":")[0] in verbs:
                    return button.action
        return None

    async def _tick(self, verb: str, consents: frozenset[Purpose]) -> None:
        form = await self._form(verb)
        self._say(Submitted(action=form.action, ticked=frozenset(purpose.value for purpose in consents)))

    async def _press(self, verb: str) -> None:
        await self._until(f"the button {verb}", lambda: self._offered(verb))
        self._say(Pressed(action=self._must(self._offered(verb))))

    async def _form(self, verb: str) -> Form:
        def latest() -> Form | None:
            shown = self._latest(lambda s: s.message.outgoing.form is not None)
            form = shown.message.outgoing.form if shown else None
            return form if form and form.action.partition(":")[0] == verb else None

        await self._until(f"the form {verb}", latest)
        return self._must(latest())

    async def _until(self, what: str, seen: Callable[[], object], timeout_s: float = ANSWER_S) -> None:
        arrived = await self.room.until(lambda: self._broken is not None or bool(seen()), timeout_s)
        if self._broken is not None:
            raise self._broken
        if not arrived:
            raise JourneyStopped(f"The journey stopped: {what} did not come within {timeout_s:.0f} s.")

    @staticmethod
    def _must(found: _T | None) -> _T:
        if found is None:
            raise JourneyStopped("The journey stopped: what was just there is gone.")
        return found


def _going_on(verdict: Verdict) -> str:
    """What goes on with a photo whose file says that AI made or changed it; "" where that is not all that is wrong."""
    if not isinstance(verdict, PhotoChecked):
        return ""
    refusing = [finding.code for finding in verdict.photo.findings if finding.severity is Severity.REFUSE]
    return f"overrule.{refusing[0]}:{verdict.photo.id}" if refusing and SAYS_AI.issuperset(refusing) else ""


def _most(numbers: Sequence[str]) -> str:
    return [number for number in numbers if int(number) <= MOST_PICTURES][-1]
