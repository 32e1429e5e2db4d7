"""German. Reading age by the first Vienna formula (Bamberger and Vanecek 1984): a school year, plus 6.

0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875. MS, IW, ES: per cent of words with three or more syllables, with
more than six letters, with one syllable; SL: words per sentence.
"""

from __future__ import annotations

import re

from tests.bot.texts.readability import per_sentence, share
from tests.languages import Language, words


def age(text: str) -> float:
    many = share(text, lambda word: syllables(word) >= 3)
    one = share(text, lambda word: syllables(word) == 1)
    long = share(text, lambda word: len(word) > 6)
    return 0.1935 * many + 0.1672 * per_sentence(text) + 0.1297 * long - 0.0327 * one - 0.875 + 6


def syllables(word: str) -> int:
    return max(len(re.findall(r"(?:ie|ei|ai|au|eu|äu|aa|ee|oo|[aeiouyäöü])", word.lower())), 1)


LANGUAGE = Language(
    promising=words(
        "nie", "niemals", "niemand", "niemandem", "niemanden", "alles", "unverändert", "gelöscht", "nur", "nichts",
        "nirgends",
    ),
    never=r"varianten?|tresor|versiegel\w*|siegel|schutzprüfung\w*|jobs?|auftrag|aufträge|spur|pipeline|token|"
    r"datenbank|einbettung|atemberaubend\w*|perfekt\w*|makellos\w*|wunderschön\w*|schön\w*|professionell\w*|"
    r"magisch\w*|mühelos\w*|toll\w*|wow|schnell noch|hässlich\w*|dick|müde|falten|makel|hübsch\w*|attraktiv\w*|"
    r"ungültig\w*|leider ungültig|ups",
    person=r"mann|frau|mädchen|junge|jung|alt|haut|lächel\w*|haare?|trägt",
    blaming=r"du siehst|dein gesicht ist",
    ai=r"\bKI\b",
    age=age,
    hard="Die Inanspruchnahme biometrischer Funktionalitäten erfordert eine unmissverständliche Genehmigung.",
    easy="Der Hund lief in den Wald. Dort war es kalt.",
    hyped="Dein makelloses Ergebnis",
    wishes=(
        ("Kannst du den Hintergrund bitte dunkelblau machen?", "wish.navy"),
        ("marineblauer Hintergrund", "wish.navy"),
        ("etwas mehr Platz bitte", "wish.space"),
        ("näher ran", "wish.closer"),
        ("bitte enger zuschneiden", "wish.closer"),
        ("mehr Unschärfe", "wish.blur"),
        ("mach es bitte schwarzweiß", "light.grey"),
        ("Mach mich jünger", "wish.never"),
        ("lass mich schlanker aussehen", "wish.never"),
    ),
    no_wishes=("kein dunkelblauer Hintergrund", "mehr", "Hintergrund", "mach mich nicht jünger"),
    typed=(("Lösche alles", "forget-me"), ("abbrechen", "cancel"), ("Aufhören", "stop"), ("ja", "yes")),
    speaks={
        "cropped": r"zugeschnitten",
        "light": r"\bLicht\b",
        "grey": r"[Ss]chwarzweiß",
        "blurred": r"\bunscharf(em)?\b",
        "drawn": r"(?<!neu )(?<!von KI neu )\b[Gg]ezeichnet",
        "removed": r"entfernt|Kein Hintergrund|ohne Hintergrund",
        "ai": r"\bKI\b",
        "redrawn": r"\bneu gezeichnet\b",
        "invented": r"erfunden|gibt es nicht|nicht? gibt",
    },
    real=r"echte[smn]? (Foto|Mensch)|Foto eines",
    denied=r"Der Mensch wurde nicht neu gezeichnet\.|nichts kam hinzu, nichts wurde neu gezeichnet",
    told={"assembled": "zusammengesetzt", "drawn": "gezeichnet"},
    labels={
        "background_replaced": "HINTERGRUND ERSETZT",
        "background_blurred": "HINTERGRUND WEICHGEZEICHNET",
        "background_removed": "HINTERGRUND ENTFERNT",
        "ai_background": "KI · HINTERGRUND",
        "ai_modified": "KI · BEARBEITET",
        "ai_generated": "KI · GENERIERT",
    },
    keeping=("behalten", "nein", "Abbrechen"),
    erasing="Löschen",
    several=("1 3 5", "1, 3 und 5", "Stile 1, 3 und 5!", "1 und 3 und 5"),
)  # fmt: skip
