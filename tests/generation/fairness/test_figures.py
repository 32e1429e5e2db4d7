"""The report's arithmetic on made-up observations: bands, intervals, what is not told, what the page holds."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from generation.fairness import bands, intervals, page
from generation.fairness.bands import LabelsUnreadable, Tone, of_step
from generation.fairness.cli import _report
from generation.fairness.figures import ACCEPTANCE, MEAN, SLOPE, UNCOMPARED, summary
from generation.fairness.observe import Observation
from generation.vision import tone

SERVED = {"pictures": 4, "delta_l": 0.0}


def seen(step: int, times: int = 5, **found: object) -> list[Observation]:
    return [Observation(tone=of_step(step), **(found or SERVED))] * times  # type: ignore[arg-type]


@pytest.mark.parametrize(("step", "code"), list(enumerate(bands.SWATCHES, start=1)))
def test_a_swatch_of_the_scale_is_its_own_step(step: int, code: str) -> None:
    colour = np.array([[int(code[i : i + 2], 16) for i in (0, 2, 4)]], np.uint8)
    assert bands.measured(tone.srgb_to_lab(colour)[0]).step == step


def test_skin_that_cannot_be_seen_has_no_tone() -> None:
    assert bands.measured(np.full(3, np.nan, np.float32)) == Tone(band=bands.NO_TONE, step=None)


def test_labels_are_steps_or_names_of_groups(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("file,tone\na.jpg,9\nb.jpg,veil\nc.jpg,\n", encoding="utf-8-sig")
    read = bands.read_labels(tmp_path / "labels.csv")
    assert read["a.jpg"] == Tone(band="tones 7-10", step=9)
    assert read["b.jpg"] == Tone(band="veil", step=None)
    assert read["c.jpg"].band == bands.NO_TONE


@pytest.mark.parametrize("content", [b"name,colour\na.jpg,9\n", b"", b"file,tone\n\xff\xfe,1\n"])
def test_labels_that_are_no_such_table_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "labels.csv").write_bytes(content)
    with pytest.raises(LabelsUnreadable):
        bands.read_labels(tmp_path / "labels.csv")


def test_a_share_has_wilson_s_interval() -> None:
    half = intervals.share(5, 10)  # Wilson (1927) for 5 of 10: 0.2366 to 0.7634
    assert (round(half.low, 4), round(half.high, 4)) == (0.2366, 0.7634)
    assert intervals.share(0, 5).low == 0.0
    assert intervals.share(5, 5).high == 1.0


def test_the_same_folder_gives_the_same_intervals() -> None:
    values = [0.1, 0.4, -0.2, 0.3, 0.0]
    assert intervals.mean(values) == intervals.mean(values)
    assert intervals.mean(values).low < 0.12 < intervals.mean(values).high


def test_a_slope_needs_two_different_tones() -> None:
    assert intervals.slope([(3.0, 1.0), (3.0, 2.0)]) is None
    fitted = intervals.slope([(float(step), 0.3 * step) for step in range(1, 11)])
    assert fitted is not None
    assert fitted.value == pytest.approx(0.3)


def test_a_ratio_needs_two_groups_with_somebody_in_them() -> None:
    assert intervals.lowest_over_highest([(5, 5)]) is None
    assert intervals.lowest_over_highest([(0, 5), (0, 5)]) is None
    found = intervals.lowest_over_highest([(4, 10), (8, 10)])
    assert found is not None
    assert found.value == 0.5
    assert found.low < 0.5 < found.high


def test_a_band_of_fewer_than_five_is_counted_and_not_told() -> None:
    found = summary([*seen(1), *seen(9, times=4, refused=("blurry",))])
    assert [band.name for band in found.bands] == ["tones 1-3"]
    assert found.small == ("tones 7-10",)
    assert "blurry" not in page.html(found, _report(found))


def test_what_was_held_back_counts_as_not_accepted() -> None:
    found = summary([*seen(1), *seen(9, times=3), *seen(9, times=2, withheld=("texture",), pictures=4, delta_l=0.0)])
    dark = found.bands[-1]
    assert (dark.served, dark.photos, dict(dark.withheld)) == (3, 5, {"texture": 2})
    assert not found.figures()[ACCEPTANCE].holds


def test_pictures_without_a_tone_are_told_apart_and_compared_with_nobody() -> None:
    lost = [Observation(tone=Tone(band=bands.NO_TONE, step=None), refused=("no_face",))] * 5
    found = summary([*seen(1), *seen(9), *lost])
    assert found.bands[-1].name == bands.NO_TONE
    assert found.figures()[ACCEPTANCE].holds


def test_a_darkening_counts_like_a_lightening() -> None:
    found = summary([*seen(1, pictures=4, delta_l=-2.0), *seen(9, pictures=4, delta_l=-2.0)])
    figures = found.figures()
    assert not figures[MEAN].holds
    assert figures[SLOPE].holds


def test_an_empty_answer_claims_nothing() -> None:
    found = summary(seen(1, times=2))
    assert found.figures() == {}
    assert "Too few pictures" in page.html(found, _report(found))


def test_one_group_alone_is_compared_with_nobody_and_that_is_said() -> None:
    alone, both = summary(seen(1)), summary([*seen(1), *seen(9)])
    assert UNCOMPARED in page.html(alone, _report(alone))
    assert UNCOMPARED not in page.html(both, _report(both))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_stands_alone_and_a_group_s_name_cannot_write_into_it() -> None:
    group = Tone(band="<script>alert(1)</script>", step=None)
    found = summary([*seen(1), *[Observation(tone=group, pictures=4, delta_l=0.1, refused=("blurry",))] * 5])
    tags = Tags()
    tags.feed(page.html(found, _report(found)))
    assert {tag for tag, _ in tags.seen} & {"script", "link", "img", "iframe"} == set()
    assert not [attrs for _, attrs in tags.seen if "src" in attrs or "href" in attrs]
    assert len([tag for tag, _ in tags.seen if tag == "svg"]) == 2


def test_the_json_is_one_object_with_reaches() -> None:
    told = json.loads(_report(summary([*seen(1), *seen(9)])).as_json())
    assert set(told["figures"]) == {ACCEPTANCE, MEAN, SLOPE}
    assert all(figure["holds"] for figure in told["figures"].values())
    assert told["notes"]["bands"][0]["name"] == "tones 1-3"
