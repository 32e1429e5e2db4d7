"""An upload that says AI made or changed it: every layer of every picture from it says so, and none "a real person".

The expected values are written down by hand from design §5b; none is taken from the product's own table. Each sabotage
at the end breaks one layer and must be seen.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from bot.conversation import edits as told
from bot.conversation.effects import Say
from bot.conversation.phases import approval, disclosing
from bot.texts import render
from generation.disclosure import manifest, table, wording, xmp
from storage.records import Backdrop, Edits, LabelCode, Light, SourceType, UploadClaim
from tests.bot.conversation.world import edits as edits_of
from tests.bot.conversation.world import nobody
from tests.languages import known
from tests.promises.test_every_layer_says_the_same import CHAT, law, some_variant, speaks_of, texts

# design §5b, the row of uploads: label, source type
LAW = {
    "ai_made": ("ai_generated", "trainedAlgorithmicMedia"),
    "ai_edited": ("ai_modified", "compositeWithTrainedAlgorithmicMedia"),
}
LABELS = {"ai_made": "AI · GENERATED", "ai_edited": "AI · MODIFIED"}
ALL = list(product(Backdrop, Light, (False, True), LAW))


def made(backdrop: Backdrop, light: Light, redrawn: bool, claim: str) -> Edits:
    row = table.row(backdrop, face_repainted=redrawn, light=light, claim=UploadClaim(claim))
    return replace(
        edits_of("studio_soft", backdrop),
        source_type=row.source_type,
        label=wording.words("en").label.get(row.label_code, ""),
        label_code=row.label_code,
        light=light,
        face_repainted=redrawn,
        model="a model" if redrawn or backdrop is Backdrop.GENERATED else None,
        claim=UploadClaim(claim),
    )


def problems(backdrop: Backdrop, light: Light, redrawn: bool, claim: str) -> list[str]:
    """Every layer that says less than the upload does, or more than it does."""
    edits, here = made(backdrop, light, redrawn, claim), law(backdrop, light, "redrawn" if redrawn else "untouched")
    wrong = [*pixels(edits, claim, here.hidden), *credentials(edits, claim, here)]
    wrong += [*metadata(edits, claim, here), *chat(edits, here)]
    return [f"{backdrop} {light} {redrawn} {claim}: {each}" for each in wrong]


def pixels(edits: Edits, claim: str, hidden: str):
    if (edits.label_code, edits.source_type) != LAW[claim] or edits.label != LABELS[claim] or not table.agrees(edits):
        yield f"label: {edits.label}"
    if table.row_of(edits).hidden != hidden:
        yield "hidden mark"


def metadata(edits: Edits, claim: str, here):
    packet = xmp.build(edits, "en")
    if xmp.read(packet).source_type != LAW[claim][1]:
        yield "XMP source type"
    if (b"AISystemUsed" in packet) != ("ai" in here.says):
        yield "XMP names Candid as the AI system"
    for language in CHAT:
        (said,) = re.findall(rf'<rdf:li xml:lang="{language}">(.*?)</rdf:li>', packet.decode())
        yield from sentence(said, language, "XMP", here)


def credentials(edits: Edits, claim: str, here):
    about = manifest.About(id="0" * 32, made_at=datetime(2026, 11, 30, tzinfo=UTC))
    built = manifest.build(edits, about, "image/jpeg", watermarked=False)
    opened, *rest = built["assertions"][0]["data"]["actions"]
    if opened["action"] != "c2pa.opened" or not opened.get("digitalSourceType", "").endswith("/" + LAW[claim][1]):
        yield f"C2PA: {opened}"
    named = {each["digitalSourceType"].rpartition("/")[2] for each in rest if "digitalSourceType" in each}
    if (here.source in named) != (here.source != "none") or LAW["ai_made"][1] in named:
        yield f"C2PA: what was done here: {rest}"
    if built["assertions"][1]["data"]["edits"]["upload_says"] != claim:
        yield "C2PA assertion"
    if "says that AI" not in built["ingredients"][0].get("description", ""):
        yield "C2PA ingredient"


def chat(edits: Edits, here):
    variant = replace(some_variant(), edits=edits)
    facts = nobody()
    kit = [text for effect in approval.kit(facts, variant) if isinstance(effect, Say) for text in texts(effect)]
    pasted = [text for text in kit if text.key in (f"paste-{edits.claim}", f"paste-alt-{edits.claim}")]
    if len(pasted) != 2:
        yield f"kit: {pasted}"
    for language in CHAT:
        for text in (told.caption(edits), told.alt(variant)):
            said = render(text, language)
            if edits.label not in said:
                yield f"{text.key} without the label"
            yield from sentence(said, language, text.key, here)
        for text in (*pasted, *disclosing.sentences(facts, variant)):
            said = render(text, language)
            if not admits(said, language):
                yield f"{text.key}: {said}"


def admits(said: str, language: str) -> bool:
    """Whether it says AI and calls nothing a real photo."""
    own = known()[language]
    return bool(re.search(own.ai, said)) and not re.search(own.real, said, re.IGNORECASE)


def sentence(said: str, language: str, where: str, here):
    if not admits(said, language):
        yield f"{where} in {language}: {said}"
    if not here.says - {"cropped"} <= speaks_of(said, language):
        yield f"{where} in {language} leaves out what was done here: {said}"


def everything_wrong() -> list[str]:
    return [wrong for combination in ALL for wrong in problems(*combination)]


def test_every_layer_says_what_the_upload_says_and_what_was_done_here() -> None:
    assert everything_wrong() == []


def test_a_made_up_person_is_still_told_from_an_upload_that_ai_made() -> None:
    edits = made(Backdrop.OWN, Light.AS_TAKEN, False, "ai_made")
    assert not edits.invented
    assert replace(edits, claim=UploadClaim.NONE).invented


# --- what no camera took, though nothing is said of AI ---------------------------------------------------------------

# IPTC source type of the upload -> what is told of it.
TOLD = {
    "composite": "assembled",
    "digitalCreation": "drawn",
    "dataDrivenMedia": "drawn",
    "virtualRecording": "drawn",
    "algorithmicMedia": "drawn",
}
PAINTED = "compositeWithTrainedAlgorithmicMedia"


def mild_problems(backdrop: Backdrop, light: Light, redrawn: bool, claim: str) -> list[str]:
    """Every layer that calls it a real photo, leaves out what the file says, or says AI where none painted."""
    edits, here = made(backdrop, light, redrawn, claim), law(backdrop, light, "redrawn" if redrawn else "untouched")
    wrong = []
    if edits.label_code != here.label or edits.source_type != (PAINTED if "ai" in here.says else claim):
        wrong.append(f"label or type: {edits.label_code} {edits.source_type}")
    about = manifest.About(id="0" * 32, made_at=datetime(2026, 11, 30, tzinfo=UTC))
    built = manifest.build(edits, about, "image/jpeg", watermarked=False)
    if not built["assertions"][0]["data"]["actions"][0].get("digitalSourceType", "").endswith(f"/{claim}"):
        wrong.append("C2PA: opened")
    packet, variant = xmp.build(edits, "en").decode(), replace(some_variant(), edits=edits)
    for language in CHAT:
        (said,) = re.findall(rf'<rdf:li xml:lang="{language}">(.*?)</rdf:li>', packet)
        chat = [
            told.caption(edits),
            told.alt(variant),
            *told.lines(variant)[:1],
            *disclosing.sentences(nobody(), variant),
        ]
        spoken = (said, *(render(text, language) for text in chat))
        own = known()[language]
        called_real = (each for each in spoken if re.search(own.real, each, re.IGNORECASE))
        untold = (each for each in spoken if not re.search(own.told[TOLD[claim]], each, re.IGNORECASE))
        wrong += [f"{language}: {each}" for each in (*called_real, *untold)]
        if bool(re.search(own.ai, render(told.caption(edits), language))) != ("ai" in here.says):
            wrong.append(f"{language}: AI in the caption")
    return [f"{backdrop} {light} {redrawn} {claim}: {each}" for each in wrong]


def all_mild() -> list[str]:
    return [wrong for each in product(Backdrop, Light, (False, True), TOLD) for wrong in mild_problems(*each)]


def test_what_no_camera_took_is_nowhere_called_a_real_photo() -> None:
    assert all_mild() == []


@pytest.mark.parametrize(
    ("module", "name", "broken", "seen"),
    [
        (table, "CLAIMED", dict.fromkeys(UploadClaim, (SourceType.NONE, LabelCode.NONE)), "C2PA"),
        (xmp, "_said", lambda said, row: said.sentences["background_replaced"], "en: A photo of a real person"),
        (told, "CLAIMS", (), "en:"),
    ],
)
def test_one_layer_that_calls_it_a_photo_is_seen(monkeypatch, module, name, broken, seen) -> None:
    monkeypatch.setattr(module, name, broken)
    assert [wrong for wrong in all_mild() if seen in wrong]


@pytest.mark.many
@pytest.mark.parametrize(
    ("module", "name", "broken", "seen"),
    [
        (
            table,
            "CLAIMED",
            dict.fromkeys(UploadClaim, (SourceType.COMPOSITE, LabelCode.BACKGROUND_REPLACED)),
            "label",
        ),
        (xmp, "_said", lambda said, row: said.sentences["background_replaced"], "XMP in en"),
        (manifest, "CLAIMS", {}, "C2PA"),
        (told, "CLAIMS", (), "caption"),
        (told, "_then", lambda edits: "then-cropped", "leaves out"),
    ],
)
def test_one_layer_that_forgets_the_claim_is_seen(monkeypatch, module, name, broken, seen) -> None:
    monkeypatch.setattr(module, name, broken)
    assert [wrong for wrong in everything_wrong() if seen in wrong]
