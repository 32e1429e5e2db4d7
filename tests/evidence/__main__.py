"""``make evidence``: damaged files through the locked children, deaths through whole journeys, counted.

    python -m tests.evidence [--decode N] [--verify N] [--kills N] [--grown N] [--folder FOLDER] [--figures]

Each part goes on where it was ended, up to the number asked for. At the end it prints the counts as ``candid bench``
reports, that of the grown installation apart, and, with ``--figures``, writes them into ``.github/FIGURES.md``. Ends
with 1 when anything went wrong; a file that did is kept in the folder. A run of fewer than were wanted says so among
its figures.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import cv2

from storage.measuring import Figure, Report
from tests.evidence import grown, kills, mutants, nursery
from tests.evidence.record import FOLDER, Record
from tests.house import figures

WANTED = {"decode": 10_000, "verify": 5_000, "kills": 500, "grown": 120}  # the last: 30 of each victim
WRONG = ("lost", "doubled", "left")
SHOWN_EVERY = 500
BESIDE = 3  # journeys: each waits much, for leases, for clocks, for processes to start


def damaged_files(
    record: Record, number: int, corpus: dict[str, bytes], child: nursery.Decode | nursery.Verify
) -> None:
    """Tries mutants 0 to ``number`` - 1 that are not on record yet."""
    gc.collect()
    gc.freeze()  # forks then share these pages
    todo = [each for each in range(number) if each not in record.verdicts]
    for done, each in enumerate(todo):
        kind, data = mutants.damaged(corpus, each)
        whole = each % nursery.WHOLE_WAY == 0
        verdict = child.whole_way(data) if whole else nursery.forked(child, data)
        record.add(each, verdict)
        if verdict not in nursery.GOOD:
            tell(f"{record.part} {each}, {kind}: {verdict}; kept as {record.keep(each, data)}")
        if done % SHOWN_EVERY == SHOWN_EVERY - 1:
            tell(f"{record.part}: {len(record.verdicts)} of {number}")


def decode(record: Record, number: int) -> None:
    child = nursery.Decode()
    try:
        damaged_files(record, number, mutants.photos(), child)
    finally:
        child.close()


def verify(record: Record, number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made, anchors = mutants.signed(Path(folder))
    damaged_files(record, number, mutants.photos() | made, nursery.Verify(anchors, mutants.header(anchors)))


def journeys(record: Record, number: int) -> None:
    """Whole journeys, ``BESIDE`` at a time, until ``number`` deaths are on record."""
    todo = (each for each in itertools.count() if each not in record.verdicts)

    async def one_by_one() -> None:
        while deaths(record) < number:
            each = next(todo)
            told = await kills.journey(each)
            record.add(each, {"deaths": told.deaths, "wrong": told.wrong})
            for sentence in told.wrong:
                tell(f"journey {each}: {sentence}")
            tell(f"journey {each}: {told.deaths} deaths; {deaths(record)} of {number}")

    async def all_of_them() -> None:
        await asyncio.gather(*(one_by_one() for _ in range(BESIDE)))

    asyncio.run(all_of_them())


def grown_deaths(record: Record, number: int) -> None:
    """One part of the grown installation killed in each journey, until each has died a quarter of ``number`` times."""
    least = -(-number // len(grown.VICTIMS))
    if min(met(record).values()) >= least:
        return
    if not grown.available():
        tell("grown: left out, there is no PostgreSQL server or no weed here (docker/test-tools.sh long)")
        return

    async def all_of_them() -> None:
        async with grown.grown() as made:
            await grown.undisturbed(made)
            each = 0
            while min(met(record).values()) < least:
                if each not in record.verdicts and met(record)[grown.victim(each)] < least:
                    told = await grown.death(made, each)
                    record.add(each, asdict(told))
                    tell(f"grown {each}: {told.victim} died; {' '.join(told.wrong) or 'nothing lost'}; {met(record)}")
                each += 1

    asyncio.run(all_of_them())


def met(record: Record) -> dict[str, int]:
    """How often each victim died while somebody was under way."""
    died = [verdict["victim"] for verdict in record.verdicts.values() if verdict["died"]]
    return {victim: died.count(victim) for victim in grown.VICTIMS}


def deaths(record: Record) -> int:
    return sum(verdict["deaths"] for verdict in record.verdicts.values())


def reports(records: dict[str, Record]) -> dict[str, Report]:
    """By their bench's name."""
    return {told.bench: told for told in (report(records), report_of_grown(records["grown"]))}


