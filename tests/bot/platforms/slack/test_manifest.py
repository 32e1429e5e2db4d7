"""The manifest against the rules that are known: names, counts, scopes, what makes a direct chat possible.

Slack's own validator was not run; the rules are those of its manifest schema and reference as noted in the README.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.platforms.slack import manifest as made
from bot.platforms.slack.settings import SlackSettings
from tests.bot.platforms.slack.fake.emulator import manifest

TOP = {"_metadata", "display_information", "features", "oauth_config", "settings"}
HEARD = {"app_home_opened", "app_uninstalled", "message.im", "reaction_added", "reaction_removed",
         "tokens_revoked"}  # fmt: skip
# What each event needs, from Slack's event reference.
NEEDS = {"message.im": "im:history", "reaction_added": "reactions:read", "reaction_removed": "reactions:read"}


def faults(found: dict) -> list[str]:
    shown, features, settings = found["display_information"], found["features"], found["settings"]
    commands, scopes = features["slash_commands"], found["oauth_config"]["scopes"]["bot"]
    events = settings["event_subscriptions"]["bot_events"]
    rules = {
        "only known parts": set(found) <= TOP,
        "name": 1 <= len(shown["name"]) <= 35,
        "description": len(shown["description"]) <= 140,
        "long description": 174 <= len(shown["long_description"]) <= 4000,
        "colour": re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"]) is not None,
        "people can write": features["app_home"]["messages_tab_enabled"] is True
        and features["app_home"]["messages_tab_read_only_enabled"] is False,
        "home": features["app_home"]["home_tab_enabled"] is True,
        "bot name": 1 <= len(features["bot_user"]["display_name"]) <= 80,
        "at most 50 commands": 1 <= len(commands) <= 50,
        "command names": all(re.fullmatch(r"/[a-z][a-z0-9-]{0,30}", each["command"]) for each in commands),
        "commands once": len({each["command"] for each in commands}) == len(commands),
        "command descriptions": all(1 <= len(each["description"]) <= 2000 for each in commands),
        "no command of Slack's own": not {each["command"] for each in commands} & {"/status", "/help", "/remind"},
        "every command of ours": {each["command"] for each in commands} >= {"/headshot", "/forget-me", "/candid"},
        "scopes are those asked for": set(scopes) == set(made.SCOPES),
        "no user token": "user" not in found["oauth_config"]["scopes"],
        "events": set(events) == HEARD,
        "events have their scopes": all(scope in scopes for event, scope in NEEDS.items() if event in events),
        "interactive": settings["interactivity"]["is_enabled"] is True,
        "socket mode": settings["socket_mode_enabled"] is True,
        "tokens do not rotate": settings["token_rotation_enabled"] is False,
    }
    return [rule for rule, holds in rules.items() if not holds]


def test_the_manifest_keeps_every_known_rule() -> None:
    assert faults(manifest()) == []


def broken(change) -> list[str]:
    found = deepcopy(manifest())
    change(found)
    return faults(found)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda m: m["features"]["app_home"].update(messages_tab_read_only_enabled=True), "people can write"),
        (lambda m: m["features"]["slash_commands"][0].update(command="headshot"), "command names"),
        (lambda m: m["features"]["slash_commands"].append({"command": "/status", "description": "x"}),
         "no command of Slack's own"),
        (lambda m: m["oauth_config"]["scopes"]["bot"].append("channels:history"), "scopes are those asked for"),
        (lambda m: m["settings"]["event_subscriptions"]["bot_events"].append("user_change"), "events"),
        (lambda m: m["settings"].update(socket_mode_enabled=False), "socket mode"),
        (lambda m: m["oauth_config"]["scopes"].update(user=["files:write"]), "no user token"),
    ],
)  # fmt: skip
def test_sabotage_each_broken_rule_is_told(change, rule) -> None:
    assert rule in broken(change)


# --- as a link, and for other ways of serving -------------------------------------------------------------------------


def made_for(**own) -> dict:
    return made.manifest(SlackSettings(_env_file=None, **own))


def test_the_link_opens_slacks_page_for_a_new_app_with_the_whole_manifest() -> None:
    own = SlackSettings(_env_file=None)
    address = urlsplit(made.link(own))
    asked = parse_qs(address.query, strict_parsing=True)
    assert (address.netloc, address.path, asked["new_app"]) == ("api.slack.com", "/apps", ["1"])
    assert json.loads(asked["manifest_json"][0]) == made.manifest(own)


def test_over_http_every_way_in_names_its_address_and_nothing_is_left_to_type() -> None:
    app = made_for(slack_public_url="https://bot.example/", slack_signing_secret="s", slack_client_id="1.2")
    here = "https://bot.example/slack/events"
    assert app["settings"]["socket_mode_enabled"] is False
    ways = (app["settings"]["event_subscriptions"], app["settings"]["interactivity"])
    assert {way["request_url"] for way in ways} == {here}
    assert {command["url"] for command in app["features"]["slash_commands"]} == {here}
    assert app["oauth_config"]["redirect_urls"] == ["https://bot.example/slack/oauth_redirect"]


def test_a_persons_permission_is_asked_for_only_where_their_photo_is_offered() -> None:
    served = {"slack_public_url": "https://bot.example", "slack_signing_secret": "s", "slack_client_id": "1.2"}
    plain, offering = made_for(**served), made_for(**served, slack_offer_photo=True)
    assert "user" not in plain["oauth_config"]["scopes"]
    assert offering["oauth_config"]["scopes"]["user"] == ["users.profile:write"]
    assert offering["oauth_config"]["redirect_urls"] == [
        "https://bot.example/slack/oauth_redirect", "https://bot.example/slack/photo",
    ]  # fmt: skip
    assert made.differences(offering, plain) == ["user scopes missing: users.profile:write"]


def test_with_an_app_token_it_stays_with_socket_mode() -> None:
    app = made_for(slack_public_url="https://bot.example", slack_app_token="xapp-1")
    assert app["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in str(app)
