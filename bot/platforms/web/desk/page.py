"""The desk as HTML, from values: no script is needed to read it or to act, and every word is escaped on its way in."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bot.platforms.web.desk.charts import bars
from bot.platforms.web.desk.words import SOURCE, Words
from bot.records import DeskCase, DeskView, Setting
from storage.operations.check import Check

SECRET = frozenset({"set", "not set"})
LENGTHS = ("30m", "2h", "8h", "1d")  # of a pause
# Doctor's lines are those of the terminal, word for word: in English, whatever the language around them.
DOCTOR_S = f'lang="{SOURCE}" dir="ltr"'


def document(body: str, w: Words) -> str:
    """``body`` is HTML."""
    return (
        f'<!doctype html><html lang="{w.language}" dir="{w.direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(w('title'))}</title>"
        '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/desk/static/desk.css">'
        f'<script type="module" src="/desk/static/desk.js"></script></head><body><main>{body}</main></body></html>'
    )


def door(w: Words, told: str = "") -> str:
    """Asks for the desk's password. ``told``: why it is asked again."""
    return document(
        f'<h1>{escape(w("desk"))}</h1>{_alert(told)}<form method="post" action="/desk/enter" class="card">'
        f'<label>{escape(w("password"))} <input type="password" name="password" autocomplete="current-password" '
        f'required></label><button class="primary">{escape(w("enter"))}</button></form>',
        w,
    )


def desk(w: Words, view: DeskView, settings: Iterable[Setting], told: str = "") -> str:
    doctor = f'<a href="/desk/doctor">{escape(w("doctor.check"))}</a> {escape(w("doctor.takes"))}'
    invite = f"<blockquote>{escape(w('invite.words'))}</blockquote>"
    body = (
        f'<header><h1>{escape(w("desk"))}</h1><form method="post" action="/desk/leave"><button>{escape(w("leave"))}'
        f'</button></form></header>{_status(told)}<p class="hint">{escape(w("hint"))}</p>'
        f"{_now(w, view)}{_pause(w, view)}{_counts(w, view)}{_cases(w, view)}{_brand(w)}"
        f"{_section(w('invite'), invite)}{_settings(w, settings)}"
        f"{_section(w('doctor'), f'<p>{doctor}</p>')}"
    )
    return document(body, w)


def doctor(w: Words, checks: Iterable[Check]) -> str:
    rows = "".join(
        f"<tr><td>{escape(w('doctor.ok' if each.ok else 'doctor.no'))}</td>"
        f'<th scope="row" {DOCTOR_S}>{escape(each.name)}</th>'
        f"<td><p {DOCTOR_S}>{escape(each.detail)}</p>{'' if each.ok else _fix(w, each)}</td></tr>"
        for each in checks
    )
    heads = ("doctor.ok", "doctor.name", "doctor.found")
    why = "" if w.language == SOURCE else f'<p class="hint">{escape(w("doctor.english"))}</p>'
    return document(
        f'<p><a href="/desk">{escape(w("back"))}</a></p><h1>{escape(w("doctor"))}</h1>{why}'
        f"{_table('doctor', w('doctor.caption'), map(w, heads), rows)}",
        w,
    )


def _fix(w: Words, check: Check) -> str:
    return f"<p><strong>{escape(w('doctor.fix'))}</strong> <span {DOCTOR_S}>{escape(check.fix)}</span></p>"


def _section(title: str, body: str) -> str:
    """``body`` is HTML."""
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def _table(kind: str, caption: str, heads: Iterable[str], rows: str) -> str:
    """``rows`` is HTML."""
    named = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    head = f"<caption>{escape(caption)}</caption><thead><tr>{named}</tr></thead>"
    return f'<table class="{kind}">{head}<tbody>{rows}</tbody></table>'


def _now(w: Words, view: DeskView) -> str:
    rows = "".join(
        f"<dt>{escape(w.figure(name, what))}</dt><dd>{escape(w('few') if value is None else value)}</dd>"
        for name, what, value in view.now
    )
    return _section(w("now"), f"<dl>{rows}</dl>")


