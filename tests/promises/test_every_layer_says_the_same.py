"""Label, caption, alt text, metadata, credentials and sentences to paste say the same of a picture (design §5b).

The expected values are written down here by hand from design §5b, for every combination of backdrop, light and who
painted; none is taken from the product's own table. Each sabotage at the end breaks one layer and must be seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import product

import pytest
from defusedxml import ElementTree

from bot.conversation import edits as told
from bot.conversation.effects import Say
from bot.conversation.phases import approval, disclosing
from bot.texts import complete_languages, render
from generation.disclosure import manifest, table, wording, xmp
from storage.records import Backdrop, Edits, LabelCode, Light, SourceType, Variant
from tests.bot.conversation.world import edits as edits_of
from tests.bot.conversation.world import nobody, reviewing
from tests.languages import known

CHAT = tuple(known())
COMPOSITE, WITH_AI = "composite", "compositeWithTrainedAlgorithmicMedia"
LIT = (Light.BRIGHTER, Light.DARKER, Light.CAST_REMOVED)
ALL = list(product(Backdrop, Light, ("untouched", "redrawn", "persona")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One row of design §5b. ``says``: what each sentence must speak of, by the keys of ``SPEAKS``."""

    label: str
    source: str
    hidden: str
    kind: str
    says: frozenset[str]


# design §5b, row by row
BACKDROPS = {
    Backdrop.OWN_SOFTENED: ("background_blurred", COMPOSITE, "painted", "softened", {"blurred"}),
    Backdrop.PROCEDURAL: ("background_replaced", COMPOSITE, "painted", "backdrop", {"drawn"}),
    Backdrop.REMOVED: ("background_removed", COMPOSITE, "painted", "removed", {"removed"}),
    Backdrop.GENERATED: ("ai_background", WITH_AI, "painted", "generated", {"ai"}),
}


def law(backdrop: Backdrop, light: Light, who: str) -> Law:
    if who == "persona":
        row = ("ai_generated", "trainedAlgorithmicMedia", "everywhere", "invented", {"ai", "invented"})
    elif who == "redrawn":
        row = ("ai_modified", WITH_AI, "everywhere", "redrawn", {"ai", "redrawn"})
    elif backdrop is Backdrop.OWN:
        if light is Light.AS_TAKEN:
            row = ("", "none", "nowhere", "cropped", {"cropped"})
        else:
            how = "grey" if light is Light.GREY else "light"
            row = ("", "algorithmicallyEnhanced", "nowhere", {"grey": "greyed", "light": "relit"}[how], {how})
    else:
        label, source, hidden, kind, says = BACKDROPS[backdrop]
        also = {Light.AS_TAKEN: set(), Light.GREY: {"grey"}}.get(light, {"light"})
        suffix = {Light.AS_TAKEN: "", Light.GREY: "-greyed"}.get(light, "-relit")
        row = (label, source, hidden, kind + suffix, says | also)
    label, source, hidden, kind, says = row
    return Law(label=label, source=source, hidden=hidden, kind=kind, says=frozenset(says))


def speaks_of(sentence: str, language: str) -> set[str]:
    """The edits that a sentence names; a crop is what is left where it names no other."""
    heard = re.sub(known()[language].denied, "", sentence)
    named = {what for what, how in known()[language].speaks.items() if re.search(how, heard)}
    return named - {"cropped"} or named


# The level first, as the EU icons have it, then what the model did; other labels never name AI. By hand, per language.
LABEL_ONLY = {"ar": "AI", "fr": "IA", "he": "AI", "hi": "AI"}
AI_FIRST = LABEL_ONLY | {code: own.labels["ai_modified"].partition(" · ")[0] for code, own in known().items()}


@cache
def some_variant() -> Variant:
    return reviewing(1).variant(1)


