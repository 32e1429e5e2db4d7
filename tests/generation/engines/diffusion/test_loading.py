"""Nothing but the pinned bytes of a known class is loaded. Each sabotage is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from generation.engines.diffusion import load, manifest, painter, prepared
from generation.engines.diffusion.manifest import ModelNotPinned, ModelRefused

TRANSFORMER = "transformer/diffusion_pytorch_model.safetensors"


def verified(where: Path) -> load.Folder:
    return load.verified(manifest.read(where / "manifest.toml"), where)


def opened(where: Path) -> object:
    return load.pipeline(verified(where))


def changed(where: Path, change: Callable[[dict], None], name: str = TRANSFORMER) -> None:
    from safetensors.torch import load_file, save_file

    tensors = load_file(where / name)
    change(tensors)
    save_file(tensors, where / name, metadata={"format": "pt"})


def test_the_pinned_model_loads(tiny: Path) -> None:
    assert type(opened(tiny)).__name__ == "Flux2KleinPipeline"


def test_one_flipped_bit_is_seen(tiny: Path) -> None:
    data = bytearray((tiny / TRANSFORMER).read_bytes())
    data[len(data) // 2] ^= 1
    (tiny / TRANSFORMER).write_bytes(data)
    with pytest.raises(ModelRefused, match="not the pinned file"):
        verified(tiny)


def test_two_swapped_files_are_seen(tiny: Path) -> None:
    one, other = tiny / TRANSFORMER, tiny / "vae/diffusion_pytorch_model.safetensors"
    a, b = one.read_bytes(), other.read_bytes()
    one.write_bytes(b)
    other.write_bytes(a)
    with pytest.raises(ModelRefused, match="not the pinned file"):
        verified(tiny)


def test_a_missing_file_is_named(tiny: Path) -> None:
    (tiny / "vae/config.json").unlink()
    with pytest.raises(ModelRefused, match=r"vae/config\.json .* is missing"):
        verified(tiny)


@pytest.mark.parametrize("name", ["transformer/model.bin", "vae/extra.pt", "scheduler/weights.pkl", "modeling.py"])
def test_a_file_that_may_hold_code_is_refused(tiny: Path, name: str) -> None:
    (tiny / name).write_bytes(b"\x80\x04.")
    with pytest.raises(ModelRefused, match="may hold code"):
        verified(tiny)


def test_a_manifest_that_lists_a_pickle_is_refused(tiny: Path) -> None:
    model = manifest.read(tiny / "manifest.toml")
    listed = replace(model, files=(*model.files, manifest.File(path="a/model.bin", bytes=3, sha256="0" * 64)))
    (tiny / "manifest.toml").write_text(manifest.written(listed))
    with pytest.raises(ModelRefused, match="may hold code"):
        verified(tiny)


def test_a_file_nobody_listed_is_refused(tiny: Path) -> None:
    (tiny / "vae/more.safetensors").write_bytes(b"{}")
    with pytest.raises(ModelRefused, match="not in the manifest"):
        verified(tiny)


def test_a_link_is_refused(tiny: Path) -> None:
    (tiny / "vae/linked.json").symlink_to(tiny / "vae/config.json")
    with pytest.raises(ModelRefused, match="is a link"):
        verified(tiny)


def test_a_missing_tensor_is_refused_even_when_pinned(tiny: Path, repinned: Callable[[], Path]) -> None:
    changed(tiny, lambda tensors: tensors.pop("proj_out.weight"))
    with pytest.raises(ModelRefused, match=r"missing keys: proj_out\.weight"):
        opened(repinned())


def test_an_unexpected_tensor_is_refused_even_when_pinned(tiny: Path, repinned: Callable[[], Path]) -> None:
    import torch

    changed(tiny, lambda tensors: tensors.update({"stowaway.weight": torch.zeros(2)}))
    with pytest.raises(ModelRefused, match=r"unexpected keys: stowaway\.weight"):
        opened(repinned())


def test_a_value_that_is_no_number_is_refused_even_when_pinned(tiny: Path, repinned: Callable[[], Path]) -> None:
    changed(tiny, lambda tensors: tensors["proj_out.weight"].view(-1)[:1].fill_(float("nan")))
    with pytest.raises(ModelRefused, match="not numbers"):
        opened(repinned())


def test_values_are_looked_at_once_for_the_same_bytes_and_again_for_others(
    tiny: Path, repinned: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny / "prepared" / "hashes.json").unlink()  # else they were looked at when it was prepared
    looked, isfinite = [], torch.isfinite
    monkeypatch.setattr(torch, "isfinite", lambda tensor: looked.append(1) or isfinite(tensor))
    opened(tiny)
    first = len(looked)
    assert first > 10
    opened(tiny)
    assert len(looked) == first
    changed(tiny, lambda tensors: tensors["proj_out.weight"].mul_(2))
    opened(repinned())
    assert first < len(looked) < 2 * first  # the transformer alone
    changed(tiny, lambda tensors: tensors["proj_out.weight"].view(-1)[:1].fill_(float("inf")))
    with pytest.raises(ModelRefused, match="not numbers"):
        opened(repinned())


def test_a_file_that_changed_while_the_model_was_unloaded_is_seen_when_it_is_loaded_again(tiny: Path) -> None:
    folder = verified(tiny)
    load.pipeline(folder)
    changed(tiny, lambda tensors: tensors["proj_out.weight"].mul_(2))
    with pytest.raises(ModelRefused, match="not the pinned file"):
        load.pipeline(folder)


def test_a_tensor_of_another_shape_is_refused_even_when_pinned(tiny: Path, repinned: Callable[[], Path]) -> None:
    changed(tiny, lambda tensors: tensors.update({"proj_out.weight": tensors["proj_out.weight"][:, :-1].contiguous()}))
    with pytest.raises(ModelRefused, match="transformer of"):
        opened(repinned())


def test_a_tensor_that_was_never_filled_is_refused() -> None:
    import torch

    with pytest.raises(ModelRefused, match="never filled"):
        load._check_tensors(torch.nn.Linear(2, 2, device="meta"), "part")


def test_an_unknown_class_is_refused(tiny: Path, repinned: Callable[[], Path]) -> None:
    index = json.loads((tiny / "model_index.json").read_text())
    index["transformer"] = ["diffusers", "UNet2DConditionModel"]
    (tiny / "model_index.json").write_text(json.dumps(index))
    with pytest.raises(ModelRefused, match="not on the list"):
        verified(repinned())


def test_an_unknown_pipeline_is_refused(tiny: Path, repinned: Callable[[], Path]) -> None:
    index = json.loads((tiny / "model_index.json").read_text())
    (tiny / "model_index.json").write_text(json.dumps(index | {"_class_name": "Mine"}))
    with pytest.raises(ModelRefused, match="not on the list"):
        verified(repinned())


def test_a_configuration_that_asks_for_code_is_refused(tiny: Path, repinned: Callable[[], Path]) -> None:
    config = json.loads((tiny / "vae/config.json").read_text())
    (tiny / "vae/config.json").write_text(json.dumps(config | {"auto_map": {"AutoModel": "x.Mine"}}))
    with pytest.raises(ModelRefused, match="code of its own"):
        verified(repinned())


def test_an_unpinned_model_never_loads(tiny: Path) -> None:
    model = replace(manifest.read(tiny / "manifest.toml"), pinned=False)
    with pytest.raises(ModelNotPinned):
        load.verified(model, tiny)


def test_non_commercial_weights_need_the_operators_word(tiny: Path) -> None:
    model = replace(manifest.read(tiny / "manifest.toml"), commercial=False, licence="CC BY-NC 4.0")
    with pytest.raises(ModelRefused, match="non-commercial"):
        load.verified(model, tiny)
    assert load.verified(model, tiny, allow_non_commercial=True).model is model


def test_the_tiny_manifest_survives_writing_and_reading(tiny: Path) -> None:
    model = manifest.read(tiny / "manifest.toml")
    (tiny / "again.toml").write_text(manifest.written(model))
    assert manifest.read(tiny / "again.toml") == model


def test_altered_embeddings_are_seen(tiny: Path) -> None:
    path = tiny / "prepared" / prepared.EMBEDDINGS
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelRefused, match="not the file that was prepared"):
        prepared.read(verified(tiny))


def test_embeddings_of_another_model_are_not_used(tiny: Path, repinned: Callable[[], Path]) -> None:
    changed(tiny, lambda tensors: tensors["proj_out.weight"].mul_(2))
    with pytest.raises(prepared.NotPrepared):
        prepared.read(verified(repinned()))


def test_a_model_that_paints_otherwise_than_when_prepared_is_refused(built: Path) -> None:
    folder = verified(built)
    known = prepared.read(folder)
    assert known.golden is not None
    painter.Painter(folder, known).check_golden()
    other = prepared.Prepared(known.embeddings, 255 - known.golden)
    with pytest.raises(ModelRefused, match="does not paint"):
        painter.Painter(folder, other).check_golden()


def mapped(path: Path) -> list[range]:
    """Where this file lies in this process's memory."""
    lines = [line.split() for line in Path("/proc/self/maps").read_text("utf-8").splitlines()]
    ends = [each[0].split("-") for each in lines if each[-1] == str(path.resolve())]
    return [range(int(low, 16), int(high, 16)) for low, high in ends]


