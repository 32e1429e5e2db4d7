"""An operator's own matting file: held to its hash and its form; asked for doubt or, if they say so, for the shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from generation import checks, cli
from generation.errors import OwnMattingRefused
from generation.images import RgbImage
from generation.matting import opinions, own, shape
from generation.ports import Face, Portrait, Pose
from generation.settings import GenerationSettings
from generation.vision import mask, onnx_sides
from generation.weights import OwnFile, Weights
from generation.worker.serving import loaded
from tests.assets import tiny_onnx

RED, GREEN = (200, 30, 30), (30, 200, 30)


@pytest.fixture(autouse=True)
def nobody_s() -> Iterator[None]:
    yield
    own.use(None)


def file_of(folder: Path, model: bytes, **changed: object) -> OwnFile:
    path = folder / "own.onnx"
    path.write_bytes(model)
    return OwnFile(**{"path": path, "sha256": hashlib.sha256(model).hexdigest(), **changed})  # type: ignore[arg-type]


def red_half() -> RgbImage:
    """A red person in the left half before a green wall: 600 x 400 pixels."""
    image = np.empty((400, 600, 3), np.uint8)
    image[:, :300], image[:, 300:] = RED, GREEN
    return image


def portrait(image: RgbImage) -> Portrait:
    face = Face(box=(110, 120, 100, 120), eye_left=(135, 160), eye_right=(185, 160), score=0.9)
    points = np.zeros((468, 2), np.float32)
    return Portrait(photo_id="one", image=image, face=face, landmarks=points, pose=Pose(yaw=0, pitch=0, roll=0))


@pytest.mark.parametrize("takes", [tiny_onnx.OPEN, tiny_onnx.SQUARE])
def test_a_file_of_the_right_form_finds_who_it_knows(tmp_path: Path, takes: tiny_onnx.Sides) -> None:
    seen = own.read(file_of(tmp_path, tiny_onnx.model(takes=takes))).alpha(red_half())
    assert seen.shape == (own.SIDE, own.SIDE)
    assert seen[:, : own.SIDE // 2 - 2].min() > 0.99
    assert seen[:, own.SIDE // 2 + 2 :].max() < 0.01


def test_open_sides_are_written_into_the_file_and_nothing_else_changes() -> None:
    with_open, with_square = (tiny_onnx.model(takes=takes) for takes in (tiny_onnx.OPEN, tiny_onnx.SQUARE))
    assert onnx_sides.fixed(with_open, (1, 3, 512, 512)) == with_square
    assert onnx_sides.fixed(with_square, (1, 3, 512, 512)) == with_square


@pytest.mark.parametrize(
    ("model", "why"),
    [
        (b"no network", "no ONNX"),
        (b"", "no ONNX"),
        (tiny_onnx.model()[:-3], "cut off"),
        (tiny_onnx.model(inputs=2), "2 inputs"),
        (tiny_onnx.model(outputs=2), "several outputs"),
        (tiny_onnx.model(into=2), "1, 2, 512, 512"),
        (tiny_onnx.model(bounded=False), "beyond 0..1"),
        (tiny_onnx.model(bounded=False, weights=(float("nan"), 0, 0)), "beyond 0..1"),
    ],
    ids=["text", "nothing", "cut", "two inputs", "two outputs", "two planes", "no shares", "not a number"],
)
def test_a_file_of_another_form_is_refused_and_told_why(tmp_path: Path, model: bytes, why: str) -> None:
    with pytest.raises(OwnMattingRefused, match=why) as refused:
        own.read(file_of(tmp_path, model))
    assert "CANDID_MATTING_FILE" in refused.value.fix


@pytest.mark.parametrize(("sha256", "told"), [("0" * 64, "not the one that was set"), ("", "is not set")])
def test_another_file_than_the_one_that_was_set_is_not_used(tmp_path: Path, sha256: str, told: str) -> None:
    with pytest.raises(OwnMattingRefused, match=told) as refused:
        own.use(file_of(tmp_path, tiny_onnx.model(), sha256=sha256))
    assert "CANDID_MATTING_SHA256" in refused.value.fix
    assert own.asked("doubt") is None


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OwnMattingRefused, match="No such file"):
        own.use(OwnFile(path=tmp_path / "gone.onnx", sha256="0" * 64))


def test_the_second_opinion_is_its_and_the_shape_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = (mask.Look(mask=np.ones((256, 256), np.float32), weight=None, box=(0, 0, 600, 400)),)
    monkeypatch.setattr(mask, "looks", lambda *_: looks)
    own.use(file_of(tmp_path, tiny_onnx.model()))
    said = opinions.looked(red_half())
    assert said.shape == (opinions.SIDE, opinions.SIDE)
    assert said[:, :120].min() > 0.99
    assert said[:, 136:].max() < 0.01
    assert shape.look(portrait(red_half())).looks is looks


def test_the_shape_is_its_where_the_operator_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mask, "looks", lambda *_: pytest.fail("the mask network was asked"))
    own.use(file_of(tmp_path, tiny_onnx.model(), use="shape"))
    seen = shape.look(portrait(red_half())).in_frame(np.eye(2, 3), (600, 400))
    assert seen[:, :295].min() > 0.95
    assert seen[:, 305:].max() < 0.05
    assert own.asked("doubt") is None  # the second opinion stays another network's


def test_a_shape_without_the_face_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage: a network that takes the wall for the person."""
    looks = (mask.Look(mask=np.ones((256, 256), np.float32), weight=None, box=(0, 0, 600, 400)),)
    monkeypatch.setattr(mask, "looks", lambda *_: looks)
    wrong = tiny_onnx.model(weights=(-tiny_onnx.STEEP, tiny_onnx.STEEP, 0.0))
    own.use(file_of(tmp_path, wrong, use="shape"))
    assert shape.look(portrait(red_half())).looks is looks


