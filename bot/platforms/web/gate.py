"""Who may talk to the playground: right host, right origin, and a visit that began with the printed address.

The token travels in the fragment of the address, which a browser sends to nobody; the page trades it for a cookie that
scripts cannot read and other sites cannot use. Beyond loopback a password takes the token's place.

A person is not the cookie: each tab makes its own secret, and a person's name here is a hash of it. So two tabs of one
browser are two people, and neither can speak for the other.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from aiohttp import web

from bot.platforms.web import limits

TAB_HEADER = "X-Candid-Tab"
_TAB_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 random bytes in base64url
_OWN_PORTS = {"http": 80, "https": 443}
_SAME_SITE = ("same-origin", "none")  # "none": typed or opened from outside a page


class Refused(Exception):
    """``code`` is told to the page; ``status`` is the HTTP status."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class Gate:
    """``origins``: what the page may be opened as, e.g. "http://127.0.0.1:8765"; set once the port is known."""

    def __init__(self, token: str, password: str, now: Callable[[], float]) -> None:
        self.origins: frozenset[str] = frozenset()
        self.cookie = "candid"
        self._token = token
        self._password = password
        self._pass = hmac.new(token.encode(), b"candid web visit", hashlib.sha256).hexdigest()
        self._now = now
        self._wrong: list[float] = []

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

    def check_visit(self, request: web.Request) -> None:
        """Everything but the bare page and its files needs a visit that began with the token or the password."""
        if request.headers.get("Sec-Fetch-Site", "none") not in _SAME_SITE:
            raise Refused(403, "wrong_site")
        if not hmac.compare_digest(request.cookies.get(self.cookie, "").encode(errors="replace"), self._pass.encode()):
            raise Refused(401, "password" if self._password else "no_visit")

    def enter(self, request: web.Request, said: str, response: web.Response) -> None:
        """Trades the token, or the password where there is one, for the cookie."""
        now = self._now()
        self._wrong = [at for at in self._wrong if now - at < limits.WRONG_PASSWORD_S]
        if len(self._wrong) >= limits.WRONG_PASSWORDS:
            raise Refused(429, "too_often")
        if not hmac.compare_digest(said.encode(), (self._password or self._token).encode()):
            self._wrong.append(now)
            raise Refused(401, "wrong_password" if self._password else "no_visit")
        secure = request.headers["Origin"].startswith("https://")
        response.set_cookie(self.cookie, self._pass, path="/", httponly=True, samesite="Strict", secure=secure)


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
