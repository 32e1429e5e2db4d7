"""Hostile, broken and unusual files: each gets its typed answer; good ones come out upright and in sRGB."""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from generation.errors import PhotoRefused
from generation.images import RgbImage
from generation.intake import decode, reading
from generation.intake.decode import MAX_BYTES, Decoder
from storage.records import Severity
from tests.assets.portraits import encoded

pillow_heif.register_heif_opener()


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as decoder:
        yield decoder


def picture(width: int = 160, height: int = 120) -> RgbImage:
    """Red, green, blue and white quarters: turning and colours show."""
    image = np.zeros((height, width, 3), np.uint8)
    image[: height // 2, : width // 2] = (250, 10, 10)
    image[: height // 2, width // 2 :] = (10, 250, 10)
    image[height // 2 :, : width // 2] = (10, 10, 250)
    image[height // 2 :, width // 2 :] = (240, 240, 240)
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def close(one: RgbImage, other: RgbImage, most: float = 12.0) -> bool:
    return one.shape == other.shape and float(np.abs(one.astype(int) - other).mean()) < most


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_every_kind_of_photo_is_read(decoder: Decoder, kind: str) -> None:
    assert close(decoder.decode(encoded(picture(), kind, quality=95)), picture())


# EXIF 2.3, 4.6.4 A: which side of what is seen the file's first row is, and which its first column
SIDES = {
    1: ("top", "left"),
    2: ("top", "right"),
    3: ("bottom", "right"),
    4: ("bottom", "left"),
    5: ("left", "top"),
    6: ("right", "top"),
    7: ("right", "bottom"),
    8: ("left", "bottom"),
}


def _arrow() -> RgbImage:
    """Points up, with a flag on its right: none of its turns or mirror images looks the same."""
    image = Image.new("RGB", (120, 160), (240, 240, 240))
    draw = ImageDraw.Draw(image)
    draw.rectangle((54, 50, 66, 150), fill=(20, 20, 120))
    draw.polygon(((60, 5), (20, 60), (100, 60)), fill=(20, 20, 120))
    draw.rectangle((66, 110, 100, 135), fill=(200, 30, 30))
    return np.asarray(image)


def _as_filed(seen: RgbImage, orientation: int) -> RgbImage:
    """How a camera files what is seen, row by row from the sides that the standard names."""
    row, column = SIDES[orientation]
    across = row in ("left", "right")  # the file's rows are what is seen as columns
    filed = seen.transpose(1, 0, 2) if across else seen
    filed = filed[::-1] if row in ("bottom", "right") else filed
    return np.ascontiguousarray(filed[:, ::-1] if column in ("bottom", "right") else filed)


@pytest.mark.many
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_arrow_points_up_however_the_camera_was_held(decoder: Decoder, orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(Image.fromarray(_as_filed(_arrow(), orientation)), kind, exif=exif, quality=95)
    assert close(decoder.decode(data), _arrow(), 4)


@pytest.mark.parametrize(("one", "other"), [(6, 8), (5, 7), (2, 4), (1, 3)])
def test_swapped_orientations_would_be_seen(one: int, other: int) -> None:
    """The sabotage: the arrow filed one way and turned the other way does not point up."""
    wrong = Image.fromarray(_as_filed(_arrow(), one))
    turn = reading.TURNS.get(other)
    assert not close(np.asarray(wrong if turn is None else wrong.transpose(turn)), _arrow(), 4)


def test_damaged_exif_does_not_cost_the_photo(decoder: Decoder) -> None:
    data = saved(Image.fromarray(picture()), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff garbage", quality=95)
    assert close(decoder.decode(data), picture())


def test_grey_sixteen_bit_cmyk_and_palette_become_srgb(decoder: Decoder) -> None:
    grey = np.tile(np.arange(160, dtype=np.uint8), (120, 1))
    expected = np.stack([grey] * 3, axis=-1)
    assert close(decoder.decode(saved(Image.fromarray(grey), "PNG")), expected, 1)
    deep = Image.fromarray(grey.astype(np.uint16) * 257)
    assert close(decoder.decode(saved(deep, "PNG")), expected, 1)
    cmyk = Image.fromarray(picture()).convert("CMYK")
    assert close(decoder.decode(saved(cmyk, "JPEG", quality=95)), picture())
    assert close(decoder.decode(saved(Image.fromarray(picture()).quantize(8), "PNG")), picture())


def test_what_shines_through_becomes_white(decoder: Decoder) -> None:
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert (decoder.decode(saved(clear, "PNG")) == 255).all()


def _wide_gamut() -> bytes:
    """Display P3 as an ICC profile, built from the primaries of SMPTE EG 432-1 by swapping those of Pillow's sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.5151, 0.2412, -0.0011),
        b"gXYZ": (0.2920, 0.6922, 0.0419),
        b"bXYZ": (0.1571, 0.0666, 0.7841),
    }
    for entry in range(int.from_bytes(profile[128:132], "big")):
        at = 132 + 12 * entry
        values = primaries.get(bytes(profile[at : at + 4]))
        if values:
            start = int.from_bytes(profile[at + 4 : at + 8], "big") + 8
            for index, value in enumerate(values):
                fixed = round(value * 65536)
                profile[start + 4 * index : start + 4 * index + 4] = fixed.to_bytes(4, "big", signed=True)
    return bytes(profile).replace(b"sRGB", b"wide").replace(b"s\0R\0G\0B", b"w\0i\0d\0e")


def test_colours_are_converted_from_the_embedded_profile(decoder: Decoder) -> None:
    flat = np.full((100, 100, 3), (200, 120, 110), np.uint8)
    as_srgb = decoder.decode(encoded(flat, "PNG"))[50, 50].astype(int)
    as_wide = decoder.decode(encoded(flat, "PNG", icc_profile=_wide_gamut()))[50, 50].astype(int)
    assert as_srgb.tolist() == [200, 120, 110]
    assert as_wide[0] - as_srgb[0] > 5  # the same numbers mean a stronger red there
    broken = decoder.decode(encoded(flat, "PNG", icc_profile=b"not a profile"))[50, 50]
    assert broken.tolist() == [200, 120, 110]


def test_a_huge_photo_is_handed_back_at_working_size(decoder: Decoder) -> None:
    image = decoder.decode(encoded(picture(5000, 3000), "PNG"))
    assert 0.99 * reading.WORKING_PIXELS < image.shape[0] * image.shape[1] <= reading.WORKING_PIXELS
    halved = decoder.decode(encoded(picture(6000, 4000), "JPEG"))
    assert halved.shape == (2000, 3000, 3)


def test_a_tall_screenshot_keeps_its_pixels(decoder: Decoder) -> None:
    assert decoder.decode(encoded(picture(900, 9000), "PNG")).shape == (9000, 900, 3)


def _animated(kind: str) -> bytes:
    frames = [Image.fromarray(picture()), Image.fromarray(picture()[::-1].copy())]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def _with_zip() -> bytes:
    archive = io.BytesIO(encoded(picture()))
    with zipfile.ZipFile(archive, "a") as inside:
        inside.writestr("run.py", "print('hello')")
    return archive.getvalue()


def _pixel_bomb() -> bytes:
    """A tiny PNG that says it is 30,000 x 30,000 pixels."""
    head = b"\x89PNG\r\n\x1a\n" + PngImagePlugin.o32(13)
    body = b"IHDR" + PngImagePlugin.o32(30000) * 2 + b"\x08\x02\0\0\0"
    return head + body + PngImagePlugin.o32(PngImagePlugin._crc32(body)) + b"\0\0\0\0IDAT\x35\xaf\x06\x1e" + b"\0" * 64


REFUSED = {
    "empty": lambda: b"",
    "not_a_photo": lambda: b"This is a text file called photo.jpg.\n" * 20,
    "unreadable": lambda: encoded(picture(1200, 900))[:5000],
    "too_few_pixels": lambda: encoded(picture(1, 1), "PNG"),
    "too_many_pixels": _pixel_bomb,
    "animated": lambda: _animated("WEBP"),
    "polyglot": _with_zip,
    "too_big": lambda: b"\xff\xd8\xff" + b"\0" * MAX_BYTES,
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_file_that_is_no_photo_gets_its_own_code(decoder: Decoder, code: str) -> None:
    with pytest.raises(PhotoRefused) as refused:
        decoder.decode(REFUSED[code]())
    assert refused.value.code == code
    finding = refused.value.finding()
    assert (finding.code, finding.severity) == (code, Severity.REFUSE)


@pytest.mark.parametrize("data", [_animated("PNG"), _animated("GIF"), b"\0\0\0\x18ftypmsf1" + b"\0" * 64])
def test_moving_pictures_are_refused_in_every_format(decoder: Decoder, data: bytes) -> None:
    with pytest.raises(PhotoRefused) as refused:
        decoder.decode(data)
    assert refused.value.code == "animated"


@pytest.mark.parametrize("data", [b"\xff\xd8\xff%PDF-1.7", encoded(picture()) + b"<script>alert(1)</script>"])
def test_a_photo_that_is_also_something_else_is_refused(decoder: Decoder, data: bytes) -> None:
    with pytest.raises(PhotoRefused) as refused:
        decoder.decode(data)
    assert refused.value.code == "polyglot"


def test_a_picture_appended_by_a_phone_is_fine(decoder: Decoder) -> None:
    both = encoded(picture(), quality=95) + encoded(picture()[::-1].copy())
    assert close(decoder.decode(both), picture())


def test_a_bare_gif_is_no_photo(decoder: Decoder) -> None:
    with pytest.raises(PhotoRefused) as refused:
        decoder.decode(saved(Image.fromarray(picture()), "GIF"))
    assert refused.value.code == "not_a_photo"


def _script(tmp_path: Path, body: str) -> tuple[str, ...]:
    path = tmp_path / "fake_child.py"
    path.write_text(f"import sys, time\nsys.stdin.buffer.read()\n{body}\n")
    return (sys.executable, "-I", str(path))


@pytest.mark.parametrize(
    "body",
    [
        "time.sleep(60)",  # overruns the wall clock
        "sys.exit(1)",  # dies without an answer
        "print('says none\\nP6\\n99999 99999\\n255', flush=True); time.sleep(60)",  # claims more than it may send
        "print('says none\\nP6\\n10 10\\n255', flush=True); sys.stdout.write('short')",  # sends less than it claims
        "print('says none\\nP6\\n10 -10\\n255', flush=True); time.sleep(60)",  # no size at all
        "print('says none\\nP6\\n10 10\\n65535\\n' + 'x' * 600, flush=True)",  # samples of two bytes
        "print('says nothing\\nP6\\n1 1\\n255', flush=True); sys.stdout.write('abc')",  # says what nobody knows
        "print('P6\\n1 1\\n255', flush=True); sys.stdout.write('abc')",  # says nothing of the file
        "print('x' * 5000)",  # speaks another language
    ],
)
def test_a_child_that_misbehaves_is_ended_and_the_photo_refused(tmp_path: Path, body: str) -> None:
    decoder = Decoder(wall_s=0.5, command=_script(tmp_path, body))
    try:
        with pytest.raises(PhotoRefused) as refused:
            decoder.decode(encoded(picture()))
        assert refused.value.code == "too_costly"
    finally:
        decoder.close()


@pytest.mark.parametrize(("ordinary_s", "code"), [(0.05, "animated"), (60.0, "too_costly")])
def test_a_costly_child_goes_on_at_a_lower_priority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ordinary_s: float, code: str
) -> None:
    """The child works until its priority is lowered; the sabotage never does that, and the child overruns its time."""
    lower = os.getpriority(os.PRIO_PROCESS, 0) + 3
    monkeypatch.setattr(decode, "ORDINARY_CPU_S", ordinary_s)
    monkeypatch.setattr(decode, "COSTLY_NICE", lower)
    body = f"import os\nwhile os.getpriority(os.PRIO_PROCESS, 0) < {lower}: pass\nprint('no animated - - -')"
    decoder = Decoder(wall_s=1.0 if code == "too_costly" else 30.0, command=_script(tmp_path, body))
    with contextlib.closing(decoder), pytest.raises(PhotoRefused) as refused:
        decoder.decode(encoded(picture()))
    assert refused.value.code == code


def test_a_costly_child_of_a_worker_that_runs_low_already_goes_on_as_low(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "ORDINARY_CPU_S", 0.05)
    monkeypatch.setattr(decode, "COSTLY_NICE", os.getpriority(os.PRIO_PROCESS, 0))
    seen = tmp_path / "seen"
    monkeypatch.setattr(os, "setpriority", _noted(os.setpriority, seen))
    body = f"import os, pathlib\nlow = os.nice(3)\nwhile not pathlib.Path({str(seen)!r}).exists(): pass\n"
    body += "print('no', 'animated' if os.getpriority(os.PRIO_PROCESS, 0) == low else 'polyglot', '- - -')"
    with contextlib.closing(Decoder(wall_s=30.0, command=_script(tmp_path, body))) as decoder:
        with pytest.raises(PhotoRefused) as refused:
            decoder.decode(encoded(picture()))
    assert refused.value.code == "animated"


def _noted(set_to: Callable[[int, int, int], None], seen: Path) -> Callable[[int, int, int], None]:
    def setting(which: int, who: int, priority: int) -> None:
        set_to(which, who, priority)
        seen.touch()

    return setting


class _Waits:
    """An answer that never comes; notes for how long it is waited each time."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def wait(self, timeout: float) -> bool:
        self.waited.append(timeout)
        time.sleep(min(timeout, 0.02))
        return False


def test_a_child_is_looked_at_often_enough_to_notice_a_costly_one_while_it_is(tmp_path: Path) -> None:
    """At least five times in the processor time that is ordinary, and never beyond the end."""
    waits = _Waits()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
        decode._watched(child, waits, 0.15)  # type: ignore[arg-type]
        assert child.wait(10) == -signal.SIGKILL
    assert decode.LOOK_EVERY_S <= decode.ORDINARY_CPU_S / 5
    assert max(waits.waited) == decode.LOOK_EVERY_S
    assert min(waits.waited) < decode.LOOK_EVERY_S


def answering(tmp_path: Path, answer: str) -> Decoder:
    """A decoder whose child reads the photo and writes ``answer``, a Python expression of bytes."""
    return Decoder(command=_script(tmp_path, f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({answer})"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no too_few_pixels 300.0 400.0 px", ("too_few_pixels", 300.0, 400.0, "px")),
        ("no unreadable - - -", ("unreadable", None, None, "")),
        ("no too_many_pixels 1.5 100.0 MP", ("too_many_pixels", 1.5, 100.0, "MP")),
        ("no ../../etc 1 2 px", ("too_costly", None, None, "")),
        ("no too_few_pixels", ("too_costly", None, None, "")),
        # what a child says that was taken over: a code of its own, no number, none that can be told, a unit of its own
        ("no your_key_is_lost 1 2 px", ("too_costly", None, None, "")),
        ("no too_few_pixels few many px", ("too_costly", None, None, "")),
        ("no too_few_pixels nan 400 px", ("too_costly", None, None, "")),
        ("no too_few_pixels 300 inf px", ("too_costly", None, None, "")),
        ("no too_few_pixels 300 400 euros", ("too_few_pixels", None, None, "")),
    ],
)
def test_a_child_s_refusal_is_told_with_its_numbers_or_without_any(tmp_path: Path, line: str, told: tuple) -> None:
    with answering(tmp_path, f"{line + chr(10)!r}.encode()") as decoder, pytest.raises(PhotoRefused) as refused:
        decoder.decode(b"photo")
    assert (refused.value.code, refused.value.value, refused.value.limit, refused.value.unit) == told


@pytest.mark.parametrize(("side", "read"), [(4096, True), (4097, False)])
def test_no_child_makes_the_worker_hold_more_pixels_than_4096_by_4096(tmp_path: Path, side: int, read: bool) -> None:
    answer = f"b'says none\\nP6\\n4096 {side}\\n255\\n' + bytes(4096 * {side} * 3)"
    with answering(tmp_path, answer) as decoder:
        if read:
            assert decoder.decode(b"photo").shape == (side, 4096, 3)
        else:
            with pytest.raises(PhotoRefused, match="too_costly"):
                decoder.decode(b"photo")


def test_a_file_of_25_mebibytes_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    most = 25 * 1024 * 1024
    with answering(tmp_path, "b'says none\\nP6\\n1 1\\n255\\nabc'") as decoder:
        assert decoder.decode(bytes(most)).tolist() == [[[97, 98, 99]]]
        with pytest.raises(PhotoRefused) as refused:
            decoder.decode(bytes(most + 1))
    assert (refused.value.code, refused.value.unit) == ("too_big", "MB")
    assert (refused.value.value, refused.value.limit) == ((most + 1) / 1e6, most / 1e6)


def test_a_started_decoder_has_two_children_waiting_and_a_closed_one_none() -> None:
    with Decoder() as decoder:
        waiting = list(decoder._waiting)
        assert [child.poll() for child in waiting] == [None, None]
    assert None not in [child.returncode for child in waiting]


def test_where_less_is_enough_a_jpeg_is_read_smaller_but_never_smaller_than_that():
    data = encoded(picture(1600, 1200), "JPEG")
    assert reading.decode(data).size == (1600, 1200)
    assert reading.decode(data, enough=500).size == (800, 600)
    assert reading.decode(data, enough=700).size == (1600, 1200)
    assert reading.decode(encoded(picture(1600, 1200), "PNG"), enough=100).size == (1600, 1200)


# --- what a child is given, and what is left of it --------------------------------------------------------------------


class Watched(Decoder):
    """Notes each child that it starts."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.children: list[subprocess.Popen[bytes]] = []

    def _spawn(self) -> subprocess.Popen[bytes]:
        child = super()._spawn()
        self.children.append(child)
        return child


@pytest.mark.parametrize(
    "has",
    [
        "'CANDID_DISCORD_TOKEN' in os.environ",
        "os.getcwd() != '/'",
        "os.getsid(0) != os.getpid()",  # then a Ctrl-C for the worker would reach it
        "any(os.path.exists(f'/proc/self/fd/{n}') for n in range(3, 64))",
        "os.readlink('/proc/self/fd/2') != '/dev/null'",
    ],
)
def test_a_child_is_given_nothing_of_the_worker_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has: str) -> None:
    monkeypatch.setenv("CANDID_DISCORD_TOKEN", "hunter2")
    body = f"import os\nprint('no', 'animated' if {has} else 'polyglot', '- - -')"
    with (tmp_path / "open").open("w") as file, contextlib.closing(Decoder(command=_script(tmp_path, body))) as decoder:
        os.set_inheritable(file.fileno(), True)
        with pytest.raises(PhotoRefused) as refused:
            decoder.decode(b"photo")
    assert refused.value.code == "polyglot"


@pytest.mark.parametrize("answer", ["b'says none\\nP6\\n1 1\\n255\\nabc'", "b'no unreadable - - -\\n'"])
def test_of_a_child_that_has_answered_nothing_is_left(tmp_path: Path, answer: str) -> None:
    """No process, no pipe, and no thread that would watch a number which another process may have by then."""
    before = set(threading.enumerate())
    command = _script(tmp_path, f"sys.stdout.buffer.write({answer}); sys.stdout.flush(); time.sleep(600)")
    with contextlib.closing(Watched(command=command, wall_s=600.0)) as decoder:
        with contextlib.suppress(PhotoRefused):
            decoder.read(b"photo")
        child = decoder.children[0]
        assert child.returncode is not None
        assert child.stdin is not None
        assert child.stdout is not None
        assert (child.stdin.closed, child.stdout.closed) == (True, True)
    for thread in set(threading.enumerate()) - before:
        thread.join(30)
        assert not thread.is_alive(), thread


def test_closing_waits_for_nothing_and_ends_a_child_that_is_just_being_started(tmp_path: Path) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def give_way() -> None:
        asked.set()
        go_on.wait(60)

    decoder = Watched(command=_script(tmp_path, "time.sleep(600)"), give_way=give_way)
    starting = threading.Thread(target=decoder.start)
    starting.start()
    assert asked.wait(60)
    decoder.close()  # the starter still gives way
    assert decoder.children == []
    go_on.set()
    starting.join(60)
    assert [child.returncode is not None for child in decoder.children] == [True]
    assert decoder._waiting == []


@pytest.mark.skipif(not hasattr(fcntl, "F_GETPIPE_SZ"), reason="pipes have one size there")
def test_a_photo_goes_through_pipes_of_one_mebibyte() -> None:
    with Watched() as decoder:
        for child in decoder.children:
            assert [fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ) for pipe in (child.stdin, child.stdout)] == [1024 * 1024] * 2


def test_a_photo_that_is_too_narrow_is_told_in_its_sides(tmp_path: Path) -> None:
    with answering(tmp_path, "b'no too_narrow 7.5 4.0 sides\\n'") as decoder, pytest.raises(PhotoRefused) as refused:
        decoder.decode(b"photo")
    assert (refused.value.code, refused.value.value, refused.value.unit) == ("too_narrow", 7.5, "sides")


def test_a_child_that_answers_no_letters_is_refused_like_any_that_breaks_the_protocol(tmp_path: Path) -> None:
    with answering(tmp_path, "b'\\xff\\xfe \\xfd\\n'") as decoder, pytest.raises(PhotoRefused, match="too_costly"):
        decoder.decode(b"photo")
