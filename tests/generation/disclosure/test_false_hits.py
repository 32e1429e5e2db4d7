"""How often the invisible mark is seen where there is none: a first part of what ``candid bench marks`` counts."""

from __future__ import annotations

import numpy as np
import pytest

from generation.disclosure import false_hits
from generation.disclosure.false_hits import Tried
from generation.disclosure.watermark import FOUND
from tests.assets import portraits

CROPS = 500  # two minutes of one core; ``candid bench marks --false-hits 10000`` reads the rest


def test_the_bound_is_the_exact_binomial_one():
    assert false_hits.upper_bound(0, 10_000) == pytest.approx(2.995e-4, rel=1e-3)  # 1 - 0.05 ** (1 / 10_000)
    assert false_hits.upper_bound(1, 10) == pytest.approx(0.3942, rel=1e-3)  # Clopper and Pearson, one-sided


def test_a_false_hit_is_counted_and_raises_the_bound():
    clean, hit = Tried(bits=(16,) * 1000, origin="x"), Tried(bits=(16,) * 999 + (FOUND,), origin="x")
    assert (clean.found, hit.found) == (0, 1)
    assert hit.bound > 1.5 * clean.bound
    assert "1 found and 0 probable in 1000 unmarked crops" in hit.sentence()
    assert "Counted: 10.0 found of 10,000" in hit.sentence()


def test_what_ten_thousand_crops_prove_is_not_called_more_than_it_is():
    assert false_hits.upper_bound(0, false_hits.needed(1e-4)) <= 1e-4 < false_hits.upper_bound(0, 29_000)
    told = Tried(bits=(16,) * 10_000, origin="x").sentence()
    assert "Counted: 0.0 found of 10,000. Proven with 95 % confidence: at most 3.0 of 10,000" in told
    assert "29,956 crops" in told


def test_a_crop_is_the_same_in_every_part():
    photos = [np.arange(3 * 90 * 120, dtype=np.uint8).reshape(90, 120, 3)]
    whole, part = list(false_hits.crops(photos, range(8))), list(false_hits.crops(photos, range(5, 8)))
    assert all(np.array_equal(one, other) for one, other in zip(whole[5:], part, strict=True))
    assert len({crop.tobytes() for crop in whole}) == len(whole)


@pytest.mark.long
@pytest.mark.weights
@pytest.mark.timeout(900)
def test_unmarked_crops_are_not_called_marked(watermark, capsys):
    photos = [portraits.portrait(name) for name in portraits.NAMES] + [portraits.astronaut()]
    bits = tuple(watermark.reader.read(crop).matching for crop in false_hits.crops(photos, range(CROPS)))
    tries = Tried(bits=bits, origin=f"{false_hits.ORIGIN}, of {len(photos)} public-domain portraits")
    with capsys.disabled():
        print(f"\n{tries.sentence()}")
    assert tries.found == 0
