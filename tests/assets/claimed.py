"""Writes what other programs write into a picture's file: metadata in all its places, Content Credentials, trailers.

Everything is made here from the public-domain portraits; nothing is copied from another program's output.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import c2pa
from PIL import Image, PngImagePlugin

from generation.disclosure.chain import Chain
from tests.assets import portraits

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
XMP_HEAD, MORE_XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
SETTINGS = (
    "portrait of a manager\nNegative prompt: blurry\nSteps: 28, Sampler: DPM++ 2M, CFG scale: 6, Seed: 1, Size: 64x64"
)
AIGC = '{"Label":"1","ContentProducer":"example","ProduceID":"1","ReservedCode1":"","ContentPropagator":""}'
COMFY = '{"3": {"class_type": "KSampler", "inputs": {"seed": 1}}}'


def small(name: str = "obama-senate", side: int = 320) -> Image.Image:
    picture = Image.fromarray(portraits.portrait(name))
    picture.thumbnail((side, side))
    return picture


def jpeg(picture: Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    (picture or small()).save(out, "JPEG", quality=85, **options)
    return out.getvalue()


def png(texts: dict[str, str], *, packed: bool = False) -> bytes:
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    for keyword, text in texts.items():
        info.add_itxt(keyword, text, zip=packed) if keyword.startswith("XML") else info.add_text(keyword, text, packed)
    small().save(out, "PNG", pnginfo=info)
    return out.getvalue()


def packet(properties: str, encoding: str = "utf-8") -> bytes:
    """An XMP packet with these attributes of its one description."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" '
        f'xmlns:xmp="http://ns.adobe.com/xap/1.0/" {properties}/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode(encoding)


def source_type(written: str) -> bytes:
    """An XMP packet that names a source type, as it is written here."""
    return packet(f'Iptc4xmpExt:DigitalSourceType="{written}"')


def with_segment(data: bytes, marker: int, *bodies: bytes) -> bytes:
    """The JPEG with further segments right after its start."""
    segments = b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for body in bodies)
    return data[:2] + segments + data[2:]


def with_xmp(data: bytes, xmp: bytes) -> bytes:
    return with_segment(data, 0xE1, XMP_HEAD + xmp)


def with_more_xmp(data: bytes, xmp: bytes, piece: int = 200) -> bytes:
    """As extended XMP: in pieces, the last one first."""
    digest = b"0123456789ABCDEF" * 2
    pieces = [
        MORE_XMP_HEAD + digest + struct.pack(">II", len(xmp), at) + xmp[at : at + piece]
        for at in range(0, len(xmp), piece)
    ]
    return with_segment(data, 0xE1, *reversed(pieces))


def with_resource(data: bytes, kind: int, content: bytes) -> bytes:
    """In a Photoshop image resource: 0x0404 is IPTC, 0x0424 XMP."""
    padded = content + b"\0" * (len(content) % 2)
    resource = b"8BIM" + struct.pack(">HBBI", kind, 0, 0, len(content)) + padded
    return with_segment(data, 0xED, b"Photoshop 3.0\0" + resource)


def iptc_credit(words: str) -> bytes:
    return b"\x1c\x02\x6e" + struct.pack(">H", len(words.encode())) + words.encode()


def with_exif(data: bytes, tag: int, value: object, *, sub: bool = False) -> bytes:
    exif = Image.Exif()
    (exif.get_ifd(0x8769) if sub else exif)[tag] = value
    return with_segment(data, 0xE1, exif.tobytes())


def with_raw_profile(texts: bytes) -> bytes:
    """A PNG that keeps XMP as ImageMagick does: as hexadecimal digits in a compressed text."""
    body = b"\nxmp\n" + f"{len(texts):8d}\n".encode() + texts.hex().encode() + b"\n"
    content = b"Raw profile type xmp\0\0" + zlib.compress(body)
    chunk = struct.pack(">I", len(content)) + b"zTXt" + content + struct.pack(">I", zlib.crc32(b"zTXt" + content))
    data = png({})
    return data[:33] + chunk + data[33:]


def webp(xmp: bytes) -> bytes:
    out = io.BytesIO()
    small().save(out, "WEBP", quality=80, xmp=xmp)
    return out.getvalue()


def heic(xmp: bytes = b"") -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(small()).save(out, quality=60, **({"xmp": xmp} if xmp else {}))
    return out.getvalue()


def samsung_trailer() -> bytes:
    """What phones of one maker write behind every picture: raw pieces, no boxes."""
    return b"\0\0\1\n" + bytes(range(256)) + b"SEFHj\0\0\0\1\0\0\0\0\0\0\0\x18\0\0\0SEFT"


def action(name: str, kind: str = "", **more: Any) -> dict[str, Any]:
    return {"action": name, **({"digitalSourceType": IPTC + kind} if kind else {}), **more}


def signed(
    data: bytes, chain: Chain, *actions: dict[str, Any], media: str = "image/jpeg", parent: bytes = b""
) -> bytes:
    """The picture with Content Credentials of somebody else's. ``parent``: a picture it was made from."""
    definition = {
        "claim_generator_info": [{"name": "Somebody", "version": "1"}],
        "title": "picture",
        "format": media,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": list(actions)}}],
    }
    settings = {"version": 1, "verify": {"verify_after_sign": False}, "builder": {"thumbnail": {"enabled": False}}}
    builder = c2pa.Builder(definition, c2pa.Context.from_dict(settings))
    if parent:
        builder.add_ingredient({"title": "p", "relationship": "parentOf", "label": "p"}, media, io.BytesIO(parent))
    signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo("es256", chain.certificates.encode(), chain.key.encode(), None))
    out = io.BytesIO()
    builder.sign(signer, media, io.BytesIO(data), out)
    return out.getvalue()


OPENED = {"parameters": {"ingredientIds": ["p"]}}
