from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest

from storage.consent.receipt import CONTEXT, consent_receipt, consents_hash
from storage.records import Consent, ConsentSource, PersonId, Purpose, scope_of
from tests.fakes import MONDAY

# What ISO/IEC TS 27560 calls mandatory in a record, in the terms of the Data Privacy Vocabulary, as the table of its
# guide has it (w3id.org/dpv/guides/consent-27560, section on terms; read 2026-11-30).
RECORD_FIELDS = {
    "@type",
    "dct:identifier",
    "dct:conformsTo",
    "dpv:hasDataSubject",
    "dpv:hasDataController",
    "dpv:hasJurisdiction",
    "dpv:hasLegalBasis",
    "dpv:hasConsentControl",
    "dpv:hasProcess",
    "dpv:hasNotice",
    "dpv:hasConsentStatus",
}


def consent(purpose: Purpose = Purpose.LIKENESS, **changes: object) -> Consent:
    values = {
        "id": "a" * 32,
        "person_id": PersonId("b" * 32),
        "purpose": purpose,
        "wording_hash": "c" * 64,
        "language": "de",
        "source": ConsentSource.PERSON,
        "given_at": MONDAY,
    }
    return Consent(**{**values, **changes})


def receipt(*consents: Consent) -> dict:
    return json.loads(
        consent_receipt(
            consents,
            operator="Ada's studio",
            contact="ada@example.org",
            privacy_url="https://example.org/privacy",
            scope=scope_of("slack", "T0123"),
            photo_retention=timedelta(hours=24),
            result_retention=timedelta(days=7),
            person_grace=timedelta(days=30),
            carrier="Slack",
            directory="the staff list",
            painted_on="gpu.example.org",
            sentences={"c" * 64: "These are the words."},
        )
    )


def terms(value: object) -> set[str]:
    """Every key and every prefixed value in the document."""
    if isinstance(value, dict):
        return {*value, *(t for each in value.values() for t in terms(each))}
    if isinstance(value, list):
        return {t for each in value for t in terms(each)}
    return {value} if isinstance(value, str) and value.split(":")[0] in CONTEXT else set()


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_has_a_whole_record(purpose):
    (record,) = receipt(consent(purpose))["dpv:hasRecordOfActivity"]
    assert record.keys() >= RECORD_FIELDS
    assert record["dpv:hasProcess"]["schema:name"] == purpose
    assert record["dpv:hasDataController"].keys() >= {"@type", "schema:name", "dpv:hasContact", "dpv:hasAddress"}
    assert record["dpv:hasNotice"].keys() >= {"dct:language", "schema:url"}
    process, (given,) = record["dpv:hasProcess"], record["dpv:hasConsentStatus"]
    assert process.keys() >= {"dpv:hasPurpose", "dpv:hasPersonalData", "dpv:hasStorageCondition", "dpv:hasRecipient"}
    assert given.keys() >= {"@type", "dpv:isIndicatedAtTime", "dpv:isIndicatedBy", "dct:valid", "dpv:hasLegalBasis"}


def test_what_the_operator_did_not_say_is_said_to_be_unsaid():
    kept = {"photo_retention": timedelta(1), "result_retention": timedelta(1), "person_grace": timedelta(1)}
    written = consent_receipt([consent()], operator="", contact="", privacy_url="", scope="slack", **kept)
    (record,) = json.loads(written)["dpv:hasRecordOfActivity"]
    unsaid = [record["dpv:hasJurisdiction"][0], *list(record["dpv:hasDataController"].values())[1:]]
    assert unsaid == ["not stated by the operator"] * 4


def test_it_names_the_very_words_by_their_hash():
    (record,) = receipt(consent())["dpv:hasRecordOfActivity"]
    assert record["dpv:hasNotice"]["schema:sha256"] == "c" * 64
    assert record["dpv:hasNotice"]["schema:text"] == "These are the words."
    assert record["dpv:hasNotice"]["dct:language"] == "de"


