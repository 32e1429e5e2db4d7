"""What the headless front end can do: everything, since nobody else owns the chat. Used by ``candid try`` and tests."""

from __future__ import annotations

from bot.ports import Capabilities

CAPABILITIES = Capabilities(
    form_with_photos=True,
    exact_posting=True,
    edit_interval_s=0.0,
)
