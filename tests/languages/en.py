"""English. Reading age by Flesch-Kincaid (Kincaid et al. 1975): a school year of the USA, plus 5.5."""

from __future__ import annotations

import re

from tests.bot.texts.readability import per_sentence, per_word
from tests.languages import Language, words


def age(text: str) -> float:
    return 0.39 * per_sentence(text) + 11.8 * per_word(text, syllables) - 15.59 + 5.5


def syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    if word.endswith("e") and not word.endswith(("le", "ee")) and len(word) > 3:
        word = word[:-1]
    if word.endswith("ed") and not word.endswith(("ted", "ded")):
        word = word[:-2] + "d"
    return max(len(re.findall(r"[aeiouy]+", word)), 1)


LANGUAGE = Language(
    promising=words("never", "nobody", "everything", "unchanged", "erased", "only", "cannot", "nothing", "nowhere"),
    never=r"variants?|vaults?|seal(?:s|ed|ing)?|safeguards?|jobs?|lanes?|payload|pipeline|token|database|embedding|"
    r"stunning|amazing|perfect|flawless|gorgeous|beautiful|professional|magic|effortless|awesome|wow|hurry|"
    r"ugly|fat|tired|wrinkl\w*|blemish\w*|imperfection\w*|pretty|handsome|attractive|invalid|illegal|oops|"
    r"unfortunately|please note|utilize|leverage",
    person=r"man|woman|girl|boy|young|old|skin|beautiful|smil\w+|ethnic\w*|hair|wearing",
    blaming=r"you look|your (?:face|skin|nose|hair) is",
    ai=r"\bAI\b",
    age=age,
    hard="The utilization of aforementioned biometric functionalities necessitates unequivocal authorization.",
    easy="The cat sat on the mat. It was warm.",
    hyped="Your stunning variant",
    wishes=(
        ("navy background", "wish.navy"),
        ("Can you make the background navy, please?", "wish.navy"),
        ("I want a dark blue background", "wish.navy"),
        ("more space", "wish.space"),
        ("Could I have a bit more space around me?", "wish.space"),
        ("crop closer", "wish.closer"),
        ("please crop it closer", "wish.closer"),
        ("blur it more", "wish.blur"),
        ("black and white", "light.grey"),
        ("make it black and white please", "light.grey"),
        ("make me look younger", "wish.never"),
        ("Make me thinner!", "wish.never"),
        ("can you whiten my teeth", "wish.never"),
        ("put me in a suit", "wish.never"),
        ("a beach background please", "wish.backdrop"),
        ("without background", "wish.cutout"),
    ),
    no_wishes=(
        "not a navy background", "anything but navy", "navy background or green background", "less navy background",
        "more", "background", "younger people like it", "space", "please", "make it",
        "never mind the navy background", "do not make me younger", "is it black and white film", "", "make it better",
    ),
    typed=(("erase everything", "forget-me"), ("cancel", "cancel"), ("stop", "stop"), ("Yes!", "yes")),
    speaks={
        "cropped": r"[Cc]ropped",
        "light": r"\blight\b",
        "grey": r"black-and-white",
        "blurred": r"\bblurred\b",
        "drawn": r"\b(drew|[Dd]rawn)\b",
        "removed": r"background (away|taken away|removed)|No background",
        "ai": r"\bAI\b",
        "redrawn": r"\b[Rr]edr(ew|awn)\b",
        "invented": r"(?i:made.up)|made this up|does not exist",
    },
    real=r"\breal (photo|person)|a photo of",
    denied=r"The person was not redrawn\.|nothing was added or redrawn",
    told={"assembled": "put together", "drawn": "drawn with a program"},
    labels={
        "background_replaced": "BACKGROUND REPLACED",
        "background_blurred": "BACKGROUND BLURRED",
        "background_removed": "BACKGROUND REMOVED",
        "ai_background": "AI · BACKGROUND",
        "ai_modified": "AI · MODIFIED",
        "ai_generated": "AI · GENERATED",
    },
    keeping=("Keep!", "no", "cancel"),
    erasing="erase",
    several=("1 3 5", "1,3,5", "1, 3 and 5", "Looks 1, 3 and 5.", "1 & 3 & 5"),
)  # fmt: skip
