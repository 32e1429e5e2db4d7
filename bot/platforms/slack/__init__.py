"""Slack: slash commands, a Home tab, modals, direct messages, reactions. See README.md.

``slack_bolt`` and ``slack_sdk`` are imported in this folder and nowhere else, and not before a token is set.
"""

from __future__ import annotations

from datetime import datetime

from bot.commands import grouped
from bot.declarations import Around, Declaration
from bot.platforms.slack.limits import CAPABILITIES
from bot.platforms.slack.settings import INSTALL, SlackSettings
from bot.ports import Platform
from storage.operations.check import Check


def _build(own: SlackSettings, around: Around) -> Platform:
    from bot.platforms.slack.adapter import Options, build

    options = Options(
        bot_token=own.slack_bot_token.get_secret_value(),
        app_token=own.slack_app_token.get_secret_value(),
        signing_secret=own.slack_signing_secret.get_secret_value(),
        client_id=own.slack_client_id,
        client_secret=own.slack_client_secret.get_secret_value(),
        host=own.slack_host,
        port=own.slack_port,
        public_url=own.slack_public_url,
        api_url=own.slack_api_url,
        offer_photo=own.slack_offer_photo,
        aliases=own.aliases,
        record=around.record,
    )
    return build(options, around.workspaces, servers=around.servers, history=around.history)


def _checks(own: SlackSettings) -> list[Check]:
    from bot.platforms.slack.checks import slack_checks

    return slack_checks(own)


def _invite(own: SlackSettings) -> str:
    from bot.platforms.slack import manifest

    first = f"Slack: this address makes the app, with all it needs. Choose your workspace there.\n{manifest.link(own)}"
    if own.slack_client_id and own.slack_public_url:
        return f"{first}\nAdmins install it at {own.slack_public_url.rstrip('/')}{INSTALL}"
    return first


def _instant(at: datetime, in_utc: str) -> str:
    """Slack shows it in each reader's own zone; the words in UTC are for clients that cannot (formatting reference)."""
    return f"<!date^{int(at.timestamp())}^{{date_long}} {{time}}|{in_utc} UTC>"


DECLARED = Declaration(
    title="Slack",
    carrier="Slack",
    capabilities=CAPABILITIES,
    settings=SlackSettings,
    build=_build,
    checks=_checks,
    harness="tests.bot.platforms.slack.harness",
    typed=grouped,
    instant=_instant,
    invite=_invite,
)
