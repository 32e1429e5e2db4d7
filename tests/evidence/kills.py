"""Journeys in which bot and worker are killed at drawn places, again and again, and what was lost by it.

A journey goes through its stages in one installation, as far as the pictures; then a copy of it goes each of four ways
to its end. In each stage up to three deaths are drawn: who dies, and where: at the n-th passing of a failpoint, or
after a time. A death counts when the walk had begun and had not ended. After each, the victim is started again and the
walk begun again, as a person would. One journey is known by its number. In every tenth, bot and worker are started as
an operator starts them; in the others they are forks of a process that has loaded their modules.
"""

from __future__ import annotations

import asyncio
import random
import signal
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.evidence import preforked
from tests.evidence.mutants import SEED
from tests.faults import oracle, walks
from tests.faults.house import House, started
from tests.faults.places import MET

Walk = Callable[[House], Awaitable[None]]

MOST: Final = 3  # deaths drawn for a stage; a photo is offered again twice at most
LATEST_S: Final = 1.5
AT_A_FAILPOINT: Final = 0.5
WORKED: Final = ("photo", "pictures", "labelling")  # stages that need a worker
LATE_S: Final = 3.0  # for a death that the walk met as its last act
PATIENCE_S: Final = 600.0  # one walk, however often it is begun again
WHOLE_WAY: Final = 10  # every so many journeys


def _three(house: House) -> Awaitable[None]:
    return walks.pictures(house, number=3)


BEGINNING: Final[dict[str, Walk]] = {"opening": walks.opening, "photo": walks.photo, "pictures": _three}
ENDINGS: Final[tuple[dict[str, Walk], ...]] = (
    {"votes": walks.votes, "leaving": walks.leaving},
    {"labelling": walks.labelling, "leaving": walks.leaving},
    {"giving": walks.giving, "leaving": walks.leaving},
    {"withdrawing": walks.withdrawing},
)


@dataclass(frozen=True)
class Death:
    """``failpoint`` "" means: after ``after_s`` seconds of the walk."""

    victim: str
    failpoint: str = ""
    after_s: float = 0.0


@dataclass
class Told:
    """What one journey gave. ``wrong``: sentences, each beginning with "lost", "doubled" or "left"."""

    deaths: int = 0
    wrong: list[str] = field(default_factory=list)


def drawn(stage: str, chance: random.Random) -> list[Death]:
    """The deaths of one stage: the worker at most once, since a job that kills three workers is given up.

    Only the first can be at a failpoint: where the walk comes by once, it does not come by again.
    """
    victims = ["bot"] * chance.randint(2, MOST)
    if stage in WORKED:
        victims[chance.randrange(len(victims))] = "worker"
    met = MET.get((stage, victims[0]), ())
    deaths = [Death(victim, after_s=chance.uniform(0.0, LATEST_S)) for victim in victims]
    if met and chance.random() < AT_A_FAILPOINT:
        deaths[0] = Death(victims[0], failpoint=chance.choice(met))
    return deaths


async def journey(number: int) -> Told:
    """Never raises for what the product did; that stands in ``wrong``."""
    chance, told = random.Random(f"{SEED} journey {number}"), Told()
    start = preforked.started if number % WHOLE_WAY else started
    with tempfile.TemporaryDirectory(prefix="evidence") as folder:
        house = House(Path(folder, "begun"), start_process=start)
        house.folder.mkdir()
        if not await _lived(house, BEGINNING, chance, told):
            return told
        for way, stages in enumerate(ENDINGS):
            copy = house.copied(Path(folder, str(way)))
            if await _lived(copy, stages, chance, told):
                await _looked_through(copy, told)
    return told


async def _lived(house: House, stages: dict[str, Walk], chance: random.Random, told: Told) -> bool:
    """Whether every stage came to its end. Afterwards everybody is dead."""
    stage = ""
    try:
        await house.start("bot")
        for stage, walk in stages.items():
            async with asyncio.timeout(PATIENCE_S):
                await _walked(house, stage, walk, chance, told)
            if stage == "pictures" and (twice := await doubled(house)):
                told.wrong.append(f"doubled: {twice}")
    except (AssertionError, TimeoutError) as lost:
        told.wrong.append(f"lost in {stage}: {type(lost).__name__} {str(lost)[:200]}")
        return False
    finally:
        await house.stop(how=signal.SIGKILL)
    return True


async def _looked_through(house: House, told: Told) -> None:
    try:
        await oracle.nothing_is_lost_or_left(house)
    except AssertionError as left:
        told.wrong.append(f"left: {str(left)[:200]}")
    except Exception as unreadable:
        told.wrong.append(f"lost: {type(unreadable).__name__}")


async def _walked(house: House, stage: str, walk: Walk, chance: random.Random, told: Told) -> None:
    for death in drawn(stage, chance):
        if death.failpoint and death.victim in house.processes:
            await house.stop(death.victim)
        await _everybody_up(house, stage, death)
        if not await _died(house, death, walk):
            return  # the walk was through before
        told.deaths += 1
        await house.stop(death.victim)
    await _everybody_up(house, stage)
    await walk(house)


async def _everybody_up(house: House, stage: str, death: Death | None = None) -> None:
    for who in ("bot", "worker") if stage in WORKED else ("bot",):
        if who not in house.processes:
            await house.start(who, death.failpoint if death and death.victim == who else "")


async def _died(house: House, death: Death, walk: Walk) -> bool:
    """Walks until the victim dies. False when the walk had ended and nobody was killed."""
    victim = house.processes[death.victim]
    dying, walking = asyncio.create_task(victim.wait()), asyncio.create_task(_walk(walk, house))
    within_s = None if death.failpoint else death.after_s
    await asyncio.wait({walking, dying}, timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
    killed = not death.failpoint and not walking.done()
    if killed:
        victim.send_signal(signal.SIGKILL)
    # Whom a busy machine takes long to bury was killed all the same.
    await asyncio.wait({dying}, timeout=None if killed else LATE_S if death.failpoint else 0)
    died = dying.done()
    dying.cancel()
    walking.cancel()
    (ended,) = await asyncio.gather(walking, return_exceptions=True)
    if not died and isinstance(ended, Exception):
        raise ended
    return died


async def _walk(walk: Walk, house: House) -> None:
    await walk(house)


async def doubled(house: House) -> str:
    """The picture that stands in the chat more than once, or was posted more than once; "" when none does."""
    for variant in await walks.variants(house):
        if len(house.page.showing(variant)) > 1:
            return variant
    return ""
