"""The consent receipt: a machine-readable document about a person's consents, for that person. Pure.

It is JSON-LD in the terms of the Data Privacy Vocabulary and follows its guide to ISO/IEC TS 27560:2023 (final
Community Group report of 1 August 2024, w3id.org/dpv/guides/consent-27560). It holds one record for each consent, with
notice, purpose, data, storage, recipients, and the events "given" and "withdrawn".

It names no person: the data subject is this installation's random id of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from storage.records import Consent, ConsentSource, Purpose

PROFILE = "https://w3id.org/dpv/schema/iso-27560"
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}

_PHOTOS = "pd:Picture"
_FACE = "pd:Biometric"  # numbers computed from a face, in memory only

# Each purpose in DPV's terms: the purpose, the data, and the legal basis (A9: a special category, GDPR Art. 9).
_PURPOSES: dict[Purpose, tuple[str, list[str], str]] = {
    Purpose.LIKENESS: ("dpv:IdentityVerification", [_PHOTOS], "eu-gdpr:A6-1-a"),
    Purpose.PROCESSING: ("dpv:RequestedServiceProvision", [_PHOTOS], "eu-gdpr:A6-1-a"),
    Purpose.COMPARISON: ("dpv:IdentityVerification", [_PHOTOS, _FACE], "eu-gdpr:A9-2-a"),
    Purpose.GENERATIVE: ("dpv:RequestedServiceProvision", [_PHOTOS], "eu-gdpr:A6-1-a"),
    Purpose.GENERATIVE_BACKGROUND: ("dpv:RequestedServiceProvision", [_PHOTOS], "eu-gdpr:A6-1-a"),
    Purpose.PERSONA: ("dpv:RequestedServiceProvision", [], "eu-gdpr:A6-1-a"),  # no data of the person
    Purpose.DIRECTORY: ("dpv:RequestedServiceProvision", [_PHOTOS], "eu-gdpr:A6-1-a"),
}
_INDICATED_BY = {
    ConsentSource.PERSON: "dpv:DataSubject",
    ConsentSource.OPERATOR_STATEMENT: "dpv:DataController",
}


def consent_receipt(
    consents: Sequence[Consent],
    *,
    operator: str,
    contact: str,
    privacy_url: str,
    scope: str,
    photo_retention: timedelta,
    result_retention: timedelta,
    person_grace: timedelta,
    carrier: str = "",
    directory: str = "",
    painted_on: str = "",
    sentences: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """UTF-8 JSON-LD over every consent in ``consents``, also withdrawn ones. The same consents give the same bytes.

    ``operator`` is the data controller. ``scope``: where the receipt applies (``storage.records.scope_of``).
    ``carrier``: the company that carries the chat, "" where it stays on the machine. ``directory``: who may be given
    approved pictures. ``painted_on``: the other machine that photos go to where a model redraws, "" for none.
    ``sentences``: by their hash, as they were shown.
    """
    controller = {"@type": "dpv:DataController", "schema:name": operator, "dpv:hasContact": contact}
    storage = _storage(photo_retention, result_retention, person_grace)
    said = _Said(controller, privacy_url, storage, carrier, directory, painted_on, sentences)
    last = max((at for each in consents for at in (each.given_at, each.withdrawn_at) if at), default=None)
    digest = consents_hash(consents)
    document = {
        "@context": CONTEXT,
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": digest[:32],
        "dct:conformsTo": f"{PROFILE}#receipt-full",
        "dct:created": last.isoformat() if last else "",
        "dct:publisher": controller,
        "schema:recipient": "dpv:DataSubject",
        "dpv:hasScope": scope,
        "schema:sha256": digest,  # also in the pictures' Content Credentials
        "dpv:hasRecordOfActivity": [_record(each, said) for each in consents],
    }
    return json.dumps(document, indent=2, ensure_ascii=False).encode()


def consents_hash(consents: Sequence[Consent]) -> str:
    """SHA-256 (hex) over every consent in force: random id, purpose, hash of the sentence. Whoever has the receipt can
    compute it again. To everybody else it reveals nothing, since the ids are random.
    """
    living = sorted((each.id, each.purpose.value, each.wording_hash) for each in consents if each.withdrawn_at is None)
    return hashlib.sha256("\n".join(" ".join(each) for each in living).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Said:
    """What every record says alike."""

    controller: dict[str, str]
    privacy_url: str
    storage: list[dict[str, str]]
    carrier: str
    directory: str
    painted_on: str
    sentences: Mapping[str, str]


def _record(consent: Consent, said: _Said) -> dict[str, Any]:
    purpose, data, basis = _PURPOSES[consent.purpose]
    return {
        "@id": f"urn:uuid:{_uuid(consent.id)}",
        "@type": "dpv:ConsentRecord",
        "dct:identifier": consent.id,
        "dct:conformsTo": f"{PROFILE}#record",
        "dpv:hasDataSubject": {"@id": f"urn:uuid:{_uuid(consent.person_id)}"},
        "dpv:hasDataController": said.controller,
        "dpv:hasLegalBasis": basis,
        "dpv:hasProcess": {
            "@type": "dpv:Process",
            "schema:name": consent.purpose.value,
            "dpv:hasPurpose": purpose,
            "dpv:hasPersonalData": data,
            "dpv:hasProcessing": ["dpv:Collect", "dpv:Store", "dpv:Transform", "dpv:Erase"],
            "dpv:hasRecipient": _recipients(consent.purpose, said),
            "dpv:hasStorageCondition": said.storage,
        },
        "dpv:hasNotice": {
            "@type": "dpv:ConsentNotice",
            "dct:language": consent.language,
            "schema:sha256": consent.wording_hash,  # of the sentence that was shown
            "schema:text": said.sentences.get(consent.wording_hash, ""),
            "schema:url": said.privacy_url,
        },
        "dpv:hasConsentStatus": _events(consent),
    }


def _events(consent: Consent) -> list[dict[str, str]]:
    by = _INDICATED_BY[consent.source]
    given = {
        "@type": "dpv:ConsentGiven",
        "dpv:isIndicatedAtTime": consent.given_at.isoformat(),
        "dpv:isIndicatedBy": by,
        "dpv:hasIndicationMethod": "typed name" if consent.signature else "tick",  # the name itself is on the page
    }
    if consent.withdrawn_at is None:
        return [given]
    taken_back = {
        "@type": "dpv:ConsentWithdrawn",
        "dpv:isIndicatedAtTime": consent.withdrawn_at.isoformat(),
        "dpv:isIndicatedBy": by,
    }
    return [given, taken_back]


def _recipients(purpose: Purpose, said: _Said) -> list[Any]:
    """The person themselves, who carries the chat, another machine that redraws, and whoever keeps a directory."""
    on_the_way = (said.carrier, said.painted_on if purpose is Purpose.GENERATIVE else "")
    given = said.directory if purpose is Purpose.DIRECTORY else ""
    return [
        "dpv:DataSubject",
        *({"@type": "dpv:DataProcessor", "schema:name": name} for name in on_the_way if name),
        *([{"@type": "dpv:ThirdParty", "schema:name": given}] if given else []),
    ]


def _storage(photos: timedelta, results: timedelta, person: timedelta) -> list[dict[str, str]]:
    named = (
        ("uploaded photos", photos),
        ("finished pictures", results),
        ("the person and what they agreed to, after their last file", person),
        ("numbers computed from a face (in memory only)", timedelta()),
    )
    durations = [
        {"@type": "dpv:StorageDuration", "schema:name": what, "dpv:hasDuration": f"PT{int(kept.total_seconds())}S"}
        for what, kept in named
    ]
    return [
        *durations,
        {"@type": "dpv:StorageLocation", "schema:name": "the operator's machine, encrypted with a key of the person"},
        {"@type": "dpv:StorageDeletion", "schema:name": "by the clock, or at once on /forget-me"},
    ]


def _uuid(hexadecimal: str) -> str:
    h = hexadecimal
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
