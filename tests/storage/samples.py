"""Pictures made up for storage's tests: rows with believable values, and no pixels anywhere."""

from __future__ import annotations

from dataclasses import replace

from storage.ids import new_id
from storage.pictures import registry, variants
from storage.records import (
    Backdrop,
    Crop,
    Edits,
    JobId,
    Light,
    ObjectKind,
    PersonId,
    SourceType,
    Variant,
    VariantId,
    VariantState,
    Verdict,
)
from storage.store import Storage

STUDIO = Edits(
    source_type=SourceType.COMPOSITE,
    label="BACKGROUND REPLACED",
    label_code="background_replaced",
    backdrop=Backdrop.PROCEDURAL,
    light=Light.AS_TAKEN,
    light_delta_l=0.0,
    face_repainted=False,
    engine="studio",
    look="plain",
    crop=Crop(x=0, y=0, scale=1, angle_deg=0, width=512, height=512),
)
EDITS = replace(
    STUDIO, crop=Crop(x=1.5, y=2.0, scale=0.5, angle_deg=-1.25, width=512, height=512), notes=("headroom_tight",)
)
CHECKS = (
    Verdict(code="face_core", passed=True, value=0.0, limit=0.0, unit="levels"),
    Verdict(code="likeness", passed=True, skipped="no_comparison_consent"),
)


async def keep_variant(
    storage: Storage,
    person_id: PersonId,
    *,
    job_id: str = "",
    index: int = 1,
    state: VariantState = VariantState.READY,
    fingerprint: str = "",
) -> Variant:
    """A picture as a worker stores it: encrypted file, its row, the picture's row."""
    now = storage.clock.now()
    expires_at = now + storage.settings.result_retention
    data = b"sealed"
    object_id = await storage.vault.write(person_id, data, ObjectKind.VARIANT)
    kept = await registry.sealed(storage, person_id, object_id, fingerprint) if fingerprint else None
    async with storage.db.write() as tx:
        await storage.vault.record(tx, object_id, person_id, ObjectKind.VARIANT, len(data), expires_at, kept)
        variant = Variant(
            id=VariantId(new_id()),
            person_id=person_id,
            job_id=JobId(job_id or new_id()),
            index=index,
            number=await variants.next_number(tx, person_id),
            state=state,
            edits=EDITS,
            checks=CHECKS,
            created_at=now,
            expires_at=expires_at,
            object_id=object_id,
            width=512,
            height=512,
        )
        await variants.add(tx, variant)
    return variant
