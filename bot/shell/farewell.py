"""``/forget-me``, the part storage cannot do: the bot's own messages go, the person is told, nothing is left behind.

1  remember, in this process's memory only, where the person is met and which messages stand
2  storage erases everything (a resumable saga: key first)
3  delete the bot's messages; what the platform refuses is named to the person
4  the receipt, straight to the platform: there is no row left to remember a message by
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.conversation import machine
from bot.conversation.effects import Say
from bot.conversation.events import Forgotten
from bot.ports import Attachment, Platform, PostRefused, Rendered
from bot.shell import present, store
from bot.shell.shell import Shell
from storage import people
from storage.failpoints import failpoint
from storage.ids import new_id
from storage.logs import log
from storage.records import Address, PersonId
from storage.retention import farewells
from storage.retention.forget import forget
from storage.retention.receipt import MESSAGES, DeletionReceipt

RECEIPT = "deletion-receipt.json"
MESSAGES_S = 10.0  # how long the last words wait for the chat to be emptied
LOOK_S = 0.02


async def farewell(shell: Shell, person_id: PersonId, *, wait_s: float = MESSAGES_S) -> None:
    """Doing it twice is fine; the second time there is nobody to tell."""
    # 1 remember
    storage = shell.storage
    async with storage.db.read() as tx:
        person = await people.get(tx, person_id)
        if person is None:
            return
        address = await people.address_of(storage, tx, person_id)
    failpoint("farewell.begun")
    # 2 storage erases everything, and queues the messages to delete
    receipt = await forget(storage, person_id)
    failpoint("farewell.erased")
    # 3 the outbox deletes the bot's messages
    receipt = await _messages_deleted(shell, receipt, wait_s)
    failpoint("farewell.messages_deleted")
    platform = shell.platforms.get(person.platform)
    if platform is None:
        return
    # 4 the receipt
    event = Forgotten(receipt=receipt.as_json(), left=receipt.left)
    facts = store.facts_of_nobody(shell, person.platform, person.language)
    _, effects = machine.step(machine.start(), event, facts, storage.clock.now())
    said = [effect.message for effect in effects if isinstance(effect, Say)]  # timers are for nobody now
    files: tuple[Attachment, ...] = (Attachment(filename=RECEIPT, media_type="application/json", data=event.receipt),)
    for message in said:
        words = present.words(message, person.language, person.platform)
        await _tell(platform, address, replace(words, attachments=files))
        files = ()
    shell.heard(person_id, event)


async def _messages_deleted(shell: Shell, receipt: DeletionReceipt, wait_s: float) -> DeletionReceipt:
    """The receipt as it is once the messages are gone, or after ``wait_s`` seconds: then it names how many wait."""
    loop = asyncio.get_running_loop()
    until = loop.time() + wait_s
    while True:
        async with shell.storage.db.read() as tx:
            waiting = await farewells.waiting(tx, receipt.id)
        if not waiting or loop.time() > until:
            break
        await asyncio.sleep(LOOK_S)
    stand = waiting or receipt.messages_lost
    left = tuple(code for code in receipt.left if stand or code != MESSAGES)
    return replace(receipt, messages_waiting=waiting, left=left)


async def _tell(platform: Platform, address: Address, message: Rendered) -> None:
    try:
        await platform.post(address, new_id(), message)
    except (PostRefused, OSError) as refused:
        log.info("farewell.untold", error=type(refused).__name__)
