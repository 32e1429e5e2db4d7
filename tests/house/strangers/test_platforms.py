"""A platform is one folder: a toy one is added to a copy of the repository, and every suite that concerns it is green.

Nothing else is touched. Each piece that a platform must have is left out once, and what is said names that piece.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.strangers.scratch import OTHERS, candid_in, place, pytest_in, python_in, scratch, touched

FOLDER = "bot/platforms/toy"
OFTEN_FORGOTTEN = "a text"  # the other pieces are left out in the long suite

DECLARATION = '''"""A toy: a noticeboard in memory, carried by a company that keeps copies."""

from __future__ import annotations

from pydantic import Field, SecretStr

from bot.commands import Command
from bot.declarations import Around, Declaration
from bot.ports import Capabilities, Platform
from bot.settings import PlatformSettings
from storage.operations.check import Check

CAPABILITIES = Capabilities(exact_posting=True, edit_interval_s=0.0)


class ToySettings(PlatformSettings):
    """The toy."""

    toy_token: SecretStr = Field(default=SecretStr(""), description="Token of the noticeboard; switches the toy on.")

    def switched_on(self) -> bool:
        return bool(self.toy_token.get_secret_value())


def _build(_own: ToySettings, _around: Around) -> Platform:
    from bot.platforms.toy.board import Toy

    return Toy()


def _checks(own: ToySettings) -> list[Check]:
    good = own.toy_token.get_secret_value() == "good"
    return [Check(name="Toy: token", ok=good, detail="looked at", fix="Set CANDID_TOY_TOKEN=good.")]


def _typed(command: Command) -> str:
    return f"/candid {command}"


DECLARED = Declaration(
    title="Toy",
    carrier="Toy Ltd",
    capabilities=CAPABILITIES,
    settings=ToySettings,
    build=_build,
    checks=_checks,
    harness="bot.platforms.toy.harness",
    typed=_typed,
)
'''

BOARD = '''"""The adapter: one list of notes for each person, outliving the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from bot.platforms.toy import CAPABILITIES
from bot.ports import Arrival, PostRefused, Rendered, Upload
from bot.shell.inbox import Inbox
from storage.records import Address


@dataclass
class Board:
    notes: dict[str, list[tuple[str, str, Rendered]]] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)


class Toy:
    name = "toy"
    capabilities = CAPABILITIES

    def __init__(self, board: Board | None = None) -> None:
        self.board = board or Board()
        self.inbox = Inbox()

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self.inbox.close()

    def arrivals(self) -> AsyncIterator[Arrival]:
        return self.inbox.arrivals()

    async def fetch(self, address: Address, upload: Upload, limit_bytes: int) -> bytes:
        photo = self.board.photos.get(upload.ref)
        if photo is None:
            raise PostRefused("not_available")
        if len(photo) > limit_bytes:
            raise PostRefused("too_big")
        return photo

    def _of(self, address: Address) -> list[tuple[str, str, Rendered]]:
        return self.board.notes.setdefault(address.user, [])

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        known = await self.find(address, key)
        if known is None:
            known = f"{address.user}-{key}"
            self._of(address).append((known, key, message))
        return known

    async def edit(self, address: Address, ref: str, message: Rendered) -> None:
        notes = self._of(address)
        at = next((n for n, note in enumerate(notes) if note[0] == ref), None)
        if at is None:
            raise PostRefused("message_gone")
        notes[at] = (ref, notes[at][1], message)

    async def delete(self, address: Address, ref: str) -> None:
        self.board.notes[address.user] = [note for note in self._of(address) if note[0] != ref]

    async def find(self, address: Address, key: str) -> str | None:
        return next((ref for ref, known, _ in self._of(address) if known == key), None)
'''

HARNESS = '''"""Drives the toy for the contract suite."""

from __future__ import annotations

from contextlib import asynccontextmanager
from itertools import count

from bot.platforms.toy.board import Toy
from bot.ports import Arrival, Upload
from storage.records import Address
from tests.contracts.harness import Seen


class ToyHarness:
    def __init__(self) -> None:
        self.platform = Toy()
        self._ids = count()

    async def address(self, user):
        return Address(platform="toy", workspace="", user=user, channel=user)

    async def offer(self, user, photo):
        ref = f"photo-{next(self._ids)}"
        self.platform.board.photos[ref] = photo
        return Upload(ref=ref, size=len(photo))

    async def does(self, user, event):
        self.platform.inbox.put(Arrival(address=await self.address(user), event_id=str(next(self._ids)), event=event))

    async def sees(self, user):
        return [
            Seen(
                ref=ref, text=note.text, caption=note.caption, alt=note.alt, labels=tuple(note.labels.values()),
                has_picture=note.picture is not None, files=tuple(each.filename for each in note.attachments),
            )
            for ref, _, note in self.platform.board.notes.get(user, [])
        ]

    async def restart(self):
        self.platform = Toy(self.platform.board)
        return self.platform


@asynccontextmanager
async def open_harness(tmp_path):
    yield ToyHarness()
