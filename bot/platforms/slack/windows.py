"""What opens beside the chat: a form as a modal, the way to one's own Slack photo, the Home tab."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.platforms.slack import forms, inbound, limits, render
from bot.platforms.slack.calls import asked
from bot.platforms.slack.own_photo import OwnPhoto
from bot.platforms.slack.people import People, Place
from bot.platforms.slack.workspaces import Workspaces
from bot.ports import PostRefused, TryLater
from bot.records import WorkspaceRecords
from storage.errors import StorageError
from storage.logs import log
from storage.records import Address, VariantId

Json = dict[str, Any]


class Windows:
    """``own_photo``: None where the operator does not offer it."""

    def __init__(
        self, workspaces: Workspaces, people: People, records: WorkspaceRecords, own_photo: OwnPhoto | None
    ) -> None:
        self._workspaces = workspaces
        self._people = people
        self._records = records
        self._own_photo = own_photo

    async def open(self, team: str, user: str, place: Place | None, pressed: Json) -> None:
        """Answers a press with a modal. A press is valid for three seconds; a form is in its button.

        Raises ``ValueError`` for a button that opens none here, ``PostRefused``.
        """
        client = await self._workspaces.client(team)
        view = await self._view(self._people.at(team, user, place), pressed["actions"][0])
        await asked(client.views_open(trigger_id=pressed["trigger_id"], view=view))

    async def _view(self, address: Address, button: Json) -> Json:
        if inbound.kind_of(button) == render.FORM:
            return render.modal(forms.unpack(str(button["value"])), address.channel)
        if self._own_photo is None:
            raise ValueError(render.OWN_PHOTO)
        language = (await self._people.profile(address.workspace, address.user)).locale.replace("_", "-")
        return await self._own_photo.window(address, VariantId(str(button["value"])), language or "en")

    async def show_home(self, team: str, user: str) -> None:
        profile = await self._people.profile(team, user)
        for _ in range(limits.PUBLISH_AGAIN):
            try:
                overview = await self._records.overview(self._people.at(team, user), profile.locale)
                view = render.home(overview.language, overview.standing, overview.privacy)
                client = await self._workspaces.client(team)
                await asked(client.views_publish(user_id=user, view=view))
                return
            except (PostRefused, StorageError) as refused:
                log.error("slack.home_not_shown", code=refused.code)
                if not isinstance(refused, TryLater):
                    return
                await asyncio.sleep(refused.retry_after or 0.0)
