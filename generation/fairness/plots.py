"""Two plots as inline SVG: a dot with its interval per band, on a scale with the reach marked. No script, no file.

Every dot is a mean or a share of at least five pictures; the numbers stand beside it as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from generation.fairness.intervals import Estimate

WIDTH = 440  # narrow enough to be read on a phone
ROW = 54  # name and numbers above, the dot below
TOP = 4
SIDE = 26  # half of the outermost number of the scale
FOOT = 46  # room for the scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From ``low`` to ``high`` with numbers at ``ticks``; ``good``: the span shaded as within reach, or None.

    ``form``: how a value is written, e.g. "{:.0%}"; ``tick``: how the scale's numbers are written.
    """

    low: float
    high: float
    ticks: Sequence[float]
    form: str
    tick: str
    good: tuple[float, float] | None
    name: str

    def x(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return SIDE + (inside - self.low) / (self.high - self.low) * (WIDTH - 2 * SIDE)


def dots(title: str, rows: Sequence[tuple[str, Estimate]], scale: Scale) -> str:
    """One row per band. ``title`` says in words what is shown, for those who do not see it."""
    bottom = TOP + ROW * len(rows)
    parts = [f'<svg viewBox="0 0 {WIDTH} {bottom + FOOT}" role="img" aria-label="{escape(title)}">']
    if scale.good is not None:
        start, end = (scale.x(edge) for edge in scale.good)
        parts.append(
            f'<rect class="good" x="{start:.1f}" y="{TOP}" width="{end - start:.1f}" height="{bottom - TOP}"/>'
        )
    parts += [_tick(scale, value, bottom) for value in scale.ticks]
    parts.append(f'<text class="axis" x="{WIDTH / 2:.0f}" y="{bottom + 40}">{escape(scale.name)}</text>')
    parts += [_row(scale, name, found, TOP + ROW * n) for n, (name, found) in enumerate(rows)]
    return "".join((*parts, "</svg>"))


def _tick(scale: Scale, value: float, bottom: float) -> str:
    x = scale.x(value)
    line = f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}"/>'
    return line + f'<text class="axis" x="{x:.1f}" y="{bottom + 18}">{written(scale.tick, value)}</text>'


def _row(scale: Scale, name: str, found: Estimate, top: float) -> str:
    low, high, at = scale.x(found.low), scale.x(found.high), scale.x(found.value)
    y = top + 36
    told = f"{written(scale.form, found.value)} ({written(scale.form, found.low)} to {written(scale.form, found.high)})"
    return (
        f'<text class="name" x="{SIDE}" y="{top + 18}">{escape(name)}</text>'
        f'<text class="value" x="{WIDTH - SIDE}" y="{top + 18}">{escape(told)}</text>'
        f'<line class="whisker" x1="{low:.1f}" y1="{y:.1f}" x2="{high:.1f}" y2="{y:.1f}"/>'
        f'<circle class="dot" cx="{at:.1f}" cy="{y:.1f}" r="5"/>'
    )


def written(form: str, value: float) -> str:
    """A number with a real minus sign, and without a sign where it rounds to zero."""
    plain = form.format(value)
    unsigned = plain.lstrip("+-")
    return unsigned if not unsigned.strip("0.%") else plain.replace("-", "−")
