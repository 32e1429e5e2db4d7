"""An approved picture as the person's own Slack photo: by their own permission, used once and given back at once.

1  a button under an approved picture, where the operator switched it on
2  a window says what follows, and links to Slack's own page; the link is good for ten minutes, once, for one person
3  Slack asks the person for ``users.profile:write`` and sends them back with a code
4  the code becomes a token of theirs; it must be the person who pressed the button
5  the picture as it was handed over, label included, becomes their photo
6  Slack is told to revoke the token, whatever happened before; it is stored nowhere
"""

from __future__ import annotations

import io
import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urljoin

from slack_bolt.response import BoltResponse

from bot.platforms.slack import limits, pages, render
from bot.platforms.slack.calls import asked
from bot.platforms.slack.markup import mrkdwn
from bot.platforms.slack.settings import PHOTO
from bot.platforms.slack.workspaces import PLATFORM, Workspaces
from bot.ports import PostRefused, Text
from bot.records import WorkspaceRecords
from bot.texts import render as words
from storage.clock import Clock
from storage.logs import log
from storage.records import Address, VariantId

Json = dict[str, Any]

SCOPE = "users.profile:write"
GOOD_FOR = timedelta(minutes=10)
MOST_BEGUN = 1000
REVOKES = 2  # tries to give the permission back

# What users.setPhoto is refused with (its reference, and the errors that all methods share), by what people are told.
REFUSALS = {
    **dict.fromkeys(("too_large", "bad_image", "too_many_frames"), pages.PHOTO_TOO_LARGE),
    **dict.fromkeys(
        ("access_denied", "accesslimited", "ekm_access_denied", "enterprise_is_restricted", "no_permission",
         "org_login_required", "restricted_action", "team_access_not_granted", "user_is_restricted"),
        pages.PHOTO_FORBIDDEN,
    ),
    **dict.fromkeys(("missing_scope", "not_allowed_token_type"), pages.PHOTO_NOT_GRANTED),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who wants which picture as their photo. ``until``: when the link ends."""

    address: Address
    variant: VariantId
    until: datetime


class OwnPhoto:
    """``client_id``, ``client_secret``: the app's. ``public_url``: where Slack sends people back to."""

    def __init__(
        self,
        workspaces: Workspaces,
        records: WorkspaceRecords,
        clock: Clock,
        *,
        client_id: str,
        client_secret: str,
        public_url: str,
        api_url: str,
    ) -> None:
        self._workspaces = workspaces
        self._records = records
        self._clock = clock
        self._client_id = client_id
        self._client_secret = client_secret
        self._back = f"{public_url.rstrip('/')}{PHOTO}"
        self._asks_at = urljoin(api_url, "/oauth/v2/authorize")
        self._begun: OrderedDict[str, Wish] = OrderedDict()

    async def window(self, address: Address, variant: VariantId, language: str) -> Json:
        """What the button opens: what follows and the link, or that the picture is not there."""
        if await self._records.approved_picture(address, variant) is None:
            return _window(language, "slack-photo-gone")
        state = secrets.token_urlsafe(32)
        self._begun[state] = Wish(address=address, variant=variant, until=self._clock.now() + GOOD_FOR)
        while len(self._begun) > MOST_BEGUN:
            self._begun.popitem(last=False)
        asked_for = {"client_id": self._client_id, "user_scope": SCOPE, "state": state,
                     "redirect_uri": self._back, "team": address.workspace}  # fmt: skip
        return _window(language, "slack-photo-how", f"{self._asks_at}?{urlencode(asked_for)}")

    async def come_back(self, query: Mapping[str, str], headers: Mapping[str, Sequence[str]]) -> BoltResponse:
        """The page that the person's browser ends at. A link counts once, whatever came of it."""
        wish = self._begun.pop(query.get("state", ""), None)
        if wish is None or self._clock.now() > wish.until:
            return pages.page(pages.PHOTO_EXPIRED, headers)
        if query.get("error") or not query.get("code"):
            denied = query.get("error") == pages.DENIED
            return pages.page(pages.PHOTO_DENIED if denied else pages.PHOTO_NOT_GRANTED, headers)
        try:
            granted = await asked(
                self._workspaces.with_token("").oauth_v2_access(
                    client_id=self._client_id,
                    client_secret=self._client_secret,
                    code=query["code"],
                    redirect_uri=self._back,
                )
            )
        except PostRefused as refused:
            log.error("slack.photo_not_granted", code=refused.code)
            return pages.page(pages.PHOTO_NOT_NOW, headers)
        person = granted.get("authed_user") or {}
        token = str(person.get("access_token") or "")
        if not token:
            return pages.page(pages.PHOTO_NOT_GRANTED, headers)
        given_back = False
        try:
            became = await self._put_on(wish, granted, token)
        finally:
            given_back = await self._give_back(token)
        return pages.page(became, headers, also=pages.PHOTO_RETURNED if given_back else pages.PHOTO_NOT_RETURNED)

    async def _put_on(self, wish: Wish, granted: Json, token: str) -> str:
        """Which page tells what became of it."""
        person, team = granted.get("authed_user") or {}, granted.get("team") or {}
        if (team.get("id"), person.get("id")) != (wish.address.workspace, wish.address.user):
            return pages.PHOTO_OF_ANOTHER
        if SCOPE not in str(person.get("scope") or "").split(","):
            return pages.PHOTO_NOT_GRANTED
        picture = await self._records.approved_picture(wish.address, wish.variant)
        if picture is None:
            return pages.PHOTO_GONE
        image = io.BytesIO(picture.data)
        image.name = picture.filename  # by which aiohttp names the content type, as Slack's reference wants it
        try:
            await asked(self._workspaces.with_token(token).users_setPhoto(image=image))
        except PostRefused as refused:
            log.error("slack.photo_not_set", code=refused.code)
            return REFUSALS.get(refused.code, pages.PHOTO_NOT_NOW)
        return pages.PHOTO_SET

    async def _give_back(self, token: str) -> bool:
        """Whether Slack has revoked the token. Nothing else of this app's is touched: a revocation is of one token."""
        for _ in range(REVOKES):
            try:
                return (await asked(self._workspaces.with_token(token).auth_revoke())).get("revoked") is True
            except PostRefused as refused:
                log.error("slack.permission_not_returned", code=refused.code)
        return False


def _window(language: str, key: str, link: str = "") -> Json:
    def say(key: str) -> str:
        return words(Text(key=key), language, PLATFORM)

    blocks: list[Json] = [{"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn(say(key))}}]
    if link:
        label = {"type": "plain_text", "text": say("slack-photo-go")[: limits.BUTTON]}
        go = {"type": "button", "action_id": render.LINK, "url": link, "text": label}
        blocks.append({"type": "actions", "elements": [go]})
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("slack-photo-title")[: limits.TITLE]},
        "blocks": blocks,
    }