def named(monkeypatch: pytest.MonkeyPatch, file: OwnFile) -> None:
    monkeypatch.setenv("CANDID_MATTING_FILE", str(file.path))
    monkeypatch.setenv("CANDID_MATTING_SHA256", file.sha256)
    monkeypatch.setenv("CANDID_MATTING_USE", file.use)


@pytest.mark.weights
def test_a_worker_does_not_start_with_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = Weights(GenerationSettings().cache_dir)
    monkeypatch.setenv("CANDID_CONFIG_DIR", str(tmp_path / "config"))
    named(monkeypatch, file_of(tmp_path, tiny_onnx.model(), sha256="1" * 64))
    with pytest.raises(OwnMattingRefused), loaded(weights):
        pytest.fail("it started")
    named(monkeypatch, file_of(tmp_path, tiny_onnx.model()))
    with loaded(weights):
        assert own.asked("doubt") is not None


def test_doctor_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    right = checks.own_matting(file_of(tmp_path, tiny_onnx.model()))
    assert right.ok
    wrong = checks.own_matting(file_of(tmp_path, tiny_onnx.model(), sha256="2" * 64))
    assert (wrong.ok, wrong.name) == (False, right.name)
    assert "SHA-256" in wrong.detail
    assert "CANDID_MATTING_SHA256" in wrong.fix


def test_doctor_looks_at_the_file_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDID_MATTING_FILE", "")
    assert checks.OWN not in [check.name for check in checks.weight_checks()]
    named(monkeypatch, file_of(tmp_path, b"no network"))
    assert [check.ok for check in checks.weight_checks() if check.name == checks.OWN] == [False]


def test_weights_list_and_verify_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path, tiny_onnx.model())
    named(monkeypatch, file)
    listed = json.loads(CliRunner().invoke(cli.weights, ["list", "--json"]).stdout)["weights"][-1]
    assert (listed["file"], listed["here"]) == (str(file.path), True)
    verified = json.loads(CliRunner().invoke(cli.weights, ["verify", "--json"]).stdout)
    assert verified["own_matting"] == "ok"
    file.path.write_bytes(b"another")
    assert CliRunner().invoke(cli.weights, ["verify"]).exit_code == 1
    assert (
        json.loads(CliRunner().invoke(cli.weights, ["verify", "--json"]).stdout)["own_matting"] == "own_matting_refused"
    )
