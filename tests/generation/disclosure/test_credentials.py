"""Content Credentials: no pixel of the upload, nothing that names a person, two verifiers agree, forgeries break."""

from __future__ import annotations

import io
import json
import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import c2pa as library
import encypher_c2pa
import pytest
from cryptography import x509

from generation.disclosure import c2pa, chain, checks, container, manifest, seal, table
from generation.disclosure.c2pa import Anchors, Signer
from generation.disclosure.container import Format
from generation.disclosure.manifest import About, UploadCredentials
from generation.errors import SealBroken
from storage.clock import SystemClock
from storage.records import DRAWN, Backdrop, Light, SourceType, UploadClaim
from tests.generation.disclosure.conftest import NOW, drawn_sitter

NOW_REAL = SystemClock().now()


def sealed(make_rendering, marks, fmt=Format.JPEG, about=None, **facts):
    return seal.seal(make_rendering(**facts), language="en", marks=marks, fmt=fmt, about=about)


def raw_manifest(data: bytes, media_type: str, anchors: Anchors) -> dict:
    with library.Reader(media_type, io.BytesIO(data), context=c2pa._context(anchors.root)) as reader:
        return json.loads(reader.json())


ROWS = [
    {"backdrop": Backdrop.OWN},
    {"backdrop": Backdrop.OWN, "light": Light.BRIGHTER},
    {"backdrop": Backdrop.OWN_SOFTENED},
    {"backdrop": Backdrop.PROCEDURAL, "light": Light.DARKER},
    {"backdrop": Backdrop.GENERATED},
    {"backdrop": Backdrop.PROCEDURAL, "face_repainted": True},
]


@pytest.mark.parametrize("facts", ROWS)
def test_every_row_of_the_table_is_signed_and_says_its_source_type(make_rendering, marks, facts):
    result = sealed(make_rendering, marks, **facts)
    credentials = c2pa.read(result.data, result.media_type, marks.signer.anchors)
    assert credentials is not None
    assert credentials.state == "ours"
    expected = result.edits.source_type
    assert credentials.source_type == ("" if expected is SourceType.NONE else expected.value)


@pytest.mark.parametrize("fmt", list(Format))
def test_no_thumbnail_and_no_pixel_of_the_upload_is_in_the_file(make_rendering, marks, fmt):
    result = sealed(make_rendering, marks, fmt=fmt)
    plain = container.encode(container.decode(result.data).image, fmt)
    assert not c2pa.read(result.data, result.media_type, marks.signer.anchors).has_pixels
    assert b"c2pa.thumbnail" not in result.data
    after_manifest = result.data.count(b"\xff\xd8\xff")
    assert after_manifest == plain.count(b"\xff\xd8\xff"), "no second JPEG is hidden in the file"


def test_a_thumbnail_would_withhold_the_picture(make_rendering, marks, monkeypatch):
    real = library.Context.from_dict

    def with_thumbnails(settings):
        settings["builder"] = {"thumbnail": {"enabled": True}}
        return real(settings)

    monkeypatch.setattr(library.Context, "from_dict", with_thumbnails)
    careless = replace(marks, signer=Signer(chain_of(marks)))
    with pytest.raises(SealBroken) as caught:
        sealed(make_rendering, careless)
    assert caught.value.layer == "c2pa"


def chain_of(marks) -> chain.Chain:
    return CHAINS[id(marks)]


CHAINS: dict[int, chain.Chain] = {}


@pytest.fixture(autouse=True)
def _remember_chain(marks, home_chain):
    CHAINS[id(marks)] = home_chain


