"""The verdicts of a sample as a table, and whether they are good enough."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from storage.measuring import Figure, Report
from tests.house.mutants import server
from tests.house.mutants.judge import known
from tests.house.mutants.mutations import Mutant
from tests.house.mutants.targets import LEAST, SEED, Target

SURVIVORS: Final = Path(__file__).with_name("survivors.toml")
DEMANDED: Final = 0.9
DEMANDED_OF_ALL: Final = 1000  # breaks judged


def reasons() -> dict[str, str]:
    """Why a break may survive, by the break's name."""
    return dict(tomllib.loads(SURVIVORS.read_text())) if SURVIVORS.exists() else {}


def tell(samples: Mapping[Target, Sequence[Mutant]]) -> int:
    """Prints one row per target, then the survivors. 0 when all is well, else 1."""
    given = reasons()
    killed = judged = 0
    on_record: Counter[bool] = Counter()
    survivors = []
    print(f"{'target':36} {'drawn':>6} {'judged':>6} {'killed':>6} {'late':>5} {'survived':>8} {'share':>7}")
    for target, mutants in samples.items():
        verdicts = known(target)
        tally = Counter(verdicts[mutant.name] for mutant in mutants if mutant.name in verdicts)
        good, all_of = tally[server.KILLED] + tally[server.LATE], tally.total()
        print(
            f"{target.source:36} {len(mutants):6} {all_of:6} {tally[server.KILLED]:6} {tally[server.LATE]:5} "
            f"{tally[server.SURVIVED]:8} {good / max(all_of, 1):7.1%}"
        )
        killed, judged = killed + good, judged + all_of
        on_record.update(verdict != server.SURVIVED for verdict in verdicts.values())
        survivors += [m for m in mutants if verdicts.get(m.name) == server.SURVIVED]
    share = killed / max(judged, 1)
    print(f"{'all':36} {'':6} {judged:6} {killed:6} {'':5} {judged - killed:8} {share:7.1%}")
    if on_record.total() > judged:  # of other samples, or drawn before an edit
        share_of_all = on_record[True] / on_record.total()
        print(f"{'all on record':36} {'':6} {on_record.total():6} {on_record[True]:6} {'':14} {share_of_all:7.1%}")
    unexplained = [mutant for mutant in survivors if mutant.name not in given]
    for mutant in survivors:
        print(f"survived, line {mutant.line}: {mutant.name}\n    {given.get(mutant.name, 'NO REASON GIVEN')}")
    if share < DEMANDED:
        print(f"Fewer than {DEMANDED:.0%} of the breaks were noticed.")
    if unexplained:
        print(f"{len(unexplained)} survivors have no reason in {SURVIVORS.name}.")
    return int(share < DEMANDED or bool(unexplained))


def figures(samples: Mapping[Target, Sequence[Mutant]]) -> Report:
    """The same as figures for ``.github/FIGURES.md``."""
    given, unexplained, judged, killed = reasons(), 0, 0, 0
    told, each = [], {}
    for target, mutants in samples.items():
        verdicts = {m.name: v for m in mutants if (v := known(target).get(m.name))}
        survived = [name for name, verdict in verdicts.items() if verdict == server.SURVIVED]
        judged, killed = judged + len(verdicts), killed + len(verdicts) - len(survived)
        unexplained += len([name for name in survived if name not in given])
        told.append(f"{target.source} {1 - len(survived) / max(len(verdicts), 1):.1%} of {len(verdicts)}")
        each[f"breaks judged, {target.source}"] = Figure(value=len(verdicts), unit="", reach=LEAST, at_most=False)
    share = 100 * killed / max(judged, 1)
    return Report(
        bench="mutants",
        method=f"Drawn by seed {SEED}, each break against its own module's tests. Noticed: {'; '.join(told)}.",
        figures={
            "breaks judged": Figure(value=judged, unit="", reach=DEMANDED_OF_ALL, at_most=False),
            "breaks noticed": Figure(value=share, unit="%", reach=100 * DEMANDED, at_most=False),
            "survivors without a reason": Figure(value=unexplained, unit="", reach=0),
            **each,
        },
    )
