"""``/forget-me``, the part that storage cannot do: deletes the bot's own messages and tells the person.

1  keep the person's address in memory
2  storage erases everything, in a resumable saga that destroys the key first
3  delete the bot's messages; what the platform refuses is named on the receipt
4  post the receipt directly: there is no person left whose outbox could hold it; one bot of several takes that upon it

A crash in between changes nothing for the person: ``bot.shell.unfinished_erasures`` goes on from there.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.abilities import FindsTheirs
from bot.conversation.events import Forgotten
from bot.conversation.phases import forgetting
from bot.ports import Platform, PostRefused, Rendered
from bot.shell import documents, present
from bot.shell.shell import Shell
from storage.failpoints import failpoint
from storage.logs import log
from storage.people import persons
from storage.records import Address, PersonId, scope_of
from storage.retention import erasure_notices, message_deletions
from storage.retention.erasure_notices import ErasureNotice
from storage.retention.forget import forget
from storage.retention.receipt import MESSAGES, DeletionReceipt

MESSAGES_S = 10.0  # how long the last words wait for the chat to be emptied
SAID_WITHIN_S = 15.0  # else they are cut off, before another bot may say them
LOOK_S = 0.02


async def forget_person(shell: Shell, person_id: PersonId, *, wait_s: float = MESSAGES_S) -> None:
    """Safe to repeat: the second time there is nobody to tell."""
    # 1 remember
    storage = shell.storage
    async with storage.db.read() as tx:
        person = await persons.get(tx, person_id)
        if person is None:
            return
        address = await persons.address_of(storage, tx, person_id)
    failpoint("forget_me.begun")
    # 2 storage erases everything, and queues the messages to delete
    receipt = await forget(storage, person_id)
    await shell.registry.forget(person_id)
    shell.hits.forget(person_id)
    failpoint("forget_me.erased")
    word = ErasureNotice(person_id=person_id, address=address, language=person.language)
    await say_last_words(shell, word, receipt, wait_s)


async def say_last_words(
    shell: Shell, word: ErasureNotice, receipt: DeletionReceipt, wait_s: float, *, again: bool = False
) -> None:
    """Nothing where another bot says them, or has. ``again``: somebody may have, and died: the platform is asked."""
    storage = shell.storage
    async with storage.db.write() as tx:
        if not await erasure_notices.take(tx, word.person_id, storage.clock.now()):
            return
    try:
        async with asyncio.timeout(None if storage.db.is_sqlite else SAID_WITHIN_S):
            event = await _said(shell, word, receipt, wait_s, again)
    except TimeoutError:
        log.warning("forget_me.cut_off")  # it may have arrived: whoever comes next asks the platform
        return
    async with storage.db.write() as tx:
        if event is None:  # owed a little longer
            await erasure_notices.hand_back(tx, word.person_id)
            return
        await erasure_notices.delivered(tx, word.person_id)
    shell.heard(word.person_id, event)


async def _said(
    shell: Shell, word: ErasureNotice, receipt: DeletionReceipt, wait_s: float, again: bool
) -> Forgotten | None:
    """None where it is not settled: the platform is not there, or takes nothing for now."""
    # 3 the outbox deletes the bot's messages
    scope = scope_of(word.address.platform, word.address.workspace)
    receipt = replace(await _messages_deleted(shell, receipt, wait_s), scope=scope)
    failpoint("forget_me.messages_deleted")
    platform = shell.platforms.get(word.address.platform)
    if platform is None:
        return None
    # 4 the receipt
    links = await _theirs(platform, word.address)
    event = Forgotten(receipt=receipt.as_json(), left=receipt.left, links=links)
    words = present.words(forgetting.last_words(event).message, word.language, platform.name)
    attached = documents.deletion_receipt(shell, receipt, word.language)
    key = f"{receipt.id}-0"  # the same after a crash: where posting is exact, nobody reads it twice
    if again and await _stands(platform, word.address, key):
        return event
    return event if await _told(platform, word.address, key, replace(words, attachments=(attached,))) else None


async def _messages_deleted(shell: Shell, receipt: DeletionReceipt, wait_s: float) -> DeletionReceipt:
    """The receipt once the messages are deleted; after ``wait_s`` seconds it says how many still wait."""
    loop = asyncio.get_running_loop()
    until = loop.time() + wait_s
    while True:
        async with shell.storage.db.read() as tx:
            waiting = await message_deletions.waiting(tx, receipt.id)
        if not waiting or loop.time() > until:
            break
        await asyncio.sleep(LOOK_S)
    stand = waiting or receipt.messages_lost
    left = tuple(code for code in receipt.left if stand or code != MESSAGES)
    return replace(receipt, messages_waiting=waiting, left=left)


async def _theirs(platform: Platform, address: Address) -> tuple[str, ...]:
    """Links to the person's own messages, stored nowhere; empty where the platform cannot say."""
    if not isinstance(platform, FindsTheirs):
        return ()
    try:
        return await platform.theirs(address)
    except Exception as broken:
        log.info("forget_me.unlinked", error=type(broken).__name__)
        return ()


async def _stands(platform: Platform, address: Address, key: str) -> bool:
    """Whether they arrived before; False where the platform cannot say."""
    if platform.capabilities.exact_posting:
        return False
    try:
        return await platform.find(address, key) is not None
    except Exception as broken:
        log.info("forget_me.unfound", error=type(broken).__name__)
        return False


async def _told(platform: Platform, address: Address, key: str, message: Rendered) -> bool:
    """Whether it is settled: said, or refused for good."""
    try:
        await platform.post(address, key, message)
    except PostRefused as refused:
        log.info("forget_me.untold", code=refused.code)
        return refused.retry_after is None
    except Exception as broken:  # also what the platform's library cannot read: it stays owed, and nothing else stops
        log.error("forget_me.untold", error=type(broken).__name__)
        return False
    return True
