"""The deletion receipt: what was erased, when, and what is left. It names nobody, so it can be shown to anyone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

# Codes of what remains after every erasure (design §8.4), then of what may remain; ``bot/texts`` has their words.
ALWAYS_LEFT = ("audit_lines", "erasure_list", "quota_hashes", "event_hashes")
MESSAGES = "message_ids"
DIRECTORY = "directory_picture"
KEYS_COPY = "keys_copy"
KEYS_VOLUME = "keys_volume"
ELSEWHERE = "painted_elsewhere"
JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionReceipt:
    """``id``: random, of this erasure only. ``erased``: numbers per kind. ``messages_waiting``: still to be deleted
    from the chat. ``messages_lost``: they stand, since their address could not be decrypted any more.
    ``copies_useless_from``: older copies of the data cannot be decrypted with the present keys.
    ``ledger_line``, ``ledger_hash``: the ledger's line about this erasure (``storage/audit.py``).
    ``directory_pictures``: stable ids of pictures exported to a directory. ``scope``: where the receipt applies
    (``storage.records.scope_of``).
    """

    id: str
    requested_at: datetime
    key_destroyed_at: datetime
    finished_at: datetime
    copies_useless_from: datetime
    erased: dict[str, int]
    left: tuple[str, ...]
    messages_waiting: int = 0
    messages_lost: int = 0
    directory_pictures: tuple[str, ...] = ()
    scope: str = ""
    ledger_line: int = 0
    ledger_hash: str = ""

    def as_dict(self) -> dict[str, Any]:
        instants = {name: value.isoformat() for name, value in asdict(self).items() if isinstance(value, datetime)}
        return {"document": "deletion receipt", "version": 1, **asdict(self), "left": list(self.left), **instants}

    def as_json(self) -> bytes:
        return json.dumps(self.as_dict(), indent=2, ensure_ascii=False).encode()
