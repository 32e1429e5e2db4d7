"""Builds our Content Credentials manifest as a plain value. Pure: no keys, no files, no clock.

It names the system, the edits, a random id, and hashes of documents the person holds. It names no person. The upload
is an ingredient by relation only: no pixels, no hash, no file name. If the upload carried Content Credentials itself,
our assertion and the ingredient's description say so and what they claimed. They are not copied: they may hold names,
places and thumbnails, and a claim's own title cannot be redacted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from generation.disclosure import table, xmp
from storage.records import DRAWN, Edits, SourceType, UploadClaim

DISCLOSURE = "org.candid.disclosure"
UPLOAD = "upload"
CLAIMS = {
    UploadClaim.COMPOSITE: "says that it was put together from several pictures",
    **{UploadClaim(each.value): "says that it was drawn with a program" for each in DRAWN},
    UploadClaim.AI_EDITED: "says that AI changed it",
    UploadClaim.AI_MADE: "says that AI made it",
}
TRAINING_USES = ("cawg.ai_generative_training", "cawg.ai_inference", "cawg.ai_training", "cawg.data_mining")


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCredentials:
    """What an upload's own manifest claimed: its ``c2pa.Credentials.state`` and its source type."""

    state: str
    source_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Facts of one picture that its edits do not hold. ``id``: random, 32 hex characters."""

    id: str
    made_at: datetime
    provider: str = ""  # the operator's name as they set it
    consent_receipt: str = ""  # SHA-256 of the receipt the person holds, hex
    kept_until: datetime | None = None
    upload: UploadCredentials | None = field(default=None)


def build(edits: Edits, about: About, media_type: str, *, watermarked: bool) -> dict[str, Any]:
    """The manifest definition for c2pa's builder."""
    ingredient = {"title": "photo", "format": "image/jpeg", "relationship": "parentOf", "label": UPLOAD}
    told = [CLAIMS[edits.claim]] if edits.claim in CLAIMS else []
    if about.upload:
        claimed = about.upload.source_type or "no source type"
        told.append(f"carried Content Credentials ({about.upload.state}): {claimed}")
    if told:
        ingredient["description"] = "; ".join(told)
    return {
        "claim_generator_info": [{"name": xmp.SYSTEM, "version": xmp.version()}],
        "title": "picture",
        "format": media_type,
        "ingredients": [] if edits.invented else [ingredient],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": _actions(edits, watermarked=watermarked)}},
            {"label": DISCLOSURE, "data": disclosure(edits, about)},
            {
                "label": "cawg.training-mining",
                "data": {"entries": {use: {"use": "notAllowed"} for use in TRAINING_USES}},
            },
        ],
    }


def disclosure(edits: Edits, about: About) -> dict[str, Any]:
    """Our own assertion."""
    said: dict[str, Any] = {
        "id": about.id,
        "made_at": about.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "provider": about.provider or "a Candid installation",
        "system": xmp.SYSTEM,
        "version": xmp.version(),
        "edits": {
            "source_type": edits.source_type.value,
            "label": edits.label_code,
            "upload_says": edits.claim.value,
            "backdrop": edits.backdrop.value,
            "light": edits.light.value,
            "light_delta_l": round(edits.light_delta_l, 2),
            "face_repainted": edits.face_repainted,
            "engine": edits.engine,
            "look": edits.look,
        },
    }
    if edits.model:
        said["edits"]["model"] = edits.model
    if about.consent_receipt:
        said["consent_receipt_sha256"] = about.consent_receipt
    if about.kept_until:
        said["kept_until"] = about.kept_until.astimezone(UTC).isoformat(timespec="seconds")
    if about.upload:
        said["upload_credentials"] = {"state": about.upload.state, "source_type": about.upload.source_type}
    return said


def _actions(edits: Edits, *, watermarked: bool) -> list[dict[str, Any]]:
    """What was done here, each with its source type; the opened photo has the one that its own file claims."""
    row = table.done_here(edits)
    if edits.invented:
        actions = [_action("c2pa.created", row.source_type)]
    else:
        claimed, _ = table.CLAIMED.get(edits.claim, (SourceType.NONE, None))
        opened = {**_action("c2pa.opened", claimed), "parameters": {"ingredientIds": [UPLOAD]}}
        actions = [opened, _action("c2pa.cropped")]
        if row.also or row.source_type is SourceType.ALGORITHMICALLY_ENHANCED:
            actions.append(_action("c2pa.color_adjustments", SourceType.ALGORITHMICALLY_ENHANCED))
        if row.label_code:
            actions.append(_action("c2pa.edited", row.source_type))
    if watermarked:
        actions.append(_action("c2pa.watermarked.unbound"))
    return actions


def _action(name: str, source_type: SourceType = SourceType.NONE) -> dict[str, Any]:
    uri = table.source_uri(source_type)
    return {"action": name, "digitalSourceType": uri} if uri else {"action": name}
