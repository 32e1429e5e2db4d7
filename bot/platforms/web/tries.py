"""How often one address may guess, and how much one visit may ask for. In this process's memory only, never stored.

Wrong keys slow down the address they come from and nobody else. Behind a proxy everybody comes from the proxy: what it
writes into ``X-Forwarded-For`` is believed only where the operator names it, since anybody can write that header.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable

from bot.platforms.web import limits
from storage.serving.connections import counted_as

Now = Callable[[], float]


class Recent:
    """The times at which each name did something within ``window_s``; the name longest quiet is forgotten first."""

    def __init__(self, window_s: float, now: Now) -> None:
        self._window_s = window_s
        self._now = now
        self._times: OrderedDict[str, list[float]] = OrderedDict()

    def count(self, name: str) -> int:
        self._times[name] = times = [at for at in self._times.get(name, ()) if self._now() - at < self._window_s]
        if not times:
            del self._times[name]
        return len(times)

    def note(self, name: str) -> None:
        self._times.setdefault(name, []).append(self._now())
        self._times.move_to_end(name)
        while len(self._times) > limits.MOST_COUNTED:
            self._times.popitem(last=False)


class People:
    """The people whom each visit was lately: one cookie can open any number of tabs, and each tab is a person."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._seen: OrderedDict[str, dict[str, float]] = OrderedDict()

    def allows(self, visit: str, user: str) -> bool:
        """Whether this visit may be this person now; if so, that is noted."""
        now = self._now()
        seen = {who: at for who, at in self._seen.get(visit, {}).items() if now - at < limits.PEOPLE_S}
        allowed = user in seen or len(seen) < limits.MOST_PEOPLE
        if allowed:
            seen.setdefault(user, now)
        self._seen[visit] = seen
        self._seen.move_to_end(visit)
        while len(self._seen) > limits.MOST_COUNTED:
            self._seen.popitem(last=False)
        return allowed


def caller(remote: str, forwarded: str, proxy: str) -> str:
    """Whom tries are counted for: the address; for IPv6 its /64 network, as a visitor can change the rest at will.

    ``forwarded``: ``X-Forwarded-For``, whose last part is what ``proxy``, a trusted neighbour, saw itself.
    """
    told = forwarded.rsplit(",", 1)[-1].strip()
    believed = proxy and counted_as(remote) == counted_as(proxy) and _is_address(told)
    return counted_as(told if believed else remote)


def _is_address(text: str) -> bool:
    try:
        return bool(ipaddress.ip_address(text))
    except ValueError:
        return False
