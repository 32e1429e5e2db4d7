"""A message as plain lines, for a terminal: what is said, and what could be pressed."""

from __future__ import annotations

from bot.ports import Rendered


def lines(message: Rendered) -> list[str]:
    """The words of a message, its caption and its choices, one line each."""
    out = [line for line in message.text.splitlines() if line.strip()]
    if message.caption:
        out.append(message.caption)
    choices = [message.labels.get(button.action, button.action) for button in message.outgoing.buttons]
    if choices:
        out.append("  ".join(f"[{choice}]" for choice in choices))
    return out
