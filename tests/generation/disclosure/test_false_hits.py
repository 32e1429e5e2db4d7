"""How often the invisible mark is seen where there is none. Minutes of work: run by ``make long``."""

from __future__ import annotations

import numpy as np
import pytest

from generation.disclosure import figures
from generation.disclosure.watermark import FOUND
from tests.assets import portraits

CROPS = 2500


def test_the_bound_is_the_exact_binomial_one():
    assert figures.upper_bound(0, 10_000) == pytest.approx(2.995e-4, rel=1e-3)  # 1 - 0.05 ** (1 / 10_000)
    assert figures.upper_bound(1, 10) == pytest.approx(0.3942, rel=1e-3)  # Clopper and Pearson, one-sided


@pytest.mark.long
@pytest.mark.weights
@pytest.mark.timeout(1800)
def test_unmarked_crops_are_not_called_marked(watermark, capsys):
    photos = [portraits.portrait(name) for name in portraits.NAMES] + [portraits.astronaut()]
    bits = np.array([watermark.reader.read(crop).matching for crop in figures._crops(photos, CROPS)])
    found = int((bits >= FOUND).sum())
    bound = 1e4 * figures.upper_bound(found, CROPS)
    with capsys.disabled():
        print(f"\n{found} of {CROPS} unmarked crops of four public-domain portraits; most bits {bits.max()} of 32; "
              f"at most {bound:.1f} of 10,000 with 95 % confidence")  # fmt: skip
    assert found <= CROPS / 10_000
