"""Where every id of this installation comes from: 128 random bits, so that an id says nothing about anyone."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """32 hexadecimal digits."""
    return secrets.token_hex(16)
