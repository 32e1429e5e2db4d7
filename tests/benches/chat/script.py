"""What people of the bench do: a conversation opened, small talk, and the whole way to a first picture."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bot.ports import Commanded, Incoming, Pressed, Submitted, Typed
from tests.benches.chat.front import Person

SMALL_TALK: tuple[Incoming, ...] = (
    Commanded(name="status"),
    Commanded(name="help"),
    Commanded(name="about"),
    Commanded(name="privacy"),
    Commanded(name="consent"),
    Commanded(name="language"),
    Typed(text="hello"),
    Typed(text="how long does it take?"),
    Commanded(name="headshot"),
)
MOST_LOOKS = 4
MAKE_S = 120.0  # for a worker that is just starting


def small_talk(seed: int) -> Iterator[Incoming]:
    """Endless, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        yield chance.choice(SMALL_TALK)


class Walk:
    """One person's way; ``answers`` counts as the design does: a button, a form, a photo, a look with its number."""

    def __init__(self, person: Person, photo: Path, *, patience_s: float = 30.0) -> None:
        """``patience_s``: for each answer that needs no picture work."""
        self.person = person
        self.answers = 0
        self._photo, self._patience_s = photo, patience_s

    async def open(self) -> None:
        """An open conversation: the purpose is said, the question for consent is there."""
        await self.person.say(Commanded(name="headshot"))
        await self._sees("the first question", "purpose.profile", "consent.give")
        if self.offers("consent.give"):  # a page asks at once
            return
        await self._press("purpose.profile")
        await self._sees("the question for consent", "consent.show", "engine.studio")
        if self.offers("consent.show") is None:
            await self._press("engine.studio")
            await self._sees("the question for consent", "consent.show")

    async def to_looks(self) -> None:
        """The photo is handed over on its own, also where the form would take it: the longer way counts."""
        await self.open()
        await self.consent()
        await self.send_photo()
        await self._sees("a good photo", "look.choose", patience_s=MAKE_S)

    async def consent(self) -> None:
        """From an open conversation to the invitation."""
        if self.offers("consent.give") is None:
            await self._press("consent.show")
        await self._form("consent.give", ticked=frozenset({"likeness", "processing"}))
        await self.person.until("the invitation to send photos", self.person.invited, self._patience_s)

    async def send_photo(self) -> None:
        self.answers += 1
        await self.person.say(Typed(text="", uploads=(self.person.offer(self._photo),)))

    async def choose_one(self, patience_s: float) -> None:
        """One look, one picture of it."""
        await self._sees("a good photo", "look.choose", patience_s=patience_s)
        options = self.person.options(self.offers("look.choose") or "")
        number = (("number", options["number"][0]),) if "number" in options else ()
        await self._form("look.choose", chosen=(("look", options["look"][0]), *number))
        await self.person.until("the picture", self.person.pictures, patience_s)

    async def choose(self) -> None:
        action = self.offers("look.choose")
        assert action is not None
        options = self.person.options(action)
        many = (("number", options["number"][-1]),) if "number" in options else ()
        looks = options["look"][: 1 if many else MOST_LOOKS]
        await self._form("look.choose", chosen=(*(("look", look) for look in looks), *many))

    async def to_first_picture(self) -> None:
        await self.to_looks()
        await self.choose()
        await self.person.until("the first picture", self.person.pictures, MAKE_S)

    async def _press(self, verb: str) -> None:
        await self._sees(f"the button {verb}", verb)
        self.answers += 1
        await self.person.say(Pressed(action=self.offers(verb) or ""))

    async def _form(
        self, verb: str, *, ticked: frozenset[str] = frozenset(), chosen: tuple[tuple[str, str], ...] = ()
    ) -> None:
        await self._sees(f"the form {verb}", verb)
        self.answers += 1
        await self.person.say(Submitted(action=self.offers(verb) or "", ticked=ticked, chosen=chosen))

    async def _sees(self, what: str, *verbs: str, patience_s: float = 0.0) -> None:
        await self.person.until(what, lambda: self.offers(*verbs), patience_s or self._patience_s)

    def offers(self, *verbs: str) -> str | None:
        """The newest button or form of one of these, with its subject."""
        return next((each for each in self.person.actions() if each.partition(":")[0] in verbs), None)
