"""What a file says of how its picture came to be: the strongest claim in its metadata, or in its Content Credentials.

Only a code of a closed list leaves here, never a word of the file. Nothing is proved: a signature is not looked at, so
that a broken one hides no claim. Read are: IPTC digital source types (in XMP wherever it stands, in every manifest of
the chain, in any spelling), IPTC's fields for AI systems, credits such as "Made with Google AI", the settings that
Stable Diffusion programs write (AUTOMATIC1111, ComfyUI, InvokeAI, NovelAI), names of such programs, and China's AIGC
field (TC260). Runs in the locked children: standard library and Pillow only.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterable, Iterator

from PIL import Image

from generation.intake import metadata
from generation.intake.metadata import Metadata

MADE, EDITED = "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"
STRENGTH = (
    MADE, EDITED, "compositeSynthetic", "algorithmicMedia", "virtualRecording", "dataDrivenMedia", "softwareImage",
    "digitalCreation", "digitalArt", "composite", "compositeCapture", "humanEdits", "minorHumanEdits",
    "algorithmicallyEnhanced", "screenCapture", "print", "positiveFilm", "negativeFilm",
    "multiFrameComputationalCapture", "computationalCapture", "digitalCapture",
)  # fmt: skip
"""IPTC digital source types (NewsCodes, and C2PA 2.x), the one that departs most from a camera's picture first."""

UNKNOWN = "other"  # a source type that is none of these
LEVELS = {
    "compositeSynthetic": EDITED,
    "compositeCapture": "composite",
    **dict.fromkeys(("digitalCapture", "computationalCapture", "multiFrameComputationalCapture"), "capture"),
    **dict.fromkeys(("negativeFilm", "positiveFilm", "print"), "scan"),
    "screenCapture": "screen",
    **dict.fromkeys(("humanEdits", "minorHumanEdits"), "human"),
    **dict.fromkeys(("algorithmicMedia", "virtualRecording", "dataDrivenMedia", "softwareImage"), "drawn"),
    **dict.fromkeys(("digitalCreation", "digitalArt"), "drawn"),
}
"""Source types that people are told of with the same words; every other one has words of its own."""
CLAIMED = {
    MADE: "ai_made",
    **dict.fromkeys((EDITED, "compositeSynthetic"), "ai_edited"),
    **dict.fromkeys(("composite", "compositeCapture"), "composite"),
    **dict.fromkeys(("algorithmicMedia", "softwareImage"), "algorithmicMedia"),
    **dict.fromkeys(("digitalCreation", "digitalArt"), "digitalCreation"),
    **{code: code for code in ("virtualRecording", "dataDrivenMedia")},
}
"""To ``UploadClaim``. Retired types (digitalArt, softwareImage) have the values of their successors. A type that is not
here fits a photo of a real person: taken, scanned, a picture of a screen, or edited by a person.
"""

_CODES = {code.lower(): code for code in STRENGTH} | {"trainedalgorithmicdata": MADE}
_ADDRESS = re.compile(r"(?:cv\.iptc\.org/newscodes|c2pa\.org)/digitalsourcetype/+([A-Za-z]+)", re.IGNORECASE)
_BARE = re.compile(r"DigitalSource(?:File)?Type[\"']?\s*(?:[=:]\s*[\"']|>)\s*([A-Za-z]+)\s*[\"'<]", re.IGNORECASE)
_SYSTEM = re.compile(r"AI(?:SystemUsed|SystemVersionUsed|PromptInformation)\s*(?:=\s*[\"']|>)\s*[^\s\"'<]")
_CREDIT = re.compile(r"(?:Credit|CreatorTool|Software|Source)\s*(?:=\s*[\"']|>)\s*([^\"'<]{1,200})")
_MADE_WITH = re.compile(r"\b(?:made|created|generated)\s+(?:with|by|using)\s+(?:[\w.]+\s+){0,4}AI\b", re.IGNORECASE)
_EDITED_WITH = re.compile(
    r"\b(?:edited|modified|changed)\s+(?:with|by|using)\s+(?:[\w.]+\s+){0,4}AI\b|Apple Photos Clean ?Up", re.IGNORECASE
)
_PROGRAM = re.compile(
    r"stable[ -]?diffusion|midjourney|dall[-·]?e\b|adobe firefly|novelai|comfyui|invokeai|fooocus|leonardo\.ai"
    r"|ideogram|bing image creator|image creator from designer",
    re.IGNORECASE,
)
_SETTINGS = re.compile(r"\bSteps: \d{1,4}, ?(?:Sampler|Schedule|CFG|Seed|Size)|\bNegative prompt: ")
_COMFY = re.compile(r"\"class_type\"\s*:|\"last_node_id\"\s*:")
_JOB = re.compile(r"--v \d.{0,400}\bJob ID: [0-9a-f]{8}-", re.DOTALL)  # Midjourney
_AIGC = re.compile(r"\bAIGC\b\W{1,40}Label\W{1,12}[123]\b", re.IGNORECASE)
_KEYWORDS = frozenset({"sd-metadata", "invokeai_metadata", "invokeai_graph", "dream", "fooocus_scheme"})
_TWO_BYTES = tuple(codecs.lookup(name) for name in ("utf-16-le", "utf-16-be"))  # loaded before the child is locked
_EXIF_SOFTWARE = 0x0131
_IPTC_CREDITS = (b"\x1c\x02\x6e", b"\x1c\x02\x73", b"\x1c\x02\x41")  # credit, source, originating program


