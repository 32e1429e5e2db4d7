"""Hostile pictures for ``/verify``: each gets a clear line, in both languages; one real keyless child per case."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from generation.disclosure import container, seal, verify
from generation.disclosure.c2pa import Signer
from generation.disclosure.container import Format
from generation.disclosure.verify import Findings
from generation.disclosure.wording import words
from tests.generation.disclosure.conftest import drawn_sitter


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


def huge_manifest() -> bytes:
    """A JPEG with 20 MB of JUMBF-like segments."""
    plain = container.encode(drawn_sitter(256), Format.JPEG)
    segments = b"".join(
        b"\xff\xeb" + struct.pack(">H", 65_000) + b"JP\0\1" + struct.pack(">I", n + 1) + b"\0\0\0\0jumb" + bytes(64_982)
        for n in range(310)
    )
    return plain[:2] + segments + plain[2:]


def heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(drawn_sitter(256))).save(out, quality=80)
    return out.getvalue()


def remote() -> bytes:
    """Names a web address for its credentials, as XMP has it; nothing listens there, and nobody may ask."""
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" '
        'dcterms:provenance="http://127.0.0.1:9/manifest.c2pa"/></rdf:RDF></x:xmpmeta>'
    )
    return container.encode(drawn_sitter(256), Format.JPEG, packet.encode())


def polyglot() -> bytes:
    return container.encode(drawn_sitter(128), Format.JPEG) + b"<script>alert(1)</script>"


Made = Callable[[], bytes]

REFUSED: dict[str, tuple[Made, str]] = {
    "100 megapixels": (lambda: png_claiming(10_000, 10_000), "too_many_pixels"),
    "polyglot": (polyglot, "polyglot"),
    "nothing": (bytes, "empty"),
    "text": (lambda: b"just text", "not_a_photo"),
    "cut short": (lambda: container.encode(drawn_sitter(128), Format.JPEG)[:900], "unreadable"),
    "over 25 MB": (lambda: b"\xff" * (verify.MAX_BYTES + 1), "too_big"),
}
ANSWERED: dict[str, tuple[Made, tuple[str, ...]]] = {
    "remote manifest": (remote, ("credentials-remote",)),
    "huge manifest": (huge_manifest, ("credentials-none",)),
    "1x1": (
        lambda: container.encode(np.zeros((1, 1, 3), np.uint8), Format.PNG),
        ("credentials-none", "watermark-too_small"),
    ),
    "HEIC": (heic, ("credentials-none", "watermark-none")),
}


def lines(findings: Findings, language: str) -> tuple[str, ...]:
    return verify.report(findings, language).lines


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_read_is_told_why_in_a_sentence_of_its_own(what, anchors):
    made, code = REFUSED[what]
    findings = verify.look(made(), anchors=anchors)
    assert findings == Findings(refused=code)
    assert verify.report(findings, "en").exit_code == 10
    for language in ("en", "de"):
        assert lines(findings, language) == (words(language).of_marks(f"refused-{code}"),)


@pytest.mark.many
@pytest.mark.parametrize("what", ANSWERED)
def test_an_odd_picture_is_told_what_is_in_it(what, anchors):
    made, said = ANSWERED[what]
    findings = verify.look(made(), anchors=anchors)
    assert verify.report(findings, "en").exit_code in {20, 21}
    for language in ("en", "de"):
        assert lines(findings, language)[: len(said)] == tuple(words(language).of_marks(key) for key in said)


def test_a_forged_manifest_is_told_from_a_good_one(make_rendering, marks, anchors):
    good = seal.seal(make_rendering(), language="en", marks=marks).data
    forged = bytearray(good)
    forged[forged.index(b"background_replaced")] ^= 1
    for data, key, code in ((bytes(forged), "credentials-broken", 20), (good, "credentials-ours", 0)):
        findings = verify.look(data, anchors=anchors)
        assert verify.report(findings, "en").exit_code == code
        for language in ("en", "de"):
            spoken = words(language)
            level = "level-composite-ours" if code == 0 else "level-composite"
            assert lines(findings, language)[0] == spoken.of_marks(key, what=spoken.of_marks(level))


def test_a_manifest_under_a_foreign_root_is_called_another_s(make_rendering, marks, foreign_chain, anchors):
    foreign = replace(marks, signer=Signer(foreign_chain))
    findings = verify.look(seal.seal(make_rendering(), language="en", marks=foreign).data, anchors=anchors)
    assert verify.report(findings, "en").exit_code == 20
    for language in ("en", "de"):
        spoken = words(language)
        composite = spoken.of_marks("level-composite")
        assert lines(findings, language)[0] == spoken.of_marks("credentials-other", what=composite)


def test_a_reason_nobody_has_words_for_still_gets_a_sentence():
    for language in ("en", "de"):
        assert lines(Findings(refused="unheard_of"), language) == (words(language).of_marks("refused-other"),)
