"""Every small break that a source file can have: one changed operator, condition, constant, argument or statement.

Left alone, because nothing runs them or nobody promises them: annotations, docstrings, decorators, the wording of
exceptions, log lines and descriptions, ``if TYPE_CHECKING``, ``__all__``.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

COMPARISONS: Final = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: Final = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Pow: ast.Mult,
}  # fmt: skip
SWAPPED_CALLS: Final = {"min": "max", "max": "min", "all": "any", "any": "all"}
UNWATCHED_CALLS: Final = frozenset({"NewType", "TypeVar", "ParamSpec", "cast"})
PROSE: Final = frozenset({"description", "says", "evidence", "help"})  # arguments that only people read
LOG_LEVELS: Final = frozenset({"debug", "info", "warning", "error", "exception"})

Change = Callable[[ast.AST], ast.AST]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One break. ``where``: the qualified name of the outermost function around it; "" at the level of module or class.

    ``name`` names the break without a line number, so that it outlives edits elsewhere in the file.
    """

    file: str  # relative to the repository
    where: str
    scope: str  # like ``where``, but also the class at class level
    kind: str
    before: str
    after: str
    line: int
    number: int  # among the breaks of the file that read the same
    index: int  # of the node in ``ast.walk`` order
    change: Change

    @property
    def name(self) -> str:
        again = f" #{self.number}" if self.number else ""
        return f"{self.file}::{self.scope or 'module'} [{self.kind}] {self.before} -> {self.after}{again}"

    def tree(self, source: str) -> ast.Module:
        """The whole module with this break in it."""
        tree = ast.parse(source)
        target = list(ast.walk(tree))[self.index]
        replacement = self.change(copy.deepcopy(target))
        broken: ast.Module = _Replace(target, replacement).visit(tree)
        return ast.fix_missing_locations(broken)


class _Replace(ast.NodeTransformer):
    def __init__(self, target: ast.AST, replacement: ast.AST) -> None:
        self._target, self._replacement = target, replacement

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(self._replacement, node) if node is self._target else self.generic_visit(node)


def mutants_of(path: Path, root: Path) -> list[Mutant]:
    """All breaks of a file, in the order of its text."""
    source, file = path.read_text(), str(path.relative_to(root))
    tree = ast.parse(source)
    index = {node: number for number, node in enumerate(ast.walk(tree))}
    seen: Counter[tuple[str, str, str, str]] = Counter()
    found = []
    for node, where, scope in _watched(tree):
        for kind, change in _changes(node):
            before, after = _told(kind, node, change(copy.deepcopy(node)))
            key = (scope, kind, before, after)
            line = (node.pattern if isinstance(node, ast.match_case) else node).lineno  # type: ignore[attr-defined]
            found.append(Mutant(file, where, scope, kind, before, after, line, seen[key], index[node], change))
            seen[key] += 1
    return found


def _told(kind: str, node: ast.AST, changed: ast.AST) -> tuple[str, str]:
    """The break in words: what stood there, and what stands there now."""
    if isinstance(node, ast.Call) and isinstance(changed, ast.Call) and kind == "argument":
        kept = {keyword.arg for keyword in changed.keywords}
        gone = next(keyword for keyword in node.keywords if keyword.arg not in kept)
        return _short(node.func) + f"({gone.arg}={_short(gone.value)})", "left out"
    if kind == "condition":
        return _short(node.test), "not"  # type: ignore[attr-defined]
    if isinstance(node, ast.match_case) and node.guard is not None:
        return _short(node.guard), "not"
    return _short(node), _short(changed)


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else text[:87] + "..."


