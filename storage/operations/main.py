"""The command ``candid``: finds commands in entry points, loads only the one that was called, explains errors.

Groups: ``candid.commands`` (the commands), ``candid.checks`` (read by ``candid doctor``). An entry is a typer app or a
function; its one line of help is read from its source without importing it, so that ``candid --help`` stays quick and
no package imports another's door. The benches (``candid bench NAME``) are not installed: they are found in the
checkout.

Exit codes: 0 ok · 1 internal error · 2 usage · 10 refused · 20 uncertain · 21 no mark found · 130 interrupted.
An error class may carry ``exit_code``; one with a ``code`` is expected and is shown as its sentence.
"""

from __future__ import annotations

import ast
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

COMMANDS = "candid.commands"
CHECKOUT = Path(__file__).resolve().parents[2]
TRACEBACK = "CANDID_TRACEBACK"

EXIT_OK = 0
EXIT_INTERNAL = 1
EXIT_USAGE = 2
EXIT_REFUSED = 10
EXIT_INTERRUPTED = 130

HEADINGS = {"bot": "Talk", "generation": "Make and check pictures", "storage": "Keep and erase"}
BENCH_HELP = "Measure this machine: `candid bench NAME [--json]`; without a name, lists them."


class NoCheckout(Exception):
    """The benches are part of Candid's repository and are not installed: run `candid bench` from a checkout."""

    code = "no_checkout"
    exit_code = EXIT_USAGE

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code. The console script hands it to ``sys.exit``."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _dispatch(words)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else EXIT_OK if ended.code is None else EXIT_INTERNAL
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # `candid … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except Exception as failed:
        return _explain(failed)


def _dispatch(words: list[str]) -> int:
    if words and words[0] == "bench":
        return _run(benches(), "candid bench", words[1:])
    if words == ["--version"]:
        print(f"candid {version('candid')}")
        return EXIT_OK
    return _run(commands(), "candid", words)


def commands() -> dict[str, EntryPoint]:
    """Every command by its name."""
    return {entry.name: entry for entry in entry_points(group=COMMANDS)}


def benches() -> dict[str, EntryPoint]:
    """Every bench by its name. Raises ``NoCheckout`` where Candid runs without its repository."""
    if not (CHECKOUT / "tests" / "benches" / "__init__.py").is_file():
        raise NoCheckout
    if str(CHECKOUT) not in sys.path:
        sys.path.insert(0, str(CHECKOUT))
    listed: dict[str, str] = import_module("tests.benches").BENCHES
    return {name: EntryPoint(name=name, value=value, group="benches") for name, value in listed.items()}


def _run(members: dict[str, EntryPoint], program: str, words: list[str]) -> int:
    if not words or words[0] in {"--help", "-h", "help"}:
        _print_overview(program, list(members.values()))
        return EXIT_OK
    name, *rest = words
    if name not in members:
        return _unknown(program, name, sorted(members))
    return _call(members[name].load(), f"{program} {name}", rest)


def _call(target: object, program: str, words: list[str]) -> int:
    import typer

    if isinstance(target, typer.Typer):
        app = target
    elif callable(target):
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(help=target.__doc__)(target)
    else:
        message = f"the entry of {program!r} is neither a typer app nor a function"
        raise TypeError(message)
    result = app(args=words, prog_name=program, standalone_mode=True)
    return result if isinstance(result, int) else EXIT_OK


def _unknown(program: str, name: str, known: list[str]) -> int:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    hint = f" Did you mean `{program} {near[0]}`?" if near else f" `{program} --help` lists them all."
    print(f"There is no `{program} {name}`.{hint}", file=sys.stderr)
    return EXIT_USAGE


# --- the overview -------------------------------------------------------------------------------------------------


def _print_overview(program: str, members: list[EntryPoint]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    if program == "candid":
        console.print("Candid makes headshots that a person can honestly put their name to.", style="bold")
        console.print(f"Usage: {program} COMMAND [OPTIONS]    (--help after any of them)")
        rows = {entry.name: (entry.value.split(".")[0], help_of(entry)) for entry in members}
        rows["bench"] = ("generation", BENCH_HELP)
        for package, heading in HEADINGS.items():
            _print_table(console, heading, {name: text for name, (owner, text) in rows.items() if owner == package})
        return
    console.print(f"Usage: {program} NAME [OPTIONS]    (--help after any of them)")
    _print_table(console, "Benches", {entry.name: help_of(entry) for entry in members})


def _print_table(console: Console, heading: str, rows: dict[str, str]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for name in sorted(rows):
        table.add_row(name, escape(rows[name]))
    console.print(f"\n{heading}")
    console.print(table)


def help_of(entry: EntryPoint) -> str:
    """The first line of help of an entry, read from its source: the docstring, or ``help=`` of a typer app."""
    source = _source_of(entry.module)
    if source is None:
        return ""
    module = ast.parse(source.read_text(encoding="utf-8"))
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == entry.attr:
            return _first_line(ast.get_docstring(node))
        if isinstance(node, ast.Assign) and _assigns(node, entry.attr) and isinstance(node.value, ast.Call):
            for keyword in node.value.keywords:
                if keyword.arg == "help" and isinstance(keyword.value, ast.Constant):
                    return _first_line(str(keyword.value.value))
    return _first_line(ast.get_docstring(module))


def _source_of(module: str) -> Path | None:
    try:
        spec = find_spec(module)
    except ModuleNotFoundError:
        return None
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin)


def _assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]


# --- errors -------------------------------------------------------------------------------------------------------


def _explain(failed: Exception) -> int:
    """One sentence on stderr. An expected error never shows a traceback; any error does with CANDID_TRACEBACK=1."""
    if os.environ.get(TRACEBACK):
        traceback.print_exception(failed)
    settings = _wrong_settings(failed)
    if settings:
        print(settings, file=sys.stderr)
        return EXIT_USAGE
    if isinstance(getattr(failed, "code", None), str):
        print(str(failed) or getattr(failed, "code", ""), file=sys.stderr)
        exit_code = getattr(failed, "exit_code", EXIT_INTERNAL)
        return exit_code if isinstance(exit_code, int) else EXIT_INTERNAL
    place = traceback.extract_tb(failed.__traceback__)[-1]
    where = f"{type(failed).__name__} in {Path(place.filename).name}, line {place.lineno}"
    print(f"Candid failed inside: {where}. {TRACEBACK}=1 shows more.", file=sys.stderr)
    return EXIT_INTERNAL


def _wrong_settings(failed: Exception) -> str:
    """What pydantic says of a setting, with the variable's name, or ""."""
    errors = getattr(failed, "errors", None)
    if type(failed).__name__ != "ValidationError" or not callable(errors):
        return ""
    lines = [f"CANDID_{'_'.join(map(str, error['loc'])).upper()}: {error['msg']}" for error in errors()]
    return "A setting is wrong.\n" + "\n".join(lines)
