"""What the headless front end can do: everything, since the chat is its own."""

from __future__ import annotations

from bot.ports import Capabilities

CAPABILITIES = Capabilities(
    form_with_photos=True,
    exact_posting=True,
    edit_interval_s=0.0,
)
