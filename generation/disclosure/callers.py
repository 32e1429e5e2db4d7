"""Counts the visitors of the public page by address, so that it is shared fairly; in memory only, never stored.

Behind a reverse proxy every request comes from the proxy. Its ``X-Forwarded-For`` is trusted only if the operator named
that proxy, since anybody can write the header. A proxy appends to it on the right.
"""

from __future__ import annotations

import ipaddress
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TypeAlias

Proxies: TypeAlias = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]

MOST = 10_000  # visitors counted at once; beyond that the oldest is forgotten


@dataclass(slots=True)
class Visits:
    """The times at which each visitor asked, in this process only: at most ``most`` in ``window_s`` seconds."""

    most: int
    window_s: float
    asked: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def allow(self, visitor: str, now: float) -> bool:
        """Whether this visitor may ask now; if so, it is counted. ``now``: seconds of a monotonic clock."""
        while len(self.asked) > MOST:
            self.asked.pop(next(iter(self.asked)))
        times = self.asked[visitor]
        while times and now - times[0] > self.window_s:
            times.popleft()
        if len(times) >= self.most:
            return False
        times.append(now)
        return True


def proxies(written: str) -> Proxies:
    """Addresses and networks, separated by commas. Raises ``ValueError`` naming a part that is neither."""
    return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in written.split(",") if part.strip())


def address(remote: str, told: str, trusted: Proxies) -> str:
    """The visitor's address as trusted proxies report it; ``remote`` itself where that is no trusted proxy.

    ``told``: the content of ``X-Forwarded-For``. It is read from the right for as long as the writer is trusted. What
    the visitor wrote stands further left and is not read.
    """
    seen = remote
    for part in reversed([part for part in told.split(",") if part.strip()]):
        if not _is_of(seen, trusted):
            break
        nearer = _bare(part.strip())
        if nearer is None:  # the trusted proxy does not know the address, or hides it
            break
        seen = nearer
    return seen


def _is_of(seen: str, networks: Proxies) -> bool:
    try:
        known = ipaddress.ip_address(seen.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped  # a dual-stack listener reports its IPv4 peers in this form
    return any(known in network for network in networks)


def _bare(part: str) -> str | None:
    """The address without the port that some proxies append; None where there is no address."""
    if part.startswith("["):
        part = part[1:].partition("]")[0]
    elif part.count(":") == 1:
        part = part.partition(":")[0]
    try:
        return str(ipaddress.ip_address(part))
    except ValueError:
        return None
