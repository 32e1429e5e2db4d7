"""What ``candid doctor`` says of the generative engines at every step of setting them up, and the very next command."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generation.engines.diffusion import accelerator, manifest, prepared, standing, verify
from generation.engines.diffusion.accelerator import Found
from generation.settings import GenerationSettings
from storage.operations.check import Check

OLD = Found(torch="2.13.0", cuda="13.0", driver=(470, 57), usable=False)
CARD = Found(torch="2.13.0", cuda="13.0", driver=(580, 95), usable=True, name="NVIDIA L4", free_bytes=22 * 2**30)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GenerationSettings:
    monkeypatch.setattr(accelerator, "look", lambda: CARD)
    monkeypatch.setattr(standing, "find_spec", lambda _name: object())
    return GenerationSettings(config_dir=tmp_path / "config", cache_dir=tmp_path / "cache", diffusion_model="small")


@pytest.fixture
def pinned(settings: GenerationSettings) -> Path:
    """A pinned model of two small files; its folder."""
    where = settings.cache_dir / "models" / "small"
    (where / "transformer").mkdir(parents=True)
    (where / "transformer" / "a.safetensors").write_bytes(b"x" * 8)
    shown = manifest.shipped()[0]
    file = manifest.File(path="transformer/a.safetensors", bytes=8, sha256="0" * 64)
    (settings.config_dir / "models").mkdir(parents=True)
    model = replace(shown, name="small", pinned=True, revision="0" * 40, files=(file,))
    (settings.config_dir / "models" / "small.toml").write_text(manifest.written(model), "utf-8")
    return where


def said(settings: GenerationSettings, until: datetime | None = None) -> Check:
    return standing.check(settings, until)


def prepare(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "is_current", lambda _folder: True)


def test_without_the_extra_nothing_is_wrong_and_the_line_to_install_it_is_there(
    settings: GenerationSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "find_spec", lambda _name: None)
    check = said(settings)
    assert check.ok
    assert standing.INSTALL in check.detail


def test_the_line_to_install_it_names_this_folder_and_no_package_of_a_stranger() -> None:
    assert "'.[diffusion]'" in standing.INSTALL
    assert "candid[" not in standing.INSTALL


def test_an_extra_that_went_missing_is_told(
    settings: GenerationSettings, pinned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "find_spec", lambda name: None if name == "diffusers" else object())
    check = said(settings)
    assert not check.ok
    assert "diffusers" in check.detail
    assert standing.INSTALL in check.fix


def test_the_card_its_memory_the_driver_and_the_build_are_told_and_pinning_is_next(
    settings: GenerationSettings,
) -> None:
    check = said(settings)
    assert check.ok
    for words in ("NVIDIA L4", "22.0 GiB free", "580.95", "2.13.0 for CUDA 13.0", "candid weights pin small"):
        assert words in check.detail


def test_files_that_went_missing_are_fetched_again(settings: GenerationSettings, pinned: Path) -> None:
    shutil.rmtree(pinned)
    check = said(settings)
    assert (check.ok, check.fix) == (False, "candid weights pin small")


def test_after_pinning_comes_preparing(settings: GenerationSettings, pinned: Path) -> None:
    check = said(settings)
    assert (check.ok, check.fix) == (False, "candid weights prepare small")


@pytest.mark.parametrize("left", ["", "not JSON", '{"revision": "of another model"}'])
def test_a_preparation_that_was_broken_off_or_is_of_another_model_counts_as_none(
    settings: GenerationSettings, pinned: Path, left: str
) -> None:
    (pinned / verify.PREPARED).mkdir()
    (pinned / verify.PREPARED / prepared.RECORD).write_text(left, "utf-8")
    assert said(settings).fix == "candid weights prepare small"


def test_prepared_on_a_card_the_start_is_next(
    settings: GenerationSettings, pinned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(pinned, monkeypatch)
    check = said(settings)
    assert check.ok
    assert standing.START in check.detail


def test_the_sabotage_a_driver_too_old_for_a_large_model_is_a_failure_with_its_fix(
    settings: GenerationSettings, pinned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(pinned, monkeypatch)
    monkeypatch.setattr(accelerator, "look", lambda: OLD)
    assert said(settings).ok, "a model of eight bytes is painted on the CPU"
    monkeypatch.setattr(accelerator, "cpu_seconds", lambda _model: 20_000.0)
    check = said(settings)
    assert not check.ok
    assert "470.57" in check.fix
    assert "580.65" in check.fix


def test_engines_that_are_withdrawn_are_told_with_the_time(
    settings: GenerationSettings, pinned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(pinned, monkeypatch)
    check = said(settings, datetime(2026, 11, 30, 14, 5, tzinfo=UTC))
    assert not check.ok
    assert "14:05" in check.detail
