"""Judges breaks of one target in processes forked from one that has already loaded its tests.

``serve`` never returns: it runs in a forked process. It runs the tests once whole and notes which of them enter which
function; then each break of a function is put into a fork of its own (the broken code takes the place of the
function's code, so that everybody who holds the function runs it), and the tests that enter that function run there
until one fails. What runs while a module is imported is broken otherwise: ``judge_cold`` imports everything anew.
A fork that exceeds its time is judged once more, cold; one that does so again counts as killed, told as ``late``: a
broken program that hangs is noticed by its tests' own time limit.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import select
import shutil
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, Final

import pytest

from tests import own_databases
from tests.house.mutants.mutations import Mutant
from tests.house.mutants.targets import ROOT, SEED, Target

SCRATCH: Final = "tests"  # the folder of ``tmp_path``
LEFT_OUT: Final = "not long and not browser and not diffusion"
KILLED, LATE, SURVIVED = "killed", "late", "survived"
SLACK_S: Final = 30.0  # a break may slow its tests down; only a hang takes this much longer

Entered = dict[tuple[str, str], list[int]]  # (file, qualified name) -> numbers of the tests that enter it


def pytest_arguments(folder: Path, tests: Sequence[str]) -> list[str]:
    return [
        "-q", "-x", "-s", "-p", "no:cacheprovider", "-o", "timeout=0", "-m", LEFT_OUT, f"--hypothesis-seed={SEED}",
        "--basetemp", str(folder / SCRATCH), "--rootdir", str(ROOT), *tests,
    ]  # fmt: skip


def fork(work: Callable[[], int], limit_s: float) -> int | None:
    """The exit status of ``work`` in a forked process and session of its own; None when it exceeded its time."""
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            os.setsid()
            status = work()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        except BaseException:
            status = 1
        finally:
            os._exit(status)
    handle = os.pidfd_open(pid)
    try:
        ended, _, _ = select.select([handle], [], [], limit_s)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)  # whatever it started, too
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        return os.waitstatus_to_exitcode(status) if ended else None
    finally:
        os.close(handle)


def copy_no_database() -> None:
    """What makes a database may be broken: each test makes its own."""
    os.environ[own_databases.VARIABLE] = "1"


def quiet() -> None:
    """Output of a broken program is of no interest."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)


