"""The typed name that signs a yes, encrypted with the key of the person who typed it: erased as soon as the key is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.records import PersonId

if TYPE_CHECKING:
    from storage.store import Storage

_DOMAIN = "signature"


async def sealed(storage: Storage, person_id: PersonId, name: str) -> bytes:
    """For the column ``consents.signature``. Raises ``NotFound`` once the person's key is destroyed."""
    return await storage.keys.seal(person_id, _DOMAIN, name.encode())


async def opened(storage: Storage, person_id: PersonId, signature: bytes) -> str:
    """Raises ``NotFound`` once the person's key is destroyed, ``VaultDamaged`` when it does not open."""
    return (await storage.keys.unseal(person_id, _DOMAIN, signature)).decode()
