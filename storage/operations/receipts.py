"""Whether a receipt is as this installation gave it out, for ``candid verify``."""

from __future__ import annotations

import asyncio

from storage.home import Home


def verdict(home: Home, data: bytes) -> str:
    """``valid``, ``altered`` or ``unknown`` (``storage.vault.signing``); empty for a file that is no receipt.

    Raises ``MasterKeyMissing`` where the installation's keys cannot be opened.
    """
    from storage.vault.signing import is_receipt

    return asyncio.run(_judged(home, data)) if is_receipt(data) else ""


async def _judged(home: Home, data: bytes) -> str:
    from storage.vault.key_ring import DATABASE
    from storage.vault.keys import open_keys
    from storage.vault.signing import judge

    if not (home.keys / DATABASE).exists():
        return judge(None, data)  # opening would make keys
    keys = await open_keys(home)
    try:
        return judge(keys, data)
    finally:
        await keys.close()