def report(records: dict[str, Record]) -> Report:
    said: dict[str, Figure] = {}
    notes = {}
    for part in ("decode", "verify"):
        found = Counter(records[part].verdicts.values())
        child = f"the locked {part} child"
        said[f"damaged files through {child}"] = count(found.total(), least=WANTED[part])
        for verdict in (nursery.CRASHED, nursery.HUNG, nursery.UNTYPED):
            said[f"of them {verdict}, {part}"] = count(found[verdict])
        notes[child] = f"{found[nursery.READ]} read, {found[nursery.REFUSED]} refused with a known code"
    said["deaths of bot or worker in whole journeys"] = count(deaths(records["kills"]), least=WANTED["kills"])
    for word, times in went_wrong(records["kills"]).items():
        said[f"journeys after which something was {word}"] = count(times)
    notes["journeys"] = len(records["kills"].verdicts)
    return Report(
        bench="evidence",
        method=f'Seed "{mutants.SEED}". {len(records["kills"].verdicts)} journeys. Every {nursery.WHOLE_WAY}th file '
        "goes through a child started for it, the others through forks of one that has loaded its decoders.",
        figures=said,
        notes=notes,
    )


def report_of_grown(record: Record) -> Report:
    said = {}
    for victim, died in met(record).items():
        least = WANTED["grown"] // len(grown.VICTIMS)
        said[f"deaths of {grown.CALLED[victim]} in journeys on PostgreSQL and S3"] = count(died, least=least)
    for word, times in went_wrong(record).items():
        said[f"of those after which something was {word}"] = count(times)
    return Report(
        bench="evidence, grown",
        method=f'Seed "{mutants.SEED}". Two bots and two workers on a PostgreSQL and an S3 server; in each journey one '
        "part dies by SIGKILL at a drawn instant and is started again.",
        figures=said,
        notes={},
    )


def went_wrong(record: Record) -> dict[str, int]:
    wrong = [sentence for verdict in record.verdicts.values() for sentence in verdict["wrong"]]
    return {word: sum(each.startswith(word) for each in wrong) for word in WRONG}


def count(value: int, *, least: int | None = None) -> Figure:
    return Figure(value=value, unit="", reach=least or 0, at_most=least is None)


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="evidence", description=__doc__)
    for part, number in WANTED.items():
        parser.add_argument(f"--{part}", type=int, default=number)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the record is kept")
    parser.add_argument("--figures", action="store_true", help="write the counts into .github/FIGURES.md")
    options = parser.parse_args()
    cv2.setNumThreads(1)  # a pool of threads does not survive a fork
    asked = {part: getattr(options, part) for part in WANTED}
    records = {part: Record(part, options.folder) for part in asked}
    parts: dict[str, Callable[[Record, int], None]] = {
        "decode": decode, "verify": verify, "kills": journeys, "grown": grown_deaths,
    }  # fmt: skip
    for part, tried in parts.items():
        if asked[part]:
            tried(records[part], asked[part])
    kinds = {"evidence": ("decode", "verify", "kills"), "evidence, grown": ("grown",)}
    told = {name: each for name, each in reports(records).items() if any(asked[part] for part in kinds[name])}
    written = []
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, each in told.items():
        print(each.as_json())
        written.append(options.folder / f"{name}.json")
        written[-1].write_text(each.as_json())
    if options.figures:
        figures.main([str(path) for path in written])
    return int(any(each.at_most and not each.holds for one in told.values() for each in one.figures.values()))


if __name__ == "__main__":
    raise SystemExit(main())