def test_the_assertion_holds_the_edits_and_nothing_that_names_a_person(make_rendering, marks):
    about = About(
        id="ab" * 16,
        made_at=NOW,
        provider="Example Ltd",
        consent_receipt="cd" * 32,
        kept_until=NOW + timedelta(days=7),
        upload=UploadCredentials(state="other", source_type="digitalCapture"),
    )
    result = sealed(make_rendering, marks, about=about)
    store = raw_manifest(result.data, result.media_type, marks.signer.anchors)
    active = store["manifests"][store["active_manifest"]]
    said = next(entry["data"] for entry in active["assertions"] if entry["label"] == manifest.DISCLOSURE)
    assert set(said) == {
        "id", "made_at", "provider", "system", "version", "edits",
        "consent_receipt_sha256", "kept_until", "upload_credentials",
    }  # fmt: skip
    assert said["edits"]["label"] == "background_replaced"
    assert [ingredient["title"] for ingredient in active["ingredients"]] == ["photo"]
    assert not {"thumbnail", "data", "manifest_data"} & set(active["ingredients"][0])
    assert active["ingredients"][0]["description"] == "carried Content Credentials (other): digitalCapture"
    assert active["title"] == "picture"


@pytest.mark.many
@pytest.mark.parametrize("fmt", list(Format))
@pytest.mark.parametrize("source_type", list(SourceType))
def test_both_verifiers_accept_every_source_type_in_every_format(make_rendering, marks, home_chain, source_type, fmt):
    """And neither does after one changed byte of the picture. In a WebP the manifest comes last, padding at its end."""
    result = seal.seal(claiming(make_rendering(), source_type), language="en", marks=marks, fmt=fmt)
    assert result.edits.source_type is source_type
    assert state(result.data, marks.signer.anchors, fmt.value) == "ours"
    assert opinion(result.data, home_chain, fmt)["validation_state"] == "Trusted"
    changed = bytearray(result.data)
    changed[1000 if fmt is Format.WEBP else -1000] ^= 1
    assert state(bytes(changed), marks.signer.anchors, fmt.value) == "broken"
    assert opinion(bytes(changed), home_chain, fmt)["validation_state"] == "Invalid"


def claiming(rendering, source_type: SourceType):
    """A rendering whose edits fall under that row of the table."""
    facts = {
        SourceType.NONE: {"backdrop": Backdrop.OWN},
        SourceType.ALGORITHMICALLY_ENHANCED: {"backdrop": Backdrop.OWN, "light": Light.BRIGHTER},
        SourceType.COMPOSITE: {"backdrop": Backdrop.PROCEDURAL},
        SourceType.COMPOSITE_WITH_TRAINED_MEDIA: {"backdrop": Backdrop.GENERATED},
        SourceType.TRAINED_MEDIA: {"backdrop": Backdrop.GENERATED, "face_repainted": True},
        **{each: {"backdrop": Backdrop.OWN, "claim": UploadClaim(each.value)} for each in DRAWN},
    }[source_type]
    persona = source_type is SourceType.TRAINED_MEDIA
    row = table.row(
        facts["backdrop"],
        face_repainted=facts.get("face_repainted", False),
        persona=persona,
        light=facts.get("light", Light.AS_TAKEN),
        claim=facts.get("claim", UploadClaim.NONE),
    )
    edits = replace(rendering.edits, **facts, source_type=row.source_type, label_code=row.label_code)
    return replace(rendering, edits=edits)


def opinion(data: bytes, signing: chain.Chain, fmt: Format) -> dict:
    return encypher_c2pa.verify(
        data, fmt.value, trust_pem=signing.anchor, no_default_trust=True, telemetry=False, online=False
    )


# --- sabotage --------------------------------------------------------------------------------------------------------


def state(data: bytes, anchors: Anchors, media_type: str = "image/jpeg") -> str | None:
    found = c2pa.read(data, media_type, anchors)
    return None if found is None else found.state


def test_one_changed_byte_breaks_them(make_rendering, marks):
    data = bytearray(sealed(make_rendering, marks).data)
    data[-1000] ^= 1
    assert state(bytes(data), marks.signer.anchors) == "broken"


def test_removed_credentials_are_simply_not_there(make_rendering, marks):
    result = sealed(make_rendering, marks)
    stripped = container.encode(container.decode(result.data).image, Format.JPEG)
    assert state(stripped, marks.signer.anchors) is None


def test_a_manifest_moved_to_another_picture_is_broken(make_rendering, marks):
    result = sealed(make_rendering, marks)
    segment_end = result.data.index(b"\xff\xdb")  # the first quantisation table: all metadata lies before it
    other = container.encode(drawn_sitter(512)[:, ::-1].copy(), Format.JPEG)
    moved = result.data[:segment_end] + other[other.index(b"\xff\xdb") :]
    assert state(moved, marks.signer.anchors) == "broken"


