"""Who may talk to the playground: right host, right origin, and a visit that began with the printed address.

The token travels in the fragment of the address, which a browser sends to nobody; the page trades it for a cookie that
scripts cannot read and other sites cannot use. Beyond loopback a password takes the token's place, and visits end.

A person is not the cookie: each tab makes its own secret, and a person's name here is a hash of it. So two tabs of one
browser are two people, and neither can speak for the other.

Who ticked "Remember me" has a second, signed cookie with their name. Alone it opens nothing: once they press "It's me",
it is traded for a visit and for a ticket, by which this tab is that person.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from bot.platforms.web import limits
from bot.platforms.web.signed import Read, Signer
from bot.platforms.web.tries import People, Recent, caller

TAB_HEADER = "X-Candid-Tab"
_TAB_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 random bytes in base64url
_OWN_PORTS = {"http": 80, "https": 443}
_SAME_SITE = ("same-origin", "none")  # "none": typed or opened from outside a page
_FOR_EVER_S = 10 * 365 * 86400.0  # a visit on loopback ends with the server


class Refused(Exception):
    """``code`` is told to the page; ``status`` is the HTTP status."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """``password``: "" on loopback, where the token does. ``secret``: 32 bytes, the same after a restart; b"" without
    records, and then nobody is remembered. ``remembered_s``: how long a person is remembered, in seconds.
    ``proxy``: the address of the proxy in front, whose ``X-Forwarded-For`` is believed.
    """

    token: str
    password: str = ""
    secret: bytes = b""
    remembered_s: float = 0.0
    proxy: str = ""


class Gate:
    """``origins``: what the page may be opened as, e.g. "http://127.0.0.1:8765"; set once the port is known."""

    def __init__(self, locks: Locks, now: Callable[[], float], today: Callable[[], float]) -> None:
        self.origins: frozenset[str] = frozenset()
        self.cookie = "candid"
        self.sharing = bool(locks.password)
        self._locks = locks
        lasting = locks.secret if locks.secret and self.sharing else locks.token.encode()
        self._visits = Signer(_key(lasting, locks.password), "visit", self._visit_s(), today)
        self._tickets = Signer(_key(locks.secret, locks.password), "tab", locks.remembered_s, today)
        self._me = Signer(_key(locks.secret, locks.password), "me", locks.remembered_s, today)
        self._wrong = Recent(limits.WRONG_PASSWORD_S, now)
        self._events = Recent(limits.EVENTS_S, now)
        self._people = People(now)

    def check_place(self, request: web.Request) -> None:
        """Host, Origin and fetch metadata: stops DNS rebinding and requests that other sites trigger."""
        if request.headers.get("Host", "").lower() not in {
            host for origin in self.origins for host in _hosts_of(origin)
        }:
            raise Refused(421, "wrong_host")
        origin = request.headers.get("Origin")
        speaks = request.method not in ("GET", "HEAD") or request.headers.get("Upgrade", "").lower() == "websocket"
        if (origin is None and speaks) or (origin is not None and origin not in self.origins):
            raise Refused(403, "wrong_origin")

    def check_site(self, request: web.Request) -> None:
        """No request that a page of another site triggered."""
        if request.headers.get("Sec-Fetch-Site", "none") not in _SAME_SITE:
            raise Refused(403, "wrong_site")

    def check_visit(self, request: web.Request) -> str:
        """Everything but the bare page and its files needs a visit. Returns its name, by which quotas are counted."""
        return self._visit(request).subject

    def left_s(self, request: web.Request) -> float:
        """How many seconds the visit still lasts: an open stream ends with it."""
        return self._visits.life_s - self._visit(request).age_s

    def _visit(self, request: web.Request) -> Read:
        self.check_site(request)
        shown = request.cookies.get(self.cookie, "")
        visit = self._visits.read(shown)
        if visit is None:
            raise Refused(401, "password" if self.sharing else "old_visit" if shown else "no_visit")
        return visit

    def person(self, request: web.Request, said: object) -> str:
        """The name of the person who asks; ``said``: the tab's secret, or a ticket. Where the page is shared, one visit
        may be few people.
        """
        visit = self.check_visit(request)
        ticket = self._tickets.read(said) if isinstance(said, str) and self.can_remember else None
        user = user_of(said) if ticket is None else ticket.subject
        if self.sharing and not self._people.allows(visit, user):
            raise Refused(429, "too_many_people")
        return user

    def count_event(self, request: web.Request) -> None:
        """Where the page is shared, one visit may not keep everybody else from being heard."""
        visit = self.check_visit(request)
        if not self.sharing:
            return
        if self._events.count(visit) >= limits.MOST_EVENTS:
            raise Refused(503, "busy")
        self._events.note(visit)

    def enter(self, request: web.Request, said: str, response: web.Response) -> None:
        """Trades the token, or the password where there is one, for a new visit; what the browser shows is not used."""
        who = caller(request.remote or "", request.headers.get("X-Forwarded-For", ""), self._locks.proxy)
        if self._wrong.count(who) >= limits.WRONG_PASSWORDS:
            raise Refused(429, "too_often")
        if not hmac.compare_digest(said.encode(), (self._locks.password or self._locks.token).encode()):
            self._wrong.note(who)
            raise Refused(401, "wrong_password" if self.sharing else "no_visit")
        self._let_in(request, response)

    # --- remembered people --------------------------------------------------------------------------------------------

    @property
    def can_remember(self) -> bool:
        return bool(self._locks.secret and self._locks.remembered_s)

    def remembered(self, request: web.Request) -> Read | None:
        """Who this browser remembers; None where nobody is, or for longer than their pictures are kept."""
        shown = request.cookies.get(self._me_cookie, "")
        return self._me.read(shown) if shown and self.can_remember else None

    def remember(self, request: web.Request, user: str, response: web.Response) -> None:
        if self.can_remember:
            self._set(request, response, self._me_cookie, self._me.sign(user), int(self._me.life_s))

    def come_back(self, request: web.Request, response: web.Response) -> str:
        """The person pressed "It's me": a new visit, and the cookie counts from now. Returns the ticket."""
        self.check_site(request)
        remembered = self.remembered(request)
        if remembered is None:
            raise Refused(401, "password" if self.sharing else "no_visit")
        self._let_in(request, response)
        self.remember(request, remembered.subject, response)
        return self._tickets.sign(remembered.subject)

    def forget(self, request: web.Request, response: web.Response) -> None:
        self._set(request, response, self._me_cookie, "", 0)

    def _let_in(self, request: web.Request, response: web.Response) -> None:
        life = int(self._visits.life_s) if self.sharing else None
        self._set(request, response, self.cookie, self._visits.sign(secrets.token_hex(16)), life)

    @property
    def _me_cookie(self) -> str:
        return f"{self.cookie}_me"

    def _set(self, request: web.Request, response: web.Response, name: str, value: str, life: int | None) -> None:
        secure = name.startswith("__Host-") or request.headers.get("Origin", "").startswith("https://")
        response.set_cookie(name, value, path="/", max_age=life, httponly=True, samesite="Strict", secure=secure)

    def _visit_s(self) -> float:
        return limits.VISIT_S if self.sharing else _FOR_EVER_S


def cookie_name(origin: str, port: int) -> str:
    """Cookies know no port: two playgrounds must not share one. Under ``__Host-`` no sister domain can plant one."""
    return f"__Host-candid_{port}" if origin.startswith("https://") else f"candid_{port}"


def _key(secret: bytes, password: str) -> bytes:
    """A new password ends all visits, and nobody is remembered any more."""
    return hmac.new(secret, b"candid web " + password.encode(), hashlib.sha256).digest()


def origin_of(address: str) -> str:
    """The origin as browsers write it: lower case, without the scheme's own port. Raises ``ValueError`` for none."""
    parts = urlsplit(address)
    if parts.scheme not in _OWN_PORTS or not parts.hostname:
        raise ValueError
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, _OWN_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _hosts_of(origin: str) -> tuple[str, str]:
    """What the Host header may say: browsers leave the scheme's own port out, other programs may not."""
    scheme, _, host = origin.partition("://")
    return host, f"{host}:{_OWN_PORTS[scheme]}"


def user_of(secret: object) -> str:
    """The person's name for the records: a hash, so that what is stored lets nobody speak for them."""
    if not isinstance(secret, str) or not _TAB_SECRET.fullmatch(secret):
        raise Refused(401, "no_tab")
    return hashlib.sha256(f"candid web person {secret}".encode()).hexdigest()[:32]
