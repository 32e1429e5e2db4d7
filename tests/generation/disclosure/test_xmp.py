"""The metadata: read by us and by exiftool, no name in it, a ban on training in it."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from generation.disclosure import container, seal, xmp
from generation.disclosure.container import Format
from storage.records import Backdrop


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
    statement = xmp.read(xmp.build(make_rendering().edits, "en"))
    assert statement is not None
    assert statement.system == "Candid studio"
    assert b"no prompt; preset: plain-grey" in xmp.build(make_rendering().edits, "en")


def test_a_pure_crop_names_no_ai_system(make_rendering):
    packet = xmp.build(make_rendering(backdrop=Backdrop.OWN).edits, "en")
    assert b"AISystemUsed" not in packet
    assert b"DigitalSourceType" not in packet


@pytest.mark.parametrize(
    "packet", [b"", b"<a/>", b"<x:xmpmeta", b"\xff" * 50, b"<a>" * 1000, b" " * (xmp.MAX_BYTES + 1)]
)
def test_broken_packets_say_nothing(packet):
    statement = xmp.read(packet)
    assert statement is None or statement.source_type == ""


def test_a_file_without_metadata_has_an_empty_packet(make_rendering):
    data = container.encode(make_rendering().master, Format.PNG)
    assert container.decode(data).xmp == b""