def test_it_says_when_a_yes_was_given_and_when_it_was_taken_back():
    later = MONDAY + timedelta(days=1)
    (record,) = receipt(consent(withdrawn_at=later))["dpv:hasRecordOfActivity"]
    events = [(event["@type"], event["dpv:isIndicatedAtTime"]) for event in record["dpv:hasConsentStatus"]]
    assert events == [("dpv:ConsentGiven", MONDAY.isoformat()), ("dpv:ConsentWithdrawn", later.isoformat())]


def test_it_says_so_when_it_was_the_operators_own_statement():
    (record,) = receipt(consent(source=ConsentSource.OPERATOR_STATEMENT))["dpv:hasRecordOfActivity"]
    assert record["dpv:hasConsentStatus"][0]["dpv:isIndicatedBy"] == "dpv:DataController"


def test_comparing_faces_is_marked_as_the_special_category_it_is():
    (record,) = receipt(consent(Purpose.COMPARISON))["dpv:hasRecordOfActivity"]
    assert record["dpv:hasLegalBasis"] == "eu-gdpr:A9-2-a"


def test_it_says_how_long_things_are_kept():
    (record,) = receipt(consent())["dpv:hasRecordOfActivity"]
    conditions = record["dpv:hasProcess"]["dpv:hasStorageCondition"]
    durations = [each["dpv:hasDuration"] for each in conditions if each["@type"] == "dpv:StorageDuration"]
    assert durations == ["PT86400S", "PT604800S", "PT2592000S", "PT0S"]
    assert {each["@type"] for each in conditions} > {"dpv:StorageLocation", "dpv:StorageDeletion"}


@pytest.mark.parametrize("purpose", Purpose)
def test_it_names_everybody_who_gets_something_and_what_they_are(purpose):
    """Who carries the chat acts for the operator; a directory keeps what it gets on its own account (GDPR Art. 4)."""
    (record,) = receipt(consent(purpose))["dpv:hasRecordOfActivity"]
    carrier = {"@type": "dpv:DataProcessor", "schema:name": "Slack"}
    directory = {"@type": "dpv:ThirdParty", "schema:name": "the staff list"}
    painter = {"@type": "dpv:DataProcessor", "schema:name": "gpu.example.org"}
    given = {Purpose.DIRECTORY: [directory], Purpose.GENERATIVE: [painter]}.get(purpose, [])
    assert record["dpv:hasProcess"]["dpv:hasRecipient"] == ["dpv:DataSubject", carrier, *given]


def test_it_names_its_scope_and_not_the_workspace():
    found = receipt(consent())
    assert found["dpv:hasScope"] == "slack, this workspace only"
    assert "T0123" not in json.dumps(found)
    assert scope_of("discord", "") == "discord"


def test_every_term_has_its_prefix_declared():
    document = receipt(*(consent(purpose) for purpose in Purpose))
    prefixes = {term.split(":")[0] for term in terms(document) if ":" in term and not term.startswith(("http", "urn"))}
    assert prefixes <= set(CONTEXT)


def test_a_person_without_any_yes_gets_an_empty_receipt():
    assert receipt()["dpv:hasRecordOfActivity"] == []


def test_it_shows_the_number_that_stands_in_the_pictures_made_under_it():
    mine = [consent(), consent(Purpose.PROCESSING, id="d" * 32)]
    assert receipt(*mine)["schema:sha256"] == consents_hash(mine) == consents_hash(mine[::-1])


def test_that_number_changes_with_every_yes_given_or_taken_back():
    one, two = consent(), consent(Purpose.PROCESSING, id="d" * 32)
    taken_back = consent(Purpose.PROCESSING, id="d" * 32, withdrawn_at=MONDAY)
    assert consents_hash([one, taken_back]) == consents_hash([one]) != consents_hash([one, two])


