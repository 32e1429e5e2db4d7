"""What a finished picture says of where it comes from, read from its Content Credentials; the engine is a stand-in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from generation import pipeline
from generation.check_priority import RightOfWay
from generation.disclosure import container, manifest
from generation.disclosure.manifest import UploadCredentials
from generation.disclosure.seal import Marks
from generation.intake import accepted_photos
from generation.pipeline import Origin
from generation.ports import Sealed
from storage.records import GenerateRequest, UploadClaim, Verdict
from tests.generation import bare
from tests.generation.disclosure.conftest import NOW, home_chain, make_rendering, marks
from tests.generation.disclosure.test_credentials import raw_manifest

__all__ = ["home_chain", "make_rendering", "marks"]  # fixtures

REQUEST = GenerateRequest(photo_ids=(), looks=("plain",), engine="studio", purpose="profile", language="en")
ORIGIN = Origin(consent_receipt="ab" * 32, kept_until=NOW + timedelta(days=7))


def picture_of(rendering, marks, monkeypatch, origin: Origin = ORIGIN, request: GenerateRequest = REQUEST) -> Sealed:
    monkeypatch.setattr(
        accepted_photos, "portraits", lambda *_, **__: [SimpleNamespace(photo_id="1", claim=UploadClaim.NONE)]
    )
    tools = bare.tools(
        decoder=None,
        way=RightOfWay(),
        engine=SimpleNamespace(open=lambda *_, **__: SimpleNamespace(render=lambda _look: rendering)),
        safeguards=SimpleNamespace(judge=lambda *_: (Verdict(code="blank", passed=True),)),
        marks=marks,
    )
    quiet = {"progress": lambda *_: None, "cancelled": lambda: False}
    (made,) = pipeline.make_pictures([("1", b"")], request, tools, origin=origin, **quiet)
    return made.sealed


def said_by_a_picture(rendering, marks, monkeypatch, origin: Origin) -> dict:
    sealed = picture_of(rendering, marks, monkeypatch, origin)
    store = raw_manifest(sealed.data, sealed.media_type, marks.signer.anchors)
    assertions = store["manifests"][store["active_manifest"]]["assertions"]
    return next(entry["data"] for entry in assertions if entry["label"] == manifest.DISCLOSURE)


@pytest.fixture
def signed_upload(monkeypatch):
    """The photo came with Content Credentials of its own."""
    claimed = UploadCredentials(state="other", source_type="digitalCapture")
    monkeypatch.setattr(Marks, "upload", lambda _self, _data: claimed)


def test_a_picture_names_the_consents_it_was_made_under_and_when_it_goes(make_rendering, marks, monkeypatch):
    said = said_by_a_picture(make_rendering(), marks, monkeypatch, ORIGIN)
    assert said["consent_receipt_sha256"] == ORIGIN.consent_receipt
    assert said["kept_until"] == (NOW + timedelta(days=7)).isoformat(timespec="seconds")
    assert "upload_credentials" not in said


def test_an_upload_that_was_signed_itself_is_told_of_without_its_contents(
    make_rendering, marks, monkeypatch, signed_upload
):
    rendering = replace(make_rendering(), photo_id="1")
    said = said_by_a_picture(rendering, marks, monkeypatch, ORIGIN)
    assert said["upload_credentials"] == {"state": "other", "source_type": "digitalCapture"}


def test_the_sabotage_a_picture_without_an_origin_says_neither(make_rendering, marks, monkeypatch):
    said = said_by_a_picture(make_rendering(), marks, monkeypatch, pipeline.UNKNOWN)
    assert not {"consent_receipt_sha256", "kept_until"} & said.keys()


@pytest.mark.parametrize(("purpose", "kind"), [("profile", "image/jpeg"), ("cv", "image/jpeg"), ("badge", "image/png")])
def test_what_is_printed_is_a_file_without_loss(make_rendering, marks, monkeypatch, purpose, kind):
    sealed = picture_of(make_rendering(), marks, monkeypatch, request=replace(REQUEST, purpose=purpose))
    assert sealed.media_type == container.decode(sealed.data).media_type == kind
