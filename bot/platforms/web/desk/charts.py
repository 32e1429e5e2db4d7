"""Bars as inline SVG, each with its count and day, and the same numbers as a table for whoever does not see them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.platforms.web.desk.words import Words

WIDE, HIGH, GAP, LINE = 18, 84, 3, 12  # LINE: the height of a count above its bar, and of a day below
FEW_HIGH = 2
LARGE = 1.7  # CSS px for one of the drawing, where the page is wide enough
FEW = "<5"  # the same in every language; the table says it in words


def bars(title: str, counted: Sequence[tuple[str, int | None]], w: Words) -> str:
    """``counted``: (date as 2026-11-30, count); a count of None is one from one to four, drawn as a line."""
    most = max((count or 0 for _, count in counted), default=0) or 1
    drawn = "".join(_bar(at, day, count, most) for at, (day, count) in enumerate(counted))
    rows = "".join(
        f'<tr><th scope="row"><bdi>{escape(day)}</bdi></th><td>{escape(w.count(count))}</td></tr>'
        for day, count in counted
    )
    across = len(counted) * (WIDE + GAP)
    return (
        f'<svg viewBox="0 0 {across} {HIGH + 2 * LINE}" width="{across * LARGE:.0f}" role="img" class="bars" '
        f'direction="ltr" aria-label="{escape(title)}">{drawn}</svg>'
        f"<details><summary>{escape(w('numbers'))}</summary><table><caption>{escape(title)}</caption>"
        f"<tbody>{rows}</tbody></table></details>"
    )


def _bar(at: int, day: str, count: int | None, most: int) -> str:
    high = FEW_HIGH if count is None else round(HIGH * count / most)
    left, top = at * (WIDE + GAP), LINE + HIGH - high
    few = ' class="few"' if count is None else ""
    above = FEW if count is None else str(count or "")
    return (
        f'<rect x="{left}" y="{top}" width="{WIDE}" height="{high}"{few}/>'
        f'<text x="{left + WIDE / 2}" y="{top - 3}">{escape(above)}</text>'
        f'<text x="{left + WIDE / 2}" y="{HIGH + 2 * LINE - 2}" class="day">{escape(day[-2:])}</text>'
    )