def _watched(tree: ast.Module) -> Iterator[tuple[ast.AST, str, str]]:
    """Each node that runs, with the outermost function and the scope around it."""

    def walk(node: ast.AST, where: str, scope: str) -> Iterator[tuple[ast.AST, str, str]]:
        for child in _run(node):
            inner_where, inner_scope = where, scope
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inner_scope = f"{scope}.{child.name}" if scope else child.name
                if not isinstance(child, ast.ClassDef):
                    inner_where = where or inner_scope
            else:
                yield child, where, scope
            yield from walk(child, inner_where, inner_scope)

    yield from walk(tree, "", "")


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """The children that are worth a break."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        # A default belongs to what defines the function; it is judged there by whoever calls without it.
        yield from _without_docstring(node.body)
    elif isinstance(node, ast.ClassDef):
        yield from _without_docstring(node.body)
    elif isinstance(node, ast.Module):
        yield from (child for child in _without_docstring(node.body) if not _only_typing(child))
    elif isinstance(node, ast.AnnAssign):
        if node.value is not None:
            yield node.value
    elif isinstance(node, ast.Raise) or (isinstance(node, ast.keyword) and node.arg in PROSE):
        return
    elif isinstance(node, ast.Call):
        if not (isinstance(node.func, ast.Name) and node.func.id in UNWATCHED_CALLS):
            yield from ast.iter_child_nodes(node)
    elif not _is_log(node):
        yield from ast.iter_child_nodes(node)


def _without_docstring(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for number, statement in enumerate(body):
        constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not (constant and (number == 0 or isinstance(statement.value.value, str))):  # type: ignore[attr-defined]
            yield statement


def _only_typing(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
    return isinstance(node, ast.Import | ast.ImportFrom)


def _is_log(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    func = node.value.func
    return isinstance(func, ast.Attribute) and func.attr in LOG_LEVELS


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if _is_log(node):
        return
    yield from _expressions(node)
    yield from _statements(node)
    test = getattr(node, "test", None)
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not _is_not(test):
        yield "condition", _negate_test
    if isinstance(node, ast.match_case) and node.guard is not None:
        yield "guard", _negate_guard


def _is_not(node: object) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _expressions(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARISONS:
            yield "comparison", _swap_comparison
        case ast.BoolOp():
            yield "and/or", _swap_bool
        case ast.UnaryOp(op=ast.Not()):
            yield "not", lambda n: n.operand  # type: ignore[attr-defined]
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            yield "arithmetic", _swap_arithmetic
        case ast.Constant(value=bool()):
            yield "constant", lambda n: ast.Constant(not n.value)  # type: ignore[attr-defined]
        case ast.Constant(value=int() | float()):
            yield "constant", lambda n: ast.Constant(n.value + 1)  # type: ignore[attr-defined]
        case ast.Constant(value=str()) if node.value and node.value != ".":
            yield "constant", lambda n: ast.Constant(f"{n.value}X")  # type: ignore[attr-defined]
        case ast.Call(func=ast.Name(id=name)) if name in SWAPPED_CALLS:
            yield "call", _swap_call
    if isinstance(node, ast.Call):
        for number, keyword in enumerate(node.keywords):
            if keyword.arg is not None and keyword.arg not in PROSE:
                yield "argument", _drop_keyword(number)


def _statements(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "return", lambda _: ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Await()) | ast.AugAssign() | ast.Raise() | ast.Delete():
            yield "dropped", lambda _: ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "dropped", lambda _: ast.Pass()
        case ast.Break():
            yield "loop", lambda _: ast.Continue()
        case ast.Continue():
            yield "loop", lambda _: ast.Break()


def _swap_comparison(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Compare)
    return ast.Compare(node.left, [COMPARISONS[type(node.ops[0])]()], node.comparators)


def _swap_bool(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    return ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def _swap_arithmetic(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BinOp)
    return ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)


def _swap_call(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    return ast.Call(ast.Name(SWAPPED_CALLS[node.func.id], ast.Load()), node.args, node.keywords)


def _drop_keyword(number: int) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Call)
        return ast.Call(node.func, node.args, node.keywords[:number] + node.keywords[number + 1 :])

    return change


def _negate_test(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.If | ast.While | ast.IfExp)
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node


def _negate_guard(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.match_case)
    assert node.guard is not None
    node.guard = ast.UnaryOp(ast.Not(), node.guard)
    return node
