from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.codec import SCHEMA_VERSION, StateRefused, dump, load
from bot.conversation.states import PHASES, CollectingPhotos, State, start

phases = st.one_of(*(st.builds(phase) for phase in PHASES))
counters = st.integers(min_value=0, max_value=2**40)


@given(
    st.builds(
        State,
        phase=phases,
        session=counters,
        asked=counters,
        forget_asked=counters,
        requests=counters,
        placement=st.sampled_from(("", "rim", "corner", "ring", "footer")),
    )
)
def test_every_state_survives_json(state) -> None:
    assert load(SCHEMA_VERSION, json.loads(json.dumps(dump(state)))) == state


GOOD = dump(State(phase=CollectingPhotos(purpose="cv", engine="studio")))


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {**GOOD, "extra": 1},
        {**GOOD, "session": "1"},
        {**GOOD, "session": -1},
        {**GOOD, "asked": True},
        {**GOOD, "phase": None},
        {**GOOD, "phase": {"name": "Nowhere"}},
        {**GOOD, "phase": {"name": "CollectingPhotos"}},
        {**GOOD, "phase": {"name": "CollectingPhotos", "purpose": "cv", "engine": 3}},
        {**GOOD, "phase": {"name": "Idle", "purpose": "cv"}},
        {key: value for key, value in GOOD.items() if key != "requests"},
        {**GOOD, "terms": {**GOOD["terms"], "photo_hours": 9999}},
        {**GOOD, "terms": {}},
        {**GOOD, "placement": "badge"},
        {key: value for key, value in GOOD.items() if key != "placement"},
    ],
)
def test_a_damaged_state_is_refused_not_guessed(damaged) -> None:
    with pytest.raises(StateRefused):
        load(SCHEMA_VERSION, damaged)


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1])
def test_another_version_is_refused(version) -> None:
    with pytest.raises(StateRefused):
        load(version, dump(start()))


def test_the_shape_on_disk_belongs_to_this_version() -> None:
    """Red? The stored shape changed: raise SCHEMA_VERSION and write the new shape here."""
    shapes = {
        phase.__name__: sorted(name for name in phase.__dataclass_fields__)  # type: ignore[attr-defined]
        for phase in PHASES
    }
    planned = ["engine", "purpose"]
    shapes["counters"] = sorted(GOOD.keys() - {"phase", "terms", "placement"})
    shapes["terms"] = sorted(GOOD["terms"])
    assert (SCHEMA_VERSION, shapes) == (
        7,
        {
            "Idle": [],
            "ChoosingPurpose": [],
            "ChoosingEngine": ["purpose"],
            "AskedForConsent": planned,
            "ChoosingConsent": planned,
            "SigningRelease": ["engine", "purpose", "ticked"],
            "CollectingPhotos": planned,
            "ChoosingLook": planned,
            "Making": planned,
            "Reviewing": planned,
            "ChoosingPersonaUse": [],
            "DescribingPersona": ["purpose"],
            "MakingPersona": ["purpose"],
            "ReviewingPersona": ["purpose"],
            "Forgetting": [],
            "counters": ["asked", "forget_asked", "requests", "session", "verify_until"],
            "terms": ["jobs_per_day", "looks", "photo_hours", "result_days", "waiting_most"],
        },
    )
