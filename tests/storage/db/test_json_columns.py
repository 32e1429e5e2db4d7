"""What a JSON column holds is written down by hand here; the records themselves are never asked what they look like."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from storage.db import json_columns
from storage.records import (
    Backdrop,
    Crop,
    Edits,
    Finding,
    GenerateRequest,
    InspectRequest,
    Light,
    ModelCard,
    PhotoId,
    Progress,
    Severity,
    SourceType,
    VariantId,
    Verdict,
)

CROP = {"x": 1.5, "y": 2.0, "scale": 0.5, "angle_deg": -1.25, "width": 512, "height": 640}
STORED = {
    "finding": (
        Finding(code="blurry", severity=Severity.REFUSE, value=0.5, limit=0.25, unit="ratio"),
        {"code": "blurry", "severity": "refuse", "value": 0.5, "limit": 0.25, "unit": "ratio"},
    ),
    "verdict": (
        Verdict(code="likeness", passed=True, skipped="no_comparison_consent"),
        {
            "code": "likeness", "passed": True, "value": None, "limit": None, "unit": "",
            "skipped": "no_comparison_consent",
        },
    ),
    "edits": (
        Edits(
            source_type=SourceType.COMPOSITE, label="BACKGROUND REPLACED", label_code="background_replaced",
            backdrop=Backdrop.PROCEDURAL, light=Light.GREY, light_delta_l=-0.5, face_repainted=False, engine="studio",
            look="plain", crop=Crop(x=1.5, y=2.0, scale=0.5, angle_deg=-1.25, width=512, height=640), notes=("tight",),
        ),
        {
            "source_type": SourceType.COMPOSITE.value, "label": "BACKGROUND REPLACED",
            "label_code": "background_replaced", "backdrop": "procedural", "light": "grey", "light_delta_l": -0.5,
            "face_repainted": False, "engine": "studio", "look": "plain", "crop": CROP, "model": None, "seed": None,
            "notes": ["tight"],
        },
    ),
    "progress": (
        Progress(step="making", picture=2, pictures=4, fraction=0.25),
        {"step": "making", "picture": 2, "pictures": 4, "fraction": 0.25},
    ),
    "model": (
        ModelCard(name="n", job="j", licence="MIT", training_data="not disclosed", limits="l", source="s", engine="e"),
        {
            "name": "n", "job": "j", "licence": "MIT", "training_data": "not disclosed", "limits": "l", "source": "s",
            "engine": "e", "found": "", "unread": "",
        },
    ),
}  # fmt: skip
INSPECT = InspectRequest(photo_id=PhotoId("p"), comparison=True, language="de", overruled=("two_faces",))
GENERATE = GenerateRequest(
    photo_ids=(PhotoId("p"),), looks=("plain", "slate"), engine="studio", purpose="cv", language="en",
    light=Light.BRIGHTER, ranks=(0, 1), mine=(((0.0, 0.25), (0.5, 1.0)),), replaces=VariantId("v"), seed=7,
    persona=(("age", "40"),),
)  # fmt: skip


def without(stored: dict, name: str) -> dict:
    return {field: value for field, value in stored.items() if field != name}


@pytest.mark.parametrize("what", STORED)
def test_a_value_is_stored_as_it_is_written_here_and_comes_back_the_same(what):
    value, stored = STORED[what]
    dumped = json.loads(json.dumps(json_columns.dump(value)))
    assert {name: dumped[name] for name in stored} == stored
    assert json_columns.load(type(value), dumped) == value


@pytest.mark.parametrize(("request_", "kind"), [(INSPECT, "inspect"), (GENERATE, "generate")])
def test_a_request_comes_back_the_same_and_says_its_kind(request_, kind):
    dumped = json.loads(json.dumps(json_columns.dump_request(request_)))
    assert dumped["kind"] == kind
    back = json_columns.load_request(dumped)
    assert (type(back), back) == (type(request_), request_)


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("finding", {"severity": "dreadful"}),
        ("edits", {"light": "moonlight"}),
        ("edits", {"crop": CROP | {"tilt": 1}}),
        ("edits", {"crop": without(CROP, "x")}),
        ("edits", {"notes": "tight"}),
        ("verdict", {"passed": "who knows"}),
        ("verdict", {"a field of a newer Candid": 1}),
        ("progress", {"picture": "first"}),
        ("model", {"name": None}),
    ],
)
def test_what_no_version_wrote_is_refused_and_its_content_is_not_told(what, change):
    value, stored = STORED[what]
    with pytest.raises(ValueError, match=f"a stored {type(value).__name__} cannot be read") as refused:
        json_columns.load(type(value), stored | change)
    assert not any(secret in str(refused.value) for secret in ("dreadful", "moonlight", "who knows", "first"))


@pytest.mark.parametrize("raw", [{}, {"kind": "dream"}, {"kind": "inspect"}, {"kind": "generate", "photo_id": "p"}])
def test_a_request_of_no_known_kind_or_shape_is_refused(raw):
    with pytest.raises(ValueError, match="a stored"):
        json_columns.load_request(raw)


def test_importing_it_waits_for_no_pydantic():
    program = "import sys, storage.db.json_columns; print('pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