def made(backdrop: Backdrop, light: Light, who: str) -> Edits:
    """As an engine records it: its source type and label are the table's."""
    row = table.row(backdrop, face_repainted=who != "untouched", persona=who == "persona", light=light)
    label = wording.words("en").label[row.label_code] if row.label_code else ""
    return replace(
        edits_of("studio_soft", backdrop),
        source_type=row.source_type,
        label=label,
        label_code=row.label_code,
        light=light,
        face_repainted=who != "untouched",
        model="a model" if who != "untouched" or backdrop is Backdrop.GENERATED else None,
    )


def problems(backdrop: Backdrop, light: Light, who: str) -> list[str]:
    """Every layer that says anything but what design §5b demands of this combination."""
    right, edits = law(backdrop, light, who), made(backdrop, light, who)
    return [
        f"{backdrop} {light} {who}: {wrong}"
        for wrong in (
            *table_problems(right, edits),
            *metadata_problems(right, edits),
            *credentials_problems(right, edits, light),
            *chat_problems(right, edits),
        )
    ]


def table_problems(right: Law, edits: Edits):
    row = table.row_of(edits)
    if (row.label_code, row.source_type, row.hidden) != (right.label, right.source, right.hidden):
        yield f"table: {row}"
    for language in wording.languages():
        if right.label:
            words = wording.words(language).label[right.label]
            first, _, level = words.partition(" · ")
            if (first == AI_FIRST[language] and level != "") != right.label.startswith("ai_"):
                yield f"label in {language}: {words}"
            if language in CHAT and words != known()[language].labels[right.label]:
                yield f"label in {language}: {words}"


def metadata_problems(right: Law, edits: Edits):
    packet = xmp.build(edits, "en")
    said = xmp.read(packet)
    if said is None or said.source_type != right.source.replace("none", ""):
        yield f"XMP source type: {said}"
    fields = (b"AISystemUsed", b"AISystemVersionUsed", b"AIPromptInformation")
    if {field in packet for field in fields} != {"ai" in right.says}:
        yield "XMP names an AI system where none painted, or none where one did"
    entries = ElementTree.fromstring(packet.decode().split("?>", 1)[1].rsplit("<?", 1)[0]).iter(f"{{{xmp.RDF}}}li")
    by_language = {entry.get("{http://www.w3.org/XML/1998/namespace}lang"): entry.text or "" for entry in entries}
    for language in CHAT:
        if speaks_of(by_language[language], language) != right.says:
            yield f"XMP description in {language}: {by_language[language]}"


def credentials_problems(right: Law, edits: Edits, light: Light):
    about = manifest.About(id="0" * 32, made_at=datetime(2026, 11, 30, tzinfo=UTC))
    built = manifest.build(edits, about, "image/jpeg", watermarked=False)
    actions = [
        (action["action"], action.get("digitalSourceType", "").rpartition("/")[2])
        for action in built["assertions"][0]["data"]["actions"]
    ]
    if right.kind == "invented":
        expected = [("c2pa.created", "trainedAlgorithmicMedia")]
    else:
        expected = [("c2pa.opened", ""), ("c2pa.cropped", "")]
        if right.says & {"light", "grey"}:
            expected.append(("c2pa.color_adjustments", "algorithmicallyEnhanced"))
        if right.label:
            expected.append(("c2pa.edited", right.source))
    if actions != expected:
        yield f"C2PA actions: {actions}"
    if built["assertions"][1]["data"]["edits"]["source_type"] != right.source:
        yield "C2PA assertion: another source type"


def chat_problems(right: Law, edits: Edits):
    variant = replace(some_variant(), edits=edits)
    caption, alt = told.caption(edits), told.alt(variant)
    for surface, text in (("caption", caption), ("alt", alt)):
        if dict(text.args).get("what_key", text.key) != f"{surface}-{right.kind}":
            yield f"{surface} key: {text}"
    kit = [text for effect in approval.kit(nobody(), variant) if isinstance(effect, Say) for text in texts(effect)]
    pasted = [text for text in kit if text.key.startswith("paste-") and not text.key.startswith("paste-alt")]
    sentences = [*disclosing.sentences(nobody(), variant)]
    for language in CHAT:
        shown = [render(text, language) for text in (caption, alt, *sentences)]
        shown.append(
            " ".join(render(text, language) for text in pasted if text.key not in ("paste-intro", "paste-more"))
        )
        for sentence in shown:
            if speaks_of(sentence, language) != right.says:
                yield f"in {language}: {sentence}"
            if bool(edits.label) and sentence in shown[:2] and edits.label not in sentence:
                yield f"in {language} without the label's words: {sentence}"


