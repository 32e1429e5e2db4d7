"""From a file that says AI made it to finished pictures: the real child, checks, engine, seal and ``/verify``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generation import pipeline
from generation.disclosure import container, search, verify, xmp
from generation.disclosure.marking import open_marks
from generation.engines import studio
from generation.errors import PhotoRefused
from generation.intake.decode import Decoder
from generation.pipeline import MadePicture
from generation.ports import Portrayal
from generation.safeguards.panel import panel_for
from generation.settings import GenerationSettings
from generation.tools import Tools
from generation.weights import Weights
from storage.clock import SystemClock
from storage.records import GenerateRequest, Severity, UploadClaim
from tests.assets import portraits
from tests.assets.claimed import IPTC, source_type, with_xmp

NAME = "macron-2025"
CLAIMS = {  # by hand from design §5b: what the file says -> label in the pixels, source type
    "trainedAlgorithmicMedia": ("ai_generated", "trainedAlgorithmicMedia"),
    "compositeWithTrainedAlgorithmicMedia": ("ai_modified", "compositeWithTrainedAlgorithmicMedia"),
}


def upload(says: str) -> bytes:
    data = portraits.encoded(portraits.portrait(NAME), "JPEG", quality=95)
    return with_xmp(data, source_type(IPTC + says)) if says else data


@pytest.fixture(scope="module")
def tools(tmp_path_factory) -> Iterator[Tools]:
    marks = open_marks(config=tmp_path_factory.mktemp("config"), clock=SystemClock())
    engine = studio.build(Weights(GenerationSettings().cache_dir))
    with Decoder() as decoder:
        yield Tools(decoder=decoder, engine=engine, safeguards=panel_for(Portrayal.KEPT), marks=marks)


def made(tools: Tools, data: bytes, *looks: str, purpose: str = "profile") -> list[MadePicture]:
    request = GenerateRequest(photo_ids=(), looks=looks, engine="studio", purpose=purpose, language="en")
    quiet = {"progress": lambda *_: None, "cancelled": lambda: False}
    return list(pipeline.make_pictures([("1", data)], request, tools, **quiet))


@pytest.mark.parametrize("says", CLAIMS)
def test_every_picture_says_what_the_upload_says_the_plain_crop_too(tools, says):
    label, kind = CLAIMS[says]
    for picture in made(tools, upload(says), "own", "studio_soft"):
        assert picture.sealed is not None, picture.checks
        data = picture.sealed.data
        assert (picture.edits.label_code, picture.edits.source_type) == (label, kind)
        contents = container.decode(data)
        sighting = search.label(contents.image)
        assert sighting is not None, picture.edits.look
        assert sighting.mark.said.code == label
        assert xmp.read(contents.xmp).source_type == kind
        assert b"real person" not in contents.xmp
        found = verify.look(data, anchors=tools.marks.signer.anchors)
        assert found.credentials == ("ours", kind)
        assert found.metadata == kind
        assert found.label == (label, "en")


def test_the_same_photo_that_says_nothing_has_no_label_on_its_plain_crop(tools):
    (picture,) = made(tools, upload(""), "own")
    assert picture.edits.label_code == ""
    assert picture.edits.claim is UploadClaim.NONE
    assert search.label(container.decode(picture.sealed.data).image) is None


def test_the_plain_crop_carries_no_hidden_mark(tools):
    (picture,) = made(tools, upload("trainedAlgorithmicMedia"), "own")
    assert "watermark" not in picture.sealed.layers
    assert "label" in picture.sealed.layers


def test_the_check_asks_and_a_yes_lets_it_pass(tools):
    read = tools.decoder.read(upload("trainedAlgorithmicMedia"))
    asked = pipeline.check_photo(read, (), tools, comparison=False, language="en")
    assert [(each.code, each.severity) for each in asked.findings] == [("says_ai_made", Severity.REFUSE)]
    assert not asked.accepted
    told = pipeline.check_photo(read, (), tools, comparison=False, language="en", overruled=("says_ai_made",))
    assert told.accepted
    assert told.sheet is not None
    assert told.sheet().looks


@pytest.mark.parametrize("purpose", ["badge", "directory"])
def test_the_worker_makes_none_for_a_badge_or_the_directory(tools, purpose):
    with pytest.raises(PhotoRefused, match="says_ai"):
        made(tools, upload("compositeWithTrainedAlgorithmicMedia"), "own", purpose=purpose)
    (picture,) = made(tools, upload("digitalCapture"), "own", purpose=purpose)
    assert picture.sealed is not None
