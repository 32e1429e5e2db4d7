"""``Storage``: one open installation. ``storage.opening`` opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.clock import Clock
    from storage.db.database import Database
    from storage.home import Home
    from storage.settings import StorageSettings
    from storage.vault.keys import Keys
    from storage.vault.vault import Vault
    from storage.wake import Waker


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """Everything a process holds of one installation; handed down, never global."""

    home: Home
    settings: StorageSettings
    clock: Clock
    db: Database
    keys: Keys
    vault: Vault
    waker: Waker
