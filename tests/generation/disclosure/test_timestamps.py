"""The optional time-stamp server (RFC 3161): a real one, made of openssl, is asked and believed; else told."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from generation.disclosure import c2pa, seal
from generation.disclosure.c2pa import Signer
from storage.clock import SystemClock

NOW = SystemClock().now()
CONFIG = """
[tsa]
default_tsa = here
[here]
serial = serial
crypto_device = builtin
signer_cert = stamp.pem
certs = root.pem
signer_key = stamp.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
"""


def certificate(name: str, key, issuer_name: str, issuer_key, *, stamping: bool) -> x509.Certificate:
    def named(words: str) -> x509.Name:
        return x509.Name(
            [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test"), x509.NameAttribute(NameOID.COMMON_NAME, words)]
        )

    usage = x509.KeyUsage(
        digital_signature=stamping, content_commitment=stamping, key_cert_sign=not stamping, crl_sign=not stamping,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer_name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=not stamping, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if stamping:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


@pytest.fixture
def folder(tmp_path) -> Path:
    """What openssl needs to answer: a root, a certificate for time stamps below it, its key."""
    root_key, stamp_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    pem = serialization.Encoding.PEM
    root = certificate("root", root_key, "root", root_key, stamping=False)
    stamp = certificate("stamp", stamp_key, "root", root_key, stamping=True)
    (tmp_path / "root.pem").write_bytes(root.public_bytes(pem))
    (tmp_path / "stamp.pem").write_bytes(stamp.public_bytes(pem))
    (tmp_path / "stamp.key").write_bytes(
        stamp_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (tmp_path / "serial").write_text("01\n")
    (tmp_path / "tsa.cnf").write_text(CONFIG)
    return tmp_path


@pytest.fixture
def server(folder) -> Iterator[tuple[str, list[bytes]]]:
    openssl = shutil.which("openssl")
    assert openssl, "install openssl"
    asked: list[bytes] = []

    class Stamping(BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(query)
            (folder / "query.tsq").write_bytes(query)
            command = [openssl, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
            reply = (folder / "reply.tsr").read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Stamping) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}", asked
        httpd.shutdown()
        thread.join()


def test_a_time_stamp_server_is_asked_and_its_stamp_is_in_the_file(make_rendering, marks, home_chain, server):
    url, asked = server
    signer = Signer(home_chain, url)
    result = seal.seal(make_rendering(), language="en", marks=replace(marks, signer=signer))
    credentials = c2pa.read(result.data, result.media_type, signer.anchors)
    assert credentials is not None
    assert (credentials.state, credentials.timestamped) == ("ours", True)
    assert len(asked) == 1


def test_the_server_learns_a_hash_and_nothing_of_the_picture(make_rendering, marks, home_chain, server):
    url, asked = server
    seal.seal(make_rendering(), language="en", marks=replace(marks, signer=Signer(home_chain, url)))
    assert len(asked[0]) < 200, "a hash, a nonce and what they are"


def test_a_server_that_breaks_costs_the_stamp_not_the_picture_and_is_left_alone_a_while(
    make_rendering, marks, home_chain, folder, server, capfd
):
    url, asked = server
    signer = Signer(home_chain, url)
    (folder / "stamp.key").unlink()  # openssl fails, the handler dies, the connection breaks
    for _ in range(2):
        result = seal.seal(make_rendering(), language="en", marks=replace(marks, signer=signer))
        credentials = c2pa.read(result.data, result.media_type, signer.anchors)
        assert credentials is not None
        assert (credentials.state, credentials.timestamped) == ("ours", False)
    assert len(asked) == 1
    assert capfd.readouterr().err.count("timestamp.missing") == 1


@pytest.fixture
def silent() -> Iterator[str]:
    """Connects whoever comes, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def pictures_beside(url: str, make_rendering, marks, home_chain) -> list[float]:
    """Seconds of two pictures, each whole and without a stamp."""
    signer, took = Signer(home_chain, url), []
    for _ in range(2):
        began = time.monotonic()
        result = seal.seal(make_rendering(), language="en", marks=replace(marks, signer=signer))
        took.append(time.monotonic() - began)
        credentials = c2pa.read(result.data, result.media_type, signer.anchors)
        assert credentials is not None
        assert (credentials.state, credentials.timestamped) == ("ours", False)
    return took


def test_a_server_that_never_answers_holds_no_picture_up_for_long(
    silent, make_rendering, marks, home_chain, capfd, monkeypatch
):
    """The library would wait for half a minute. The next picture is signed while its thread still does."""
    monkeypatch.setattr(c2pa, "STAMPED_WITHIN_S", 0.5)
    assert max(pictures_beside(silent, make_rendering, marks, home_chain)) < 20, "on a machine that does more as well"
    assert capfd.readouterr().err.count("timestamp.missing") == 1
    assert [each.name for each in threading.enumerate()].count("time stamp") == 1, "it is left alone a while"


@pytest.mark.long
@pytest.mark.timeout(180)
def test_the_sabotage_who_waits_for_the_library_waits_half_a_minute(
    silent, make_rendering, marks, home_chain, monkeypatch
):
    monkeypatch.setattr(c2pa, "STAMPED_WITHIN_S", None)
    assert max(pictures_beside(silent, make_rendering, marks, home_chain)) > 25
