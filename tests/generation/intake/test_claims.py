"""What an upload says of itself is found wherever other programs write it, in any spelling; nothing else is."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from generation.intake import claims, metadata
from generation.intake.decode import Decoder
from storage.records import UploadClaim
from tests.assets import claimed, portraits
from tests.assets.claimed import (
    AIGC,
    COMFY,
    IPTC,
    SETTINGS,
    action,
    heic,
    iptc_credit,
    jpeg,
    packet,
    png,
    source_type,
    webp,
    with_exif,
    with_more_xmp,
    with_raw_profile,
    with_resource,
    with_segment,
    with_xmp,
)
from tests.generation.disclosure.conftest import foreign_chain

__all__ = ["foreign_chain"]  # a fixture

MADE = source_type(f"{IPTC}trainedAlgorithmicMedia")
USER_COMMENT, SOFTWARE, XML_PACKET, DESCRIPTION = 0x9286, 0x0131, 0x02BC, 0x010E

PLACES = {
    "xmp": lambda: with_xmp(jpeg(), MADE),
    "xmp without its address": lambda: with_segment(jpeg(), 0xE1, MADE),
    "extended xmp": lambda: with_more_xmp(jpeg(), MADE),
    "xmp in an image resource": lambda: with_resource(jpeg(), 0x0424, MADE),
    "xmp in exif": lambda: with_exif(jpeg(), XML_PACKET, MADE),
    "xmp in png": lambda: png({"XML:com.adobe.xmp": MADE.decode()}),
    "xmp in png, packed": lambda: png({"XML:com.adobe.xmp": MADE.decode()}, packed=True),
    "xmp in png, as digits": lambda: with_raw_profile(MADE),
    "xmp in webp": lambda: webp(MADE),
    "xmp in heic": lambda: heic(MADE),
    "credit in iptc": lambda: with_resource(jpeg(), 0x0404, iptc_credit("Made with Google AI")),
    "settings in png": lambda: png({"parameters": SETTINGS}),
    "settings in png, packed": lambda: png({"parameters": SETTINGS}, packed=True),
    "settings in a comment": lambda: with_segment(jpeg(), 0xFE, SETTINGS.encode()),
    "settings in exif": lambda: with_exif(jpeg(), USER_COMMENT, b"ASCII\0\0\0" + SETTINGS.encode(), sub=True),
    "settings in exif, two bytes each": lambda: with_exif(
        jpeg(), USER_COMMENT, b"UNICODE\0" + SETTINGS.encode("utf-16-be"), sub=True
    ),
    "a graph of nodes": lambda: png({"prompt": COMFY}),
    "a job's number": lambda: png({"Description": "a manager --v 6.1 Job ID: 01234567-89ab-cdef-0123-456789abcdef"}),
    "the program's name": lambda: with_exif(jpeg(), SOFTWARE, "NovelAI"),
    "the program's name in png": lambda: png({"Software": "NovelAI"}),
    "china's field in xmp": lambda: with_xmp(jpeg(), packet(f"TC260:AIGC='{AIGC}'")),
    "china's field, escaped": lambda: with_xmp(jpeg(), packet(f'TC260:AIGC="{AIGC.replace(chr(34), "&quot;")}"')),
    "china's field in png": lambda: png({"AIGC": AIGC}),
    "china's field in exif": lambda: with_exif(
        jpeg(), USER_COMMENT, b"ASCII\0\0\0" + f'{{"AIGC":{AIGC}}}'.encode(), sub=True
    ),
}
SPELLINGS = {
    "https": source_type(f"{IPTC.replace('http', 'https')}trainedAlgorithmicMedia"),
    "a slash at the end": source_type(f"{IPTC}trainedAlgorithmicMedia/"),
    "the bare code": source_type("trainedAlgorithmicMedia"),
    "other capitals": source_type(f"{IPTC}TrainedAlgorithmicMedia"),
    "escaped": source_type(f"{IPTC}trainedAlgorithmicMedia".replace("/", "&#x2F;")),
    "c2pa's own": source_type("http://c2pa.org/digitalsourcetype/trainedAlgorithmicData"),
    "utf-16, big end first": packet(f'Iptc4xmpExt:DigitalSourceType="{IPTC}trainedAlgorithmicMedia"', "utf-16-be"),
    "utf-16, little end first": packet(f'Iptc4xmpExt:DigitalSourceType="{IPTC}trainedAlgorithmicMedia"', "utf-16-le"),
    "an older name": packet(f'Iptc4xmpExt:DigitalSourcefileType="{IPTC}trainedAlgorithmicMedia"'),
    "an element": packet(">").replace(
        b">/>",
        f"><Iptc4xmpExt:DigitalSourceType> {IPTC}trainedAlgorithmicMedia </Iptc4xmpExt:DigitalSourceType>"
        "</rdf:Description>".encode(),
    ),
}
EDITED = {
    "with a model": source_type(f"{IPTC}compositeWithTrainedAlgorithmicMedia"),
    "a synthetic part": source_type(f"{IPTC}compositeSynthetic"),
    "a credit": packet('photoshop:Credit="Edited with Google AI"'),
    "iptc's field": packet('Iptc4xmpExt:AISystemUsed="Some model"'),
}
SILENT = {
    "nothing": b"",
    "a camera": source_type(f"{IPTC}digitalCapture"),
    "a program": packet('xmp:CreatorTool="Adobe Photoshop 26.0"'),
    "a caption about AI": packet('photoshop:Headline="Minister speaks on pictures made with Google AI"'),
    "a credit": packet('photoshop:Credit="Made by Kai Aiden / AI Images Ltd"'),
    "an unknown type": source_type(f"{IPTC}somethingNew"),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_claim_is_found_in_every_place(place):
    assert claims.of_upload(PLACES[place]()) == UploadClaim.AI_MADE


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_claim_is_found_in_every_spelling(spelling):
    assert claims.of_upload(with_xmp(jpeg(), SPELLINGS[spelling])) == UploadClaim.AI_MADE


@pytest.mark.parametrize("way", EDITED)
def test_a_picture_that_ai_changed_is_told_from_one_that_ai_made(way):
    assert claims.of_upload(with_xmp(jpeg(), EDITED[way])) == UploadClaim.AI_EDITED


@pytest.mark.parametrize("way", SILENT)
def test_a_file_that_says_nothing_of_ai_makes_no_claim(way):
    assert claims.of_upload(with_xmp(jpeg(), SILENT[way])) == UploadClaim.NONE


def test_content_credentials_speak_anywhere_in_the_chain_and_even_if_they_are_broken(foreign_chain):
    made = claimed.signed(jpeg(), foreign_chain, action("c2pa.created", "trainedAlgorithmicMedia"))
    edited = action("c2pa.color_adjustments", "algorithmicallyEnhanced")
    opened = action("c2pa.opened", parameters={"ingredientIds": ["p"]})
    later = claimed.signed(jpeg(), foreign_chain, opened, edited, parent=made)
    camera = claimed.signed(jpeg(), foreign_chain, action("c2pa.created", "digitalCapture"))
    assert [claims.of_upload(data) for data in (made, later, camera)] == ["ai_made", "ai_made", "none"]
    assert claims.of_upload(later[:-40] + b"\xff\xd9") == "ai_made"
    for media, data in (("image/png", png({})), ("image/webp", webp(b"")), ("image/heic", heic())):
        made = claimed.signed(data, foreign_chain, action("c2pa.created", "trainedAlgorithmicMedia"), media=media)
        assert claims.of_upload(made) == "ai_made", media


def test_a_manifest_longer_than_one_segment_is_read_across_its_seams(foreign_chain):
    long = [action("c2pa.edited", description="x" * 400) for _ in range(300)]
    created = action("c2pa.created", "trainedAlgorithmicMedia")
    for shift in range(0, 60, 7):  # the address falls on the seam in one of these
        filled = claimed.signed(jpeg(), foreign_chain, created, action("c2pa.edited", reason="y" * shift), *long)
        assert claims.of_upload(filled) == "ai_made"


# By the definitions of IPTC's NewsCodes (digitalsourcetype): which of them a photo of a real person cannot have.
NO_PHOTO_OF_A_PERSON = {
    "composite": UploadClaim.COMPOSITE,
    "compositeCapture": UploadClaim.COMPOSITE,
    "digitalCreation": UploadClaim.DIGITAL_CREATION,
    "digitalArt": UploadClaim.DIGITAL_CREATION,
    "virtualRecording": UploadClaim.VIRTUAL_RECORDING,
    "dataDrivenMedia": UploadClaim.DATA_DRIVEN,
    "algorithmicMedia": UploadClaim.ALGORITHMIC,
    "softwareImage": UploadClaim.ALGORITHMIC,
}
STILL_A_PHOTO = (
    "digitalCapture", "computationalCapture", "multiFrameComputationalCapture", "negativeFilm", "positiveFilm", "print",
    "screenCapture", "humanEdits", "minorHumanEdits", "algorithmicallyEnhanced",
)  # fmt: skip


@pytest.mark.parametrize("kind", [*NO_PHOTO_OF_A_PERSON, *STILL_A_PHOTO])
def test_every_source_type_is_claimed_for_what_it_says(kind):
    said = claims.of_upload(with_xmp(jpeg(), source_type(f"{IPTC}{kind}")))
    assert said == NO_PHOTO_OF_A_PERSON.get(kind, UploadClaim.NONE)


def test_no_source_type_is_left_out():
    told = {*NO_PHOTO_OF_A_PERSON, *STILL_A_PHOTO, claims.MADE, claims.EDITED, "compositeSynthetic"}
    assert told == set(claims.STRENGTH)


def test_every_answer_is_one_that_the_parent_knows():
    assert {*claims.CLAIMED.values(), "none"} == set(UploadClaim)


@pytest.fixture(scope="module")
def locked() -> Iterator[Decoder]:
    with Decoder() as decoder:
        yield decoder


@pytest.mark.many
@pytest.mark.parametrize("place", [*PLACES, "utf-16"])
def test_the_locked_child_reads_every_place_too(place, locked):
    """It can load nothing once it is locked: a text's encoding, for one."""
    data = PLACES[place]() if place in PLACES else with_xmp(jpeg(), SPELLINGS["utf-16, little end first"])
    assert locked.read(data).claim is UploadClaim.AI_MADE


