"""What the headless front end can do: everything, since nobody else owns the chat. Used by ``candid try`` and tests."""

from __future__ import annotations

from bot.ports import Capabilities

CAPABILITIES = Capabilities(
    form_with_photos=True,
    edit=True,
    delete_own=True,
    delete_users=True,
    exact_posting=True,
    edit_interval_s=0.0,
)
