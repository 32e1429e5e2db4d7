"""What people read when Slack sends them back: an admin after an installation, anybody after ``own_photo``.

In their browser's language. Pure.
"""

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
# What became of a picture that somebody wanted as their Slack photo (``own_photo``).
PHOTO_SET, PHOTO_EXPIRED, PHOTO_DENIED = "photo_done", "photo_expired", "photo_denied"
PHOTO_NOT_GRANTED, PHOTO_NOT_NOW, PHOTO_OF_ANOTHER = "photo_not_granted", "photo_not_now", "photo_of_another"
PHOTO_GONE, PHOTO_FORBIDDEN, PHOTO_TOO_LARGE = "photo_gone", "photo_forbidden", "photo_too_large"
PHOTO_RETURNED, PHOTO_NOT_RETURNED = "photo_returned", "photo_not_returned"
PHOTO_PAGES = (
    PHOTO_SET, PHOTO_EXPIRED, PHOTO_DENIED, PHOTO_NOT_GRANTED, PHOTO_NOT_NOW, PHOTO_OF_ANOTHER, PHOTO_GONE,
    PHOTO_FORBIDDEN, PHOTO_TOO_LARGE, PHOTO_RETURNED, PHOTO_NOT_RETURNED,
)  # fmt: skip
# Reasons of bolt and Slack that have a sentence of their own; any other has the general one.
AGAIN = {"invalid_browser", "invalid_state", "missing_code", "invalid_code"}
DENIED = "access_denied"
KEYS = {
    INSTALLED: "slack-install-done",
    ORGANISATION: "slack-install-organisation",
    NO_BOT: "slack-install-no-bot",
    DENIED: "slack-install-denied",
    **dict.fromkeys(AGAIN, "slack-install-again"),
    **{reason: f"slack-{reason.replace('_', '-')}" for reason in PHOTO_PAGES},
}


def page(reason: str, headers: Mapping[str, Sequence[str]], *, also: str = "") -> BoltResponse:
    """Says ``reason``, what to do, and ``also`` another one. Status 200 only for what was done, 400 otherwise.

    Its address holds a code of Slack's: it is kept in no cache and told to nobody.
    """
    language = catalog.spoken(",".join(headers.get("accept-language", ())).split(",")[0].split(";")[0].strip() or "en")
    keys = [KEYS.get(each, "slack-install-other") for each in (reason, also) if each]
    said = html.escape(" ".join(words(Text(key=key), language, "slack") for key in keys))
    body = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Candid</title>'
        f'<meta name="viewport" content="width=device-width"><p style="font:1.1em/1.5 sans-serif;max-width:40em;'
        f'margin:3em auto;padding:0 1em">{said}</p></html>'
    )
    status = HTTPStatus.OK if reason in {INSTALLED, PHOTO_SET} else HTTPStatus.BAD_REQUEST
    return BoltResponse(
        status=status,
        body=body,
        headers={
            "Content-Type": "text/html; charset=utf-8",
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
        },
    )
