"""The app as Slack is told of it: name, commands, scopes, events. ``candid up --invite`` makes a link of it.

One place says what the app needs: the installation asks for these scopes, ``candid doctor`` compares the app with this.
Pure; field names and limits are those of Slack's app manifest reference.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any
from urllib.parse import quote

from bot.commands import grouped
from bot.platforms.slack.settings import CALLBACK, EVENTS, PHOTO, SlackSettings

Json = dict[str, Any]

SCOPES = ("chat:write", "commands", "files:read", "files:write", "im:history", "im:write",
          "reactions:read", "reactions:write", "users:read")  # fmt: skip
PHOTO_SCOPES = ("users.profile:write",)  # a person's, and only where the operator offers to set their photo
BOT_EVENTS = ("app_home_opened", "app_uninstalled", "message.im", "reaction_added", "reaction_removed",
              "tokens_revoked")  # fmt: skip
NEW_APP = "https://api.slack.com/apps?new_app=1&manifest_json="  # Slack's way of sharing a manifest as a link

_APP: Json = {
    "_metadata": {"major_version": 1},
    "display_information": {
        "name": "Candid",
        "description": "Honest headshots from your own photos",
        "long_description": (
            "Candid makes honest headshots from a person's own photos, on a machine of the operator of this app. It "
            "asks for consent before it takes a photo, says on each picture what was done to it, and erases everything "
            "when asked, or after its time. By default faces are not repainted. It sends no photo to an AI service. "
            "The app's operator is named in the first message."
        ),
        "background_color": "#1f2937",
    },
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Candid", "always_online": True},
        "slash_commands": [
            {"command": "/headshot", "description": "Make a headshot", "should_escape": False},
            {"command": "/forget-me", "description": "Erase everything", "should_escape": False},
            {
                "command": "/candid",
                "description": "Everything else Candid can do; /candid help lists it",
                "usage_hint": "help",
                "should_escape": False,
            },
            {
                "command": "/headshot-admin",
                "description": "For admins of this workspace",
                "usage_hint": "pause, resume, limits sets=3, looks office, announce",
                "should_escape": False,
            },
        ],
    },
    "oauth_config": {"scopes": {"bot": list(SCOPES)}},
    "settings": {
        "event_subscriptions": {"bot_events": list(BOT_EVENTS)},
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    },
}


def manifest(own: SlackSettings) -> Json:
    """For Socket Mode, unless these settings say how Slack reaches this machine and hold no app token."""
    app = deepcopy(_APP)
    app["features"]["slash_commands"] += [
        {"command": f"/{alias}", "description": f"The same as {grouped(command)}", "should_escape": False}
        for alias, command in own.aliases.items()
    ]
    at = own.slack_public_url.rstrip("/")
    if own.slack_client_id and at:
        app["oauth_config"]["redirect_urls"] = [f"{at}{CALLBACK}"]
        if own.slack_offer_photo:
            app["oauth_config"]["redirect_urls"].append(f"{at}{PHOTO}")
            app["oauth_config"]["scopes"]["user"] = list(PHOTO_SCOPES)
    if at and not own.slack_app_token.get_secret_value():
        app["settings"]["socket_mode_enabled"] = False
        app["settings"]["event_subscriptions"]["request_url"] = f"{at}{EVENTS}"
        app["settings"]["interactivity"]["request_url"] = f"{at}{EVENTS}"
        for command in app["features"]["slash_commands"]:
            command["url"] = f"{at}{EVENTS}"
    return app


def link(own: SlackSettings) -> str:
    """Opened in a browser, it makes the app in the workspace that is chosen there."""
    return NEW_APP + quote(json.dumps(manifest(own), separators=(",", ":")), safe="")


def differences(wanted: Json, found: Json) -> list[str]:
    """What the app at Slack lacks of the manifest, each as a few words. More than is needed is no difference."""
    lacking = [
        *_missing("bot scopes", _at(wanted, *_BOT_SCOPES), _at(found, *_BOT_SCOPES)),
        *_missing("user scopes", _at(wanted, *_USER_SCOPES), _at(found, *_USER_SCOPES)),
        *_missing("events", _at(wanted, *_BOT_EVENTS), _at(found, *_BOT_EVENTS)),
        *_missing("slash commands", _commands(wanted), _commands(found)),
    ]
    for path, words in _SWITCHES.items():
        if (_at(found, *path) or False) is not _at(wanted, *path):
            lacking.append(words)
    return lacking


_BOT_SCOPES = ("oauth_config", "scopes", "bot")
_USER_SCOPES = ("oauth_config", "scopes", "user")
_BOT_EVENTS = ("settings", "event_subscriptions", "bot_events")
_SWITCHES = {
    ("features", "app_home", "home_tab_enabled"): "Home tab off",
    ("features", "app_home", "messages_tab_enabled"): "Messages tab off: nobody can write",
    ("features", "app_home", "messages_tab_read_only_enabled"): "Messages tab read-only: nobody can write",
    ("settings", "interactivity", "is_enabled"): "interactivity off: no button works",
    ("settings", "socket_mode_enabled"): "Socket Mode set otherwise than here",
    ("settings", "token_rotation_enabled"): "token rotation set otherwise than here",
}


def _missing(what: str, wanted: object, found: object) -> list[str]:
    lacking = sorted(set(_list(wanted)) - set(_list(found)))
    return [f"{what} missing: {', '.join(lacking)}"] if lacking else []


def _commands(app: Json) -> list[str]:
    return [
        str(each.get("command")) for each in _list(_at(app, "features", "slash_commands")) if isinstance(each, dict)
    ]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(app: object, *path: str) -> object:
    for name in path:
        app = app.get(name) if isinstance(app, dict) else None
    return app
