"""Writes and reads the metadata a picture carries: XMP with IPTC 2025.1 fields, nothing that names a person.

Built by hand because the packet is small and fixed; read back by a parser that refuses entities (defusedxml).
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib import metadata
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generation.disclosure import table
from generation.disclosure.wording import Words, languages, words
from storage.records import Edits, SourceType

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "rdf": RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
NO_MINING = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
SYSTEM = "Candid"
MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a picture's XMP says. Every field is "" when absent."""

    source_type: str  # IPTC code, e.g. "composite"
    system: str
    version: str
    tool: str
    description: str
    mining: str


def version() -> str:
    """Candid's own version, as installed."""
    return metadata.version("candid")


def build(edits: Edits, language: str) -> bytes:
    """The XMP packet for these edits, UTF-8. Descriptions in every language we have, ``language`` first."""
    system = _system(edits)
    simple = {
        "xmp:CreatorTool": f"{SYSTEM} {version()}",
        "photoshop:Credit": SYSTEM,
        "Iptc4xmpExt:DigitalSourceType": table.source_uri(edits.source_type),
        "Iptc4xmpExt:AISystemUsed": system,
        "Iptc4xmpExt:AISystemVersionUsed": version() if system else "",
        "Iptc4xmpExt:AIPromptInformation": f"no prompt; preset: {edits.look}" if system else "",
        "plus:DataMining": NO_MINING,
    }
    from xml.sax.saxutils import quoteattr  # it loads a web client, of which reading has no need

    attributes = "".join(f"\n   {key}={quoteattr(value)}" for key, value in simple.items() if value)
    prefixes = "".join(f"\n   xmlns:{key}={quoteattr(uri)}" for key, uri in NAMESPACES.items() if key != "rdf")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f' <rdf:RDF xmlns:rdf="{RDF}">\n'
        f'  <rdf:Description rdf:about=""{prefixes}{attributes}>\n'
        f"   <dc:description><rdf:Alt>{_descriptions(edits, words(language))}</rdf:Alt></dc:description>\n"
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def read(packet: bytes) -> Statement | None:
    """What a packet says, or None when it is too big, not XMP, or not well-formed. Never raises for its content."""
    if len(packet) > MAX_BYTES:
        return None
    try:
        root = fromstring(packet.decode("utf-8", "replace").strip().strip("\ufeff\x00"))
    except (ParseError, DefusedXmlException, ValueError):
        return None
    fields = _fields(root)
    return Statement(
        source_type=fields.get("Iptc4xmpExt:DigitalSourceType", "").removeprefix(table.IPTC_SCHEME),
        system=fields.get("Iptc4xmpExt:AISystemUsed", ""),
        version=fields.get("Iptc4xmpExt:AISystemVersionUsed", ""),
        tool=fields.get("xmp:CreatorTool", ""),
        description=fields.get("dc:description", ""),
        mining=fields.get("plus:DataMining", ""),
    )


def agrees(statement: Statement | None, edits: Edits) -> bool:
    """Whether the statement says what these edits demand."""
    if statement is None:
        return False
    claimed = statement.source_type or SourceType.NONE.value
    return (
        claimed == edits.source_type.value
        and statement.system == _system(edits)
        and statement.tool.startswith(SYSTEM)
        and statement.mining == NO_MINING
    )


def _system(edits: Edits) -> str:
    """The AI system that painted here; "" where none did: a crop, a blur or a drawn background is no work of AI."""
    if not table.row_of(edits).by_model:
        return ""
    return f"{SYSTEM} {edits.engine}" + (f" with {edits.model}" if edits.model else "")


def _descriptions(edits: Edits, first: Words) -> str:
    row = table.row_of(edits)
    spoken = [(language, words(language)) for language in languages()]
    # a language that has no sentence of its own says it in English, which is there already
    own = [(tag, said) for tag, said in spoken if tag == "en" or said.sentences != words("en").sentences]
    entries = [("x-default", first), *own]
    texts = ((tag, escape(_said(said, row), quote=False)) for tag, said in entries)
    return "".join(f'<rdf:li xml:lang="{tag}">{text}</rdf:li>' for tag, text in texts)


def _said(said: Words, row: table.Row) -> str:
    return " ".join(said.sentences[key] for key in row.sentences)


def _fields(root: Element) -> dict[str, str]:
    """Simple properties, written as attributes or as elements, and the first entry of language alternatives."""
    found: dict[str, str] = {}
    for node in root.iter(f"{{{RDF}}}Description"):
        for name, value in node.attrib.items():
            found[_short(name)] = value
        for child in node:
            entry = child.find(f".//{{{RDF}}}li")
            found[_short(child.tag)] = ((entry.text if entry is not None else child.text) or "").strip()
    return found


def _short(name: str) -> str:
    uri, _, local = name.removeprefix("{").partition("}")
    prefix = next((key for key, known in NAMESPACES.items() if known == uri), "")
    return f"{prefix}:{local}" if prefix else name
