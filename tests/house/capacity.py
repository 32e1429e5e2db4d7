"""What so many people a month need, computed from measured costs: ``docker/CAPACITY.md``.

    python -m tests.house.capacity                        prints the page
    python -m tests.house.capacity --write                writes it
    python -m tests.house.capacity --take REPORT.json     takes the costs of a ``candid bench scale --json`` first
    python -m tests.house.capacity --host 40 --gpu 900 --gigabyte 0.02     with the prices of your own provider, a month

Costs lie in ``docker/capacity.json`` with their date and machine. No price is known here: each is a letter until the
operator names one. Every figure is a straight line through one measured point: it says where to look, not what to buy.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from storage.vault.key_tree import LEVELS

ROOT: Final = Path(__file__).resolve().parents[2]
COSTS: Final = ROOT / "docker" / "capacity.json"
PAGE: Final = ROOT / "docker" / "CAPACITY.md"
PEOPLE: Final = (10_000, 1_000_000, 100_000_000)
MONTH_S: Final = 30 * 86_400
MONTH_DAYS: Final = 30
ERASURE_WRAPS: Final = (LEVELS + 1) * 16  # the shelves beside a person's own on each level, and their neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Measured. Seconds are processor seconds of one core, idle loops of that run included. ``bots_s``, ``workers_s``
    and ``database_s`` are of one conversation, picture work not counted; ``rows_kb`` are what it leaves; ``key_us`` is
    for one key wrapped anew.
    """

    date: str
    machine: str
    calibration_ms: float
    bots_s: float
    workers_s: float
    database_s: float
    ready_s: float
    read_s: float
    verdict_s: float
    looks_s: float
    picture_s: float
    rows_kb: float
    picture_kb: float
    key_us: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """Chosen, not measured; every one is an option of the command."""

    photos: float = 2.0  # of each person in a month
    pictures: float = 4.0
    photo_mb: float = 4.0
    redrawn: float = 0.25  # share of the pictures that a model paints
    peak: float = 5.0  # the busiest hour, times the mean
    busy: float = 0.6  # of a core or a card at the peak
    host_cores: float = 16.0
    database_cores: float = 64.0  # the largest server one would rent for PostgreSQL
    photo_hours: float = 24.0
    result_days: float = 7.0
    person_days: float = 37.0  # seven with a picture, thirty after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """A month; None: not named."""

    host: float | None = None
    gpu: float | None = None
    gigabyte: float | None = None


def taken(report: dict[str, Any]) -> Costs:
    """The costs of a report of ``candid bench scale``. Raises ``KeyError`` where a row is missing."""
    notes = report["notes"]
    spent, work = notes["processor seconds per conversation"], notes["picture work, processor seconds"]
    return Costs(
        date=report["date"],
        machine=report["machine"],
        calibration_ms=report["calibration_ms"],
        bots_s=spent["bots"],
        workers_s=spent["workers"],
        database_s=spent["database"],
        ready_s=work["getting ready"],
        read_s=work["reading"],
        verdict_s=work["a verdict"],
        looks_s=work["looks"],
        picture_s=work["a picture"],
        rows_kb=notes["kilobytes kept per conversation"]["rows"],
        picture_kb=notes["kilobytes of one picture with its views"],
        key_us=notes["one key wrapped anew, µs"],
    )


# --- what so many people need ---------------------------------------------------------------------------------------


def at_peak(seconds: float, people: float, assumed: Assumed) -> float:
    """Cores, or cards, for ``seconds`` of work per person and month."""
    return seconds * people / MONTH_S * assumed.peak / assumed.busy


def talk_cores(costs: Costs, people: float, assumed: Assumed) -> float:
    return at_peak(costs.bots_s + costs.workers_s, people, assumed)


def database_cores(costs: Costs, people: float, assumed: Assumed) -> float:
    return at_peak(costs.database_s, people, assumed)


def paint_cores(costs: Costs, people: float, assumed: Assumed) -> float:
    """All pictures by the studio: a painted one costs its checks and marks here as well."""
    photo = costs.ready_s + costs.read_s + costs.verdict_s + costs.looks_s
    return at_peak(assumed.photos * photo + assumed.pictures * costs.picture_s, people, assumed)


def cards_a_second(people: float, assumed: Assumed) -> float:
    """Cards for each second that a painted picture takes on one."""
    return at_peak(assumed.pictures * assumed.redrawn, people, assumed)


def gigabytes(costs: Costs, people: float, assumed: Assumed) -> float:
    """Held at one time: photos for a day, pictures for a week, rows as long as the person."""
    photos = assumed.photos * assumed.photo_mb * 1000 * assumed.photo_hours / 24
    pictures = assumed.pictures * costs.picture_kb * assumed.result_days
    rows = costs.rows_kb * assumed.person_days
    return people * (photos + pictures + rows) / MONTH_DAYS / 1e6


