"""More idle connections than the bot has descriptors: the one who wants to be forgotten is still heard."""

from __future__ import annotations

import resource
import signal
import socket

import pytest

from tests.faults import house as house_module
from tests.faults import walks
from tests.faults.house import House, Tab

DESCRIPTORS, IDLE = 1024, 1100
LIMITED = ("sh", "-c", f'ulimit -n {DESCRIPTORS}; exec "$@"', "sh")


@pytest.fixture
def own_descriptors():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = IDLE + 500
    if hard != resource.RLIM_INFINITY and hard < needed:
        pytest.skip("this machine allows no process so many descriptors")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, needed), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture
async def home(tmp_path, monkeypatch, own_descriptors):
    monkeypatch.setattr(house_module, "BOT", (*LIMITED, *house_module.BOT))
    opened = House(tmp_path)
    await opened.start("bot")
    yield opened
    await opened.stop(how=signal.SIGKILL)


@pytest.mark.long
async def test_1100_idle_connections_do_not_stop_a_forget(home) -> None:
    await home.says("headshot", kind="text", text="/headshot")
    assert await walks.somebody(home)
    port = int(home.page.platform.origin.rpartition(":")[2])
    crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(IDLE)]
    try:
        await comes_again(home)
        await walks.leaving(home)
        assert not await walks.somebody(home)
    finally:
        for each in crowd:
            each.close()


async def comes_again(home: House) -> None:
    """The page with new connections only, as after a reload."""
    place = home.page.platform
    await home.page.close()
    home.tab = Tab(place, home.secret)
    await home.tab.enter()
