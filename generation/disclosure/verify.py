"""Answers "what is this picture?" for anybody: reads every mark in a keyless child and keeps nothing.

It says what was found and who could have put it there. It never says who is shown, nor when, nor "this is not AI".
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass

from generation.disclosure import table, watermark
from generation.disclosure.c2pa import Anchors
from generation.disclosure.manifest import UploadCredentials
from generation.disclosure.wording import Words, languages, words
from generation.intake import claims

MAX_BYTES = 25 * 1024 * 1024
WALL_S = 15.0
EXIT_MARKED_HERE, EXIT_REFUSED, EXIT_UNCERTAIN, EXIT_NONE = 0, 10, 20, 21
MOST_ANSWER = 10_000  # bytes: an honest child says some 300
MANIFEST_SIGN = b"jumb"  # the box type every embedded manifest begins with
MOST_SCORE = 100.0  # of the invisible mark: even a field without any noise scores less
STATES = ("ours", "ended", "other", "broken", "unreadable", "remote")  # see ``c2pa.Credentials``
OURS = ("ours", "ended")
KNOWN = ("", "none", *claims.STRENGTH, claims.UNKNOWN)  # source types that a child may report


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the child found. ``refused``: "", or a code for why the bytes cannot be read; then all else is empty.

    ``credentials``: None or (state, source type); ``metadata``: the source type that the file claims elsewhere, or
    None; ``watermark``: how well the invisible mark fits (``Reading.score``), None when the picture is too small;
    ``label``: None or (label code, language); ``fingerprint``: 64 hex characters or "".
    """

    refused: str = ""
    credentials: tuple[str, str] | None = None
    metadata: str | None = None
    watermark: float | None = None
    label: tuple[str, str] | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``lines``: the sentences, in order; ``remedies``: what somebody can do who did not agree.

    ``exit_code``: 0 marked here, 10 refused, 20 uncertain, 21 nothing found.
    """

    findings: Findings
    lines: tuple[str, ...]
    exit_code: int
    remedies: tuple[str, ...] = ()


def look(data: bytes, *, anchors: Anchors) -> Findings:
    """Runs one keyless child on the bytes; nothing is written anywhere. Never raises for what the bytes hold."""
    if not data:
        return Findings(refused="empty")
    if len(data) > MAX_BYTES:
        return Findings(refused="too_big")
    header = json.dumps(asdict(anchors))
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", "generation.disclosure.verify_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},  # threads would reserve memory beyond its limit
        cwd="/",
        start_new_session=True,
    )
    return _believed(_answer(child, header.encode() + b"\n" + data))


def _answer(child: subprocess.Popen[bytes], asked: bytes) -> bytes:
    """What the child says until it ends, says too much or has had its time; then it is killed."""
    stdin, stdout = child.stdin, child.stdout
    if stdin is None or stdout is None:
        return b""
    overrun = threading.Timer(WALL_S, child.kill)
    overrun.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            stdin.write(asked)
            stdin.close()
        return stdout.read(MOST_ANSWER + 1)
    finally:
        overrun.cancel()
        child.kill()
        stdout.close()
        with contextlib.suppress(BrokenPipeError):
            stdin.close()
        child.wait()


def upload_credentials(data: bytes, *, anchors: Anchors) -> UploadCredentials | None:
    """What an upload's own Content Credentials claim, for our manifest; None without any. Read in a keyless child.

    Only the claim is kept (state and source type): a manifest may hold names, places and thumbnails.
    """
    if MANIFEST_SIGN not in data:
        return None
    found = look(data, anchors=anchors).credentials
    return None if found is None else UploadCredentials(state=found[0], source_type=found[1])


def report(findings: Findings, language: str, *, registry: str | None = None) -> Report:
    """The findings in words. ``registry``: None when it was not asked, "" for no, else the source type it holds."""
    spoken = words(language)
    if findings.refused:
        return Report(findings=findings, lines=(_refusal(findings.refused, spoken),), exit_code=EXIT_REFUSED)
    code = exit_code(findings, registry)
    closing = {EXIT_MARKED_HERE: "sure", EXIT_UNCERTAIN: "unsure", EXIT_NONE: "nothing"}[code]
    if registry and not _ours(findings):
        closing = "known"  # a copy of a picture still kept: its own marks may be lost
    elif code == EXIT_UNCERTAIN and only_a_camera(findings):
        closing = "camera"
    lines = [*_credentials(findings, spoken), _watermark(findings, spoken), _registry(registry, spoken)]
    lines.append(_label(findings, spoken))
    if findings.metadata is not None:
        lines.append(spoken.of_marks("metadata", what=_level(findings.metadata, spoken)))
    lines.append(spoken.of_marks(closing))
    remedies = (spoken.page["remedy_1"], spoken.page["remedy_2"])
    return Report(findings=findings, lines=tuple(lines), exit_code=code, remedies=remedies)


def _refusal(code: str, spoken: Words) -> str:
    return spoken.of_marks(f"refused-{code}" if spoken.tells(f"refused-{code}") else "refused-other")


def exit_code(findings: Findings, registry: str | None = None) -> int:
    """0 only for what nobody else could have made: our signature on unchanged bytes, or a picture we still hold."""
    if findings.refused:
        return EXIT_REFUSED
    if registry or _ours(findings):
        return EXIT_MARKED_HERE
    signs = (
        findings.credentials is not None,
        findings.watermark is not None and findings.watermark >= watermark.PROBABLE,
        findings.label is not None,
        findings.metadata is not None,
    )
    return EXIT_UNCERTAIN if any(signs) else EXIT_NONE


def only_a_camera(findings: Findings) -> bool:
    """Whether all that the file says is that a camera took it."""
    said = [findings.metadata] if findings.metadata else []
    if findings.credentials is not None:
        if findings.credentials[0] != "other":
            return False
        said.append(findings.credentials[1])
    painted = findings.watermark is not None and findings.watermark >= watermark.PROBABLE
    return {level(each) for each in said} == {"capture"} and not painted and findings.label is None


def _ours(findings: Findings) -> bool:
    return findings.credentials is not None and findings.credentials[0] in OURS


def _credentials(findings: Findings, spoken: Words) -> list[str]:
    """What they are and what they say; of those that do not fit the file, only what they name themselves."""
    if findings.credentials is None:
        return [spoken.of_marks("credentials-none")]
    state, source_type = findings.credentials
    line = spoken.of_marks(f"credentials-{state}", what=_level(source_type, spoken, ours=state in OURS))
    if state in ("broken", "unreadable") and level(source_type) != "none":
        return [line, spoken.of_marks("credentials-say", what=_level(source_type, spoken))]
    return [line]


def _watermark(findings: Findings, spoken: Words) -> str:
    return spoken.of_marks(f"watermark-{watermark_word(findings.watermark)}")


def watermark_word(score: float | None) -> str:
    """What a score (None: too small a copy) means: found, probable, none or too_small."""
    if score is None:
        return "too_small"
    reading = watermark.Reading(score=score)
    return "found" if reading.found else "probable" if reading.probable else "none"


def _registry(registry: str | None, spoken: Words) -> str:
    if registry is None:
        return spoken.of_marks("registry-unchecked")
    return spoken.of_marks("registry-yes" if registry else "registry-no", what=_level(registry, spoken, ours=True))


def _label(findings: Findings, spoken: Words) -> str:
    """A label that is not found proves little: in a copy cropped by 2 % it is missed even where it can be read."""
    if findings.label is None:
        return spoken.of_marks("label-none")
    return spoken.of_marks("label", label=label_words(findings.label))


def label_words(label: tuple[str, str]) -> str:
    """What stands in the picture, from (label code, language)."""
    code, language = label
    return words(language).label[code]


def level(source_type: str) -> str:
    """The key of a source type's words."""
    return claims.LEVELS.get(source_type, source_type or "none")


