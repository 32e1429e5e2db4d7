from __future__ import annotations

import pytest

from tests.bot.platforms.slack.harness import SlackHarness, open_shim


@pytest.fixture
async def harness():
    """The real adapter in Socket Mode, started."""
    async with open_shim() as shim:
        opened = SlackHarness(shim)
        await opened.platform.start()
        yield opened
        await opened.close()
