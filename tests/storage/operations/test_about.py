"""``candid about --licences``: nothing installed for Candid is left out, nothing called by a wrong name."""

from __future__ import annotations

import json
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

from storage.operations import about
from storage.operations.main import main
from tests.house.lock import LOCK, needed, pins

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def told(capsys) -> dict:
    assert main(["about", "--licences", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def named(told: dict, kind: str) -> set[str]:
    return {part["name"] for part in told["parts"] if part["kind"] == kind}


def test_every_package_that_is_needed_is_listed_with_its_version(told) -> None:
    """The oracle is the lock, which uv resolves from the package index and the product never reads."""
    here = {name: pin for name, pin in pins(LOCK.read_text()).items() if pin.marker is None or pin.marker.evaluate()}
    versions = {part["name"]: part["version"] for part in told["parts"] if part["kind"] == "package"}
    assert versions == {name: pin.version for name, pin in here.items() if name != "setuptools"}
    assert {part["name"] for part in told["parts"] if part["licence"] == about.NOT_STATED} == set()


def test_every_library_inside_a_wheel_and_every_model_file_is_listed(told) -> None:
    carried = {path for folder in _site().glob("*.libs") for path in folder.iterdir()}
    mine = {path for path in carried if path.parent.name.removesuffix(".libs").replace("_", "-") in needed()}
    assert len([part for part in told["parts"] if part["kind"] == "library"]) == len(mine)
    models = [tomllib.loads(path.read_text()) for path in (ROOT / "generation" / "weights").glob("*.toml")]
    assert named(told, "model") == {model["title"] for model in models}
    assert [part["licence"] for part in told["parts"] if part["kind"] == "font"] == ["OFL-1.1"]


def test_the_encoder_that_comes_with_heic_is_told_by_name(told) -> None:
    found = {part["name"]: part["licence"] for part in told["parts"] if part["inside"] == "pillow-heif"}
    assert found == {"libx265": "GPLv2", "libheif": "LGPLv3", "libde265": "LGPLv3"}


def test_the_sabotage_a_package_for_older_pythons_only_is_not_listed_even_where_it_lies_around() -> None:
    """Importing setuptools puts its own copies of other packages on the path, tomli among them."""
    asked = ["tomli; python_version < '3.11'", "toml", "slack-sdk; extra == 'slack'", "av; extra == 'voice'"]
    assert list(about._needed(asked, ("discord", "slack"))) == [("toml", ()), ("slack-sdk", ())]


def _site() -> Path:
    return Path(str(distribution("pillow").locate_file("")))


class Wheel(Distribution):
    """A package of these files, by their names in its RECORD."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = {"METADATA": "Name: A_Wheel\nVersion: 1\n", "RECORD": "\n".join(f"{f},," for f in files)} | {
            name.partition(".dist-info/")[2]: text for name, text in files.items()
        }

    def read_text(self, filename):
        return self._files.get(str(filename))

    def locate_file(self, path):
        return ROOT / path


LISTED = "Name: thing\nLicense: MIT\nFiles: libthing.[so|dll]\n\nName: other\nLicense: GPLv2\nFiles: libother.so\n"


def test_the_sabotage_a_wheel_that_keeps_silent_about_what_it_carries_is_told() -> None:
    quiet = Wheel({"a.libs/libthing-1f.so.2": "", "a.libs/libother-2e.so": ""})
    said = {part.name: part.licence for part in about.libraries(quiet)}
    assert said == {"libthing": about.NOT_STATED, "libother": about.NOT_STATED}
    open_ = Wheel({"a.libs/libthing-1f.so.2": "", "a.libs/libother-2e.so": "", "a-1.dist-info/LICENSE": LISTED})
    assert {part.name: part.licence for part in about.libraries(open_)} == {"libthing": "MIT", "libother": "GPLv2"}
    assert about.licence_of(quiet) == about.NOT_STATED
