"""A manifest that others can write: every fault is named with its field, and a good one joins the catalogue."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generation import cli
from generation.engines.diffusion import accelerator, load, manifest, model_list
from generation.engines.diffusion.accelerator import Found
from generation.engines.diffusion.manifest import ModelRefused
from generation.settings import GenerationSettings

GOOD = (manifest.SHIPPED / "flux2-klein-4b.toml").read_text("utf-8").partition("[told.de]")[0]
CARD = Found(torch="2.13.0", cuda="13.0", driver=(580, 95), usable=True, name="NVIDIA L4", free_bytes=22 * 10**9)


def own(folder: Path, text: str = GOOD, name: str = "mine") -> Path:
    path = folder / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace('name = "flux2-klein-4b"', f'name = "{name}"'), "utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "becomes", "said"),
    [
        ("name", 'name = "My Model"', "name is 'My Model': small letters"),
        ("title", "", "title is missing"),
        ("licence", 'licence = " "', "licence is ' '"),
        ("licence", "licence = 2", "licence is 2"),
        ("repo", 'repo = "https://example.org/x"', "OWNER/NAME"),
        ("revision", 'revision = "main"', "40 hex"),
        ("commercial", 'commercial = "yes"', "commercial is 'yes'"),
        ("training_data", "", "training_data is missing"),
        ("engines", 'engines = ["redrew"]', "engines is"),
        ("engines", "engines = []", "engines is"),
        ("memory_gb", "memory_gb = -1", "memory_gb is -1"),
        ("memory_source", "", "memory_source is missing"),
        ("pipeline", 'pipeline = "os.system"', "a class of diffusers"),
        ("side", "side = 1000", "painting.side is 1000: a multiple of 16"),
        ("side", "side = 1024.0", "painting.side is 1024.0"),
        ("steps", "steps = 0", "painting.steps is 0"),
        ("steps", "steps = true", "painting.steps is True"),
        ("guidance", "guidance = 99", "painting.guidance is 99"),
        ("references", "references = 0", "redraws nobody"),
        ("dtype", 'dtype = "int4"', "painting.dtype is 'int4'"),
        ("side", "side = 1024\nstep = 4", "painting.step is unknown"),
        ("title", 'title = "T"\nlicense = "x"', "license is unknown"),
        ("unsaid", 'unsaid = ""', "unsaid is ''"),
    ],
)
def test_each_fault_is_named_with_its_field(tmp_path: Path, line: str, becomes: str, said: str) -> None:
    rows = GOOD.split("\n")
    rows[next(n for n, row in enumerate(rows) if row.startswith(f"{line} = "))] = becomes
    path = tmp_path / "mine.toml"
    path.write_text("\n".join(rows), "utf-8")
    with pytest.raises(ModelRefused) as refused:
        manifest.read(path)
    assert said in str(refused.value)
    done = CliRunner().invoke(cli.weights, ["check", str(path)])
    assert done.exit_code == 1
    assert said in done.stderr


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    path = own(tmp_path, GOOD.replace("steps = 4", "steps = 0").replace("side = 1024", "side = 3"))
    with pytest.raises(ModelRefused, match=r"painting\.side.*painting\.steps"):
        manifest.read(path)


@pytest.mark.parametrize("text", ["", "not TOML", "[[painting]]", 'name = "x"', "painting = 3", "\x00"])
def test_what_is_no_manifest_at_all_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ModelRefused):
        manifest.read(path)


def test_a_good_one_joins_the_catalogue_and_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDID_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("CANDID_CACHE_DIR", str(tmp_path / "cache"))
    checked = CliRunner().invoke(cli.weights, ["check", str(own(tmp_path))])
    assert checked.exit_code == 0
    assert str(tmp_path / "catalogue" / "mine.toml") in checked.stdout
    own(tmp_path / "catalogue")
    listed = json.loads(CliRunner().invoke(cli.weights, ["list", "--json"]).stdout)["models"]
    assert [row["name"] for row in listed] == ["flux2-klein-4b", "qwen-image-edit-2511", "z-image-turbo", "mine"]
    assert manifest.named("mine", tmp_path / "catalogue").pipeline == "Flux2KleinPipeline"


@pytest.mark.parametrize("model", manifest.shipped(), ids=lambda model: model.name)
def test_what_ships_is_unpinned_names_its_sources_and_reads_back_the_same(
    model: manifest.Model, tmp_path: Path
) -> None:
    assert (model.pinned, model.files, model.revision) == (False, (), "")
    assert model.memory_gb
    assert "not measured" in model.memory_source
    assert model.licence == "Apache-2.0"
    path = tmp_path / "again.toml"
    path.write_text(manifest.written(model), "utf-8")
    assert manifest.read(path) == model


def test_the_list_shows_whole_names_and_what_each_learned_from_on_a_narrow_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("CACHE", "CONFIG"):
        monkeypatch.setenv(f"CANDID_{place}_DIR", str(tmp_path / place))
    monkeypatch.setenv("COLUMNS", "80")
    said = CliRunner().invoke(cli.weights, ["list"]).stdout
    for model in manifest.shipped():
        assert f"│ {model.name} " in said
        assert f"{model.name} was trained on: {model.training_data}" in said
    assert "…" not in said.partition("generative models")[2]


def test_a_model_that_is_not_pinned_is_told_with_the_next_command(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="Next: candid weights pin flux2-klein-4b"):
        manifest.read(tmp_path / "flux2-klein-4b.toml")
    with pytest.raises(ModelRefused, match=r"holds no manifest\.toml"):
        manifest.read(tmp_path / "manifest.toml")


def test_what_can_be_loaded_is_what_the_loader_has_classes_for() -> None:
    assert load.COMPONENTS.keys() == manifest.LOADED
    assert [model.name for model in manifest.shipped() if model.loads_here] == ["flux2-klein-4b"]
    assert GenerationSettings.model_fields["diffusion_model"].default == "flux2-klein-4b"


def test_a_model_that_is_served_only_cannot_be_pinned_and_says_how_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDID_CONFIG_DIR", str(tmp_path))
    done = CliRunner().invoke(cli.weights, ["pin", "qwen-image-edit-2511", "--yes"])
    assert done.exit_code == 1
    assert "CANDID_IMAGES_URL" in done.stderr


@pytest.mark.parametrize(
    ("free_gb", "said"), [(22, "yes, 22 GB are free"), (13, "yes"), (12, "not by that figure, 12 GB are free")]
)
def test_the_list_says_whether_a_card_here_has_the_memory(free_gb: int, said: str) -> None:
    klein, qwen, _ = manifest.shipped()
    found = Found(**{**{name: getattr(CARD, name) for name in Found.__slots__}, "free_bytes": free_gb * 10**9})
    assert model_list.fits(klein, found).startswith(said)
    assert model_list.fits(qwen, found).startswith("on a serving engine")
    assert model_list.fits(klein, None).startswith("not known")


def test_the_list_asks_the_card_only_where_torch_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_list, "find_spec", lambda _name: object())
    monkeypatch.setattr(accelerator, "look", lambda: CARD)
    rows = model_list.rows(GenerationSettings(config_dir=tmp_path, cache_dir=tmp_path))
    assert [row.here for row in rows] == ["not pinned", "-", "-"]
    assert rows[0].fits.startswith("yes")
    served = GenerationSettings(config_dir=tmp_path, images_url="http://localhost", diffusion_model="z-image-turbo")
    assert [row.here for row in model_list.rows(served)] == ["not pinned", "-", "served"]
