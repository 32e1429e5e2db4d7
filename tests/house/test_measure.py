"""``make house`` finds circles, type-only ones apart from those that run; the product has none that run."""

from __future__ import annotations

from pathlib import Path

from tests.house import measure


def written(folder: Path, **files: str) -> list[measure.Module]:
    (folder / "toy").mkdir()
    for name, text in files.items():
        (folder / "toy" / f"{name}.py").write_text(text)
    return measure.modules(folder, ("toy",))


def test_the_product_has_no_circle_when_it_runs() -> None:
    assert measure.circles(measure.imports(measure.modules(), types_too=False)) == []


def test_a_circle_is_found_and_a_line_is_none(tmp_path: Path) -> None:
    toy = written(tmp_path, one="from toy import two", two="import toy.three", three="from toy.one import x", four="")
    graph = measure.imports(toy, types_too=False)
    assert measure.circles(graph) == [("toy.one", "toy.three", "toy.two")]
    assert measure.circles({**graph, "toy.three": frozenset()}) == []


def test_a_circle_of_types_is_told_apart(tmp_path: Path) -> None:
    typed = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from toy import one\n"
    toy = written(tmp_path, one="from toy import two", two=typed)
    assert measure.circles(measure.imports(toy, types_too=False)) == []
    assert measure.circles(measure.imports(toy, types_too=True)) == [("toy.one", "toy.two")]


def test_an_import_inside_a_function_makes_no_circle(tmp_path: Path) -> None:
    toy = written(tmp_path, one="from toy import two", two="def later():\n    from toy import one\n    return one")
    assert measure.circles(measure.imports(toy, types_too=True)) == []


def test_functions_are_measured_in_lines(tmp_path: Path) -> None:
    (toy,) = written(tmp_path, one="def f():\n    a = 1\n    return a\n\nasync def g(): pass\n")
    assert sorted(toy.functions()) == [(1, "toy.one.g"), (3, "toy.one.f")]
