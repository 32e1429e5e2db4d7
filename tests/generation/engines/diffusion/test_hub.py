"""Pinning on the operator's machine, against a hub on loopback: what is shown, asked, compared, kept and refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generation.engines.diffusion import load, manifest
from tests.generation.engines.diffusion.fake_hub import REVISION, Hub, serving

CANDID = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")
NAME = "flux2-klein-4b"
TRANSFORMER = "transformer/diffusion_pytorch_model.safetensors"
LARGE = "transformer/large.safetensors"
CHUNK = 10 << 20  # what the client keeps at once


@pytest.fixture
def hub(built: Path, tmp_path: Path) -> Iterator[Hub]:
    """The tiny model under the real one's name, with what such repositories hold besides."""
    folder = tmp_path / "repository"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("prepared", manifest.FILE_NAME))
    (folder / "README.md").write_text("# A card\nWhat its makers say.\n")
    (folder / "sample.png").write_bytes(b"\x89PNG")
    (folder / "whole-model.safetensors").write_bytes(b"the same once more")
    (folder / "transformer" / "old.bin").write_bytes(b"\x80\x04.")
    with serving(Hub(folder, "black-forest-labs/FLUX.2-klein-4B")) as found:
        yield found


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    return tmp_path / "machine"


def pinned(machine: Path) -> Path:
    return machine / "config" / "models" / f"{NAME}.toml"


def candid(hub: Hub, machine: Path, *words: str, say: str = "") -> subprocess.CompletedProcess[str]:
    places = {f"CANDID_{kind.upper()}_DIR": str(machine / kind) for kind in ("data", "config", "cache")}
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}
    home = {"HF_ENDPOINT": hub.address, "HF_HOME": str(machine / "hf"), "COLUMNS": "200"}
    return subprocess.run(
        [*CANDID, "weights", *words], input=say, capture_output=True, text=True, timeout=600, check=False,
        env=clean | places | home,
    )  # fmt: skip


def test_pinning_shows_licence_and_card_asks_and_writes_what_it_read(hub: Hub, machine: Path) -> None:
    done = candid(hub, machine, "pin", NAME, say="y\ny\n")
    assert done.returncode == 0, done.stderr
    for shown in (REVISION, "licence: Apache-2.0", "What its makers say.", "trained on: not disclosed", "left out: 3"):
        assert shown in done.stdout
    model = manifest.read(pinned(machine))
    assert model.pinned
    assert model.revision == REVISION
    kept = machine / "cache" / "models" / NAME
    assert {file.path for file in model.files} == set(hub.files()) - {
        "sample.png", "whole-model.safetensors", "transformer/old.bin",
    }  # fmt: skip
    assert load.verified(model, kept).path == kept


@pytest.mark.parametrize("answers", ["n\n", "y\nn\n"])
def test_a_no_keeps_nothing(hub: Hub, machine: Path, answers: str) -> None:
    done = candid(hub, machine, "pin", NAME, say=answers)
    assert done.returncode == 1
    assert "Nothing was changed" in done.stderr
    assert not pinned(machine).exists()
    assert not list((machine / "cache").rglob("*.safetensors"))


def test_another_licence_than_the_reviewed_one_is_not_answered_by_yes(hub: Hub, machine: Path) -> None:
    hub.licence = "other"
    done = candid(hub, machine, "pin", NAME, "--yes")
    assert done.returncode == 1
    assert "not the one reviewed" in done.stdout
    assert not pinned(machine).exists()


def test_a_pinned_model_is_prepared_and_its_looks_load(hub: Hub, machine: Path) -> None:
    assert candid(hub, machine, "pin", NAME, "--yes").returncode == 0
    done = candid(hub, machine, "prepare", NAME, "--yes")
    assert done.returncode == 0, done.stderr
    assert "of memory" in done.stdout.splitlines()[0]
    from generation.engines.diffusion import prepared

    folder = load.verified(manifest.read(pinned(machine)), machine / "cache" / "models" / NAME)
    assert prepared.read(folder).golden is not None


def test_a_model_that_is_not_pinned_is_not_prepared(hub: Hub, machine: Path) -> None:
    done = candid(hub, machine, "prepare", NAME, "--yes")
    assert done.returncode == 1
    assert f"Next: candid weights pin {NAME}" in done.stderr