def test_only_a_word_of_the_list_leaves_the_locked_child():
    words = packet('photoshop:Credit="Ada Lovelace" Iptc4xmpExt:DigitalSourceType="trainedAlgorithmicMedia"')
    with Decoder() as decoder:
        read = decoder.read(with_xmp(portraits.encoded(portraits.portrait("obama-senate")), words))
        assert decoder.read(portraits.encoded(portraits.portrait("macron-2025"))).claim is UploadClaim.NONE
    assert read.claim is UploadClaim.AI_MADE


def test_damaged_metadata_raises_nothing():
    chance = random.Random(15)
    for make in PLACES.values():
        data = make()
        for _ in range(20):
            hurt = bytearray(data)
            for _ in range(chance.randrange(1, 12)):
                hurt[chance.randrange(2, min(len(hurt), 900))] = chance.randrange(256)
            assert claims.of_upload(bytes(hurt)) in set(UploadClaim)
            assert claims.of_upload(data[: chance.randrange(len(data))]) in set(UploadClaim)


def test_texts_are_read_only_up_to_their_limit():
    """A hundred packed texts of 1 MB each: few of them are unpacked."""
    data = png({f"text{n}": "DigitalSourceType Negative " * 40_000 for n in range(100)}, packed=True)
    found = metadata.of(data)
    assert sum(len(content) for _, content in found.texts) <= metadata.MOST
    assert len(found.texts) == 100
    many = png({f"text{n}": "x" for n in range(3 * metadata.MOST_PIECES)})
    assert len(metadata.of(many).texts) == metadata.MOST_PIECES
