"""``make house``: how large the product is, where it is too full, and who imports whom in a circle."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "generation", "storage")
FULL_FILE, FULL_FUNCTION = 300, 40  # lines past which a room is a question to answer

Graph = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its dotted name, its source, and where it lies."""

    name: str
    path: Path
    source: str

    @property
    def lines(self) -> int:
        return len(self.source.splitlines())

    def functions(self) -> Iterator[tuple[int, str]]:
        """Lines and name of each function."""
        for node in ast.walk(ast.parse(self.source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{self.name}.{node.name}"


def modules(root: Path = ROOT, packages: Iterable[str] = PACKAGES) -> list[Module]:
    found = []
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
            found.append(Module(name, path, path.read_text("utf-8")))
    return found


def imports(known: Iterable[Module], *, types_too: bool) -> Graph:
    """Who imports whom at the top of a module; ``types_too``: also what only the type checker imports."""
    names = {module.name for module in known}
    return {module.name: frozenset(_imported(module, names, types_too)) for module in known}


def _imported(module: Module, names: set[str], types_too: bool) -> Iterator[str]:
    for node in _top(ast.parse(module.source).body, types_too):
        if isinstance(node, ast.Import):
            candidates = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            candidates = [
                inner if (inner := f"{node.module}.{alias.name}") in names else node.module for alias in node.names
            ]
        else:
            continue
        yield from (name for name in candidates if name in names and name != module.name)


def _top(body: list[ast.stmt], types_too: bool) -> Iterator[ast.stmt]:
    """Statements that run on import; a function's own imports come later and make no circle."""
    for node in body:
        if isinstance(node, ast.If):
            only_types = "TYPE_CHECKING" in ast.dump(node.test)
            if types_too or not only_types:
                yield from _top(node.body, types_too)
            yield from _top(node.orelse, types_too)
        elif isinstance(node, ast.Try):
            yield from _top(node.body, types_too)
        else:
            yield node


def circles(graph: Graph) -> list[tuple[str, ...]]:
    """Groups of modules that import each other, by Tarjan's strongly connected components."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            group, stack[at:] = tuple(sorted(stack[at:])), []
            if len(group) > 1:
                found.append(group)

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return found


def report(known: list[Module]) -> str:
    lengths = sorted((length, name) for module in known for length, name in module.functions())
    sizes = sorted((module.lines, str(module.path.relative_to(ROOT))) for module in known)
    told = [
        f"files {len(known)} · lines {sum(size for size, _ in sizes):,} · "
        f"median file {statistics.median(size for size, _ in sizes):.0f}",
        f"functions {len(lengths):,} · median {statistics.median(length for length, _ in lengths):.0f} · "
        f"90th percentile {lengths[int(0.9 * len(lengths))][0]} · longest {lengths[-1][0]} ({lengths[-1][1]})",
        *(f"  {size} lines: {path}" for size, path in reversed(sizes) if size > FULL_FILE),
        *(f"  {length} lines: {name}()" for length, name in reversed(lengths) if length > FULL_FUNCTION),
    ]
    for what, types_too in (("when it runs", False), ("with type-only imports", True)):
        groups = circles(imports(known, types_too=types_too))
        told.append(f"circles {what}: {len(groups)}")
        told += [f"  {' · '.join(group)}" for group in groups]
    return "\n".join(told)


if __name__ == "__main__":
    print(report(modules()), flush=True)
    sys.exit(subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, check=False).returncode)
