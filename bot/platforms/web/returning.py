"""Who comes back: whether the page may come in, whom this browser remembers, and what a press makes of that."""

from __future__ import annotations

import json

from aiohttp import web

from bot.platforms.web import inbound, limits
from bot.platforms.web.gate import TAB_HEADER, Gate
from bot.platforms.web.signed import Read
from bot.platforms.web.windows import Windows


class ReturningHandlers:
    def __init__(self, gate: Gate, windows: Windows) -> None:
        self._gate = gate
        self._windows = windows

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/visit", self.visit), web.post("/remember", self.remember), web.post("/back", self.back)]

    async def visit(self, request: web.Request) -> web.StreamResponse:
        """Whether the page may come in, as this tab if it is somebody already; and whether somebody is remembered."""
        self._gate.check_site(request)
        remembered = self._gate.remembered(request)
        if remembered is not None and not await self._is_known(remembered):
            response = web.json_response({"code": "forgotten"}, status=401)  # the page asks again, without the cookie
            self._gate.forget(request, response)
            return response
        if request.headers.get(TAB_HEADER):
            self._gate.person(request, request.headers.get(TAB_HEADER))
        elif remembered is None:
            self._gate.check_visit(request)
        return web.json_response({
            "ok": True, "remembered": remembered is not None, "can_remember": self._gate.can_remember,
            "sharing": self._gate.sharing,
        })  # fmt: skip

    async def _is_known(self, remembered: Read) -> bool:
        """Whether the records hold anything of that person. Who was forgotten is not welcomed back."""
        if remembered.age_s < limits.JUST_REMEMBERED_S:
            return True
        return bool(await self._windows.recall.standing(inbound.address_of(remembered.subject)))

    async def remember(self, request: web.Request) -> web.StreamResponse:
        """The box "Remember me on this browser", ticked or not."""
        user = self._gate.person(request, request.headers.get(TAB_HEADER))
        response = web.json_response({"ok": True})
        if (await inbound.json_of(request)).get("on") is True:
            self._gate.remember(request, user, response)
        else:
            self._gate.forget(request, response)
        return response

    async def back(self, request: web.Request) -> web.StreamResponse:
        """The person pressed "It's me"."""
        response = web.json_response({})
        response.text = json.dumps({"tab": self._gate.come_back(request, response)})
        return response
