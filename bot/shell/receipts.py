"""Receipts as one page a person can read: in their language, with the same for programs inside, signed at its end.

A page has no script and loads nothing. ``candid verify`` says whether a letter of it was changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from bot.conversation.phases import forgetting
from bot.declarations import declared
from bot.ports import Text
from bot.texts import catalog, render
from storage.records import Consent, ConsentSource

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from storage.retention.receipt import DeletionReceipt

HTML = "text/html"
CONSENT, DELETION = "consent-receipt.html", "deletion-receipt.html"

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}h1{font-size:1.5rem}h2{font-size:1.1rem;margin:1.8rem 0 .4rem}p{margin:.4rem 0}"
    "blockquote{margin:1rem 0 .2rem;padding-left:1rem;border-left:3px solid #777}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading with its paragraphs; ``quoted`` ones stand between, each with what is said of it."""

    title: Text
    lines: Sequence[Text] = ()
    quoted: Sequence[tuple[str, Sequence[Text]]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How long things are kept in this conversation."""

    photos: timedelta
    results: timedelta
    cap: timedelta
    person: timedelta


def consent_page(  # noqa: PLR0917 - what the page says, in its order
    consents: Sequence[Consent],
    sentences: Mapping[str, str],
    settings: BotSettings,
    platform: str,
    kept: Kept,
    document: bytes,
    language: str,
) -> bytes:
    """``sentences``: by their hash, as they were shown. ``document``: the same as JSON-LD. Unsigned UTF-8 HTML."""
    gone = render(Text(key="receipt-words-gone"), language)
    agreed = [(sentences.get(each.wording_hash, gone), _dates(each)) for each in consents]
    carrier = declared(platform).carrier
    carries = (
        Text(key="opening-carries", args=(("carrier", carrier),)) if carrier else Text(key="opening-carries-nobody")
    )
    sections = (
        Section(title=Text(key="receipt-agreed"), quoted=agreed, lines=() if agreed else (Text(key="consent-none"),)),
        Section(title=Text(key="receipt-who"), lines=(*_operator(settings), *_can_see(settings))),
        Section(title=Text(key="receipt-long"), lines=_long(kept)),
        Section(title=Text(key="receipt-gets"), lines=(Text(key="receipt-gets-you"), carries)),
        Section(title=Text(key="receipt-back"), lines=(Text(key="consent-withdraw"), Text(key="privacy-rights"))),
    )
    return _page(Text(key="receipt-consent-title"), sections, document, language)


def deletion_page(receipt: DeletionReceipt, language: str) -> bytes:
    """Unsigned UTF-8 HTML; the receipt's JSON is inside."""
    left = [code if code in forgetting.LEFT else "other" for code in receipt.left]
    numbers = [_number(each) for each in receipt.directory_pictures]
    counts = [Text(key=f"receipt-count-{what}", args=(("count", count),)) for what, count in receipt.erased.items()]
    sections = (
        Section(title=Text(key="receipt-erased"), lines=[each for each in counts if dict(each.args)["count"]]),
        Section(
            title=Text(key="receipt-when"),
            lines=(
                _at("receipt-asked", receipt.requested_at),
                _at("receipt-key", receipt.key_destroyed_at),
                _at("receipt-done", receipt.finished_at),
                _at("receipt-copies", receipt.copies_useless_from),
            ),
        ),
        Section(
            title=Text(key="receipt-stays"),
            lines=(*(Text(key=f"left-{code}") for code in dict.fromkeys(left)), *numbers, *_ledger(receipt)),
        ),
    )
    return _page(Text(key="receipt-deletion-title"), sections, receipt.as_json(), language)


def _dates(consent: Consent) -> tuple[Text, ...]:
    by_operator = consent.source is ConsentSource.OPERATOR_STATEMENT
    given = _at("receipt-given-operator" if by_operator else "receipt-given", consent.given_at)
    what_for = Text(key=f"receipt-for-{consent.purpose.value}")
    back = (_at("receipt-taken-back", consent.withdrawn_at),) if consent.withdrawn_at else ()
    return (what_for, given, *back)


def _operator(settings: BotSettings) -> tuple[Text, ...]:
    who = Text(key="privacy-who", args=(("operator", settings.operator),))
    contact = (Text(key="contact", args=(("contact", settings.contact),)),) if settings.contact else ()
    more = (Text(key="privacy-more", args=(("url", settings.privacy_url),)),) if settings.privacy_url else ()
    return (who if settings.operator else Text(key="privacy-who-local"), *contact, *more)


def _can_see(settings: BotSettings) -> tuple[Text, ...]:
    if settings.operator:
        return (Text(key="consent-operator", args=(("operator", settings.operator),)),)
    return (Text(key="consent-operator-local"),)


def _long(kept: Kept) -> tuple[Text, ...]:
    hours, days = round(kept.photos.total_seconds() / 3600), kept.results.days
    return (
        Text(key="privacy-kept", args=(("hours", hours), ("days", days), ("cap", kept.cap.days))),
        Text(key="privacy-person", args=(("days", kept.person.days),)),
        Text(key="receipt-memory"),
    )


def _ledger(receipt: DeletionReceipt) -> tuple[Text, ...]:
    if not receipt.ledger_line:
        return ()
    return (Text(key="receipt-ledger", args=(("line", str(receipt.ledger_line)), ("hash", receipt.ledger_hash))),)


def _number(stable_id: str) -> Text:
    return Text(key="receipt-directory", args=(("id", stable_id),))


def _at(key: str, at: datetime) -> Text:
    return Text(key=key, args=(("said_at", at.isoformat()),))


def _page(title: Text, sections: Sequence[Section], document: bytes, language: str) -> bytes:
    def said(text: Text) -> str:
        return escape(render(text, language))

    known = catalog.spoken(language)
    direction = "rtl" if catalog.right_to_left(known) else "ltr"
    parts = [
        f'<!doctype html>\n<html lang="{known}" dir="{direction}">\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{said(title)}</title>\n<style>{_STYLE}</style>\n<h1>{said(title)}</h1>",
        f"<p>{said(Text(key='receipt-unnamed'))}</p>",
    ]
    for section in sections:
        parts.append(f"<h2>{said(section.title)}</h2>")
        for sentence, facts in section.quoted:
            parts.append(f"<blockquote>{escape(sentence)}</blockquote>")
            parts += [f"<p>{said(each)}</p>" for each in facts]
        parts += [f"<p>{said(each)}</p>" for each in section.lines]
    parts += [
        f"<h2>{said(Text(key='receipt-check'))}</h2>\n<p>{said(Text(key='receipt-check-how'))}</p>",
        f"<details><summary>{said(Text(key='receipt-programs'))}</summary>",
        f'<pre id="document">{escape(document.decode(), quote=False)}</pre></details>\n</html>',
    ]
    return "\n".join(parts).encode()
