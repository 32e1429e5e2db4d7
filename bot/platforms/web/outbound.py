"""From the bot to the page: post, edit, delete, find. A reference is a hash of the outbox key, so posting is exact.

The same key gives the same reference in any process, and a window shows one message per reference: a message that was
posted just before a crash, and is posted again after it, is one message.
"""

from __future__ import annotations

import hashlib

from bot.platforms.web.windows import Windows
from bot.ports import PostRefused, Rendered
from storage.records import Address

LAST_WORDS = "forgotten"  # the text that ends /forget-me


def ref_of(key: str) -> str:
    return hashlib.sha256(f"candid web message {key}".encode()).hexdigest()[:24]


async def post(windows: Windows, address: Address, key: str, message: Rendered) -> str:
    ref = ref_of(key)
    window = await windows.open(address)
    window.show(ref, message)
    if message.outgoing.text is not None and message.outgoing.text.key == LAST_WORDS:
        window.ask('{"op":"forgotten"}')  # the page clears what this browser remembers
    return ref


async def edit(windows: Windows, address: Address, ref: str, message: Rendered) -> None:
    window = await windows.open(address)
    if not window.stands(ref):
        raise PostRefused("message_gone")
    window.show(ref, message)


async def delete(windows: Windows, address: Address, ref: str) -> None:
    (await windows.open(address)).remove(ref)


async def find(windows: Windows, address: Address, key: str) -> str | None:
    ref = ref_of(key)
    return ref if (await windows.open(address)).stands(ref) else None
