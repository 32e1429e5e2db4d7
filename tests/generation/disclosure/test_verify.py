"""``/verify`` and ``candid verify``: honest words, exit codes, hostile files; one real keyless child per case."""

from __future__ import annotations

import json
import os
import sys

import numpy as np
import pytest
from PIL import Image
from typer import Typer
from typer.testing import CliRunner

from generation.disclosure import cli, container, fingerprint, seal, survival, table, verify, xmp
from generation.disclosure.container import Format
from generation.disclosure.verify import Findings
from generation.disclosure.watermark import FOUND, PROBABLE
from generation.disclosure.wording import languages, words
from storage.pictures import registry
from tests.assets import portraits
from tests.generation.disclosure.conftest import drawn_sitter, marks_of

BLACK = Image.new("RGB", (8, 8))


@pytest.fixture(scope="module")
def delivered(home_chain, watermark) -> bytes:
    """A sealed picture as a person gets it, made of a public-domain portrait."""
    from tests.generation.disclosure.conftest import rendering_of

    photo = portraits.portrait("macron-2025")
    side = min(photo.shape[:2])
    rendering = rendering_of(survival.to_side(np.ascontiguousarray(photo[:side, :side]), 640))
    return seal.seal(rendering, language="en", marks=marks_of(home_chain, watermark)).data


def test_a_delivered_picture_is_marked_here(delivered, anchors):
    findings = verify.look(delivered, anchors=anchors)
    assert findings.credentials == ("ours", "composite")
    assert findings.watermark is not None
    assert findings.watermark >= FOUND
    assert findings.label == ("background_replaced", "en")
    assert findings.metadata == "composite"
    assert verify.report(findings, "en").exit_code == 0


def test_a_copy_saved_from_a_chat_is_uncertain_but_recognised(delivered, anchors):
    copy = container.encode(survival.CHANGES["discord"](container.decode(delivered).image), Format.WEBP)
    findings = verify.look(copy, anchors=anchors)
    assert findings.credentials is None
    assert findings.label == ("background_replaced", "en")
    assert verify.report(findings, "en").exit_code == 20
    own = fingerprint.of(container.decode(delivered).image)
    assert registry.distance(int(findings.fingerprint, 16), int(own, 16)) <= registry.SAME
    assert verify.report(findings, "en", registry="composite").exit_code == 0


def test_a_plain_photo_shows_nothing_and_is_never_called_genuine(anchors):
    data = portraits.encoded(portraits.portrait("obama-senate"))
    report = verify.report(verify.look(data, anchors=anchors), "en")
    assert report.exit_code == 21
    assert "proves nothing" in " ".join(report.lines)


def test_an_uploads_own_credentials_are_summed_up_without_copying_them(delivered, anchors):
    found = verify.upload_credentials(delivered, anchors=anchors)
    assert found is not None
    assert (found.state, found.source_type) == ("ours", "composite")
    plain = portraits.encoded(portraits.portrait("obama-senate"))
    assert verify.upload_credentials(plain, anchors=anchors) is None


# --- what a child says is not simply believed -------------------------------------------------------------------------


def test_metadata_with_entities_is_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>'
    assert xmp.read(bomb) is None


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b'{"watermark": 9999, "credentials": ["trusted by all", "x"], "label": ["<script>", "en"]}',
        b"\xff\xfe",
        b'{"watermark": NaN}',
        b'{"watermark": true}',
        b'{"watermark": "found"}',
        b"[" * 9_000,  # deeper than a reader goes
        b'{"label": [["ai_modified"], "en"], "credentials": [{}, []], "metadata": [], "watermark": 1e999}',
    ],
)
def test_a_child_that_was_taken_over_is_not_believed(answer):
    findings = verify._believed(answer)
    assert findings.credentials is None
    assert findings.watermark is None
    assert findings.label is None


FLOOD = "import os\nwhile True: os.write(1, b'[' * 65536)"


@pytest.mark.parametrize("body", [FLOOD, f"import sys; sys.stdin.buffer.read()\n{FLOOD}"], ids=["unread", "read"])
def test_a_child_that_never_stops_talking_is_heard_for_a_moment_only(body, anchors, monkeypatch):
    """Each second it could send more than a machine has memory. It need not even have read the file first."""
    real, started, heard = verify.subprocess.Popen, [], []

    def talker(_command, **options):
        started.append(real([sys.executable, "-c", body], **options))
        return started[0]

    believed = verify._believed
    monkeypatch.setattr(verify.subprocess, "Popen", talker)
    monkeypatch.setattr(verify, "WALL_S", 3.0)
    monkeypatch.setattr(verify, "_believed", lambda answer: heard.append(len(answer)) or believed(answer))
    assert verify.look(bytes(1_000_000), anchors=anchors) == Findings(refused="too_costly")
    assert heard == [verify.MOST_ANSWER + 1]
    assert started[0].returncode is not None


