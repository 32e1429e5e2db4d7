"""``candid texts --review out.html``: every sentence a person can meet, all languages side by side, on one page.

Made to be read aloud. A text is shown once for each choice it makes (one photo, three photos), with the same sample
values in every language. The page needs no network and no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import product
from pathlib import Path

from bot.declarations import locales_of, names
from bot.ports import Arg, Text
from bot.texts.catalog import LOCALES, SOURCE, TYPED, languages, messages, render, right_to_left, said
from storage import marks_told

# What each argument may be, the everyday case first. Counts show the plural forms of one and many.
SAMPLES: dict[str, tuple[Arg, ...]] = {
    "ahead": (2, 0, 1),
    "cap": (90,),
    "carrier": ("Example Chat",),
    "choices": (2, 0),
    "contact": ("help@example.org",),
    "count": (3, 1),
    "days": (7, 1),
    "erased_at": ("2026-11-24T10:00:00+00:00",),
    "again_at": ("2026-11-24T10:00:00+00:00",),
    "handed_at": ("2026-11-24T10:00:00+00:00",),
    "last_on": ("2026-12-01",),
    "person": (30, 1),
    "found": ("faces from the web", "none"),
    "said_at": ("2026-11-24T10:00:00+00:00",),
    "line": ("12",),
    "hash": ("ab12" * 16,),
    "made_at": ("2026-11-24T10:00:00+00:00",),
    "hours": (24, 1),
    "host": ("gpu.example.org",),
    "kept": (24, 1, 0),
    "id": ("5f0c9a",),
    "job": ("finds faces",),
    "label": ("BACKGROUND REPLACED",),
    "least": (1,),
    "left": (3, 1),
    "licence": ("Apache-2.0",),
    "limit": (70,),
    "limits": ("very small faces",),
    "links": ("example.org/messages/1",),
    "look": ("Soft studio",),
    "looks": ("1. Soft studio: light to mid grey paper, a soft lamp behind you\n2. Plain crop: …",),
    "minutes": (4, 1),
    "model": ("FLUX.2 klein 4B",),
    "most": (8,),
    "side": (2048,),
    "size": ("11.2",),
    "watts": (60,),
    "watt_hours": ("0.67",),
    "width": (2048,),
    "height": (2560,),
    "name": ("YuNet",),
    "case": (7,),
    "number": (2,),
    "of": (3,),
    "numbers": ("1, 2, 4",),
    "operator": ("Ada",),
    "photos": (3, 1, 0),
    "place": (1,),
    "picture": (2,),
    "pictures": (4, 1, 0),
    "recipient": ("Example Ltd",),
    "until_on": ("2027-11-24",),
    "seconds": (40, 1),
    "share": ("2.1",),
    "source": ("OpenCV zoo",),
    "then": ("A program cropped it.",),
    "trained": ("WIDER FACE",),
    "unsaid": ("who was asked", "none"),
    "names": ("YuNet, SFace",),
    "url": ("https://example.org/privacy",),
    "value": (48,),
    "what": ("a photo with another background.",),
    "wording": ("I am 18 or older. These photos show me and nobody else.",),
}
MOST_FORMS = 12  # a text that chooses by three counts at once is shown in its first forms only

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border-bottom: 1px solid #8885; padding: .5rem; text-align: start; vertical-align: top; }
th:first-child, td:first-child { width: 16rem; font: .8rem/1.6 ui-monospace, monospace; overflow-wrap: anywhere; }
p { margin: 0 0 .4rem; } h2 { margin-top: 3rem; }
"""


def write(review: Path) -> int:
    """Writes the page; returns how many texts are on it. Raises OSError."""
    review.write_text(page(), encoding="utf-8")
    announced = sum(key not in messages(SOURCE) for key in said(SOURCE))
    return announced + sum(len(keys_of(file)) for _, file in sections())


def page() -> str:
    head = "".join(f"<th>{escape(code)}</th>" for code in languages())
    parts = [
        f"<h2>{escape(' '.join(filter(None, (platform, file.stem))))}</h2>"
        f"<table><tr><th>key</th>{head}</tr>{''.join(_rows(platform, keys_of(file)))}</table>"
        for platform, file in sections()
    ]
    if announced := tuple(key for key in said(SOURCE) if key not in messages(SOURCE)):
        parts.append(f"<h2>members</h2><table><tr><th>key</th>{head}</tr>{''.join(_rows('', announced))}</table>")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Candid: every text</title><style>{STYLE}</style>'
        f"<h1>Candid: every text</h1>{''.join(parts)}</html>"
    )


def sections() -> Iterator[tuple[str, Path]]:
    """Every file of the source language: said everywhere (platform ""), of a picture's marks, by each platform."""
    for platform, folder in (("", LOCALES), ("", marks_told.FOLDER), *((name, locales_of(name)) for name in names())):
        yield from ((platform, file) for file in sorted((folder / SOURCE).glob("*.ftl")))


def _rows(platform: str, keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        cells = "".join(
            f'<td lang="{code}" dir="{"rtl" if right_to_left(code) else "ltr"}">'
            f"{''.join(_forms(key, code, platform))}</td>"
            for code in languages()
        )
        yield f"<tr><td>{escape(key)}</td>{cells}</tr>"


def keys_of(file: Path) -> tuple[str, ...]:
    """Keys of one file, in the file's order."""
    return tuple(re.findall(r"^([a-z][\w-]*) =", file.read_text(encoding="utf-8"), re.MULTILINE))


def _forms(key: str, language: str, platform: str) -> Iterator[str]:
    for form in dict.fromkeys(said_forms(key, language, platform)):
        yield f"<p>{escape(form)}</p>"


def said_forms(key: str, language: str, platform: str = "") -> Iterator[str]:
    """The words of one text for each combination of its sample values. Raises KeyError for an unknown argument."""
    if key.startswith(TYPED):
        yield render(Text(key=key), language)
        return
    arguments = sorted(said(SOURCE, platform)[key])
    for values in list(product(*(SAMPLES[each] for each in arguments)))[:MOST_FORMS]:
        yield render(Text(key=key, args=tuple(zip(arguments, values, strict=True))), language, platform)
