"""What the emulated Slack lacks of a person's own permission: their yes, their token, their photo, the revocation.

    oauth.v2.access with a code of ``agrees`` gives a token of that person (Slack's OAuth v2 guide: "authed_user")
    users.setPhoto   a user token with ``users.profile:write``; multipart/form-data, and "present its correct
                     Content-type"; ``bad_image`` for what is no picture; a bot's token is of the wrong type
    auth.revoke      ``{"ok": true, "revoked": true}``; from then on the token is answered with ``token_revoked``

Each is from Slack's method reference. The person is whoever is signed in in the browser, not who pressed the button.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]
SCOPE = "users.profile:write"
METHODS = ("oauth.v2.access", "users.setPhoto", "auth.revoke")


@dataclass(kw_only=True)
class Grant:
    user: str
    team: str
    scope: str
    token: str = field(default_factory=lambda: f"xoxp-once-{secrets.token_hex(6)}")
    revoked: bool = False


@dataclass
class Permissions:
    """``photos``: by user, bytes and content type of their Slack photo."""

    codes: dict[str, Grant] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    photos: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def agrees(self, link: str, user: str, team: str, *, scope: str = SCOPE) -> dict[str, str]:
        """What Slack adds to the address that the browser of ``user`` is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        assert asked["user_scope"] == SCOPE, "nothing else is asked for"
        code = secrets.token_hex(8)
        self.codes[code] = Grant(user=user, team=team, scope=scope)
        return {"code": code, "state": asked["state"]}

    def answer(self, method: str, token: str, body: Json, image: tuple[bytes, str] | None) -> Json | None:
        """None for a call that is not about a person's permission."""
        if method == "oauth.v2.access":
            grant = self.codes.pop(str(body.get("code")), None)
            return self._granted(grant) if grant is not None else None
        held = next((each for each in self.grants if each.token == token), None)
        if held is None:
            return {"ok": False, "error": "not_allowed_token_type"}
        if held.revoked:
            return {"ok": False, "error": "token_revoked"}
        if method == "auth.revoke":
            held.revoked = True
            return {"ok": True, "revoked": True}
        if SCOPE not in held.scope:
            return {"ok": False, "error": "missing_scope", "needed": SCOPE, "provided": held.scope}
        if image is None or image[1] not in ("image/jpeg", "image/png", "image/gif"):
            return {"ok": False, "error": "bad_image"}
        self.photos[held.user] = image
        return {"ok": True, "profile": {}}

    def _granted(self, grant: Grant) -> Json:
        self.grants.append(grant)
        user = {"id": grant.user, "scope": grant.scope, "access_token": grant.token, "token_type": "user"}
        return {
            "ok": True, "app_id": "A1", "authed_user": user, "team": {"id": grant.team}, "enterprise": None,
            "is_enterprise_install": False,
        }  # fmt: skip