class Server:
    """A pytest plugin: the tests are loaded and run once; then it judges each break it is given."""

    def __init__(self, target: Target, folder: Path, mutants: Sequence[Mutant], tell: Callable[..., None]) -> None:
        self._target, self._folder, self._mutants, self._tell = target, folder, mutants, tell
        self._files = {str(path) for path in target.files()}
        self._entered: Entered = defaultdict(list)
        self._at_import: set[tuple[str, str]] = set()
        self._seconds: list[float] = []
        self._failed = self._green = False
        sys.settrace(self._note_import)

    def _note_import(self, frame: FrameType, _: str, __: object) -> None:
        if frame.f_code.co_filename in self._files:
            self._at_import.add((frame.f_code.co_filename, frame.f_code.co_qualname))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        sys.settrace(None)
        if session.testsfailed:
            os._exit(3)
        for number, item in enumerate(session.items):
            following = session.items[number + 1] if number + 1 < len(session.items) else None
            self._watched(number, item, following)
        if self._failed:
            os._exit(4)
        self._green = True
        gc.collect()
        gc.freeze()
        self._tell(seconds=sum(self._seconds))
        for number, mutant in enumerate(self._mutants):
            verdict, killer = self._judge(mutant, session.items)
            again = () if verdict == KILLED else self._tests_for(mutant, session.items)
            self._tell(number=number, verdict=verdict, killer=killer, again=again)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed = True
            note_killer(self._folder, report)
        if report.failed and not self._green:
            os.write(2, f"unbroken, and yet red: {report.nodeid}\n{report.longreprtext[-2000:]}\n".encode())

    def _watched(self, number: int, item: pytest.Item, following: pytest.Item | None) -> None:
        seen: set[CodeType] = set()

        def note(frame: FrameType, _: str, __: object) -> None:
            seen.add(frame.f_code)  # called once per call: it asks for no lines

        began = time.monotonic()
        threading.settrace(note)
        sys.settrace(note)
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
        self._seconds.append(time.monotonic() - began)
        for code in seen:
            if code.co_filename in self._files:
                self._entered[code.co_filename, code.co_qualname].append(number)

    def _judge(self, mutant: Mutant, items: list[pytest.Item]) -> tuple[str, str]:
        """The verdict and the test that noticed; "" where only a cold run can judge."""
        chosen = self._chosen(mutant)
        if not chosen:
            return "", ""
        limit_s = SLACK_S + 4 * sum(self._seconds[number] for number in chosen)
        verdict = verdict_of(fork(lambda: self._broken(mutant, [items[number] for number in chosen]), limit_s))
        return verdict, killer_in(self._folder)

    def _chosen(self, mutant: Mutant) -> list[int]:
        """Numbers of the tests that enter the broken function, the quickest first."""
        function = (str(ROOT / mutant.file), mutant.where)
        if not mutant.where or function in self._at_import:
            return []
        return sorted(self._entered.get(function, []), key=self._seconds.__getitem__)

    def _tests_for(self, mutant: Mutant, items: list[pytest.Item]) -> tuple[str, ...]:
        """What a cold run must run: the tests that enter the function, or all, those that enter its file first."""
        chosen = self._chosen(mutant)
        if chosen:
            return tuple(items[number].nodeid for number in chosen)
        path = str(ROOT / mutant.file)
        inside = {number for (file, _), numbers in self._entered.items() if file == path for number in numbers}
        first = dict.fromkeys(items[number].nodeid.split("::")[0] for number in sorted(inside))
        return (*first, *self._target.tests)

    def _broken(self, mutant: Mutant, items: list[pytest.Item]) -> int:
        quiet()
        self._failed = False
        # It was emptied after the break before; without it every test of files would fail, whatever was broken.
        (self._folder / SCRATCH).mkdir(exist_ok=True)
        put_in(mutant, self._files)
        for number, item in enumerate(items):
            following = items[number + 1] if number + 1 < len(items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return 1
        return 0


class Noting:
    """A pytest plugin: notes which test failed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            note_killer(self._folder, report)


def note_killer(folder: Path, report: pytest.TestReport) -> None:
    (folder / "killer").write_text(report.nodeid)


def killer_in(folder: Path) -> str:
    """The test that failed; "" when none did, or when the break would not even load. Empties the folder."""
    path = folder / "killer"
    killer = path.read_text() if path.exists() else ""
    empty(folder)
    return killer


def verdict_of(status: int | None) -> str:
    if status is None:
        return LATE
    return SURVIVED if status in {0, 5} else KILLED


def empty(folder: Path) -> None:
    for left in folder.glob("*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def put_in(mutant: Mutant, files: set[str]) -> None:
    """The broken code in the place of the code of a function that is already loaded; caches are emptied."""
    path = str(ROOT / mutant.file)
    module = compile(mutant.tree(Path(path).read_text()), path, "exec")
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(module)}
    gc.unfreeze()
    done = False
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == path:
            key = (thing.__code__.co_qualname, thing.__code__.co_firstlineno)
            if key[0] == mutant.where and key in codes:
                thing.__code__ = codes[key]
                done = True
        elif isinstance(thing, functools._lru_cache_wrapper):
            code = getattr(getattr(thing, "__wrapped__", None), "__code__", None)
            if code is not None and code.co_filename in files:
                thing.cache_clear()
    if not done:
        os._exit(0)  # not put in, so not judged here: a cold run will


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def serve(target: Target, folder: Path, mutants: Sequence[Mutant], tell: Callable[..., None]) -> int:
    copy_no_database()
    server = Server(target, folder, mutants, tell)
    return int(pytest.main(pytest_arguments(folder, target.tests), plugins=[server]))


class BrokenSource(MetaPathFinder):
    """Imports one module with the break in it."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin is not None:
            mutant = self._mutant

            class Loader(SourceFileLoader):
                def get_code(self, fullname: str) -> CodeType:
                    source = Path(self.path).read_text()
                    return compile(mutant.tree(source), self.path, "exec")

            spec.loader = Loader(name, spec.origin)
        return spec


def judge_cold(folder: Path, mutant: Mutant, tests: Sequence[str], limit_s: float) -> tuple[str, str]:
    """The verdict of these tests, in this order, with everything imported anew, and the test that noticed."""

    def work() -> int:
        quiet()
        copy_no_database()
        sys.meta_path.insert(0, BrokenSource(mutant))
        return int(pytest.main(pytest_arguments(folder, tests), plugins=[Noting(folder)]))

    verdict = verdict_of(fork(work, limit_s))
    return verdict, killer_in(folder)
