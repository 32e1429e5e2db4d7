"""``candid doctor`` on Discord: how the application may be installed, and which intents it asks for."""

from __future__ import annotations

import discord

from bot.platforms.discord import checks

BARE = {"0": {"oauth2_install_params": {"scopes": ["bot"], "permissions": "0"}}}
MESSAGE_CONTENT_LIMITED = 1 << 19  # Discord's reference, application flags


def application(**changes) -> discord.AppInfo:
    """As Discord describes an application, with what a sabotage changes."""
    config = {
        "0": {"oauth2_install_params": {"scopes": ["applications.commands", "bot"], "permissions": "0"}},
        "1": {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}},
    }
    owner = {"id": "1", "username": "ada", "discriminator": "0", "avatar": None}
    data = {
        "id": "1", "name": "candid", "icon": None, "description": "", "bot_public": True, "verify_key": "0" * 64,
        "bot_require_code_grant": False, "owner": owner, "flags": 0, "integration_types_config": config,
    }  # fmt: skip
    state = discord.Client(intents=discord.Intents.none())._connection
    return discord.AppInfo(state=state, data={**data, **changes})


def test_doctor_names_what_the_application_s_installation_lacks() -> None:
    assert checks.installs(application()).ok
    bare = checks.installs(application(integration_types_config=BARE))
    assert bare.detail == "Guild Install lacks applications.commands; User Install is off"


def test_doctor_names_an_intent_that_is_on_and_not_needed() -> None:
    assert checks.intents(application().flags).ok
    found = checks.intents(application(flags=MESSAGE_CONTENT_LIMITED).flags)
    assert (found.ok, found.detail) == (False, "on, and not needed: Message Content")


def test_an_application_that_was_never_started_has_no_commands_and_that_is_well() -> None:
    assert checks.registered(set()).ok
    assert not checks.registered({"headshot"}).ok