def test_the_sabotage_without_that_limit_all_of_it_would_be_heard(anchors, monkeypatch):
    heard: list[int] = []
    real, believed = verify.subprocess.Popen, verify._believed
    body = "import os, sys; sys.stdin.buffer.read(); [os.write(1, b'[' * 50_000) for _ in range(20)]"
    monkeypatch.setattr(verify.subprocess, "Popen", lambda _, **options: real([sys.executable, "-c", body], **options))
    monkeypatch.setattr(verify, "_believed", lambda answer: heard.append(len(answer)) or believed(answer[:9]))
    monkeypatch.setattr(verify, "MOST_ANSWER", 10**9)
    verify.look(b"photo", anchors=anchors)
    assert heard == [1_000_000]


def test_the_child_gets_no_environment_and_no_key(delivered, anchors, monkeypatch):
    seen = {}
    real = verify.subprocess.Popen

    def watched(command, **options):
        seen.update(options)
        return real(command, **options)

    monkeypatch.setattr(verify.subprocess, "Popen", watched)
    monkeypatch.setenv("CANDID_SECRET", "do not pass on")
    verify.look(delivered, anchors=anchors)
    assert set(seen["env"]) == {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}
    assert "PRIVATE" not in json.dumps([anchors.root, anchors.issuer])


def test_only_labels_there_are_are_believed_and_every_one_has_its_words():
    def told(label: object) -> tuple[str, str] | None:
        return verify._believed(json.dumps({"label": label}).encode()).label

    assert all(told([code, "de"]) == (code, "de") for code in table.LABEL_CODES)
    assert [told(label) for label in (["", "de"], ["badge", "de"], ["ai_modified"], "ai_modified", None)] == [None] * 5
    assert told(["ai_modified", "zz"]) == ("ai_modified", "en")
    for language in languages():
        assert {verify.label_words((code, language)) for code in table.LABEL_CODES} == set(
            words(language).label.values()
        )


@pytest.mark.parametrize("language", ["en", "de"])
def test_where_no_label_is_found_nobody_is_told_that_there_is_none(language):
    spoken = words(language)
    for findings in (Findings(), Findings(watermark=FOUND), Findings(credentials=("ours", ""))):
        assert spoken.of_marks("label-none") in verify.report(findings, language).lines
    found = verify.report(Findings(label=("ai_modified", language)), language).lines
    assert spoken.of_marks("label-none") not in found
    assert any(spoken.label["ai_modified"] in line for line in found)


# --- words and doors -------------------------------------------------------------------------------------------------

EVERYTHING = [
    Findings(credentials=(state, kind), watermark=bits, label=label, metadata=kind or None)
    for state in verify.STATES
    for kind in ("", "composite", "trainedAlgorithmicMedia", "other")
    for bits in (None, 2.0, PROBABLE, FOUND)
    for label in (None, ("background_replaced", "de"), ("ai_modified", "ar"))
] + [Findings(), Findings(watermark=0.0)]


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_no_answer_ever_says_that_a_picture_is_genuine_or_trusted(language):
    for findings in EVERYTHING:
        for level in (None, "", "composite"):
            said = " ".join(verify.report(findings, language, registry=level).lines).lower()
            for forbidden in ("not ai", "no ai", "genuine", "authentic", "trusted", "keine ki", "nicht ki", "echt ist"):
                assert forbidden not in said


def test_every_state_a_child_may_report_has_its_sentence():
    for state in verify.STATES:
        assert words("en").tells(f"credentials-{state}")


def test_only_our_signature_or_a_registry_hit_counts_as_marked_here():
    assert (
        verify.exit_code(Findings(credentials=("other", "composite"), watermark=20.0, label=("ai_modified", "en")))
        == 20
    )
    assert verify.exit_code(Findings(credentials=("ours", ""))) == 0
    assert verify.exit_code(Findings(watermark=PROBABLE - 0.1)) == 21
    assert verify.exit_code(Findings(watermark=PROBABLE)) == 20
    assert verify.exit_code(Findings(watermark=1.2), registry="composite") == 0


@pytest.fixture
def command(tmp_path, home_chain, monkeypatch):
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "root.pem").write_text(home_chain.anchor)
    monkeypatch.setenv("CANDID_CONFIG_DIR", str(tmp_path))
    app = Typer()
    app.command()(cli.verify)
    return lambda *arguments, **options: CliRunner().invoke(app, [*arguments], **options)


def test_the_command_reads_a_file_and_answers_in_one_object(command, delivered, tmp_path):
    path = tmp_path / "picture.jpg"
    path.write_bytes(delivered)
    result = command(str(path), "--json")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["content_credentials"] == {"state": "ours", "source_type": "composite"}
    assert said["registry"] == "not_checked_here"
    assert any("not looked up" in line for line in said["lines"])


def test_the_command_reads_standard_input_and_speaks_german(command):
    result = command("-", "--language", "de", input=container.encode(drawn_sitter(256), Format.PNG))
    assert result.exit_code == 21
    assert "Unsichtbares Zeichen" in result.stdout


def test_a_missing_file_is_a_mistake_in_using_it(command):
    assert command(os.path.join("no", "such", "file.jpg")).exit_code == 2
    assert command().exit_code == 2
