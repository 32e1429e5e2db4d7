"""The file a person gets is compared with their photo's crop: what JPEG does passes, a touched person does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.disclosure import container, delivered
from generation.disclosure.container import Format
from generation.vision import tone
from storage.records import SourceType

NOWHERE = np.zeros((512, 512), bool)


def judged(rendering, drawn, fmt=Format.JPEG, covered=NOWHERE) -> dict[str, bool]:
    file = container.decode(container.encode(drawn, fmt)).image
    return {verdict.code: verdict.passed for verdict in delivered.verdicts(rendering, file, fmt, covered)}


def shifted(image, where, levels: int):
    changed = image.copy()
    changed[where] = np.clip(changed[where].astype(int) + levels, 0, 255)
    return changed


@pytest.mark.parametrize("fmt", [Format.JPEG, Format.PNG])
def test_what_the_encoder_alone_does_passes(make_rendering, fmt):
    rendering = make_rendering()
    assert judged(rendering, rendering.master, fmt) == {"delivered_face": True, "delivered_person": True}


@pytest.mark.parametrize("fmt", [Format.JPEG, Format.PNG])
def test_the_sabotage_one_level_over_the_face_is_held_back(make_rendering, fmt):
    rendering = make_rendering()
    assert not judged(rendering, shifted(rendering.master, rendering.core > 0.5, 1), fmt)["delivered_face"]


def test_the_sabotage_a_tint_over_the_person_is_held_back(make_rendering):
    rendering = make_rendering()
    drawn = rendering.master.copy()
    drawn[rendering.alpha >= 1, 0] = np.minimum(drawn[rendering.alpha >= 1, 0].astype(int) + 6, 255)
    assert not judged(rendering, drawn)["delivered_person"]


def test_the_sabotage_a_master_changed_after_its_safeguards_is_seen(make_rendering):
    """The crop it is held to comes from the photo, not from the master that was changed."""
    rendering = make_rendering()
    late = replace(rendering, master=shifted(rendering.master, rendering.core > 0.5, 3))
    assert not judged(late, late.master)["delivered_face"]


def test_a_backdrop_may_change_and_pixels_under_the_label_are_not_the_person_s(make_rendering):
    rendering = make_rendering()
    drawn = shifted(rendering.master, rendering.alpha == 0, 4)
    low = np.zeros_like(NOWHERE)
    low[300:330, 220:290] = True  # on the person, below the face core's middle
    low &= rendering.core < 0.5
    drawn[low] = 0
    assert judged(rendering, drawn, covered=low)["delivered_person"]


def test_the_sabotage_a_picture_without_a_face_does_not_pass(make_rendering):
    rendering = make_rendering()
    faceless = replace(rendering, core=np.zeros_like(rendering.core))
    assert not judged(faceless, rendering.master)["delivered_face"]


def test_a_frame_of_another_size_does_not_pass(make_rendering):
    rendering = make_rendering()
    found = delivered.verdicts(rendering, rendering.master[:-8], Format.JPEG, NOWHERE)
    assert [verdict.passed for verdict in found] == [False, False]


@pytest.mark.parametrize("fact", [{"face_repainted": True}, {"source_type": SourceType.TRAINED_MEDIA}])
def test_a_redrawn_or_made_up_person_is_held_to_no_photo(make_rendering, fact):
    rendering = make_rendering()
    rendering = replace(rendering, edits=replace(rendering.edits, **fact))
    assert delivered.verdicts(rendering, rendering.master, Format.JPEG, NOWHERE) == ()


def test_what_a_file_holds_is_known_without_its_own_code_tables(make_rendering):
    """The quick way to a file's pixels is the file's; the sabotage is any other quality."""
    master = make_rendering().master
    file = container.decode(container.encode(master, Format.JPEG)).image
    assert np.array_equal(container.as_delivered(master, Format.JPEG), file)
    other = container.re_encoded(master, side=512, quality=94)
    assert not np.array_equal(other, file)


def test_pixels_that_a_mark_left_alone_need_no_second_look(make_rendering):
    """The verdict's value is that of the whole computation, told here over all pixels at once."""
    rendering = make_rendering()
    drawn = shifted(rendering.master, (slice(200, 330), slice(200, 300)), 20)
    file = container.decode(container.encode(drawn, Format.JPEG)).image
    plain = container.decode(container.encode(rendering.master, Format.JPEG)).image
    each = delivered.step(*rendering.alpha.shape)
    whole = (rendering.alpha >= 1)[::each, ::each]
    photo, marked, held_to = (
        tone.srgb_to_lab(image[::each, ::each][whole]) for image in (rendering.reference, file, plain)
    )
    far, near = (np.percentile(tone.delta_e_2000(photo, lab), 99) for lab in (marked, held_to))
    verdict = delivered.verdicts(rendering, file, Format.JPEG, NOWHERE)[1]
    assert far - near > 0.5
    assert verdict.value == pytest.approx(far - near, abs=1e-3)


def test_a_large_picture_is_compared_at_as_many_places_as_a_usual_one():
    usual, large = (1024, 1280), (2048, 2560)
    places = [(size[0] // delivered.step(*size)) * (size[1] // delivered.step(*size)) for size in (usual, large)]
    assert places[0] == places[1]
    assert delivered.step(400, 400) == 2  # a small one loses no more than it did
