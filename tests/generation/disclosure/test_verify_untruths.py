"""What ``/verify`` once said wrongly of files as the world writes them, each read by the real keyless child."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from cryptography import x509

from generation.disclosure import c2pa, chain, ended, seal, verify
from generation.disclosure.c2pa import anchors_of
from generation.disclosure.verify import Findings
from generation.intake import metadata
from storage.clock import SystemClock
from storage.records import Backdrop
from tests.assets import claimed
from tests.assets.claimed import (
    IPTC,
    SETTINGS,
    action,
    heic,
    jpeg,
    packet,
    png,
    samsung_trailer,
    source_type,
    webp,
    with_xmp,
)
from tests.generation.disclosure.conftest import marks_of

LANGUAGES = ("en", "de")
OPENED = action("c2pa.opened", parameters={"ingredientIds": ["p"]})
CREATED, EDITED = "c2pa.created", "c2pa.edited"
SECONDS = 5  # that the short certificate is still good for


def said(data: bytes, anchors, language: str = "en") -> tuple[str, int]:
    report = verify.report(verify.look(data, anchors=anchors), language)
    return "\n".join(report.lines), report.exit_code


@pytest.fixture(scope="module")
def stranger(foreign_chain):
    """Signs as somebody whom this server does not know."""
    return lambda *actions, **more: claimed.signed(jpeg(), foreign_chain, *actions, **more)


# --- Content Credentials ---------------------------------------------------------------------------------------------


def test_a_claim_in_the_parent_is_told(stranger, anchors):
    made = stranger(action(CREATED, "trainedAlgorithmicMedia"))
    told, code = said(stranger(OPENED, action("c2pa.resized"), parent=made), anchors)
    assert "They say: made with AI." in told
    assert "only cropped" not in told
    assert code == 20


def test_the_strongest_claim_wins_whatever_came_later(stranger, anchors):
    enhanced = action("c2pa.color_adjustments", "algorithmicallyEnhanced")
    told, _ = said(stranger(action(CREATED, "trainedAlgorithmicMedia"), enhanced), anchors)
    assert "They say: made with AI." in told
    assert "light or colour" not in told
    told, _ = said(stranger(action(CREATED, "digitalCapture"), action(EDITED, "compositeSynthetic"), enhanced), anchors)
    assert "They say: changed with AI, in part or in full." in told


def test_an_edit_without_a_source_type_is_not_called_a_crop(stranger, anchors):
    told, _ = said(stranger(OPENED, action("c2pa.transformed"), parent=jpeg()), anchors)
    assert "edited; they do not say how it was made." in told
    assert "only cropped" not in told


def test_a_stranger_s_composite_says_nothing_of_who_was_redrawn(stranger, anchors):
    told, _ = said(stranger(OPENED, action("c2pa.placed", "composite"), parent=jpeg()), anchors)
    assert "not redrawn" not in told


def test_our_own_sentences_stand_under_our_own_pictures(make_rendering, home_chain, anchors):
    for backdrop, sentence in (
        (Backdrop.OWN, "only cropped."),
        (Backdrop.PROCEDURAL, "The person was not redrawn here."),
    ):
        data = seal.seal(make_rendering(backdrop=backdrop), language="en", marks=marks_of(home_chain)).data
        told, code = said(data, anchors)
        assert sentence in told
        assert code == 0


def test_a_camera_s_own_photo_is_called_that(stranger, anchors):
    for data in (
        stranger(action(CREATED, "digitalCapture")),
        with_xmp(jpeg(), source_type(f"{IPTC}digitalCapture")),
        with_xmp(jpeg(), source_type(f"{IPTC}computationalCapture")),
    ):
        told, _ = said(data, anchors)
        assert "Taken by a camera, so the file says." in told
        assert "There are signs" not in told


def test_with_any_other_sign_beside_it_is_a_sign():
    camera = Findings(metadata="digitalCapture")
    assert verify.only_a_camera(camera)
    for other in (
        Findings(metadata="composite"),
        Findings(metadata="digitalCapture", label=("ai_modified", "en")),
        Findings(metadata="digitalCapture", watermark=9.0),
        Findings(metadata="digitalCapture", credentials=("other", "trainedAlgorithmicMedia")),
        Findings(credentials=("broken", "digitalCapture")),
        Findings(),
    ):
        assert not verify.only_a_camera(other)


def test_pieces_behind_the_picture_are_no_credentials(stranger, anchors, foreign_chain):
    told, code = said(heic() + samsung_trailer(), anchors)
    assert "Content Credentials: none in this file." in told
    assert code == 21
    signed = claimed.signed(heic(), foreign_chain, action(CREATED, "digitalCapture"), media="image/heic")
    assert "They say: taken by a camera." in said(signed + samsung_trailer(), anchors)[0]


def test_only_a_hash_that_does_not_match_is_a_change(stranger, anchors):
    whole = stranger(action(CREATED, "trainedAlgorithmicMedia"))
    changed = bytearray(whole)
    changed[-1000] ^= 1
    told, _ = said(bytes(changed), anchors)
    assert "It was changed later" in told
    assert "What stands in them: made with AI." in told
    begin = whole.index(b"jumb", whole.index(b"jumb") + 4)
    garbled = whole[: begin + 4] + bytes(reversed(whole[begin + 4 : begin + 60])) + whole[begin + 60 :]
    told, _ = said(garbled, anchors)
    assert "they could not be read" in told
    assert "changed later" not in told


# --- a certificate that has ended ------------------------------------------------------------------------------------


OTHERS: dict[str, bytes] = {}
"""The same in other kinds of file."""


@pytest.fixture(scope="module")
def outdated(tmp_path_factory):
    """An installation whose certificate was made 397 days ago, and a picture signed in its last seconds."""
    began = SystemClock().now() - chain.LEAF_LIFE + timedelta(seconds=SECONDS)
    signing = chain.open_chain(tmp_path_factory.mktemp("old"), began)
    made = action(CREATED, "composite")
    data = claimed.signed(jpeg(), signing, made)
    for media, plain in (("image/png", png({})), ("image/webp", webp(b"")), ("image/heic", heic())):
        OTHERS[media] = claimed.signed(plain, signing, made, media=media)
    leaf = x509.load_pem_x509_certificate(signing.certificates.encode())
    while SystemClock().now() <= leaf.not_valid_after_utc + timedelta(seconds=1):  # the library counts whole seconds
        time.sleep(0.2)
    return signing, data


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_unchanged_picture_is_still_ours_after_its_certificate_ended(outdated, language):
    signing, data = outdated
    told, code = said(data, anchors_of(signing), language)
    assert code == 0
    words = verify.words(language)
    assert words.of_marks("credentials-ended", what="").strip() in told
    assert words.of_marks("sure") in told


def test_so_it_is_in_every_kind_of_file(outdated):
    signing, _ = outdated
    anchors = anchors_of(signing)
    assert {c2pa.read(data, media, anchors).state for media, data in OTHERS.items()} == {"ended"}


def test_a_changed_one_is_changed_and_a_stranger_s_is_a_stranger_s(outdated, anchors):
    signing, data = outdated
    changed = bytearray(data)
    changed[-1000] ^= 1
    assert verify.look(bytes(changed), anchors=anchors_of(signing)).credentials[0] == "broken"
    assert verify.look(data, anchors=anchors).credentials[0] == "other"


def test_an_operator_s_certificate_that_ended_counts_by_its_own_number_only(outdated):
    signing, data = outdated
    leaf = x509.load_pem_x509_certificate(signing.certificates.encode())
    for serial, state in ((leaf.serial_number, "ended"), (leaf.serial_number + 1, "other")):
        anchors = c2pa.Anchors(issuer=signing.anchor, serial=str(serial))
        assert c2pa.read(data, "image/jpeg", anchors).state == state


def test_nothing_but_our_own_signature_counts_as_ours(outdated, foreign_chain):
    """Each sabotage forges one part: the signature, the claim, a second manifest, the chain, its end."""
    signing, data = outdated
    boxes, now = metadata.of(data).credentials, SystemClock().now()
    label = c2pa.read(data, "image/jpeg", anchors_of(signing)).ended
    assert ended.ours(boxes, label, signing.anchor, now) is not None
    at = boxes.rindex(b"\xf6\x58\x40") + 10
    claim = boxes.index(b"claim_generator_info")
    for place in (at, claim):
        forged = bytearray(boxes)
        forged[place] ^= 1
        assert ended.ours(bytes(forged), label, signing.anchor, now) is None
    assert ended.ours(boxes + boxes, label, signing.anchor, now) is None
    assert ended.ours(boxes, label, foreign_chain.anchor, now) is None
    assert ended.ours(boxes, "urn:c2pa:another", signing.anchor, now) is None
    assert ended.ours(boxes, label, signing.anchor, now + chain.ISSUER_LIFE) is None
    for cut in range(0, len(boxes), 97):
        assert ended.ours(boxes[:cut], label, signing.anchor, now) is None


# --- other marks -----------------------------------------------------------------------------------------------------

MARKS = {
    "settings": lambda: png({"parameters": SETTINGS}),
    "utf-16": lambda: with_xmp(
        jpeg(), packet(f'Iptc4xmpExt:DigitalSourceType="{IPTC}trainedAlgorithmicMedia"', "utf-16-be")
    ),
    "a credit alone": lambda: with_xmp(jpeg(), packet('photoshop:Credit="Made with Google AI"')),
    "https": lambda: with_xmp(jpeg(), source_type(f"{IPTC.replace('http', 'https')}trainedAlgorithmicMedia")),
    "a slash": lambda: with_xmp(jpeg(), source_type(f"{IPTC}trainedAlgorithmicMedia/")),
}


@pytest.mark.many
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_that_ai_programs_leave_is_named(mark, anchors):
    told, code = said(MARKS[mark](), anchors)
    assert "Words in the file: made with AI." in told
    assert "No mark was found." not in told
    assert code == 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_type_has_words_of_its_own(language):
    words = verify.words(language)
    for code in verify.KNOWN:
        key = f"level-{verify.level(code)}"
        assert words.tells(key), code
        assert (words.of_marks(key) == words.of_marks("level-other")) == (code == "other")
