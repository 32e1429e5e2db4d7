"""The report as one page: verdicts, plots, tables. Self-contained; no picture, no file name, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources

from generation.fairness import plots
from generation.fairness.figures import ACCEPTANCE, MEAN, SLOPE, UNCOMPARED, Band, Summary
from generation.fairness.intervals import Estimate
from generation.fairness.plots import Scale
from storage.clock import SystemClock
from storage.measuring import Figure, Report, machine

SHARES = Scale(
    low=0,
    high=1,
    ticks=(0, 0.25, 0.5, 0.75, 1),
    form="{:.0%}",
    tick="{:.0%}",
    good=None,
    name="share of photos, 95 % interval",
)
LIGHT = Scale(
    low=-4, high=4, ticks=(-4, -2, 0, 2, 4), form="{:+.2f}", tick="{:+.0f}", good=(-1, 1),
    name="← darker · change of L* of the skin · lighter →",
)  # fmt: skip


def html(found: Summary, told: Report) -> str:
    """The whole page."""
    style = resources.files(__package__).joinpath("page.css").read_text("utf-8")
    lines = (
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>Candid: fairness report</title><style>{style}</style></head><body><main>",
        "<header><h1>Fairness report</h1>",
        f"<p>{_sizes(found)} {SystemClock().now().date().isoformat()}.</p></header>",
        _verdicts(told.figures, found),
        _light(found),
        _acceptance(found),
        _codes(
            "Refused at intake, by reason", "refused", found.bands, {band.name: band.refused for band in found.bands}
        ),
        _codes("Pictures held back, by safeguard", "held back", found.bands, {b.name: b.withheld for b in found.bands}),
        _reading(told.method),
        "</main></body></html>",
    )
    return "\n".join(lines)


def _sizes(found: Summary) -> str:
    small = f" Fewer than five, so not told: {', '.join(map(escape, found.small))}." if found.small else ""
    return f"{found.photos} photos in {len(found.bands) + len(found.small)} groups.{small}"


def _verdicts(figures: Mapping[str, Figure], found: Summary) -> str:
    if not figures:
        return "<section><p>Too few pictures: groups are compared from five pictures in each of two on.</p></section>"
    estimates = {ACCEPTANCE: (found.ratio, "{:.2f}"), MEAN: (found.delta_l, "{:+.2f}"), SLOPE: (found.slope, "{:+.2f}")}
    cards = []
    for name, figure in figures.items():
        state, word = ("ok", "holds") if figure.holds else ("bad", "does not hold")
        sign = "≤" if figure.at_most else "≥"
        cards.append(
            f'<div class="card {state}"><h2>{escape(name)}</h2><p class="big">{figure.value:.2f}</p>'
            f"<p><strong>{word}</strong>: {sign} {figure.reach:g} {escape(figure.unit)}</p>"
            f"{_interval(*estimates[name])}</div>"
        )
    return f'<section class="cards">{"".join(cards)}</section>{_uncompared(figures)}'


def _uncompared(figures: Mapping[str, Figure]) -> str:
    return "" if ACCEPTANCE in figures else f"<p>{UNCOMPARED}</p>"


def _interval(estimate: Estimate | None, form: str) -> str:
    if estimate is None:
        return ""
    return f"<p>{plots.written(form, estimate.low)} to {plots.written(form, estimate.high)} (95 %)</p>"


def _light(found: Summary) -> str:
    rows = [(band.name, band.delta_l) for band in found.bands if band.delta_l is not None]
    if not rows:
        return ""
    plot = plots.dots("Change of lightness of the skin by tone band; the numbers are in the plot as text", rows, LIGHT)
    return (
        "<section><h2>Did pictures make anybody lighter or darker?</h2>"
        "<p>Mean change of the skin's lightness between photo and picture. The shaded span is the reach.</p>"
        f"{plot}</section>"
    )


def _acceptance(found: Summary) -> str:
    rows = [(band.name, band.accepted) for band in found.bands]
    if not rows:
        return ""
    plot = plots.dots("Share of photos accepted by tone band; the numbers are in the plot as text", rows, SHARES)
    return (
        "<section><h2>Who got their pictures?</h2>"
        f"<p>Photos that were accepted and had no picture held back.</p>{plot}</section>"
    )


def _codes(title: str, what: str, bands: Sequence[Band], counts: Mapping[str, Mapping[str, int]]) -> str:
    codes = sorted({code for band in counts.values() for code in band})
    if not codes:
        return f"<section><h2>{title}</h2><p>Nothing was {what}.</p></section>"
    head = "".join(f'<th scope="col">{escape(band.name)}<small>{band.photos} photos</small></th>' for band in bands)
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(code)}</code></th>'
        + "".join(_cell(counts[band.name].get(code, 0), band.photos) for band in bands)
        + "</tr>"
        for code in codes
    )
    return (
        f'<section><h2>{title}</h2><div class="wide"><table><thead><tr><th scope="col">code</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _cell(count: int, of: int) -> str:
    return f"<td>{count} <small>{count / of:.0%}</small></td>" if count else '<td class="none">0</td>'


def _reading(method: str) -> str:
    return (
        "<section class='reading'><h2>How to read this</h2>"
        f"<p>{escape(method)} {escape(machine())}.</p>"
        "<p>A measured tone is the tone in this light, through this camera. It says nothing certain about a person. "
        "Where no face was found, no tone could be measured: give labels to see whom the face finder misses.</p>"
        "<p>Each group should hold dozens of people in all kinds of light. With few pictures the intervals are wide, "
        "and a figure that holds proves little.</p></section>"
    )
