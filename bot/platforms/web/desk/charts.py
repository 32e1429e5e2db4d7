"""Bars as inline SVG, with the same numbers as a table for whoever does not see them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.platforms.web.desk.words import Words

WIDE, HIGH, GAP = 28, 120, 6


def bars(title: str, counted: Sequence[tuple[str, int | None]], w: Words) -> str:
    """``counted``: (label, count); a count of None is one from one to four, and its bar has the height of none."""
    most = max((count or 0 for _, count in counted), default=0) or 1
    rects, rows = [], []
    for at, (label, count) in enumerate(counted):
        high = round(HIGH * (count or 0) / most)
        few = count is None
        rects.append(
            f'<rect x="{at * (WIDE + GAP)}" y="{HIGH - high if not few else HIGH - 2}" width="{WIDE}" '
            f'height="{high if not few else 2}"{" class=few" if few else ""}/>'
        )
        rows.append(f'<tr><th scope="row">{escape(label)}</th><td>{escape(w.count(count))}</td></tr>')
    across = len(counted) * (WIDE + GAP)
    return (
        f'<svg viewBox="0 0 {across} {HIGH}" preserveAspectRatio="xMinYMax" role="img" class="bars" '
        f'aria-label="{escape(title)}">'
        f"{''.join(rects)}</svg>"
        f"<details><summary>{escape(w('numbers'))}</summary><table><caption>{escape(title)}</caption>"
        f"<tbody>{''.join(rows)}"
        "</tbody></table></details>"
    )
