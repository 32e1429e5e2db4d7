"""Receipts as one page a person can read: in their language, with the same for programs inside, signed at its end.

A page has no script and loads nothing. ``candid verify`` says whether a letter of it was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from bot.conversation.phases import forgetting, introducing
from bot.conversation.wording import text
from bot.ports import Text
from bot.texts import catalog, render
from storage.records import Consent, ConsentSource

if TYPE_CHECKING:
    from bot.conversation.facts import Facts
    from storage.retention.receipt import DeletionReceipt

HTML = "text/html"
CONSENT, DELETION = "consent-receipt.html", "deletion-receipt.html"

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}h1{font-size:1.5rem}h2{font-size:1.1rem;margin:1.8rem 0 .4rem}p{margin:.4rem 0}"
    "blockquote{margin:1rem 0 .2rem;padding-inline-start:1rem;border-inline-start:3px solid #777}"
    "p{overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading with its paragraphs; ``quoted`` ones stand between, each with what is said of it."""

    title: Text
    lines: Sequence[Text] = ()
    quoted: Sequence[tuple[str, Sequence[Text]]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One yes. ``sentence``: as it was shown, "" where it is not kept any more; ``name``: typed under it, or ""."""

    consent: Consent
    sentence: str
    name: str


def consent_page(yes: Sequence[Agreed], facts: Facts, document: bytes, language: str) -> bytes:
    """Unsigned UTF-8 HTML. ``document``: the same as JSON-LD."""
    gone = render(text("receipt-words-gone"), language)
    agreed = [(each.sentence or gone, _dates(each.consent, each.name)) for each in yes]
    who = (introducing.answers(facts), *introducing.reached(facts), introducing.can_see(facts))
    of_law = introducing.notices(facts)
    sections = (
        Section(title=text("receipt-agreed"), quoted=agreed, lines=() if agreed else (text("consent-none"),)),
        Section(title=text("receipt-who"), lines=who),
        Section(title=text("receipt-long"), lines=(*introducing.kept(facts), text("receipt-memory"))),
        Section(
            title=text("receipt-gets"),
            lines=(text("receipt-gets-you"), introducing.carries(facts), *introducing.elsewhere(facts)),
        ),
        Section(title=text("receipt-back"), lines=(text("consent-withdraw"), text("privacy-rights"))),
        *((Section(title=text("receipt-law"), lines=of_law),) if of_law else ()),
    )
    return _page(text("receipt-consent-title"), sections, document, language, named=any(each.name for each in yes))


def deletion_page(receipt: DeletionReceipt, language: str) -> bytes:
    """Unsigned UTF-8 HTML; the receipt's JSON is inside."""
    left = [code if code in forgetting.LEFT else "other" for code in receipt.left]
    numbers = [text("receipt-directory", id=each) for each in receipt.directory_pictures]
    counts = [text(f"receipt-count-{what}", count=count) for what, count in receipt.erased.items() if count]
    sections = (
        Section(title=text("receipt-erased"), lines=counts),
        Section(
            title=text("receipt-when"),
            lines=(
                text("receipt-asked", said_at=receipt.requested_at),
                text("receipt-key", said_at=receipt.key_destroyed_at),
                text("receipt-done", said_at=receipt.finished_at),
                text("receipt-copies", said_at=receipt.copies_useless_from),
            ),
        ),
        Section(
            title=text("receipt-stays"),
            lines=(*(text(f"left-{code}") for code in dict.fromkeys(left)), *numbers, *_ledger(receipt)),
        ),
    )
    return _page(text("receipt-deletion-title"), sections, receipt.as_json(), language)


def _dates(consent: Consent, name: str) -> tuple[Text, ...]:
    by_operator = consent.source is ConsentSource.OPERATOR_STATEMENT
    given = text("receipt-given-operator" if by_operator else "receipt-given", said_at=consent.given_at)
    what_for = text("receipt-about-photo" if consent.about else f"receipt-for-{consent.purpose.value}")
    back = (text("receipt-taken-back", said_at=consent.withdrawn_at),) if consent.withdrawn_at else ()
    signed = (text("receipt-signed", name=name),) if name else ()
    return (what_for, given, *signed, *back)


def _ledger(receipt: DeletionReceipt) -> tuple[Text, ...]:
    if not receipt.ledger_line:
        return ()
    return (text("receipt-ledger", line=str(receipt.ledger_line), hash=receipt.ledger_hash),)


def _page(title: Text, sections: Sequence[Section], document: bytes, language: str, *, named: bool = False) -> bytes:
    def said(words: Text) -> str:
        return escape(render(words, language))

    known = catalog.spoken(language)
    direction = "rtl" if catalog.right_to_left(known) else "ltr"
    parts = [
        f'<!doctype html>\n<html lang="{known}" dir="{direction}">\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{said(title)}</title>\n<style>{_STYLE}</style>\n<h1>{said(title)}</h1>",
        f"<p>{said(text('receipt-named' if named else 'receipt-unnamed'))}</p>",
    ]
    for section in sections:
        parts.append(f"<h2>{said(section.title)}</h2>")
        for sentence, facts in section.quoted:
            parts.append(f'<blockquote dir="auto">{escape(sentence)}</blockquote>')
            parts += [f"<p>{said(each)}</p>" for each in facts]
        parts += [f"<p>{said(each)}</p>" for each in section.lines]
    parts += [
        f"<h2>{said(text('receipt-check'))}</h2>\n<p>{said(text('receipt-check-how'))}</p>",
        f"<details><summary>{said(text('receipt-programs'))}</summary>",
        f'<pre id="document" dir="ltr">{escape(document.decode(), quote=False)}</pre></details>\n</html>',
    ]
    return "\n".join(parts).encode()