# Written by hand from the guide's example of a receipt (w3id.org/dpv/guides/consent-27560), for what is asked below.
WHOLE = """
{
  "@context": {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/"
  },
  "@type": "dpv:ConsentReceipt",
  "dct:identifier": "IDENTIFIER",
  "dct:conformsTo": "https://w3id.org/dpv/schema/dpv-27560#receipt-record",
  "dct:created": "2026-03-02T09:00:00+00:00",
  "dct:publisher": {
    "@type": "dpv:DataController",
    "schema:name": "Ada's studio",
    "dpv:hasContact": "ada@example.org",
    "dpv:hasAddress": "as in https://example.org/privacy"
  },
  "schema:recipient": "dpv:DataSubject",
  "dpv:hasScope": "slack, this workspace only",
  "schema:sha256": "HASH",
  "dpv:hasRecordOfActivity": [
    {
      "@id": "urn:uuid:01234567-89ab-cdef-0123-456789abcdef",
      "@type": "dpv:ConsentRecord",
      "dct:identifier": "0123456789abcdef0123456789abcdef",
      "dct:conformsTo": "https://w3id.org/dpv/schema/dpv-27560#record",
      "dpv:hasDataSubject": {
        "@id": "urn:uuid:00112233-4455-6677-8899-aabbccddeeff"
      },
      "dpv:hasDataController": {
        "@type": "dpv:DataController",
        "schema:name": "Ada's studio",
        "dpv:hasContact": "ada@example.org",
        "dpv:hasAddress": "as in https://example.org/privacy"
      },
      "dpv:hasJurisdiction": [
        "loc:EU",
        "loc:US-IL"
      ],
      "dpv:hasLegalBasis": "eu-gdpr:A6-1-a",
      "dpv:hasConsentControl": {
        "@type": "dpv:WithdrawConsent",
        "schema:name": "at any time, by /consent in the chat"
      },
      "dpv:hasRight": [
        "eu-gdpr:A7-3",
        "eu-gdpr:A15",
        "eu-gdpr:A16",
        "eu-gdpr:A17",
        "eu-gdpr:A18",
        "eu-gdpr:A20",
        "eu-gdpr:A77"
      ],
      "dpv:hasProcess": {
        "@type": "dpv:Process",
        "schema:name": "likeness",
        "dpv:hasPurpose": "dpv:IdentityVerification",
        "dpv:hasPersonalData": [
          "pd:Picture"
        ],
        "dpv:hasProcessing": [
          "dpv:Collect",
          "dpv:Store",
          "dpv:Transform",
          "dpv:Erase"
        ],
        "dpv:hasRecipient": [
          "dpv:DataSubject",
          {
            "@type": "dpv:DataProcessor",
            "schema:name": "Slack"
          }
        ],
        "dpv:hasStorageCondition": [
          {
            "@type": "dpv:StorageDuration",
            "schema:name": "uploaded photos",
            "dpv:hasDuration": "PT86400S"
          },
          {
            "@type": "dpv:StorageDuration",
            "schema:name": "finished pictures",
            "dpv:hasDuration": "PT604800S"
          },
          {
            "@type": "dpv:StorageDuration",
            "schema:name": "the person and what they agreed to, after their last file",
            "dpv:hasDuration": "PT2592000S"
          },
          {
            "@type": "dpv:StorageDuration",
            "schema:name": "numbers computed from a face (in memory only)",
            "dpv:hasDuration": "PT0S"
          },
          {
            "@type": "dpv:StorageLocation",
            "schema:name": "the operator's machine, encrypted with a key of the person"
          },
          {
            "@type": "dpv:StorageDeletion",
            "schema:name": "by the clock, or at once on /forget-me"
          }
        ]
      },
      "dpv:hasNotice": {
        "@type": "dpv:ConsentNotice",
        "dct:language": "de",
        "schema:sha256": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
        "schema:text": "These are the words.",
        "schema:url": "https://example.org/privacy"
      },
      "dpv:hasConsentStatus": [
        {
          "@type": "dpv:ConsentGiven",
          "dpv:hasLegalBasis": "dpv:ExplicitlyExpressedConsent",
          "dct:valid": "until it is taken back or the person is erased; for a directory, until the day in its sentence",
          "dpv:isIndicatedAtTime": "2026-03-02T09:00:00+00:00",
          "dpv:isIndicatedBy": "dpv:DataSubject",
          "dpv:hasIndicationMethod": "tick"
        }
      ]
    }
  ]
}
"""
# DPV's word for each purpose, the data it touches and its legal basis
WORDS = {
    "likeness": ("dpv:IdentityVerification", ["pd:Picture"], "eu-gdpr:A6-1-a"),
    "processing": ("dpv:RequestedServiceProvision", ["pd:Picture"], "eu-gdpr:A6-1-a"),
    "comparison": ("dpv:IdentityVerification", ["pd:Picture", "pd:Biometric"], "eu-gdpr:A9-2-a"),
    "generative_background": ("dpv:RequestedServiceProvision", ["pd:Picture"], "eu-gdpr:A6-1-a"),
    "generative": ("dpv:RequestedServiceProvision", ["pd:Picture"], "eu-gdpr:A6-1-a"),
    "persona": ("dpv:RequestedServiceProvision", [], "eu-gdpr:A6-1-a"),
    "directory": ("dpv:RequestedServiceProvision", ["pd:Picture"], "eu-gdpr:A6-1-a"),
}


