"""The metadata: read by us and by exiftool, no name in it, a ban on training in it."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from generation.disclosure import container, seal, xmp
from generation.disclosure.container import Format
from generation.disclosure.wording import words
from storage.records import Backdrop, Light


@pytest.mark.parametrize("fmt", list(Format))
def test_exiftool_reads_what_we_wrote(marks, make_rendering, fmt, tmp_path):
    exiftool = shutil.which("exiftool")
    assert exiftool, "install exiftool: apt-get install libimage-exiftool-perl"
    path = tmp_path / "picture"
    path.write_bytes(seal.seal(make_rendering(), language="de", marks=marks, fmt=fmt).data)
    said = json.loads(
        subprocess.run([exiftool, "-j", "-G1", "-XMP:all", path], capture_output=True, check=True).stdout
    )[0]
    assert said["XMP-iptcExt:DigitalSourceType"].endswith("/composite")
    assert (
        said["XMP-plus:DataMining"].endswith("DMI-PROHIBITED-AIMLTRAINING")
        or "Prohibited" in said["XMP-plus:DataMining"]
    )
    assert said["XMP-xmp:CreatorTool"].startswith("Candid ")
    assert "Hintergrund" in said["XMP-dc:Description"]
    assert not [key for key in said if any(word in key for word in ("Creator ", "GPS", "Owner", "Artist", "Person"))]


def test_the_ai_fields_name_the_system_and_no_prompt(make_rendering):
    packet = xmp.build(make_rendering(backdrop=Backdrop.GENERATED).edits, "en")
    statement = xmp.read(packet)
    assert statement is not None
    assert statement.system == "Candid studio"
    assert b"no prompt; preset: plain-grey" in packet


@pytest.mark.parametrize("backdrop", [Backdrop.OWN, Backdrop.OWN_SOFTENED, Backdrop.PROCEDURAL, Backdrop.REMOVED])
def test_where_no_model_painted_no_ai_system_is_named(make_rendering, backdrop):
    packet = xmp.build(make_rendering(backdrop=backdrop).edits, "en")
    assert not [field for field in (b"AISystemUsed", b"AISystemVersionUsed", b"AIPromptInformation") if field in packet]
    assert (b"DigitalSourceType" in packet) == (backdrop is not Backdrop.OWN)


def test_a_light_that_was_changed_is_said_beside_a_new_background_too(make_rendering):
    """The sabotage is the light as taken, which must not be said to have been changed."""
    lit, plain = (
        xmp.build(make_rendering(light=light).edits, "en").decode() for light in (Light.BRIGHTER, Light.AS_TAKEN)
    )
    for language in ("en", "de"):
        assert words(language).sentences["light_too"] in lit
        assert words(language).sentences["light_too"] not in plain
    alone = xmp.build(make_rendering(backdrop=Backdrop.OWN, light=Light.BRIGHTER).edits, "en").decode()
    assert words("en").sentences["light"] in alone
    assert words("en").sentences["light_too"] not in alone


@pytest.mark.parametrize("fmt", list(Format))
def test_every_format_says_that_it_is_srgb_and_is_the_same_twice(marks, make_rendering, fmt, tmp_path):
    rendering = make_rendering()
    path = tmp_path / "picture"
    path.write_bytes(seal.seal(rendering, language="en", marks=marks, fmt=fmt).data)
    said = json.loads(
        subprocess.run(["exiftool", "-j", "-G1", "-ICC_Profile:all", path], capture_output=True, check=True).stdout
    )[0]
    assert said["ICC_Profile:ProfileDescription"] == "sRGB built-in"
    container.srgb.cache_clear()
    assert container.encode(rendering.master, fmt) == container.encode(rendering.master, fmt)
    assert container.srgb()[container.PROFILE_DATE] == bytes(12)


@pytest.mark.parametrize(
    "packet", [b"", b"<a/>", b"<x:xmpmeta", b"\xff" * 50, b"<a>" * 1000, b" " * (xmp.MAX_BYTES + 1)]
)
def test_broken_packets_say_nothing(packet):
    statement = xmp.read(packet)
    assert statement is None or statement.source_type == ""


def test_a_file_without_metadata_has_an_empty_packet(make_rendering):
    data = container.encode(make_rendering().master, Format.PNG)
    assert container.decode(data).xmp == b""