def outside(embeddings: Mapping[str, Any], path: Path) -> list[str]:
    areas = mapped(path)
    return [key for key, tensor in embeddings.items() if not any(tensor.data_ptr() in area for area in areas)]


def test_embeddings_are_pages_of_their_file_and_take_no_memory_of_their_own(built: Path) -> None:
    known = prepared.read(verified(built)).embeddings
    assert len(known) == len(prepared.prompts())
    assert outside(known, built / prepared.PREPARED / prepared.EMBEDDINGS) == []


def test_the_sabotage_embeddings_that_were_copied_are_seen(built: Path) -> None:
    known = prepared.read(verified(built)).embeddings
    copied = {key: tensor.clone() for key, tensor in known.items()}
    assert len(outside(copied, built / prepared.PREPARED / prepared.EMBEDDINGS)) == len(known)


def test_an_embedding_with_a_value_that_is_no_number_is_not_written(tiny: Path) -> None:
    folder = verified(tiny)
    known = prepared.read(folder)
    key = next(iter(known.embeddings))
    broken = {**known.embeddings, key: torch.full_like(known.embeddings[key], float("nan"))}
    before = (tiny / prepared.PREPARED / prepared.EMBEDDINGS).read_bytes()
    with pytest.raises(ModelRefused, match="no number"):
        prepared.write(folder, prepared.Prepared(broken, known.golden))
    assert (tiny / prepared.PREPARED / prepared.EMBEDDINGS).read_bytes() == before


