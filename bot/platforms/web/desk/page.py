"""The desk as HTML, from values: no script is needed to read it or to act, and every word from outside is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bot.platforms.web.desk.charts import bars
from bot.records import DeskView, Setting
from storage.operations.check import Check

FEW = "under 5"


def document(body: str, title: str = "Candid – the desk") -> str:
    """``body`` is HTML."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title>"
        '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/desk/static/desk.css">'
        f'<script type="module" src="/desk/static/desk.js"></script></head><body><main>{body}</main></body></html>'
    )


def door(told: str = "") -> str:
    """Asks for the desk's password. ``told``: why it is asked again."""
    return document(
        f'<h1>The desk</h1>{_alert(told)}<form method="post" action="/desk/enter" class="card">'
        '<label>Password of the desk <input type="password" name="password" autocomplete="current-password" required>'
        '</label><button class="primary">Enter</button></form>'
    )


def desk(view: DeskView, settings: Iterable[Setting], told: str = "") -> str:
    body = (
        '<header><h1>The desk</h1><form method="post" action="/desk/leave"><button>Leave</button></form></header>'
        f'{_status(told)}<p class="hint">Counts from one to four read “{FEW}”: they could mean one person. '
        "Nobody is named here and no picture is shown.</p>"
        f"{_now(view)}{_pause(view)}{_counts(view)}{_cases(view)}{_brand()}{_invite()}{_settings(settings)}"
        '<section><h2>Doctor</h2><p><a href="/desk/doctor">Check this machine now</a> (takes some seconds)</p>'
        "</section>"
    )
    return document(body)


def doctor(checks: Iterable[Check]) -> str:
    rows = "".join(
        f'<tr><td>{"ok" if each.ok else "no"}</td><th scope="row">{escape(each.name)}</th><td>{escape(each.detail)}'
        f"{'' if each.ok else f'<br><strong>Fix:</strong> {escape(each.fix)}'}</td></tr>"
        for each in checks
    )
    return document(
        '<p><a href="/desk">Back to the desk</a></p><h1>Doctor</h1><table><caption>What candid doctor found</caption>'
        f'<thead><tr><th scope="col">ok</th><th scope="col">Check</th><th scope="col">Found</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _now(view: DeskView) -> str:
    rows = "".join(f"<dt>{escape(what)}</dt><dd>{escape(value)}</dd>" for what, value in view.now)
    return f"<section><h2>Now</h2><dl>{rows}</dl></section>"


def _pause(view: DeskView) -> str:
    state = f"No pictures are made until {escape(view.paused_until)}." if view.paused_until else "Pictures are made."
    quiet = escape(view.quiet_hours) or "none"
    longer = "".join(f'<option value="{each}">{each}</option>' for each in ("30m", "2h", "8h", "1d"))
    return (
        f"<section><h2>Pause</h2><p>{state} Quiet hours each day: {quiet} (CANDID_QUIET_HOURS).</p>"
        f'<form method="post" action="/desk/pause" class="card"><label>For <select name="how_long">{longer}</select>'
        f"</label>{_password('pause')}<button>Pause</button></form>"
        f'<form method="post" action="/desk/resume" class="card">{_password("go on")}<button>Go on now</button></form>'
        "</section>"
    )


def _counts(view: DeskView) -> str:
    return (
        f"<section><h2>Pictures per day</h2>{bars('Finished pictures per day, the last 14 days', view.days)}</section>"
        f"<section><h2>Held back, by check</h2>{_codes(view.withheld)}</section>"
        f"<section><h2>Photos refused, by finding</h2>{_codes(view.refused)}</section>"
    )


def _codes(counted: Iterable[tuple[str, int | None]]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(code)}</th><td>{FEW if count is None else count}</td></tr>'
        for code, count in counted
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else "<p>None.</p>"


def _cases(view: DeskView) -> str:
    if not view.cases:
        return "<section><h2>Cases</h2><p>There are no cases.</p></section>"
    return f"<section><h2>Cases</h2>{''.join(_case(*each) for each in view.cases)}</section>"


def _case(number: int, state: str, told: str) -> str:
    head = f"<h3>Case {number}: {escape(state)}</h3><p>{escape(told)}</p>"
    if state != "open":
        return head
    return head + (
        f'<form method="post" action="/desk/case" class="card"><input type="hidden" name="number" value="{number}">'
        f"{_password(f'settle case {number}')}"
        '<button name="what" value="release">Release</button>'
        '<button name="what" value="erase" class="danger">Erase</button></form>'
    )


def _brand() -> str:
    return (
        '<section><h2>Brand look</h2><p class="hint">Seen here only, sent nowhere. To use it, put the lines below into '
        ".env and start Candid again.</p>"
        '<div class="brand"><label>Colour <input type="color" id="brand-colour" value="#1f3a5f"></label>'
        '<label>Logo, a PNG with transparency <input type="file" id="brand-logo" accept="image/png"></label>'
        '<div id="brand-preview" role="img" aria-label="Preview: the logo in an upper corner on the colour"></div>'
        '<pre id="brand-lines">CANDID_BRAND_COLOUR=#1f3a5f</pre></div></section>'
    )


def _invite() -> str:
    words = (
        "You can have a headshot made from your own photo, if you like. Message Candid and write “headshot”. It asks "
        "before it takes anything, keeps your face as it is, says on each picture what was edited, and erases all "
        "of it with “forget me”. Nobody has to."
    )
    return f"<section><h2>Invite for Discord or Slack</h2><blockquote>{words}</blockquote></section>"


def _settings(settings: Iterable[Setting]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(each.name)}</code></th><td>{escape(each.value)}</td>'
        f"<td>{escape(each.source)}</td></tr>"
        for each in settings
    )
    return (
        "<section><h2>Settings</h2><details><summary>What is set, and where</summary><table><caption>Of a secret only "
        'whether it is set. Those of the worker stand in bot/SETTINGS.md.</caption><thead><tr><th scope="col">Setting'
        '</th><th scope="col">Value</th><th scope="col">From</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details></section>"
    )


def _password(what: str) -> str:
    return (
        f'<label>Password again, to {escape(what)} <input type="password" name="password" '
        'autocomplete="off" required></label>'
    )


def _status(told: str) -> str:
    return f'<p role="status" class="told">{escape(told)}</p>' if told else ""


def _alert(told: str) -> str:
    return f'<p role="alert" class="error">{escape(told)}</p>' if told else ""
