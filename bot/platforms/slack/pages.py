"""What an admin reads in the browser after an installation, in their browser's language. Pure."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from slack_bolt.response import BoltResponse

from bot.ports import Text
from bot.texts import catalog
from bot.texts import render as words

INSTALLED = "installed"
ORGANISATION, NO_BOT = "organisation", "no_bot"
# Reasons of bolt and Slack that have a sentence of their own; any other has the general one.
AGAIN = {"invalid_browser", "invalid_state", "missing_code", "invalid_code"}
DENIED = "access_denied"
KEYS = {
    INSTALLED: "slack-install-done",
    ORGANISATION: "slack-install-organisation",
    NO_BOT: "slack-install-no-bot",
    DENIED: "slack-install-denied",
    **dict.fromkeys(AGAIN, "slack-install-again"),
}


def page(reason: str, headers: Mapping[str, Sequence[str]]) -> BoltResponse:
    """Says ``reason`` and what to do. Status 200 only for an installation that was kept, 400 otherwise."""
    language = catalog.spoken(",".join(headers.get("accept-language", ())).split(",")[0].split(";")[0].strip() or "en")
    said = html.escape(words(Text(key=KEYS.get(reason, "slack-install-other")), language, "slack"))
    body = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Candid</title>'
        f'<meta name="viewport" content="width=device-width"><p style="font:1.1em/1.5 sans-serif;max-width:40em;'
        f'margin:3em auto;padding:0 1em">{said}</p></html>'
    )
    status = HTTPStatus.OK if reason == INSTALLED else HTTPStatus.BAD_REQUEST
    return BoltResponse(status=status, body=body, headers={"Content-Type": "text/html; charset=utf-8"})