def texts(effect: Say):
    return (effect.message.text, *effect.message.lines)


def everything_wrong() -> list[str]:
    return [wrong for combination in ALL for wrong in problems(*combination)]


def test_every_layer_of_every_combination_says_what_the_design_demands() -> None:
    assert set(complete_languages()) == set(CHAT)
    assert set(wording.languages()) == set(AI_FIRST)
    assert everything_wrong() == []


def test_ai_stands_on_nothing_that_no_model_painted() -> None:
    without = [combination for combination in ALL if combination[2] == "untouched"]
    named = {(b, table.row(b, face_repainted=False, light=light).label_code) for b, light, _ in without}
    assert {backdrop for backdrop, code in named if code.startswith("ai_")} == {Backdrop.GENERATED}


# --- the sabotages: each breaks one layer in one place ---------------------------------------------------------------


def broken_row(monkeypatch, backdrop: Backdrop, **changes) -> None:
    monkeypatch.setitem(table.BY_BACKDROP, backdrop, replace(table.BY_BACKDROP[backdrop], **changes))


def swapped_words(monkeypatch) -> None:
    arabic = wording.words("ar")
    label = {**arabic.label, "background_replaced": arabic.label["ai_background"]}
    monkeypatch.setattr(
        wording, "words", lambda tag, real=wording.words: replace(arabic, label=label) if tag == "ar" else real(tag)
    )


def never_relit(monkeypatch) -> None:
    real = table.row
    monkeypatch.setattr(table, "row", lambda *a, **facts: replace(real(*a, **facts), also=""))


def redrawn_if_generated(monkeypatch) -> None:
    real = told.kind
    monkeypatch.setattr(told, "kind", lambda edits: "redrawn" if edits.model else real(edits))


def grey_is_only_another_light(monkeypatch) -> None:
    monkeypatch.setattr(told, "lit", lambda edits: "relit")


def ai_named_everywhere(monkeypatch) -> None:
    monkeypatch.setattr(xmp, "_system", lambda edits: "Candid studio")


def light_left_out_of_the_actions(monkeypatch) -> None:
    real = manifest._actions
    monkeypatch.setattr(
        manifest,
        "_actions",
        lambda edits, *, watermarked: [
            action for action in real(edits, watermarked=watermarked) if "color" not in action["action"]
        ],
    )


@pytest.mark.many
@pytest.mark.parametrize(
    ("sabotage", "seen"),
    [
        (lambda m: broken_row(m, Backdrop.GENERATED, source_type=SourceType.COMPOSITE), "generated as_taken"),
        (lambda m: broken_row(m, Backdrop.PROCEDURAL, label_code=LabelCode.AI_BACKGROUND), "procedural as_taken"),
        (lambda m: broken_row(m, Backdrop.REMOVED, hidden=table.Hidden.EVERYWHERE), "removed as_taken"),
        (lambda m: broken_row(m, Backdrop.OWN_SOFTENED, sentence="background_replaced"), "XMP description"),
        (swapped_words, "label in ar"),
        (never_relit, "XMP description"),
        (redrawn_if_generated, "caption key"),
        (grey_is_only_another_light, "grey untouched: caption key"),
        (ai_named_everywhere, "XMP names an AI system"),
        (light_left_out_of_the_actions, "C2PA actions"),
    ],
)
def test_one_layer_that_says_otherwise_is_seen(monkeypatch, sabotage, seen) -> None:
    sabotage(monkeypatch)
    assert [wrong for wrong in everything_wrong() if seen in wrong]
