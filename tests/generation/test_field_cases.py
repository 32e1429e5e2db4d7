"""Case by case what strangers suffered: files, messages and folders that came out wrong once, with their right value.

The numbers are those of the list that was made from public reports on 2026-11-29. Every input is made here from the
public-domain portraits; the right value comes from the photo itself, from a standard's formulas, or is written down.
Files to check go through the real locked child and the panel, files to verify through the real keyless child.
"""

from __future__ import annotations

import ast
import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from generation.disclosure import verify
from generation.disclosure.c2pa import Anchors
from generation.disclosure.chain import Chain, open_chain
from generation.errors import PhotoRefused
from generation.images import RgbImage
from generation.intake import containers, panel
from generation.intake.decode import Decoder
from storage.clock import SystemClock
from storage.records import Severity, UploadClaim
from tests.assets import claimed, damaged, portraits
from tests.assets.claimed import IPTC, OPENED, SETTINGS, action, source_type, with_xmp
from tests.assets.portraits import encoded
from tests.generation.intake import test_budget as tall
from tests.generation.intake import test_judged_wrongly as posters
from tests.generation.intake.test_files_as_written import SIGNALS, _linear_profile, _segment, _to_xyz

pytestmark = pytest.mark.weights

ROOT = Path(__file__).resolve().parents[2]
REFUSE, HINT = Severity.REFUSE, Severity.HINT


@cache
def photo() -> RgbImage:
    return portraits.portrait("ardern-2022")


@cache
def plain() -> bytes:
    return encoded(photo(), "JPEG", quality=92)


# --- files to check ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Read:
    """``like``: the picture that it must be, within ``within`` levels on average. ``told``: all that the panel says.

    ``refused``: the decoder's code instead. ``overruled``: accepted once the person has said so.
    """

    like: Callable[[], RgbImage] = photo
    within: float = 3.0
    told: dict[str, Severity] | None = None
    refused: str = ""
    overruled: str = ""
    claim: UploadClaim = UploadClaim.NONE


def _linear() -> np.ndarray:
    unit = photo() / 255
    return np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)


def _hlg_heic() -> bytes:
    """Ten bits a channel, HLG in BT.2020, by code points alone."""
    scene = np.clip(_linear() @ (np.linalg.inv(_to_xyz(9)) @ _to_xyz(1)).T, 0, 1)
    words = np.rint(SIGNALS[18](scene) * 65535).astype("<u2")
    height, width, _ = words.shape
    heif = pillow_heif.from_bytes(mode="RGB;16", size=(width, height), data=words.tobytes())
    out = io.BytesIO()
    heif.save(out, quality=95, color_primaries=9, transfer_characteristics=18, matrix_coefficients=9, chroma=444)
    return out.getvalue()


def _packed(kind: bytes, head: bytes) -> bytes:
    data = encoded(photo(), "PNG")
    return data[:33] + containers._chunk(kind, head + zlib.compress(b"words " * 700_000)) + data[33:]


def _profiled(name: bytes) -> bytes:
    numbers = np.rint(_linear() * 255).astype(np.uint8)
    return encoded(numbers, "JPEG", quality=97, icc_profile=_linear_profile(name))


def _with(segment: bytes) -> bytes:
    return plain()[:2] + segment + plain()[2:]


def _avif(brand: bytes = b"avif") -> bytes:
    data = encoded(photo(), "AVIF", quality=90)
    return data[:8] + brand + data[12:]


def _trailing() -> bytes:
    return encoded(photo(), "HEIF", quality=92) + claimed.samsung_trailer()


def _ai_upload() -> bytes:
    made = with_xmp(plain(), source_type(f"{IPTC}trainedAlgorithmicMedia"))
    return claimed.signed(made, stranger(), action("c2pa.created", "trainedAlgorithmicMedia"))