def _pause(w: Words, view: DeskView) -> str:
    state = w("pause.until", until=view.paused_until) if view.paused_until else w("pause.none")
    quiet = w("pause.quiet", hours=view.quiet_hours or w("pause.no_quiet"))
    longer = "".join(f'<option value="{each}">{escape(w(f"pause.{each}"))}</option>' for each in LENGTHS)
    return _section(
        w("pause"),
        f"<p>{escape(state)} {escape(quiet)}</p>"
        f'<form method="post" action="/desk/pause" class="card"><label>{escape(w("pause.for"))} '
        f'<select name="how_long">{longer}</select></label>{_password(w, w("again.pause"))}'
        f"<button>{escape(w('pause'))}</button></form>"
        f'<form method="post" action="/desk/resume" class="card">{_password(w, w("again.resume"))}'
        f"<button>{escape(w('pause.go_on'))}</button></form>",
    )


def _counts(w: Words, view: DeskView) -> str:
    return (
        _section(w("days"), bars(w("days.title"), view.days, w))
        + _section(w("withheld"), _codes(w, view.withheld))
        + _section(w("refused"), _codes(w, view.refused))
    )


def _codes(w: Words, counted: Iterable[tuple[str, int | None]]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><bdi>{escape(code)}</bdi></th><td>{escape(w.count(count))}</td></tr>'
        for code, count in counted
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else f"<p>{escape(w('none'))}</p>"


def _cases(w: Words, view: DeskView) -> str:
    found = "".join(_case(w, each) for each in view.cases) or f"<p>{escape(w('cases.none'))}</p>"
    return _section(w("cases"), found)


def _case(w: Words, case: DeskCase) -> str:
    state = w.near(f"case.{case.state}", case.state)
    told = w(
        "case.told",
        reports=w.count(case.reports), pictures=w.count(case.pictures), opened=case.opened, until=case.until,
    )  # fmt: skip
    head = f"<h3>{escape(w('case', number=case.number, state=state))}</h3><p>{escape(told)}</p>"
    if case.state != "open":
        return head
    return head + (
        f'<form method="post" action="/desk/case" class="card"><input type="hidden" name="number" '
        f'value="{case.number}">{_password(w, w("again.case", number=case.number))}'
        f'<button name="what" value="release">{escape(w("release"))}</button>'
        f'<button name="what" value="erase" class="danger">{escape(w("erase"))}</button></form>'
    )


def _brand(w: Words) -> str:
    return _section(
        w("brand"),
        f'<p class="hint">{escape(w("brand.hint"))}</p>'
        f'<div class="brand"><label>{escape(w("brand.colour"))} '
        '<input type="color" id="brand-colour" value="#1f3a5f"></label>'
        f'<label>{escape(w("brand.logo"))} <input type="file" id="brand-logo" accept="image/png"></label>'
        f'<div id="brand-preview" role="img" aria-label="{escape(w("brand.preview"))}"></div>'
        '<pre id="brand-lines" dir="ltr">CANDID_BRAND_COLOUR=#1f3a5f</pre></div>',
    )


def _settings(w: Words, settings: Iterable[Setting]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(each.name)}</code></th>'
        f"<td><bdi>{escape(w(each.value) if each.value in SECRET else each.value)}</bdi></td>"
        f"<td>{escape(w.near(f'source.{each.source}', each.source))}</td></tr>"
        for each in settings
    )
    table = _table(
        "settings", w("settings.caption"), map(w, ("settings.name", "settings.value", "settings.from")), rows
    )
    return _section(w("settings"), f"<details><summary>{escape(w('settings.what'))}</summary>{table}</details>")


def _password(w: Words, what: str) -> str:
    return (
        f'<label>{escape(w("again", what=what))} <input type="password" name="password" '
        'autocomplete="off" required></label>'
    )


def _status(told: str) -> str:
    return f'<p role="status" class="told">{escape(told)}</p>' if told else ""


def _alert(told: str) -> str:
    return f'<p role="alert" class="error">{escape(told)}</p>' if told else ""
