"""A person on the fake Discord: presses what is shown, fills in what opens, reacts, types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.bot.platforms.discord.fake.server import Fake
from tests.bot.platforms.discord.fake.world import Interaction, custom_ids

EMOJI = {"approve": "👍", "reject": "👎", "erase": "🗑️"}


class Visitor:
    def __init__(self, fake: Fake, name: str = "ada") -> None:
        self.fake = fake
        self.world = fake.world
        self.name = name
        self.did: list[Interaction] = []

    def messages(self) -> list[dict[str, Any]]:
        return self.world.shown(self.name)

    def texts(self) -> list[str]:
        return [message["content"] for message in self.messages()]

    def with_button(self, prefix: str) -> tuple[dict[str, Any], str] | None:
        """The newest message with a button that starts so, and that button."""
        for message in reversed(self.messages()):
            for custom_id in custom_ids(message):
                if custom_id.startswith(prefix):
                    return message, custom_id
        return None

    def pictures(self) -> list[dict[str, Any]]:
        return [each for each in self.messages() if any(c.startswith("c:vote.approve") for c in custom_ids(each))]

    def files(self) -> list[str]:
        return [each["filename"] for message in self.messages() for each in message["attachments"]]

    async def until(self, seen: Callable[[], Any], timeout_s: float = 20.0) -> Any:
        try:
            return await self.world.until(seen, timeout_s)
        except TimeoutError:
            shown = "\n".join(f"- {text[:90]!r}" for text in self.texts()[-6:])
            raise AssertionError(f"it did not come; the last that {self.name} sees:\n{shown}") from None

    async def command(self, name: str, *, server: bool = False) -> Interaction:
        return await self._answered(self.world.slash(self.name, name, server=server))

    async def press(self, verb: str) -> Interaction:
        message, custom_id = await self.until(lambda: self.with_button(f"c:{verb}"))
        return await self._answered(self.world.click(self.name, message, custom_id))

    async def open_form(self, verb: str) -> tuple[dict[str, Any], dict[str, Any]]:
        message, custom_id = await self.until(lambda: self.with_button(f"f:{verb}"))
        opened = await self._answered(self.world.click(self.name, message, custom_id))
        assert opened.response is not None
        return opened.response["data"], message

    async def submit(self, verb: str, **filled: Any) -> Interaction:
        modal, message = await self.open_form(verb)
        return await self._answered(self.world.submit(self.name, modal, message=message, **filled))

    async def vote(self, vote: str, message: dict[str, Any]) -> None:
        self.world.react(self.name, message["id"], EMOJI[vote])

    async def _answered(self, interaction: Interaction) -> Interaction:
        await interaction.answer()
        self.did.append(interaction)
        return interaction

    # --- whole stretches of the way -----------------------------------------------------------------------------------

    async def agrees(self, photos: tuple[bytes, ...] = ()) -> None:
        """From /headshot to the consent form, submitted with photos or without."""
        await self.command("headshot")
        await self.press("purpose.profile")
        await self.press("consent.show")
        await self.submit("consent.give", ticked=frozenset({"likeness", "processing"}), photos=photos)

    async def gets_pictures(self, photo: bytes, number: str = "2") -> list[dict[str, Any]]:
        await self.agrees((photo,))
        await self.submit("look.choose", chosen={"number": number})
        await self.until(lambda: len(self.pictures()) == int(number))
        return self.pictures()

    async def forgets(self) -> None:
        await self.command("forget-me")
        await self.press("forget.erase")
        await self.until(lambda: "deletion-receipt.html" in self.files())
