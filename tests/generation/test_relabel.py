"""A finished picture made again with its label elsewhere: only if it is the same picture, only by who holds the job."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from generation.disclosure.seal import seal
from generation.errors import CannotRelabel
from generation.pipeline import MadePicture
from generation.worker import results
from storage.pictures import variants
from storage.queue import jobs
from storage.records import (
    DoubtfulPlace,
    GenerateRequest,
    Lane,
    Note,
    ObjectKind,
    Placement,
    Variant,
    VariantId,
    VariantState,
    Verdict,
)
from tests.fakes import keep_photo, new_person
from tests.generation.disclosure.conftest import home_chain, make_rendering, marks

__all__ = ["home_chain", "make_rendering", "marks"]  # fixtures


@pytest.fixture
async def held(storage, make_rendering, marks):
    """A claimed job that moves the label of one approved picture, and that picture."""
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    request = GenerateRequest(
        photo_ids=(photo.id,), looks=("plain-grey",), engine="studio", purpose="profile", language="en",
        placement="ring", replaces=VariantId("picture"),
    )  # fmt: skip
    sealed = seal(make_rendering(), language="en", marks=marks)
    object_id = await storage.vault.write(person.id, sealed.data, ObjectKind.VARIANT)
    async with storage.db.write() as tx:
        now = storage.clock.now()
        job_id = await jobs.enqueue(tx, person.id, Lane.GENERATE, request, key="again", now=now)
        expires_at = now + storage.settings.result_retention
        await storage.vault.record(tx, object_id, person.id, ObjectKind.VARIANT, len(sealed.data), expires_at)
        before = Variant(
            id=VariantId("picture"), person_id=person.id, job_id=job_id, index=1, number=1,
            state=VariantState.APPROVED, edits=sealed.edits, checks=(), created_at=now, expires_at=expires_at,
            object_id=object_id, width=512, height=512,
        )  # fmt: skip
        await variants.add(tx, before)
    claim = await jobs.claim(storage, Lane.GENERATE, "worker", 30.0)
    return SimpleNamespace(storage=storage, claim=claim, before=before)


def ringed(make_rendering, marks, **changes) -> MadePicture:
    sealed = seal(make_rendering(), language="de", marks=marks, placement=Placement.RING)
    edits = replace(sealed.edits, **changes)
    return MadePicture(edits=edits, checks=(), sealed=replace(sealed, edits=edits))


async def now_held(held) -> Variant:
    async with held.storage.db.read() as tx:
        return await variants.get(tx, held.before.person_id, held.before.id)


async def test_the_ringed_picture_takes_the_place_of_the_old(held, make_rendering, marks):
    made = ringed(make_rendering, marks)
    await results.replace_picture(held.storage, held.claim, held.before, made)
    after = await now_held(held)
    assert await held.storage.vault.read(after.person_id, after.object_id) == made.sealed.data
    assert (after.width, after.state, after.edits) == (made.sealed.width, VariantState.APPROVED, made.edits)
    assert after.media_type == made.sealed.media_type
    assert after.edits.label != held.before.edits.label


@pytest.mark.parametrize("changes", [{"look": "another"}, {"light_delta_l": 1.0}, {"label_code": "", "label": ""}])
async def test_another_picture_or_one_without_its_label_never_takes_its_place(held, make_rendering, marks, changes):
    with pytest.raises(CannotRelabel) as refused:
        await results.replace_picture(held.storage, held.claim, held.before, ringed(make_rendering, marks, **changes))
    assert refused.value.code == "label_other_picture"
    assert await now_held(held) == held.before


@pytest.mark.parametrize(
    ("check", "code"), [("seal_broken.label", "label_withheld"), ("seal_broken.c2pa", "label_withheld")]
)
async def test_a_withheld_one_leaves_the_old_as_it_was(held, check, code):
    withheld = MadePicture(edits=held.before.edits, checks=(Verdict(code=check, passed=False),), sealed=None)
    with pytest.raises(CannotRelabel) as refused:
        await results.replace_picture(held.storage, held.claim, held.before, withheld)
    assert refused.value.code == code
    assert await now_held(held) == held.before


# --- larger -------------------------------------------------------------------------------------------------------


def grown(held, make_rendering, marks, **crop) -> MadePicture:
    """The same picture at twice its size, measured on twice as many of the photo's pixels."""
    made = ringed(make_rendering, marks)
    small = held.before.edits
    twice = {
        "width": 2 * small.crop.width,
        "height": 2 * small.crop.height,
        "x": 2 * small.crop.x,
        "y": 2 * small.crop.y,
    }
    notes = tuple(note for note in small.notes if note != Note.LARGER_POSSIBLE)
    edits = replace(made.edits, crop=replace(small.crop, **{**twice, **crop}), notes=notes)
    return replace(made, edits=edits, sealed=replace(made.sealed, edits=edits))


async def wanting_larger(held):
    """The same claim, asking for the larger one of a picture whose photo allows it."""
    before = replace(held.before, edits=replace(held.before.edits, notes=(Note.LARGER_POSSIBLE, "circle_tight")))
    claim = replace(held.claim, job=replace(held.claim.job, request=replace(held.claim.job.request, larger=True)))
    return SimpleNamespace(storage=held.storage, claim=claim, before=before)


async def test_the_larger_one_takes_its_place(held, make_rendering, marks):
    wish = await wanting_larger(held)
    made = grown(wish, make_rendering, marks)
    await results.replace_picture(wish.storage, wish.claim, wish.before, made)
    after = await now_held(wish)
    assert (after.edits, after.state) == (made.edits, VariantState.APPROVED)
    assert Note.LARGER_POSSIBLE not in after.edits.notes


async def test_what_was_told_of_the_smaller_ones_outline_holds_for_the_larger_one(held, make_rendering, marks):
    wish = await wanting_larger(held)
    made = grown(wish, make_rendering, marks)
    told = ("circle_tight", DoubtfulPlace.LEFT_EAR.note)
    wish.before = replace(wish.before, edits=replace(wish.before.edits, notes=(Note.LARGER_POSSIBLE, *told)))
    await results.replace_picture(wish.storage, wish.claim, wish.before, made)
    assert (await now_held(wish)).edits.notes == told


@pytest.mark.parametrize("crop", [{"x": 40.0}, {"angle_deg": 3.0}, {"height": 900}, {"width": 256, "height": 256}])
async def test_a_larger_one_framed_otherwise_never_takes_its_place(held, make_rendering, marks, crop):
    wish = await wanting_larger(held)
    with pytest.raises(CannotRelabel) as refused:
        await results.replace_picture(wish.storage, wish.claim, wish.before, grown(wish, make_rendering, marks, **crop))
    assert refused.value.code == "label_other_picture"
    assert await now_held(held) == held.before


async def test_a_larger_one_that_nobody_asked_for_never_takes_its_place(held, make_rendering, marks):
    wish = await wanting_larger(held)
    with pytest.raises(CannotRelabel):
        await results.replace_picture(held.storage, held.claim, wish.before, grown(wish, make_rendering, marks))
    assert await now_held(held) == held.before


@pytest.mark.parametrize("changes", [{"look": "another"}, {"light_delta_l": 1.0}, {"notes": ("circle_tight", "pose")}])
async def test_a_larger_one_of_another_picture_never_takes_its_place(held, make_rendering, marks, changes):
    wish = await wanting_larger(held)
    made = grown(wish, make_rendering, marks)
    other = replace(made.sealed, edits=replace(made.edits, **changes))
    with pytest.raises(CannotRelabel):
        await results.replace_picture(wish.storage, wish.claim, wish.before, replace(made, sealed=other))
