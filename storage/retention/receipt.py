"""The deletion receipt: what was erased, when, and what is left and why. Names nobody, so that it may be shown."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

# What remains after every erasure (design §8.4); more is added per person. Codes; ``bot/texts`` has their words.
ALWAYS_LEFT = ("audit_lines", "erasure_list", "quota_hashes", "event_hashes")
MESSAGES = "message_ids"
DIRECTORY = "directory_picture"
KEYS_COPY = "keys_copy"
JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionReceipt:
    """``id``: random, of this erasure only. ``erased``: numbers per kind. ``messages_waiting``: still to be deleted
    from the chat; ``messages_lost``: their place could not be read any more, so they stand.
    ``copies_useless_from``: no copy of the data that is older opens anything of this person with the keys of now.
    ``directory_pictures``: stable ids of pictures already handed over by the person's own yes. ``scope``: what of
    the person's life it covers (``storage.records.scope_of``).
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

    def as_dict(self) -> dict[str, Any]:
        instants = {name: value.isoformat() for name, value in asdict(self).items() if isinstance(value, datetime)}
        return {"document": "deletion receipt", "version": 1, **asdict(self), "left": list(self.left), **instants}

    def as_json(self) -> bytes:
        return json.dumps(self.as_dict(), indent=2, ensure_ascii=False).encode()
