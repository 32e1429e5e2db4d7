"""The consent receipt: a machine-readable document about a person's consents, for that person. Pure.

It is JSON-LD in the terms of the Data Privacy Vocabulary and follows its guide to ISO/IEC TS 27560:2023
(w3id.org/dpv/guides/consent-27560, read 2026-11-30 in github.com/w3c/dpv; the standard itself was not read). It holds
one record for each consent, with every field that the guide calls mandatory. Two of them Candid may not know, and says
so: the jurisdiction is that of the laws the operator named, and the operator's address is in their privacy notice.

It names no person: the data subject is this installation's random id of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from storage.records import Consent, ConsentSource, Purpose

PROFILE = "https://w3id.org/dpv/schema/dpv-27560"
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
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
_PLACES = {"eu": "loc:EU", "illinois": "loc:US-IL", "new_york": "loc:US-NY"}  # by a law that the operator may name
UNSAID = "not stated by the operator"
# To take a yes back; to see, correct, erase, limit and take along data; to complain (GDPR Art. 7(3), 15-18, 20, 77).
_RIGHTS = [f"eu-gdpr:A{article}" for article in ("7-3", "15", "16", "17", "18", "20", "77")]
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
    laws: Collection[str] = (),
    sentences: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """UTF-8 JSON-LD over every consent in ``consents``, also withdrawn ones. The same consents give the same bytes.

    ``operator``: the data controller; ``scope``: where the receipt applies (``storage.records.scope_of``); ``carrier``:
    who carries the chat, "" for nobody; ``directory``: who may be given pictures; ``painted_on``: another machine that
    photos go to where a model redraws; ``laws``: as in ``CANDID_NOTICES``; ``sentences``: by their hash, as shown.
    """
    controller = _controller(operator, contact, privacy_url)
    kept = _storage(photo_retention, result_retention, person_grace)
    said = _Said(controller, privacy_url, kept, carrier, directory, painted_on, _places(laws), sentences)
    times = [at.isoformat() for each in consents for at in (each.given_at, each.withdrawn_at) if at]
    digest = consents_hash(consents)
    document = {
        "@context": CONTEXT,
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": digest[:32],
        "dct:conformsTo": f"{PROFILE}#receipt-record",
        "dct:created": max(times, default=""),
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
    places: list[str]
    sentences: Mapping[str, str]


def _places(laws: Collection[str]) -> list[str]:
    return [_PLACES[law] for law in laws if law in _PLACES] or [UNSAID]


def _controller(operator: str, contact: str, privacy_url: str) -> dict[str, str]:
    return {
        "@type": "dpv:DataController",
        "schema:name": operator or UNSAID,
        "dpv:hasContact": contact or UNSAID,
        "dpv:hasAddress": f"as in {privacy_url}" if privacy_url else UNSAID,
    }


def _record(consent: Consent, said: _Said) -> dict[str, Any]:
    purpose, data, basis = _PURPOSES[consent.purpose]
    return {
        "@id": f"urn:uuid:{_uuid(consent.id)}",
        "@type": "dpv:ConsentRecord",
        "dct:identifier": consent.id,
        **({"schema:about": {"@id": f"urn:uuid:{_uuid(consent.about)}"}} if consent.about else {}),  # one photo
        "dct:conformsTo": f"{PROFILE}#record",
        "dpv:hasDataSubject": {"@id": f"urn:uuid:{_uuid(consent.person_id)}"},
        "dpv:hasDataController": said.controller,
        "dpv:hasJurisdiction": said.places,
        "dpv:hasLegalBasis": basis,
        "dpv:hasConsentControl": {
            "@type": "dpv:WithdrawConsent",
            "schema:name": "at any time, by /consent in the chat",
        },
        "dpv:hasRight": _RIGHTS,
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
        "dpv:hasLegalBasis": "dpv:ExplicitlyExpressedConsent",
        "dct:valid": "until it is taken back or the person is erased; for a directory, until the day in its sentence",
        "dpv:isIndicatedAtTime": consent.given_at.isoformat(),
        "dpv:isIndicatedBy": by,
        "dpv:hasIndicationMethod": _how(consent),  # the name itself is on the page
    }
    if consent.withdrawn_at is None:
        return [given]
    taken_back = {
        "@type": "dpv:ConsentWithdrawn",
        "dpv:isIndicatedAtTime": consent.withdrawn_at.isoformat(),
        "dpv:isIndicatedBy": by,
    }
    return [given, taken_back]


def _how(consent: Consent) -> str:
    return "typed name" if consent.signature else "press" if consent.about else "tick"


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