def _level(source_type: str, spoken: Words, *, ours: bool = False) -> str:
    """What a source type means in words. ``ours``: this server made it, so it is known that nobody was redrawn."""
    key = f"level-{level(source_type)}"
    if ours and spoken.tells(f"{key}-ours"):
        return spoken.of_marks(f"{key}-ours")
    return spoken.of_marks(key if spoken.tells(key) else "level-other")


def _believed(answer: bytes) -> Findings:
    """The child's answer, believed only where it has the agreed shape: hostile bytes may have taken the child over."""
    try:
        raw = json.loads(answer) if len(answer) <= MOST_ANSWER else None
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict):
        return Findings(refused="too_costly")
    if "refused" in raw:
        code = raw["refused"]
        return Findings(refused=code if isinstance(code, str) and code.isidentifier() else "unreadable")
    score = raw.get("watermark")
    return Findings(
        credentials=_pair(raw.get("credentials"), STATES, KNOWN, other="other"),
        metadata=_one_of(raw.get("metadata"), KNOWN, other="other"),
        watermark=float(score) if isinstance(score, float) and abs(score) <= MOST_SCORE else None,
        label=_pair(raw.get("label"), table.LABEL_CODES, languages(), other="en"),
        fingerprint=_hex(raw.get("fingerprint")),
    )


def _one_of(value: object, known: tuple[str, ...], *, other: str) -> str | None:
    if not isinstance(value, str):
        return None
    return value if value in known else other


def _pair(value: object, first: tuple[str, ...], second: tuple[str, ...], *, other: str) -> tuple[str, str] | None:
    if not isinstance(value, list) or len(value) != 2 or value[0] not in first:
        return None
    return value[0], _one_of(value[1], second, other=other) or ""


def _hex(value: object) -> str:
    if isinstance(value, str) and len(value) == 64 and all(c in "0123456789abcdef" for c in value):
        return value
    return ""