def test_another_installation_is_told_apart(make_rendering, marks, foreign_chain):
    result = sealed(make_rendering, replace(marks, signer=Signer(foreign_chain)))
    assert state(result.data, c2pa.anchors_of(foreign_chain)) == "ours"
    assert state(result.data, marks.signer.anchors) == "other"
    assert state(result.data, Anchors()) == "other"


def test_a_seal_signed_by_a_foreign_key_is_withheld(make_rendering, marks, foreign_chain):
    impostor = Signer(foreign_chain)
    impostor.anchors = marks.signer.anchors
    with pytest.raises(SealBroken):
        sealed(make_rendering, replace(marks, signer=impostor))


def test_a_manifest_of_another_picture_under_our_own_key_is_withheld(make_rendering, marks, monkeypatch):
    real = manifest.build

    def of_another(edits, about, media_type, *, watermarked):
        return real(edits, replace(about, id="00" * 16), media_type, watermarked=watermarked)

    monkeypatch.setattr(manifest, "build", of_another)
    with pytest.raises(SealBroken) as caught:
        sealed(make_rendering, marks)
    assert caught.value.layer == "c2pa"


def test_an_unreachable_time_stamp_server_costs_the_time_stamp_only(make_rendering, marks, home_chain):
    signer = Signer(home_chain, "http://127.0.0.1:9")  # discard: nothing listens there
    result = sealed(make_rendering, replace(marks, signer=signer))
    credentials = c2pa.read(result.data, result.media_type, signer.anchors)
    assert credentials is not None
    assert (credentials.state, credentials.timestamped) == ("ours", False)


def test_a_remote_manifest_is_never_fetched(marks):
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/manifest.c2pa"
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="{url}"/>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()
    try:
        data = container.encode(drawn_sitter(256), Format.JPEG, packet)
        assert state(data, marks.signer.anchors) == "remote"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []


# --- the keys --------------------------------------------------------------------------------------------------------


def test_the_chain_is_made_once_and_its_keys_are_private(tmp_path):
    first = chain.open_chain(tmp_path, NOW_REAL)
    assert chain.open_chain(tmp_path, NOW_REAL) == first
    for path in (tmp_path / chain.FOLDER).iterdir():
        assert path.stat().st_mode & 0o077 == 0, path.name
    assert b"PRIVATE" not in (tmp_path / chain.FOLDER / chain.ROOT).read_bytes()


def test_a_leaf_near_its_end_is_renewed_under_the_same_root(tmp_path, make_rendering, marks):
    old = chain.open_chain(tmp_path, NOW_REAL - timedelta(days=380))
    new = chain.open_chain(tmp_path, NOW_REAL)
    assert new.anchor == old.anchor
    assert new.certificates != old.certificates
    signed = sealed(make_rendering, replace(marks, signer=Signer(new)))
    assert state(signed.data, Anchors(root=chain.anchor_of(tmp_path))) == "ours"


def test_an_operators_own_certificate_is_used_and_trusted_by_its_leaf(tmp_path, make_rendering, marks):
    made = chain.open_chain(tmp_path, NOW_REAL)
    (tmp_path / "cert.pem").write_text(made.certificates)
    (tmp_path / "key.pem").write_text(made.key)
    operators = chain.operators_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    signer = Signer(operators)
    assert signer.anchors.root == ""
    result = sealed(make_rendering, replace(marks, signer=signer))
    assert state(result.data, signer.anchors) == "ours"
    assert state(result.data, replace(signer.anchors, serial="1")) == "other", "another customer of the same issuer"


def test_doctor_tells_a_certificate_that_ends(tmp_path):
    made = chain.open_chain(tmp_path, NOW_REAL)
    pem = made.certificates.encode()
    ends = x509.load_pem_x509_certificate(pem).not_valid_after_utc
    assert checks.certificate(pem, NOW_REAL, own=False).ok
    late = checks.certificate(pem, ends - timedelta(days=3), own=False)
    assert not late.ok
    assert late.fix
