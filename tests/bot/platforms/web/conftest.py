from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.platforms.web.harness import WebHarness, open_harness


@pytest.fixture
async def web(tmp_path: Path):
    async with open_harness(tmp_path) as harness:
        await harness.platform.start()
        yield harness
        await harness.platform.stop()


@pytest.fixture
async def ada(web: WebHarness):
    return await web.page("ada")


@pytest.fixture
async def ben(web: WebHarness):
    return await web.page("ben")
