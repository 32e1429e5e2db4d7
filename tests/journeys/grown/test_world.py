"""The fixture that chooses the world notices a journey whose rows lie elsewhere."""

from __future__ import annotations

import pytest

from storage.opening import open_storage
from tests import fakes
from tests.journeys.grown.conftest import Grown

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]


async def test_the_sabotage_an_embedded_installation_is_seen(grown_world, server, tmp_path, monkeypatch):
    async with open_storage(fakes.settings_in(tmp_path / "grown")) as storage:
        await fakes.new_person(storage)
    assert grown_world.lines() > 0
    world = Grown(server)
    with monkeypatch.context() as embedded:
        embedded.setattr(fakes, "rows_and_bytes_of", lambda _folder: {})
        async with open_storage(fakes.settings_in(tmp_path / "embedded")) as storage:
            await fakes.new_person(storage)
    assert world.lines() == 0
