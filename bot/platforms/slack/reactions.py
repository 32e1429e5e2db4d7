"""Reactions in advance, at the pace Slack allows: tier 3, about 50 calls a minute in a workspace.

Each message gets its turn and is told when that is: it waits in the outbox, not here, and comes back then. So none is
left out, however many wait, and none is lost with the process.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack import limits
from bot.platforms.slack.calls import asked
from bot.ports import PostRefused, TryLater

# What Slack says where there is nothing left to do: it is there already, or its message is gone or takes none.
SETTLED = {"already_reacted", "message_not_found", "channel_not_found", "not_reactable", "too_many_emoji",
           "too_many_reactions", "thread_locked", "is_archived"}  # fmt: skip


class Reactions:
    """``every_s``: seconds from one reaction to the next in a workspace."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._free_at: dict[str, float] = {}  # of a workspace
        self._turns: OrderedDict[str, float] = OrderedDict()  # of a message that was told to come back

    async def put_on(self, client: AsyncWebClient, team: str, channel: str, ts: str, names: Sequence[str]) -> None:
        """Raises ``TryLater`` until it is this message's turn, and what Slack refuses."""
        self._wait_for_turn(team, f"{channel}/{ts}", len(names))
        for name in names:
            try:
                await asked(client.reactions_add(channel=channel, timestamp=ts, name=name))
            except PostRefused as refused:
                if refused.code in SETTLED:
                    continue
                if refused.retry_after is not None:
                    self._free_at[team] = max(self._free_at.get(team, 0.0), _now() + refused.retry_after)
                raise

    def _wait_for_turn(self, team: str, message: str, count: int) -> None:
        """Reserves a turn for a message that comes the first time."""
        now = _now()
        turn = self._turns.pop(message, None)
        if turn is None:
            turn = max(now, self._free_at.get(team, 0.0))
            self._free_at[team] = turn + self._every_s * count
        if now < turn:
            self._turns[message] = turn
            while len(self._turns) > limits.REMEMBERED:
                self._turns.popitem(last=False)
            raise TryLater("too_soon", turn - now)


def _now() -> float:
    return asyncio.get_running_loop().time()
