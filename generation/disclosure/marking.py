"""Opens everything marking needs: the invisible mark, and the keys that sign. The door hands in the settings."""

from __future__ import annotations

from pathlib import Path

from generation.disclosure.c2pa import Signer
from generation.disclosure.chain import open_chain, operators_chain
from generation.disclosure.seal import Marks
from generation.disclosure.watermark import Marker
from storage.clock import Clock


def open_marks(
    *,
    config: Path,
    clock: Clock,
    certificates: Path | None = None,
    key: Path | None = None,
    timestamp_url: str = "",
    provider: str = "",
) -> Marks:
    """Makes the installation's own chain in ``config`` at first start, unless the operator has a certificate and key.

    Raises ``ValueError`` for a key that cannot sign Content Credentials.
    """
    if certificates is not None and key is not None:
        chain = operators_chain(certificates, key)
    else:
        chain = open_chain(config, clock.now())
    return Marks(marker=Marker(), signer=Signer(chain, timestamp_url), clock=clock, provider=provider)
