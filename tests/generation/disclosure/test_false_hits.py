"""How often the invisible mark is seen where there is none. Six minutes of work: run by ``make long``."""

from __future__ import annotations

import time

import numpy as np
import pytest

from generation.disclosure import figures
from generation.disclosure.watermark import FOUND
from tests.assets import portraits

CROPS = 10_000  # as many as the time below allows; the bound printed is that of the crops that were read
MINUTES = 6.0
FEWEST = 500  # below that the machine was too busy to say anything


def test_the_bound_is_the_exact_binomial_one():
    assert figures.upper_bound(0, 10_000) == pytest.approx(2.995e-4, rel=1e-3)  # 1 - 0.05 ** (1 / 10_000)
    assert figures.upper_bound(1, 10) == pytest.approx(0.3942, rel=1e-3)  # Clopper and Pearson, one-sided


@pytest.mark.long
@pytest.mark.weights
@pytest.mark.timeout(1800)
def test_unmarked_crops_are_not_called_marked(watermark, capsys):
    photos = [portraits.portrait(name) for name in portraits.NAMES] + [portraits.astronaut()]
    ends = time.monotonic() + 60 * MINUTES
    read: list[int] = []
    for crop in figures._crops(photos, CROPS):
        read.append(watermark.reader.read(crop).matching)
        if time.monotonic() > ends and len(read) >= FEWEST:
            break
    bits = np.array(read)
    found = int((bits >= FOUND).sum())
    bound = 1e4 * figures.upper_bound(found, bits.size)
    with capsys.disabled():
        print(f"\n{found} of {bits.size} unmarked crops of {len(photos)} public-domain portraits; "
              f"most bits {bits.max()} of 32; at most {bound:.1f} of 10,000 with 95 % confidence")  # fmt: skip
    assert found <= bits.size / 10_000
