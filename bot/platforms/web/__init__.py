"""The web playground: the real bot in one page of this machine's own browser, no account and no token needed."""

from __future__ import annotations

from bot.declarations import Around, Declaration, OnThisMachine
from bot.platforms.web.limits import CAPABILITIES
from bot.platforms.web.settings import WebSettings
from bot.ports import Platform
from storage.operations.check import Check


def _build(own: WebSettings, around: Around) -> Platform:
    from bot.platforms.web.adapter import Options, build

    options = Options(
        host=own.web_host,
        port=own.web_port,
        password=own.web_password.get_secret_value(),
        origin=own.web_origin,
        example=around.example,
        secret=around.secret,
        remembered_s=around.result_retention.total_seconds(),
        proxy=own.web_proxy,
        desk_password=own.web_desk_password.get_secret_value(),
    )
    return build(options, around.history, around.desk)


def _checks(_own: WebSettings) -> list[Check]:
    return []  # a port that is taken is told by the start itself


DECLARED = Declaration(
    title="the web playground",
    carrier=OnThisMachine,
    capabilities=CAPABILITIES,
    settings=WebSettings,
    build=_build,
    checks=_checks,
    harness="tests.bot.platforms.web.harness",
)
