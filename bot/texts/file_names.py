"""What the file of a picture is called: by words its owner read, so that it says in any folder what it is."""

from __future__ import annotations

import re
import unicodedata

from bot.naming import Named
from bot.ports import Text
from bot.texts import members
from bot.texts.catalog import render
from storage.records import MemberKind

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l"})


def file_name(named: Named, ending: str, language: str) -> str:
    """``soft-studio-online-profile-background-replaced-2026-11-30.jpg``; a look that is not known is left out.

    Latin letters become ASCII, which every file system and mail program takes; other scripts keep their letters.
    """
    known = named.look in members.codes(MemberKind.LOOK)
    look = render(Text(key=f"look-name-{named.look}"), language) if known else ""
    purpose = render(Text(key=f"purpose-{named.purpose}"), language)
    return "-".join(filter(None, map(_plain, (look, purpose, named.label, named.day)))) + f".{ending}"


def _plain(words: str) -> str:
    spelled = words.lower().translate(_SPELLED)
    bare = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    if re.search("[a-z0-9]", bare):
        return re.sub("[^a-z0-9]+", "-", bare).strip("-")
    kept = "".join(each if unicodedata.category(each)[0] in "LMN" else "-" for each in spelled)
    return re.sub("-+", "-", kept).strip("-")