def test_without_the_text_encoder_the_picture_is_the_same(built: Path) -> None:
    import torch

    folder = verified(built)
    known = prepared.read(folder)
    from generation.engines.diffusion import catalogue

    key = "redraw/office"
    encoded, _ = load.text_side(folder).encode_prompt(
        prompt=catalogue.prompts(catalogue.looks())[key], device=torch.device("cpu")
    )
    assert torch.equal(encoded, known.embeddings[key])


def test_the_layers_that_nobody_reads_change_no_bit_of_an_embedding(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = load.verified(manifest.read(built / "manifest.toml"), built)

    def encoded() -> object:
        with torch.inference_mode():
            return load.text_side(folder).encode_prompt(prompt="A plain wall.", device=torch.device("cpu"))[0]

    short = encoded()
    monkeypatch.setattr(load, "only_used", lambda encoder: encoder)
    assert torch.equal(short, encoded())


def test_the_sabotage_one_layer_too_few_is_seen(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = load.verified(manifest.read(built / "manifest.toml"), built)
    monkeypatch.setattr(load, "LAST_READ", load.LAST_READ - 1)
    with pytest.raises(IndexError), torch.inference_mode():
        load.text_side(folder).encode_prompt(prompt="A plain wall.", device=torch.device("cpu"))


def test_a_preparation_that_was_broken_off_goes_on_where_it_was(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = load.verified(manifest.read(tiny / "manifest.toml"), tiny)
    before = {key: tensor.clone() for key, tensor in prepared.read(folder).embeddings.items()}

    class BrokenOff(Exception):
        pass

    def stop(done: int, _of: int) -> None:
        if done == 5:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        painter.prepare(folder, stop)
    parts = tiny / "prepared" / prepared.PARTS
    assert len(list(parts.iterdir())) == 5
    made = {part: part.stat().st_mtime_ns for part in parts.iterdir()}
    kept = []

    def note(done: int, _of: int) -> None:
        if done == 5:
            kept.extend(part for part, at in made.items() if part.stat().st_mtime_ns == at)

    painter.prepare(folder, note)
    assert len(kept) == 5
    assert not parts.exists()
    after = prepared.read(folder).embeddings
    assert all(torch.equal(after[key], before[key]) for key in before)
