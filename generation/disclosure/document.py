"""What the page that reads marks and the report about a folder share: one HTML document that loads nothing."""

from __future__ import annotations

import html

from generation.disclosure.wording import Words


def document(spoken: Words, title: str, style: str, body: str, *, head: str = "") -> str:
    """``title``: plain text; ``head`` and ``body``: HTML."""
    named = html.escape(title)
    return (
        f'<!doctype html><html lang="{spoken.language}" dir="{spoken.direction}"><head><meta charset="utf-8">{head}'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{named}</title>'
        f"<style>{style}</style></head><body><main><h1>{named}</h1>{body}</main></body></html>"
    )
