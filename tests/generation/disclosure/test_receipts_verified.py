"""``candid verify RECEIPT``, as a command on an installation and where there is none."""

from __future__ import annotations

import asyncio
import json

import pytest
import typer
from typer.testing import CliRunner

from generation.disclosure.cli import verify
from storage.opening import open_storage
from storage.settings import StorageSettings
from storage.vault.signing import signed


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
