"""``candid verify RECEIPT``, as a command on an installation and where there is none."""

from __future__ import annotations

import asyncio
import json

import pytest
import typer
from typer.testing import CliRunner

from generation.disclosure import container
from generation.disclosure.cli import verify
from storage.home import home_of
from storage.opening import open_storage
from storage.operations.receipts import verdict
from storage.settings import StorageSettings
from storage.vault.signing import signed
from tests.generation.disclosure.conftest import drawn_sitter


@pytest.fixture
def receipt(tmp_path, monkeypatch):
    for name in ("data", "config", "cache"):
        monkeypatch.setenv(f"CANDID_{name.upper()}_DIR", str(tmp_path / name))
    monkeypatch.chdir(tmp_path)

    async def make():
        async with open_storage(StorageSettings()) as storage:
            return signed(storage.keys, b"<p>What you agreed to: this.</p>")

    path = tmp_path / "receipt.html"
    path.write_bytes(asyncio.run(make()))
    return path


def verified(*words):
    app = typer.Typer()
    app.command()(verify)
    return CliRunner().invoke(app, [str(word) for word in words])


def test_valid_altered_unknown(receipt, monkeypatch, tmp_path):
    assert verified(receipt).exit_code == 0
    assert "no letter was changed" in verified(receipt).output
    original = receipt.read_bytes()
    receipt.write_bytes(original.replace(b"this", b"that"))
    altered = verified(receipt, "--json")
    assert (altered.exit_code, json.loads(altered.output)) == (10, {"receipt": "altered"})
    receipt.write_bytes(original)
    monkeypatch.setenv("CANDID_DATA_DIR", str(tmp_path / "elsewhere"))
    assert verified(receipt).exit_code == 20
    assert not (tmp_path / "elsewhere").exists()  # looking made nothing


def judged(data: bytes) -> str:
    return verdict(home_of(StorageSettings()), data)


@pytest.mark.parametrize("change", [1, 0x20, 0xFF], ids=["one bit", "its case", "all bits"])
def test_no_receipt_with_one_byte_changed_is_called_valid_nor_something_else(receipt, change):
    """Each byte of the file but the line end behind the signature."""
    original = receipt.read_bytes()
    assert judged(original) == "valid"
    told = {judged(bytes((*original[:at], original[at] ^ change, *original[at + 1 :])))
            for at in range(len(original) - 1)}  # fmt: skip
    assert told == {"altered", "unknown"}


def test_no_receipt_with_a_byte_more_or_less_is_called_valid(receipt):
    original = receipt.read_bytes()
    end = len(original) - 1
    assert {judged(original[:at] + original[at + 1 :]) for at in range(end)} == {"altered", "unknown"}
    assert {judged(original[:at] + b"x" + original[at:]) for at in range(end)} == {"altered", "unknown"}
    assert judged(original + original.splitlines(keepends=True)[-1]) == "altered"


def test_a_picture_that_ends_like_a_receipt_is_read_as_the_picture_it_is(receipt, tmp_path):
    """Else whoever appends such a line hides what the picture's own marks say."""
    picture = tmp_path / "picture.jpg"
    plain = container.encode(drawn_sitter(128), container.Format.JPEG)
    picture.write_bytes(plain + receipt.read_bytes().splitlines(keepends=True)[-1])
    assert "receipt" not in verified(picture, "--json").output