def test_a_whole_receipt_reads_as_the_guide_has_it():
    one = consent(id="0123456789abcdef0123456789abcdef", person_id=PersonId("00112233445566778899aabbccddeeff"))
    line = f"{one.id} likeness {'c' * 64}"
    written = consent_receipt(
        [one],
        operator="Ada's studio",
        contact="ada@example.org",
        privacy_url="https://example.org/privacy",
        scope=scope_of("slack", "T0123"),
        photo_retention=timedelta(hours=24),
        result_retention=timedelta(days=7),
        person_grace=timedelta(days=30),
        carrier="Slack",
        laws=("eu", "illinois"),
        sentences={"c" * 64: "These are the words."},
    )
    digest = hashlib.sha256(line.encode()).hexdigest()
    assert written.decode() == WHOLE.strip().replace("HASH", digest).replace("IDENTIFIER", digest[:32])


def test_the_same_consents_give_the_same_receipt():
    mine = [consent(), consent(Purpose.PROCESSING, id="d" * 32, withdrawn_at=MONDAY + timedelta(days=2))]
    assert receipt(*mine) == receipt(*mine)
    assert receipt(*mine)["dct:created"] == (MONDAY + timedelta(days=2)).isoformat()


@pytest.mark.parametrize("purpose", Purpose)
def test_each_purpose_has_dpv_s_words(purpose):
    (record,) = receipt(consent(purpose))["dpv:hasRecordOfActivity"]
    process = record["dpv:hasProcess"]
    told = (process["dpv:hasPurpose"], process["dpv:hasPersonalData"], record["dpv:hasLegalBasis"])
    assert told == WORDS[purpose.value]


@pytest.mark.parametrize(
    ("changes", "how"),
    [({}, "tick"), ({"about": "e" * 32}, "press"), ({"about": "e" * 32, "signature": "Ada"}, "typed name")],
)
def test_a_record_says_how_a_yes_was_given_and_of_one_photo_which_without_the_name(changes, how):
    document = receipt(consent(**changes))
    (record,) = document["dpv:hasRecordOfActivity"]
    assert record["dpv:hasConsentStatus"][0]["dpv:hasIndicationMethod"] == how
    about = {"@id": "urn:uuid:eeeeeeee-eeee-eeee-eeee-eeeeeeeeeeee"} if changes else None
    assert record.get("schema:about") == about
    assert "Ada" not in json.dumps(record).replace("Ada's studio", "")
