"""Our signatures are valid for readers that know nothing of us: two of them with their own settings, none of ours."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import c2pa as library
import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

from generation.disclosure import chain, seal
from generation.disclosure.container import Format
from storage.clock import SystemClock
from storage.records import Backdrop
from tests.generation.disclosure.conftest import marks_of

NODE, HERE = Path(sys.executable).with_name("node"), Path(__file__).parents[2] / "node"
NOW = SystemClock().now()


def by_default(data: bytes, fmt: Format) -> tuple[str, set[str]]:
    """The state that the library's reader names without any settings, and what it holds against the file."""
    with library.Reader(fmt.value, io.BytesIO(data)) as reader:
        failed = json.loads(reader.json())["validation_results"]["activeManifest"]["failure"]
        return str(reader.get_validation_state()), {each["code"] for each in failed}


def elsewhere(tmp_path: Path, *files: bytes) -> list[dict]:
    """What the second implementation says of each."""
    paths = []
    for number, data in enumerate(files):
        paths.append(tmp_path / f"{number}.file")
        paths[-1].write_bytes(data)
    told = subprocess.run([NODE, "c2pa_valid.mjs", *paths], cwd=HERE, capture_output=True, check=True, text=True)
    return json.loads(told.stdout)


def signed(make_rendering, signing: chain.Chain, fmt: Format = Format.JPEG, **facts) -> bytes:
    return seal.seal(make_rendering(**facts), language="en", marks=marks_of(signing), fmt=fmt).data


@pytest.mark.parametrize("fmt", [Format.JPEG, Format.PNG])
def test_both_call_every_kind_of_picture_valid_and_a_changed_one_not(make_rendering, home_chain, tmp_path, fmt):
    kinds = ({"backdrop": Backdrop.OWN}, {"backdrop": Backdrop.GENERATED, "face_repainted": True}, {})
    files = [signed(make_rendering, home_chain, fmt, **facts) for facts in kinds]
    assert [by_default(data, fmt) for data in files] == [("Valid", {"signingCredential.untrusted"})] * len(files)
    changed = bytearray(files[0])
    changed[-1000] ^= 1
    assert by_default(bytes(changed), fmt)[0] == "Invalid"
    assert [each["valid"] for each in elsewhere(tmp_path, *files, bytes(changed))] == [True] * len(files) + [False]


def test_a_webp_is_valid_by_default_too(make_rendering, home_chain):
    data = signed(make_rendering, home_chain, Format.WEBP)
    assert by_default(data, Format.WEBP) == ("Valid", {"signingCredential.untrusted"})


def test_the_sabotage_a_certificate_for_c2pa_alone_is_invalid_in_both(make_rendering, monkeypatch, tmp_path):
    monkeypatch.setattr(chain, "USES", (chain.C2PA_SIGNING,))
    narrow = chain.open_chain(tmp_path / "config", NOW)
    data = signed(make_rendering, narrow)
    assert by_default(data, Format.JPEG) == ("Invalid", {"signingCredential.untrusted", "signingCredential.invalid"})
    assert not elsewhere(tmp_path, data)[0]["valid"]


def test_the_certificate_follows_the_profile(home_chain):
    """C2PA 2.4, 14.4.1 and 14.5.1, written down by hand."""
    leaf, issuer = x509.load_pem_x509_certificates(home_chain.certificates.encode())
    of = leaf.extensions.get_extension_for_class
    uses = set(of(x509.ExtendedKeyUsage).value)
    assert uses == {ObjectIdentifier("1.3.6.1.4.1.62558.2.1"), ExtendedKeyUsageOID.EMAIL_PROTECTION}
    assert not uses & {ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE, ExtendedKeyUsageOID.TIME_STAMPING}
    assert of(x509.KeyUsage).critical
    assert of(x509.KeyUsage).value.digital_signature
    assert not of(x509.KeyUsage).value.key_cert_sign
    assert not of(x509.BasicConstraints).value.ca
    assert leaf.version is x509.Version.v3
    above = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    assert of(x509.AuthorityKeyIdentifier).value.key_identifier == above
    assert issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_a_certificate_from_before_is_renewed_under_the_same_root(tmp_path, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(chain, "USES", (chain.C2PA_SIGNING,))
        old = chain.open_chain(tmp_path, NOW)
    new = chain.open_chain(tmp_path, NOW + timedelta(days=1))
    assert (new.anchor == old.anchor, new.certificates == old.certificates) == (True, False)
    assert chain.open_chain(tmp_path, NOW + timedelta(days=2)).certificates == new.certificates