'''

ENGLISH = "chat-not-erased = Your own notes stay on the board.\nchat-receipt = Here is a receipt.\n"

TOY = {
    "__init__.py": DECLARATION,
    "board.py": BOARD,
    "harness.py": HARNESS,
    **{f"locales/{code}/toy.ftl": ENGLISH for code in ("en", *OTHERS)},
    "locales/de/toy.ftl": "chat-not-erased = Deine eigenen Zettel bleiben.\nchat-receipt = Hier ist ein Beleg.\n",
}

TELL = """
from bot.declarations import declared
from bot.ports import Text
from bot.texts import render
from bot.conversation.phases.introducing import carries
from tests.bot.conversation.world import nobody

print(render(carries(nobody(carrier=declared("toy").carrier)), "en", "toy"))
print(render(Text(key="chat-not-erased"), "de", "toy"))
print(render(Text(key="words-start"), "en", "toy"))
"""

INHERIT = """
import asyncio, os, sys
os.environ["CANDID_TOY_TOKEN"] = "secret"
from bot.shell.supervise import Supervised
child = (sys.executable, "-c", "import os, sys; sys.exit(3 if 'CANDID_TOY_TOKEN' in os.environ else 4)")
asyncio.run(Supervised(child, environment={}, told=lambda end: print("ended with", end.status), give_up_after=1).run())
"""


def with_toy(tmp_path: Path, **changes: str | None) -> Path:
    """A copy in which the toy lies; a change of None leaves that file out."""
    tree = scratch(tmp_path)
    files = {name: text for name, text in {**TOY, **changes}.items() if text is not None}
    place(tree / FOLDER, files)
    return tree


@pytest.mark.long
def test_a_platform_in_one_folder_keeps_every_contract_and_touches_nothing_else(tmp_path) -> None:
    tree = with_toy(tmp_path)
    suites = pytest_in(tree, "tests/contracts", "tests/bot/texts", "-k", "toy or test_keys or test_review")
    assert suites.ok, suites.output
    assert touched(tree) == sorted(f"{FOLDER}/{name}" for name in TOY)


def test_its_carrier_its_words_and_its_commands_are_told_to_people(tmp_path) -> None:
    said = python_in(with_toy(tmp_path), "-c", TELL)
    assert said.ok, said.output
    assert "Toy Ltd carries this chat and may keep copies." in said.output
    assert "Deine eigenen Zettel bleiben." in said.output
    assert "Send /candid headshot to begin, or /candid help" in said.output


def test_it_is_switched_on_by_its_own_setting_and_must_say_who_runs_the_bot(tmp_path) -> None:
    tree = with_toy(tmp_path)
    assert candid_in(tree, "up", "--help").ok
    refused = candid_in(tree, "up", CANDID_TOY_TOKEN="good", CANDID_WEB="false")
    assert refused.code == 2
    assert "Toy cannot be switched on yet" in refused.output
    checked = candid_in(tree, "doctor", "--json", CANDID_TOY_TOKEN="wrong")
    assert "Set CANDID_TOY_TOKEN=good." in checked.output
    assert "Toy: who runs it" in checked.output


def test_its_token_reaches_no_child(tmp_path) -> None:
    said = python_in(with_toy(tmp_path), "-c", INHERIT)
    assert "ended with 4" in said.output, said.output


def without(line: str) -> str:
    assert line in DECLARATION
    return DECLARATION.replace(line, "")


LEFT_OUT: dict[str, tuple[dict[str, str | None], str]] = {
    "carrier": ({"__init__.py": without('    carrier="Toy Ltd",\n')}, "carrier"),
    "capabilities": ({"__init__.py": without("    capabilities=CAPABILITIES,\n")}, "capabilities"),
    "settings": ({"__init__.py": without("    settings=ToySettings,\n")}, "settings"),
    "checks": ({"__init__.py": without("    checks=_checks,\n")}, "checks"),
    "the declaration": ({"__init__.py": DECLARATION.replace("DECLARED =", "OTHER =")}, "has no DECLARED"),
    "a text": ({"locales/en/toy.ftl": "chat-receipt = Here is a receipt.\n"}, "lacks the texts ['chat-not-erased']"),
    "a language": ({"locales/de/toy.ftl": None}, "'de': ('chat-not-erased', 'chat-receipt')"),
    "the harness": ({"harness.py": None}, "declares 'bot.platforms.toy.harness' as its harness"),
}


@pytest.mark.parametrize(
    "piece",
    [OFTEN_FORGOTTEN, *(pytest.param(piece, marks=pytest.mark.long) for piece in LEFT_OUT if piece != OFTEN_FORGOTTEN)],
)
def test_a_piece_that_is_left_out_is_named(piece, tmp_path) -> None:
    changes, named = LEFT_OUT[piece]
    said = pytest_in(with_toy(tmp_path, **changes), "tests/contracts/test_declarations.py", "-k", "toy")
    assert not said.ok
    assert named in said.output, said.output[-3000:]


@pytest.mark.long
def test_the_sabotage_a_toy_that_forgets_its_people_breaks_the_contract(tmp_path) -> None:
    forgetful = BOARD.replace("self.board = board or Board()", "self.board = Board()")
    said = pytest_in(with_toy(tmp_path, **{"board.py": forgetful}), "tests/contracts/test_platforms.py", "-k", "toy")
    assert not said.ok
    assert "test_a_message_is_found_by_its_key_after_a_crash[toy]" in said.output
