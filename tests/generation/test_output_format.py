"""A picture at the size and in the kind of file that was asked for, from the photo's bytes to the sealed file."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from generation import output_format, pipeline
from generation.check_priority import RightOfWay
from generation.disclosure.container import Format
from generation.errors import CannotRelabel
from generation.intake.decode import Decoded
from generation.ports import Portrayal
from generation.safeguards.panel import panel_for
from storage.records import GenerateRequest, Light, Note, PhotoId, UploadClaim, VariantId
from tests.generation import bare
from tests.generation.disclosure.conftest import home_chain, make_rendering, marks
from tests.generation.engines.studio.test_larger import _photo
from tests.generation.quality import pictures

__all__ = ["home_chain", "make_rendering", "marks"]  # fixtures

REQUEST = GenerateRequest(
    photo_ids=(PhotoId("photo"),), looks=("studio_soft",), engine="studio", purpose="profile", language="en"
)
QUIET = {"progress": lambda *_: None, "cancelled": lambda: False}


def made(marks, photo, request: GenerateRequest) -> pipeline.MadePicture:
    tools = bare.tools(
        decoder=SimpleNamespace(read=lambda _data: Decoded(image=photo, claim=UploadClaim.NONE)),
        way=RightOfWay(),
        engine=pictures.engine(),
        safeguards=panel_for(Portrayal.KEPT),
        marks=marks,
    )
    (picture,) = pipeline.make_pictures([("photo", b"")], request, tools, **QUIET)
    return picture


@pytest.mark.weights
@pytest.mark.parametrize("light", [Light.AS_TAKEN, Light.BRIGHTER])
def test_from_one_photo_the_picture_and_then_the_larger_one_with_every_check_and_mark(marks, light):
    photo, request = _photo(3.4), replace(REQUEST, light=light)
    small = made(marks, photo, request)
    assert small.sealed is not None
    assert Note.LARGER_POSSIBLE in small.edits.notes
    large = made(marks, photo, replace(request, larger=True, replaces=VariantId("v")))
    assert large.sealed is not None, [check for check in large.checks if not check.passed]
    assert (large.edits.crop.width, large.edits.crop.height) == (2048, 2048)
    assert min(large.sealed.width, large.sealed.height) >= 2048  # and a ring around it, where its label stands on one
    assert (large.before, large.strip) == (None, None)
    from generation.worker.results import _same

    assert _same(large.edits, small.edits, larger=True)
    assert not _same(large.edits, small.edits, larger=False)
    assert not _same(replace(large.edits, crop=replace(large.edits.crop, x=0.0)), small.edits, larger=True)


@pytest.mark.weights
def test_a_photo_without_the_pixels_neither_promises_nor_makes_it(marks):
    photo = _photo(1.6)
    assert Note.LARGER_POSSIBLE not in made(marks, photo, REQUEST).edits.notes
    with pytest.raises(CannotRelabel) as refused:
        made(marks, photo, replace(REQUEST, larger=True, replaces=VariantId("v")))
    assert refused.value.code == "larger_not_possible"


def test_an_engine_that_cannot_is_never_asked_for_a_larger_one():
    with pytest.raises(CannotRelabel):
        output_format.rendered(SimpleNamespace(render=lambda _look: None), "own", larger=True)


@pytest.mark.parametrize(
    ("asked", "purpose", "kind"),
    [
        ("", "profile", Format.JPEG),
        ("", "badge", Format.PNG),
        ("image/png", "profile", Format.PNG),
        ("image/jpeg", "badge", Format.JPEG),
    ],
)
def test_the_file_is_of_the_kind_asked_for(asked, purpose, kind):
    assert output_format.file_format(replace(REQUEST, file_type=asked, purpose=purpose)) is kind