@pytest.mark.parametrize("trouble", ["bit", "swapped"])
def test_a_second_fetch_that_delivers_other_bytes_is_refused_and_the_old_ones_stay(
    hub: Hub, machine: Path, trouble: str
) -> None:
    """The client itself accepts them: same name, same size, same label."""
    assert candid(hub, machine, "pin", NAME, "--yes").returncode == 0
    true = hub.bytes_of(TRANSFORMER)
    flipped = bytearray(true)
    flipped[-1] ^= 1
    hub.altered[TRANSFORMER] = bytes(flipped) if trouble == "bit" else true[::-1]
    done = candid(hub, machine, "pin", NAME)
    assert done.returncode == 1
    assert "is not the pinned file" in done.stderr
    load.verified(manifest.read(pinned(machine)), machine / "cache" / "models" / NAME)


def test_a_download_that_breaks_off_goes_on_where_it_was_and_is_verified(hub: Hub, machine: Path) -> None:
    whole = 2 * CHUNK + 1000
    (hub.folder / LARGE).write_bytes(os.urandom(whole))
    hub.broken[LARGE] = CHUNK + 1000
    done = candid(hub, machine, "pin", NAME, "--yes")
    assert done.returncode == 1
    assert "goes on there" in done.stderr
    assert not pinned(machine).exists()
    kept = machine / "cache" / "models"
    (part,) = kept.rglob("*.part")
    arrived = part.stat().st_size
    assert arrived == CHUNK
    hub.broken.clear()
    hub.sent.clear()
    assert candid(hub, machine, "pin", NAME, "--yes").returncode == 0
    assert hub.sent[LARGE] == whole - arrived
    assert hub.sent.keys() <= {LARGE, *(name for name in hub.files() if name > LARGE)}  # whole files came once
    load.verified(manifest.read(pinned(machine)), kept / NAME)
    assert [path.name for path in kept.iterdir()] == [NAME]


def test_a_broken_download_that_goes_on_with_other_bytes_is_refused_and_forgotten(hub: Hub, machine: Path) -> None:
    assert candid(hub, machine, "pin", NAME, "--yes").returncode == 0
    shutil.rmtree(machine / "cache" / "models" / NAME)
    hub.broken[TRANSFORMER] = len(hub.bytes_of(TRANSFORMER)) // 10
    assert candid(hub, machine, "pin", NAME).returncode == 1
    hub.broken.clear()
    hub.altered[TRANSFORMER] = hub.bytes_of(TRANSFORMER)[::-1]
    done = candid(hub, machine, "pin", NAME)
    assert "is not the pinned file" in done.stderr
    assert list((machine / "cache" / "models").iterdir()) == []
    hub.altered.clear()
    assert candid(hub, machine, "pin", NAME).returncode == 0


def test_verify_reads_every_byte_again_and_names_the_model_that_changed(hub: Hub, machine: Path) -> None:
    assert candid(hub, machine, "pin", NAME, "--yes").returncode == 0
    assert f"{NAME}" in candid(hub, machine, "verify").stdout
    kept = machine / "cache" / "models" / NAME
    known = kept / "prepared" / "hashes.json"
    said = json.loads(known.read_text())
    data = bytearray((kept / TRANSFORMER).read_bytes())
    data[-1] ^= 1
    (kept / TRANSFORMER).write_bytes(data)
    seen = (kept / TRANSFORMER).stat()
    true = next(file.sha256 for file in manifest.read(pinned(machine)).files if file.path == TRANSFORMER)
    # the worst case: what is remembered says that this very file was found good
    said["files"][TRANSFORMER] = [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, true]
    known.write_text(json.dumps(said))
    load.verified(manifest.read(pinned(machine)), kept)
    verdicts = json.loads(candid(hub, machine, "verify", "--json").stdout)
    assert verdicts[NAME] == "model_refused"


def test_a_second_fetch_of_the_same_bytes_is_told(hub: Hub, machine: Path) -> None:
    assert candid(hub, machine, "pin", NAME, "--yes").returncode == 0
    done = candid(hub, machine, "pin", NAME)
    assert done.returncode == 0
    assert "is the pinned one" in done.stdout


def test_a_revision_the_hub_no_longer_has_is_refused(hub: Hub, machine: Path) -> None:
    assert candid(hub, machine, "pin", NAME, "--yes").returncode == 0
    gone = replace(manifest.read(pinned(machine)), revision="f" * 40)
    pinned(machine).write_text(manifest.written(gone))
    done = candid(hub, machine, "pin", NAME)
    assert done.returncode == 1
    assert "could not be downloaded" in done.stderr


def test_an_unknown_model_is_named_with_those_there_are(hub: Hub, machine: Path) -> None:
    done = candid(hub, machine, "pin", "something-else")
    assert done.returncode == 1
    assert NAME in done.stderr
