"""What the admins of a server or workspace have decided: who may begin a new round there, and on which terms.

No rule holds anybody back from leaving: every command but ``/headshot`` works for everybody, always. No rule makes a
headshot a duty, and nothing is stored about who belongs to which server.

For an admin's command or form of any platform:

    book = Book(servers)                                     servers: built by the shell, or InMemory()
    rules = await book.of(server)
    await book.keep(server, with_numbers(rules, {"jobs_per_day": 3}))     raises RuleRefused
    await book.keep(server, with_look(rules, "office"))                   raises RuleRefused
    lines(rules)                                             what an admin is shown, as texts

and for a person who begins: ``rules.terms_for(roles)`` goes along in ``Arrival.terms``. The conversation then refuses,
and the shell holds to the numbers and looks, for as long as that round lasts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot import terms as limits
from bot.errors import RuleRefused
from bot.ports import Text
from bot.terms import OPEN, PLAIN_LOOK, REACH, Terms

ROLES_MOST = 25
SERVERS_KNOWN = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """``roles``: ids as the platform writes them; empty lets everybody begin."""

    paused: bool = False
    roles: frozenset[str] = frozenset()
    terms: Terms = field(default=OPEN)

    def why_not(self, roles: frozenset[str]) -> str:
        """The key of what is said to somebody with these roles; "" lets them begin."""
        if self.paused:
            return "rules-paused"
        return "rules-not-your-role" if self.roles and not self.roles & roles else ""

    def terms_for(self, roles: frozenset[str]) -> Terms:
        """What somebody with these roles may use who begins a round here."""
        return replace(self.terms, refusal=self.why_not(roles))


def written(rules: Rules) -> dict[str, str]:
    """As it is stored: texts under names."""
    numbers = {name: str(getattr(rules.terms, name) or "") for name in REACH}
    looks = " ".join(sorted(rules.terms.looks))
    return {"paused": "yes" if rules.paused else "", "roles": " ".join(sorted(rules.roles)), "looks": looks, **numbers}


def read(stored: Mapping[str, str]) -> Rules:
    """A value that is not stored is as the operator has set it."""
    numbers = {name: int(stored[name]) if stored.get(name) else None for name in REACH}
    return Rules(
        paused=bool(stored.get("paused")),
        roles=frozenset(stored.get("roles", "").split()),
        terms=limits.numbered(Terms(looks=frozenset(stored.get("looks", "").split())), numbers),
    )


# --- changes, each a new value --------------------------------------------------------------------------------------


def with_role(rules: Rules, role: str | None) -> Rules:
    """One role more; None lets everybody begin. Raises ``RuleRefused`` when there are too many."""
    roles = frozenset() if role is None else rules.roles | {role}
    if len(roles) > ROLES_MOST:
        raise RuleRefused(Text(key="rules-roles-full", args=(("most", ROLES_MOST),)))
    return replace(rules, roles=roles)


def with_numbers(rules: Rules, numbers: Mapping[str, int]) -> Rules:
    """The rules with these numbers changed. ``{}`` puts all numbers back to what the operator has set.

    Raises ``RuleRefused`` for a number that is out of reach; nothing is changed then.
    """
    for name, value in numbers.items():
        reach = limits.refused(name, value)
        if reach is not None:
            args = (("least", reach[0]), ("most", reach[1]))
            raise RuleRefused(Text(key=f"{_key(name)}-reach", args=args))
    return replace(rules, terms=limits.numbered(rules.terms, dict(numbers) or dict.fromkeys(REACH)))


def with_look(rules: Rules, look: str | None, *, known: Sequence[str]) -> Rules:
    """One look more on the list of those offered; None offers all. Raises ``RuleRefused`` for one nobody knows."""
    if look is not None and look not in known:
        raise RuleRefused(Text(key="rules-look-unknown"))
    looks = frozenset() if look is None else rules.terms.looks | {look, PLAIN_LOOK}
    return replace(rules, terms=replace(rules.terms, looks=looks))


def lines(rules: Rules) -> tuple[Text, ...]:
    """How each rule is set, one line each. Roles are left out, since only the platform can name them."""
    told = [Text(key="rules-are-paused" if rules.paused else "rules-are-open")]
    for name in REACH:
        value = getattr(rules.terms, name)
        told.append(
            Text(key=f"{_key(name)}-operator") if value is None else Text(key=_key(name), args=(("count", value),))
        )
    if not rules.terms.looks:
        return (*told, Text(key="rules-looks-all"))
    keys = " ".join(f"look-name-{look}" for look in sorted(rules.terms.looks))
    return (*told, Text(key="rules-looks", args=(("looks_keys", keys),)))


def _key(name: str) -> str:
    return f"rules-{name.replace('_', '-')}"


# --- where they are kept --------------------------------------------------------------------------------------------


class Servers(Protocol):
    """What is kept of servers. Built by the shell."""

    async def rules(self, server: str) -> Mapping[str, str]: ...

    async def keep(self, server: str, rules: Mapping[str, str]) -> None: ...

    async def figures(self) -> Sequence[Text]:
        """Counts of the whole installation, one line each; none below five is told."""
        ...


class InMemory:
    """For a bot without records: decisions last as long as this process."""

    def __init__(self) -> None:
        self._kept: dict[str, Mapping[str, str]] = {}

    async def rules(self, server: str) -> Mapping[str, str]:
        return self._kept.get(server, {})

    async def keep(self, server: str, rules: Mapping[str, str]) -> None:
        self._kept[server] = rules

    async def figures(self) -> Sequence[Text]:
        return ()


class Book:
    """The rules of every server of one platform: the latest used in memory, all of them in the records."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self._known: OrderedDict[str, Rules] = OrderedDict()

    async def of(self, server: str) -> Rules:
        if server not in self._known:
            self._know(server, read(await self.servers.rules(server)))
        return self._known[server]

    async def keep(self, server: str, rules: Rules) -> Rules:
        await self.servers.keep(server, written(rules))
        self._know(server, rules)
        return rules

    def forget(self, server: str) -> None:
        """Removes it from this process's memory; the next question reads the records again."""
        self._known.pop(server, None)

    def _know(self, server: str, rules: Rules) -> None:
        self._known[server] = rules
        while len(self._known) > SERVERS_KNOWN:
            self._known.popitem(last=False)