TO_CHECK: dict[str, tuple[Callable[[], bytes], Read]] = {
    "1 HLG by code points, ten bits": (_hlg_heic, Read(told={})),
    "3 much compressed text": (lambda: _packed(b"zTXt", b"Comment\0\0"), Read(within=0)),
    "3 much compressed XMP": (lambda: _packed(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0"), Read(within=0)),
    "4 no end mark": (lambda: plain()[:-2], Read()),
    "4 the last 20 bytes cut off": (lambda: plain()[:-20], Read()),
    "4 the last tenth cut off": (lambda: plain()[: len(plain()) * 9 // 10], Read(refused="unreadable")),
    "6 linear, named sRGB": (lambda: _profiled(b"sRGB IEC61966-2.1"), Read()),
    "6 linear, another name": (lambda: _profiled(b"linear light"), Read()),
    "8 a strip": (lambda: encoded(np.zeros((66, 20_000, 3), np.uint8), "PNG"), Read(refused="too_narrow")),
    "9 a tall screenshot": (lambda: encoded(tall._screenshot(), "JPEG", quality=90), Read(like=tall._screenshot)),
    "10 HTML in a caption": (
        lambda: with_xmp(plain(), b"<x:xmpmeta><html><script>caption</script></html></x:xmpmeta>"), Read(told={})),
    "10 a doctype in a comment": (lambda: _with(_segment(0xFE, b"<!DOCTYPE html><html>by a program</html>")), Read()),
    "10 a PDF named in Exif": (lambda: _with(_segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0 see %PDF-1.7")), Read()),
    "13 AVIF": (_avif, Read(told={})),
    "13 AVIF by the brand mif1": (lambda: _avif(b"mif1"), Read(told={})),
    "17b upside down": (
        lambda: encoded(np.ascontiguousarray(photo()[::-1, ::-1]), "JPEG", quality=92),
        Read(like=lambda: photo()[::-1, ::-1], told={"turned": HINT})),
    "20 a poster beside the head": (
        lambda: encoded(posters._poster(), "JPEG", quality=92),
        Read(like=posters._poster, told={"many_faces": REFUSE}, overruled="many_faces")),
    "23 says that AI made it": (
        _ai_upload, Read(told={"says_ai_made": REFUSE}, overruled="says_ai_made", claim=UploadClaim.AI_MADE)),
    "26 a raw trailer": (_trailing, Read(told={})),
    "dark, x 0.06": (lambda: encoded(damaged.darkened(photo(), 0.06), "PNG"),
                     Read(like=lambda: damaged.darkened(photo(), 0.06), told={"underexposed": REFUSE})),
    "dark, x 0.12": (lambda: encoded(damaged.darkened(photo(), 0.12), "PNG"),
                     Read(like=lambda: damaged.darkened(photo(), 0.12), told={"underexposed": REFUSE})),
    "dark, x 0.30": (lambda: encoded(damaged.darkened(photo(), 0.30), "PNG"),
                     Read(like=lambda: damaged.darkened(photo(), 0.30), told={"underexposed": HINT})),
}  # fmt: skip


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as opened:
        yield opened


@pytest.mark.many
@pytest.mark.parametrize("case", TO_CHECK)
def test_a_file_to_check(decoder: Decoder, case: str) -> None:
    make, right = TO_CHECK[case]
    if right.refused:
        with pytest.raises(PhotoRefused, match=right.refused):
            decoder.read(make())
        return
    read = decoder.read(make())
    assert read.image.shape == right.like().shape
    assert float(np.abs(read.image.astype(int) - right.like()).mean()) <= right.within
    assert read.claim is right.claim
    found = panel.inspect(read.image, claim=read.claim)
    said = {finding.code: finding.severity for finding in found.findings}
    if right.told is not None:
        assert {code: said.get(code) for code in {*said, *right.told}} == right.told
    again = panel.inspect(read.image, claim=read.claim, overruled=[right.overruled]) if right.overruled else found
    refused = any(finding.severity is REFUSE for finding in again.findings)
    assert (again.portrait is not None) is not refused
    assert refused == (REFUSE in (right.told or {}).values() and not right.overruled)


def test_the_strip_is_as_small_as_what_was_sent() -> None:
    assert len(TO_CHECK["8 a strip"][0]()) < 5000


@pytest.mark.parametrize("case", ["1 HLG by code points, ten bits", "6 linear, named sRGB"])
def test_the_sabotage_numbers_taken_as_srgb_are_seen(case: str) -> None:
    """What a reader sees that looks at neither code points nor profile: the right value would be missed by far."""
    make, right = TO_CHECK[case]
    numbers = np.asarray(Image.open(io.BytesIO(make())).convert("RGB"))
    assert float(np.abs(numbers.astype(int) - right.like()).mean()) > 5 * right.within


# --- files to verify --------------------------------------------------------------------------------------------------


@cache
def stranger() -> Chain:
    """Signs, and this server does not know it."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return open_chain(Path(folder), SystemClock().now())


@cache
def _by_ai() -> bytes:
    return _signed(action("c2pa.created", "trainedAlgorithmicMedia"))


def _signed(*actions: dict, parent: bytes = b"") -> bytes:
    return claimed.signed(claimed.jpeg(), stranger(), *actions, parent=parent)


def _opened(*then: dict, parent: bytes = b"") -> bytes:
    return _signed(action("c2pa.opened", **OPENED), *then, parent=parent or claimed.jpeg())


def _marked(xmp: bytes) -> bytes:
    return with_xmp(claimed.jpeg(), xmp)


AI, UNSAID, NOT_OURS, NONE = (
    "made (?:by|with) AI",
    "they do not say how it was made",
    "not redrawn",
    "No mark was found.",
)
CAMERA, SIGNS, CROPPED, ABSENT = "taken by a camera", "There are signs", "cropped only", "none in this file"
TO_VERIFY: dict[str, tuple[Callable[[], bytes], tuple[str, ...], tuple[str, ...], int]] = {
    # what is made, what is said, what is not said, exit code (20: uncertain, 21: no mark)
    "23 an upload by AI": (_ai_upload, (f"They say: {AI}", f"Words in the file: {AI}"), (NONE,), 20),
    "24 the claim stands in the parent": (
        lambda: _opened(action("c2pa.resized"), parent=_by_ai()), (f"They say: {AI}",), (CROPPED,), 20),
    "24c edited, no source type": (lambda: _opened(action("c2pa.edited")), (UNSAID,), (CROPPED,), 20),
    "24d by AI, then enhanced": (
        lambda: _signed(action("c2pa.created", "trainedAlgorithmicMedia"),
                        action("c2pa.color_adjustments", "algorithmicallyEnhanced")),
        (f"They say: {AI}",), ("light or colour",), 20),
    "24e a stranger's composite": (
        lambda: _opened(action("c2pa.placed", "composite", **OPENED)), ("put together by",), (NOT_OURS,), 20),
    "26 a raw trailer, no credentials": (
        lambda: claimed.heic() + claimed.samsung_trailer(), (ABSENT, NONE), ("do not fit",), 21),
    "28 Stable Diffusion's settings": (lambda: claimed.png({"parameters": SETTINGS}), (AI,), (NONE,), 20),
    "28 XMP in UTF-16": (
        lambda: _marked(claimed.packet(f'Iptc4xmpExt:DigitalSourceType="{IPTC}trainedAlgorithmicMedia"', "utf-16-be")),
        (AI,), (NONE,), 20),
    "28 a credit alone": (
        lambda: _marked(claimed.packet('photoshop:Credit="Made with Google AI"')), (AI,), (NONE,), 20),
    "29 https": (
        lambda: _marked(source_type(f"{IPTC.replace('http:', 'https:')}trainedAlgorithmicMedia")), (AI,), (NONE,), 20),
    "29 a slash": (lambda: _marked(source_type(f"{IPTC}trainedAlgorithmicMedia/")), (AI,), (NONE,), 20),
    "30 a camera, in XMP": (lambda: _marked(source_type(f"{IPTC}digitalCapture")), (CAMERA,), (SIGNS,), 20),
    "30 a camera, signed": (lambda: _signed(action("c2pa.created", "digitalCapture")), (CAMERA,), (SIGNS,), 20),
}  # fmt: skip


@pytest.fixture(scope="module")
def anchors(tmp_path_factory: pytest.TempPathFactory) -> Anchors:
    """Those of this server, which has signed none of these files."""
    from generation.disclosure.c2pa import anchors_of

    return anchors_of(open_chain(tmp_path_factory.mktemp("home"), SystemClock().now()))


@pytest.mark.many
@pytest.mark.parametrize("case", TO_VERIFY)
def test_a_file_to_verify(anchors: Anchors, case: str) -> None:
    make, said, unsaid, code = TO_VERIFY[case]
    report = verify.report(verify.look(make(), anchors=anchors), "en")
    told = "\n".join(report.lines)
    assert [words for words in said if not re.search(words, told)] == [], told
    assert [words for words in unsaid if re.search(words, told)] == [], told
    assert report.exit_code == code


# --- every case -------------------------------------------------------------------------------------------------------

NUMBERS = frozenset(
    {
        "1", "3", "4", "6", "8", "9", "10", "13", "17b", "20", "23", "24", "24c", "24d", "24e", "25", "26", "28", "29",
        "30", "31", "33", "34", "37", "38", "41",
    }
)  # fmt: skip
MORE = {"malformed requests", "100 to 240 px", "dark", "dark beside well-lit"}
ELSEWHERE = {
    "25": ("generation/disclosure/test_verify_untruths.py",
           "test_our_own_unchanged_picture_is_still_ours_after_its_certificate_ended"),
    "31": ("journeys/discord/test_real.py", "test_a_forwarded_photo_is_taken_as_if_sent",
           "test_what_is_no_photo_and_no_words_gets_an_answer"),
    "31 on Slack": ("journeys/slack/test_journeys.py",
                    "test_a_forwarded_photo_is_taken_and_a_forwarded_message_without_one_is_answered"),
    "33": ("bot/conversation/test_noticed.py", "test_erase_everything_in_german_is_heard_with_its_dots_apart"),
    "34": ("journeys/slack/test_journeys.py",
           "test_an_edited_message_is_heard_once_and_the_bot_s_own_edits_never"),
    "34 on Discord": ("journeys/discord/test_real.py",
                      "test_corrected_words_are_heard_once_and_a_preview_of_a_link_is_none"),
    "37": ("storage/test_home.py", "test_a_path_stays_a_path"),
    "38": ("storage/test_home.py", "test_a_folder_that_may_not_be_written_is_named_with_its_setting"),
    "41": ("storage/test_home.py", "test_a_second_bot_over_the_same_folder_says_so_and_stops"),
    "malformed requests": ("bot/platforms/web/test_malformed.py", "test_a_malformed_request_gets_its_own_answer"),
    "100 to 240 px": ("generation/disclosure/test_verify_sizes.py", "test_every_size_is_read"),
    "dark beside well-lit": (
        "generation/engines/studio/test_session.py",
        "test_a_well_lit_photo_is_preferred_to_a_dark_one",
    ),
}  # fmt: skip


def test_every_case_is_a_test() -> None:
    here = {case.split()[0].rstrip(",") for case in (*TO_CHECK, *TO_VERIFY)}
    assert here | set(ELSEWHERE) >= NUMBERS | MORE
    for case, (file, *names) in ELSEWHERE.items():
        tree = ast.parse((ROOT / "tests" / file).read_text())
        there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert set(names) <= there, case
