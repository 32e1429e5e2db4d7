"""How often the invisible mark is seen where there is none: the counting itself, and a first part of the count."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from generation.disclosure import mark_reader
from generation.disclosure.drawing import draw
from generation.disclosure.lockup import Said
from generation.disclosure.mark_reader import FOUND, SEARCHED
from generation.disclosure.wording import words
from storage.records import LabelCode, Placement
from tests.assets import portraits
from tests.benches import false_hits, marks_figures
from tests.benches.false_hits import Tried
from tests.generation.disclosure.sitters import sitter

CROPS = 200  # a few seconds; ``candid bench marks --false 36000 --images DIR`` reads the rest


def tried(scores) -> Tried:
    return Tried(scores=tuple(scores), pictures=7, begun="2026-11-30", ended="2026-12-01")


def test_the_bound_is_the_exact_binomial_one():
    assert false_hits.upper_bound(0, 10_000) == pytest.approx(2.995e-4, rel=1e-3)  # 1 - 0.05 ** (1 / 10_000)
    assert false_hits.upper_bound(1, 10) == pytest.approx(0.3942, rel=1e-3)  # Clopper and Pearson, one-sided


def test_a_false_hit_of_either_way_is_counted_and_raises_its_own_bound():
    clean = tried([(2.0, 5.0, 0)] * 1000)
    as_a_whole, by_search = (
        tried([(2.0, 5.0, 0)] * 999 + [(FOUND, 5.0, 0)]),
        tried([(2.0, 5.0, 0)] * 999 + [(2.0, FOUND + SEARCHED, 0)]),
    )
    assert [(t.found(0), t.found(1)) for t in (clean, as_a_whole, by_search)] == [(0, 0), (1, 0), (0, 1)]
    assert as_a_whole.bound(0) > 1.5 * clean.bound(0)
    assert by_search.bound(1) > 1.5 * clean.bound(1)
    assert "1 found (highest 7.10" in by_search.sentence()


def test_a_label_found_where_there_is_none_is_counted_among_the_crops_that_were_asked():
    clean, found = tried([(2.0, 5.0, 0)] * 900 + [(2.0, 5.0, -1)] * 100), tried([(2.0, 5.0, 0)] * 999 + [(2.0, 5.0, 1)])
    assert (clean.labels(), found.labels()) == ((0, 900), (1, 1000))
    assert "1 found in 1,000 of these crops" in found.sentence()


def test_the_sabotage_a_label_in_a_crop_is_seen():
    who = sitter(512)
    said, nothing = Said(code=LabelCode.BACKGROUND_REPLACED, words=words("en")), np.zeros(who.alpha.shape, np.float32)
    image = draw(who.picture, said, placement=Placement.RIM, painted=nothing).image
    assert [false_hits.read(each, labels=True)[2] for each in (image, who.image)] == [1, 0]


def test_thirty_six_thousand_crops_without_a_hit_prove_less_than_one_in_ten_thousand():
    assert false_hits.upper_bound(0, false_hits.needed(1e-4)) <= 1e-4 < false_hits.upper_bound(0, 29_000)
    count = tried([(2.0, 5.0, 0)] * 36_000)
    assert "36,000 unmarked crops of 7 pictures" in count.read_what()
    assert "seed 5; read from 2026-11-30 to 2026-12-01" in count.read_what()
    assert "at most 0.83 of 10,000 with 95 % confidence" in count.sentence()


def test_the_report_holds_until_a_mark_or_a_label_is_found_and_says_what_was_read(monkeypatch, tmp_path):
    def report(scores):
        monkeypatch.setattr(false_hits, "tried", lambda *_: tried(scores))
        return marks_figures.counted([], len(scores), tmp_path)

    clean = [(2.0, 5.0, 0)] * 36_000
    held = report(clean)
    assert all(figure.holds for figure in held.figures.values())
    assert "36,000 unmarked crops of 7 pictures" in held.method
    assert "seed 5" in held.method
    for hit in ((2.0, 5.0, 1), (FOUND, 5.0, 0), (2.0, FOUND + SEARCHED, 0)):
        assert sum(not figure.holds for figure in report([hit, *clean]).figures.values()) == 1


def test_a_crop_is_the_same_in_every_part():
    photo = np.arange(3 * 90 * 120, dtype=np.uint8).reshape(90, 120, 3)
    whole, part = list(false_hits.crops(photo, 2, range(8))), list(false_hits.crops(photo, 2, range(5, 8)))
    assert all(np.array_equal(one, other) for one, other in zip(whole[5:], part, strict=True))
    assert len({crop.tobytes() for crop in whole}) == len(whole)
    assert np.array_equal(whole[0], photo)


@pytest.fixture
def folder(tmp_path):
    """Three small pictures of noise."""
    for n in range(3):
        noise = np.random.default_rng(n).integers(0, 256, (120, 150, 3), np.uint8)
        Image.fromarray(noise).save(tmp_path / f"{n}.png")
    return sorted(tmp_path.glob("*.png"))


@pytest.mark.long
def test_a_count_that_was_stopped_goes_on_where_it_was(folder, tmp_path):
    state = tmp_path / "state.jsonl"
    first = false_hits.tried(folder, 4, state)
    state.write_text(state.read_text() + '{"picture": 1, "scor')  # killed while it wrote
    kept = state.read_text().splitlines()[1:-1]
    on = false_hits.tried(folder, 9, state)
    assert [json.loads(line) for line in state.read_text().splitlines()[1:]][: len(kept)] == list(map(json.loads, kept))
    assert (len(first.scores), len(on.scores), on.pictures) == (4, 9, 3)
    assert false_hits.tried(folder, 9, tmp_path / "at once.jsonl").scores == on.scores


def test_a_count_of_another_reader_or_of_other_pictures_begins_anew(folder, tmp_path, monkeypatch):
    state = tmp_path / "state.jsonl"
    false_hits.tried(folder, 3, state)
    assert false_hits.identity(folder) != false_hits.identity(folder[:2])
    assert len(false_hits.tried(folder[:2], 2, state).scores) == 2
    before = false_hits.identity(folder)
    monkeypatch.setattr(mark_reader, "BUSY", 3.5)
    assert false_hits.identity(folder) != before


@pytest.mark.long
def test_unmarked_crops_are_not_called_marked(capsys):
    photos = [portraits.portrait(name) for name in portraits.NAMES] + [portraits.astronaut()]
    scores = [
        false_hits.read(crop, labels=False)
        for number, photo in enumerate(photos)
        for crop in false_hits.crops(photo, number, range(CROPS // len(photos)))
    ]
    told = tried(scores)
    with capsys.disabled():
        print(f"\n{told.sentence()}")
    assert (told.found(0), told.found(1)) == (0, 0)