def limits(costs: Costs, assumed: Assumed) -> dict[str, float]:
    """What is one of its kind -> the people a month at which it is full."""
    one_core = 1 / at_peak(costs.bots_s, 1, assumed)
    database = assumed.database_cores / at_peak(costs.database_s, 1, assumed)
    # Everybody is erased once, and daily the keys of all who are here are wrapped.
    wrapped = ERASURE_WRAPS + MONTH_DAYS * assumed.person_days / MONTH_DAYS
    keys = MONTH_S / (wrapped * costs.key_us / 1e6)
    return {
        "the core of the bot that leads: it sends every message (`bot/shell/leading.py`)": one_core,
        f"PostgreSQL's one writing server ({assumed.database_cores:g} cores)": database,
        "the key ring, one file: an erasure wraps some 80 keys, a day everybody's (`storage/vault/key_tree.py`)": keys,
    }


# --- the page --------------------------------------------------------------------------------------------------------


def page(costs: Costs, assumed: Assumed = Assumed(), prices: Prices = Prices()) -> str:
    head = (
        "# Capacity\n\n"
        "Written by `python -m tests.house.capacity` from what `candid bench scale` measured "
        f"({costs.date}; {costs.machine}; calibration loop {costs.calibration_ms:g} ms; processor seconds "
        "as they were). Each figure is a straight line through one measured point: it says where to look, not what "
        "to buy. Nothing of this size was run.\n"
    )
    rows = [
        "| people a month | hosts: talk | hosts: pictures | database cores | cards for each second a painted picture "
        "takes | gigabytes | money a month |",
        "|---|---|---|---|---|---|---|",
        *(_row(costs, people, assumed, prices) for people in PEOPLE),
    ]
    full = sorted(limits(costs, assumed).items(), key=lambda each: each[1])
    breaks = [
        f"{place}. {what}: about {_round(people)} people a month." for place, (what, people) in enumerate(full, 1)
    ]
    chosen = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in asdict(assumed).items())
    return "\n".join(
        [
            head,
            *rows,
            "",
            "HOST, CARD and GB are what your provider asks for one of them in a month: `--host`, `--gpu`, "
            "`--gigabyte`. No price is named, since none was looked up. Seconds on a card are not measured in this "
            "bench: take those of your model and card (`make gpu-proof`), times the column.",
            "",
            "## What breaks first",
            "",
            *breaks,
            "",
            "Before these, more workers and more bots help; each of these is one of its kind.",
            "",
            "## What was assumed",
            "",
            f"Per person and month, and each an option of the command: {chosen}.",
            "",
        ]
    )


def _row(costs: Costs, people: int, assumed: Assumed, prices: Prices) -> str:
    talk = _hosts(talk_cores(costs, people, assumed), assumed)
    paint = _hosts(paint_cores(costs, people, assumed), assumed)
    cores = max(1, math.ceil(database_cores(costs, people, assumed)))
    base = max(1, math.ceil(cores / assumed.host_cores))
    held, cards = gigabytes(costs, people, assumed), cards_a_second(people, assumed)
    money = _money(talk + paint + base, cards, held, prices)
    cells = (f"{people:,}", f"{talk:,}", f"{paint:,}", f"{cores:,}", _round(cards), _round(held), money)
    return f"| {' | '.join(cells)} |"


def _hosts(cores: float, assumed: Assumed) -> int:
    return max(1, math.ceil(cores / assumed.host_cores))


def _money(hosts: int, cards: float, held: float, prices: Prices) -> str:
    host = f"{hosts:,} × HOST" if prices.host is None else _round(hosts * prices.host)
    card = f"{_round(cards)} × CARD × seconds" if prices.gpu is None else f"{_round(cards * prices.gpu)} × seconds"
    store = f"{_round(held)} × GB" if prices.gigabyte is None else _round(held * prices.gigabyte)
    return f"{host} + {card} + {store}"


def _round(value: float) -> str:
    """Two figures that count."""
    if value == 0:
        return "0"
    digits = 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, digits)
    return f"{rounded:,.0f}" if digits <= 0 else f"{rounded:g}"


def costs() -> Costs:
    return Costs(**json.loads(COSTS.read_text(encoding="utf-8")))


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="capacity", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--take", type=Path)
    for each in fields(Prices):
        parser.add_argument(f"--{each.name}", type=float)
    for each in fields(Assumed):
        parser.add_argument(f"--{each.name.replace('_', '-')}", type=float, default=each.default)
    given = parser.parse_args(words)
    if given.take:
        made = taken(json.loads(given.take.read_text(encoding="utf-8")))
        COSTS.write_text(json.dumps(asdict(made), indent=2) + "\n", encoding="utf-8")
    assumed = Assumed(**{each.name: getattr(given, each.name) for each in fields(Assumed)})
    prices = Prices(**{each.name: getattr(given, each.name) for each in fields(Prices)})
    text = page(costs(), assumed, prices)
    if given.write:
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
