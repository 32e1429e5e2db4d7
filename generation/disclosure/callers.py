"""Who asks the public page, as far as it must know to share it fairly: an address, counted in memory, never kept.

Behind a reverse proxy every request comes from the proxy. Its word about whom it speaks for (``X-Forwarded-For``) is
taken only where the operator named it as theirs: anybody can write that header, a proxy appends to it on the right.
"""

from __future__ import annotations

import ipaddress
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TypeAlias

Proxies: TypeAlias = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]

MOST = 10_000  # visitors that are counted; beyond that the oldest is forgotten


@dataclass(slots=True)
class Visits:
    """When each visitor asked, in this process only: at most ``most`` times in ``window_s`` seconds."""

    most: int
    window_s: float
    asked: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def allow(self, visitor: str, now: float) -> bool:
        """Whether this one may ask now; counts it if so. ``now``: seconds of a clock that only grows."""
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
    """Addresses and networks, separated by commas. Raises ``ValueError`` that names what is neither."""
    return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in written.split(",") if part.strip())


def address(remote: str, told: str, trusted: Proxies) -> str:
    """The address nearest to the visitor that a trusted proxy vouches for; ``remote`` where it is no trusted one.

    ``told``: what ``X-Forwarded-For`` holds. It is read from the right, as far as each who wrote it is trusted; what a
    visitor wrote into it themselves stands further left and is not looked at.
    """
    seen = remote
    for part in reversed([part for part in told.split(",") if part.strip()]):
        if not _is_of(seen, trusted):
            break
        nearer = _bare(part.strip())
        if nearer is None:  # a trusted proxy that does not know, or hides, whom it speaks for
            break
        seen = nearer
    return seen


def counted_as(seen: str) -> str:
    """The address; of an IPv6 one the first half, since the other half is theirs to change."""
    try:
        return str(ipaddress.ip_network(f"{seen}/64", strict=False)) if ":" in seen else seen
    except ValueError:
        return seen


def _is_of(seen: str, networks: Proxies) -> bool:
    try:
        known = ipaddress.ip_address(seen.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped  # a listener for both families names its IPv4 peers like that
    return any(known in network for network in networks)


def _bare(part: str) -> str | None:
    """The address without the port some proxies write behind it; None where there is none."""
    if part.startswith("["):
        part = part[1:].partition("]")[0]
    elif part.count(":") == 1:
        part = part.partition(":")[0]
    try:
        return str(ipaddress.ip_address(part))
    except ValueError:
        return None
