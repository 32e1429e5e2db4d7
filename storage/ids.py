"""Random ids: 128 bits, so an id reveals nothing about anyone."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """32 hexadecimal digits."""
    return secrets.token_hex(16)
