"""The operator's desk at /desk: a door of its own, and the few things that can be done there.

Off without a password. The desk's cookie lasts half an hour and opens nothing but the desk; a visit to the playground
opens no desk. Each act needs the password again, so neither a desk left open nor another site can act. Wrong passwords
slow down the address they come from.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.platforms.web import limits
from bot.platforms.web.desk import page
from bot.platforms.web.desk.words import Words, wanted
from bot.platforms.web.gate import Refused
from bot.platforms.web.signed import Signer
from bot.platforms.web.tries import Recent, caller
from bot.records import Desk
from storage.errors import NotFound

PATH = "/desk"
Act = Callable[[dict[str, str]], Awaitable[str]]  # what came of it: paused | resumed | released | erased


class DeskDoor:
    """``password``: "" switches the desk off. ``secret``: as in ``gate.Locks``."""

    def __init__(
        self, password: str, secret: bytes, proxy: str, now: Callable[[], float], today: Callable[[], float]
    ) -> None:
        self.cookie = "candid_desk"
        self._password = password
        self._proxy = proxy
        key = hmac.new(secret or secrets.token_bytes(32), b"candid desk " + password.encode(), hashlib.sha256).digest()
        self._passes = Signer(key, "desk", limits.DESK_S, today)
        self._wrong = Recent(limits.WRONG_PASSWORD_S, now)

    def is_open(self, request: web.Request) -> bool:
        return self._passes.read(request.cookies.get(self.cookie, "")) is not None

    def check_password(self, request: web.Request, said: object) -> None:
        """Raises ``Refused``: ``too_often`` or ``wrong_password``."""
        who = caller(request.remote or "", request.headers.get("X-Forwarded-For", ""), self._proxy)
        if self._wrong.count(who) >= limits.WRONG_PASSWORDS:
            raise Refused(429, "too_often")
        given = said.encode(errors="replace") if isinstance(said, str) else b""
        if not hmac.compare_digest(given, self._password.encode()):
            self._wrong.note(who)
            raise Refused(401, "wrong_password")

    def let_in(self, response: web.Response, *, secure: bool) -> None:
        response.set_cookie(
            self.cookie, self._passes.sign(secrets.token_hex(16)), path="/", max_age=int(self._passes.life_s),
            httponly=True, samesite="Strict", secure=secure or self.cookie.startswith("__Host-"),
        )  # fmt: skip

    def leave(self, response: web.Response) -> None:
        secure = self.cookie.startswith("__Host-")
        response.set_cookie(self.cookie, "", path="/", max_age=0, httponly=True, samesite="Strict", secure=secure)


class DeskHandlers:
    def __init__(self, door: DeskDoor, desk: Desk) -> None:
        self._door = door
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(PATH, self.show),
            web.get(f"{PATH}/doctor", self.doctor),
            web.post(f"{PATH}/enter", self.enter),
            web.post(f"{PATH}/leave", self.leave),
            web.post(f"{PATH}/pause", self.pause),
            web.post(f"{PATH}/resume", self.resume),
            web.post(f"{PATH}/case", self.case),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        if not self._door.is_open(request):
            return _html(page.door(_words(request)), 401)
        return await self._page(request)

    async def doctor(self, request: web.Request) -> web.StreamResponse:
        if not self._door.is_open(request):
            return _html(page.door(_words(request)), 401)
        return _html(page.doctor(_words(request), await self._desk.doctor()))

    async def enter(self, request: web.Request) -> web.StreamResponse:
        try:
            self._door.check_password(request, (await request.post()).get("password"))
        except Refused as refused:
            w = _words(request)
            return _html(page.door(w, w(f"told.{refused.code}")), refused.status)
        response = web.Response(status=303, headers={"Location": PATH})
        self._door.let_in(response, secure=request.headers.get("Origin", "").startswith("https://"))
        return response

    async def leave(self, _request: web.Request) -> web.StreamResponse:
        response = web.Response(status=303, headers={"Location": PATH})
        self._door.leave(response)
        return response

    async def pause(self, request: web.Request) -> web.StreamResponse:
        async def act(form: dict[str, str]) -> str:
            await self._desk.pause(form.get("how_long", ""))
            return "paused"

        return await self._act(request, act)

    async def resume(self, request: web.Request) -> web.StreamResponse:
        async def act(_form: dict[str, str]) -> str:
            await self._desk.resume()
            return "resumed"

        return await self._act(request, act)

    async def case(self, request: web.Request) -> web.StreamResponse:
        async def act(form: dict[str, str]) -> str:
            what = form.get("what", "")
            if what not in {"release", "erase"}:
                raise ValueError
            await self._desk.settle(int(form.get("number", "")), erase=what == "erase")
            return "released" if what == "release" else "erased"

        return await self._act(request, act)

    async def _act(self, request: web.Request, act: Act) -> web.StreamResponse:
        """Only at an open desk, and with the password again."""
        if not self._door.is_open(request):
            return _html(page.door(_words(request)), 401)
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        try:
            self._door.check_password(request, form.get("password"))
            told = await act(form)
        except Refused as refused:
            return await self._page(request, refused.code, refused.status)
        except NotFound:
            return await self._page(request, "no_case", 404)
        except ValueError:
            return await self._page(request, "unread", 400)
        return await self._page(request, told)

    async def _page(self, request: web.Request, told: str = "", status: int = 200) -> web.Response:
        """``told``: what came of an act, as the end of a key of the desk's words; "" without one."""
        w = _words(request)
        said = w(f"told.{told}") if told else ""
        return _html(page.desk(w, await self._desk.view(), self._desk.settings(), said), status)


def _words(request: web.Request) -> Words:
    return wanted(request.headers.get("Accept-Language", ""))


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")