def of_upload(data: bytes) -> str:
    """An ``UploadClaim``: the strongest that the file makes, metadata and Content Credentials alike."""
    found = metadata.of(data)
    return CLAIMED.get(strongest((of_metadata(found), of_credentials(found))), "none")


def of_metadata(found: Metadata) -> str:
    """The strongest source type that the metadata names or means, ``UNKNOWN``, or "" where it says nothing."""
    return strongest(_said(found))


def of_credentials(found: Metadata) -> str:
    """The same of all manifests of the chain."""
    return strongest(source_types(found.credentials.decode("latin-1")))


def strongest(codes: Iterable[str]) -> str:
    """Of source types, the one that departs most from a camera's picture; "" where there is none."""
    found = set(codes)
    return next((code for code in (*STRENGTH, UNKNOWN) if code in found), "")


def source_type(written: str) -> str:
    """The code of a source type as a file writes it: with http or https, a slash at its end, or the bare code."""
    name = written.strip().rstrip("/").rpartition("/")[2].lower()
    return _CODES.get(name, UNKNOWN) if name else ""


def source_types(text: str) -> Iterator[str]:
    """Codes of all source types that a text names."""
    for name in (*_ADDRESS.findall(text), *_BARE.findall(text)):
        yield source_type(name)


def _said(found: Metadata) -> Iterator[str]:
    for packet in (*found.xmp, *found.exif):
        for text in _texts(packet):
            yield from source_types(text)
            yield from _elsewhere(text)
    for packet in found.xmp:
        for text in _texts(packet):
            yield from (EDITED for _ in _SYSTEM.findall(text))
            for credit in _CREDIT.findall(text):
                yield from _credited(credit)
    for packet in found.exif:
        yield from _credited(_software(packet))
    for packet in found.iptc:
        for credit in _iptc_credits(packet):
            yield from _credited(credit)
    for keyword, content in found.texts:
        yield from _of_text(keyword.decode("latin-1"), content)


def _texts(packet: bytes) -> Iterator[str]:
    """The packet as text: UTF-8, and in both orders of UTF-16 where it has zero bytes; XML entities resolved."""
    yield html.unescape(packet.decode("utf-8", "replace"))
    if packet.count(0) * 4 > len(packet) or b"UNICODE\0" in packet:
        for begin in (0, 1):
            for codec in _TWO_BYTES:
                yield html.unescape(codec.decode(packet[begin:], "replace")[0])


def _of_text(keyword: str, content: bytes) -> Iterator[str]:
    """A PNG's text or a comment."""
    if keyword in _KEYWORDS:
        yield MADE
    for text in _texts(content):
        yield from _elsewhere(f"{keyword} {text}")
        yield from source_types(text)
        if keyword in ("Software", "Source", "Credit", "CreatorTool"):
            yield from _credited(text[:200])


def _elsewhere(text: str) -> Iterator[str]:
    """What is recognised wherever it stands."""
    if any(each.search(text) for each in (_SETTINGS, _COMFY, _JOB, _AIGC)):
        yield MADE


def _credited(credit: str) -> Iterator[str]:
    if _MADE_WITH.search(credit) or _PROGRAM.search(credit):
        yield MADE
    if _EDITED_WITH.search(credit):
        yield EDITED


def _software(exif: bytes) -> str:
    try:
        read = Image.Exif()
        read.load(b"Exif\0\0" + exif)
        return str(read.get(_EXIF_SOFTWARE, ""))
    except Exception:  # hostile EXIF may raise anything
        return ""


def _iptc_credits(packet: bytes) -> Iterator[str]:
    for mark in _IPTC_CREDITS:
        at = packet.find(mark)
        if at >= 0:
            size = int.from_bytes(packet[at + 3 : at + 5], "big")
            yield packet[at + 5 : at + 5 + size].decode("utf-8", "replace")
