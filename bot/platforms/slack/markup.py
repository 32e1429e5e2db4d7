"""Words as Slack writes them: escaped text, plain labels, and typed text back to what was meant. Pure.

``bot.texts`` puts instants in as ``<!date^…|fallback>``, which Slack turns into the reader's own time. Everything else
that looks like markup is escaped: a name may not ping a channel or hide a link.
"""

from __future__ import annotations

import re

_DATE = re.compile(r"<!date\^\d+\^[^|>]*\|([^>]*)>")
_LINK = re.compile(r"<((?:https?|mailto|tel)[^|>]*)(?:\|([^>]*))?>")
# What people's clients write for a typed emoji; only those that mean something here.
_EMOJI = {":+1:": "👍", ":thumbsup:": "👍", ":-1:": "👎", ":thumbsdown:": "👎", ":wastebasket:": "🗑", ":x:": "❌"}
_SKIN = re.compile(r":skin-tone-[2-6]:")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(text: str) -> str:
    """For section blocks: instants stay, everything else is escaped."""
    out: list[str] = []
    at = 0
    for date in _DATE.finditer(text):
        out += (escape(text[at : date.start()]), date.group(0))
        at = date.end()
    return "".join((*out, escape(text[at:])))


def plain(text: str, longest: int) -> str:
    """For labels, which take no markup: instants as words, cut to ``longest`` with an ellipsis."""
    said = _DATE.sub(r"\1", text)
    return said if len(said) <= longest else f"{said[: longest - 1].rstrip()}…"


def pieces(text: str, longest: int) -> list[str]:
    """Paragraphs joined into pieces of at most ``longest``. A paragraph that is too long is cut between words."""
    out: list[str] = []
    for paragraph in text.split("\n\n"):
        rest = paragraph
        while len(rest) > longest:
            cut = rest.rfind(" ", 1, longest)
            cut = cut if cut > 0 else longest
            out.append(rest[:cut])
            rest = rest[cut:].lstrip()
        if out and len(out[-1]) + 2 + len(rest) <= longest:
            out[-1] = f"{out[-1]}\n\n{rest}"
        elif rest:
            out.append(rest)
    return out


def typed(text: str) -> str:
    """What a person typed, from the text of a message event: links as typed, emoji as signs, no escapes."""
    text = _LINK.sub(lambda link: link.group(2) or link.group(1), text)
    text = _SKIN.sub("", text)
    for name, sign in _EMOJI.items():
        text = text.replace(name, sign)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
