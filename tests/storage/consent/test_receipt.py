from __future__ import annotations

import json
from datetime import timedelta

import pytest

from storage.consent.receipt import CONTEXT, consent_receipt, consents_hash
from storage.records import Consent, ConsentSource, PersonId, Purpose, scope_of
from tests.fakes import MONDAY

# What ISO/IEC TS 27560 asks of a record, in the terms of the Data Privacy Vocabulary.
RECORD_FIELDS = {
    "@type",
    "dct:identifier",
    "dct:conformsTo",
    "dpv:hasDataSubject",
    "dpv:hasDataController",
    "dpv:hasLegalBasis",
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
            now=MONDAY,
            scope=scope_of("slack", "T0123"),
            photo_retention=timedelta(hours=24),
            result_retention=timedelta(days=7),
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


def test_it_names_the_very_words_by_their_hash():
    (record,) = receipt(consent())["dpv:hasRecordOfActivity"]
    assert record["dpv:hasNotice"]["schema:sha256"] == "c" * 64
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
    durations = [each["dpv:hasDuration"] for each in record["dpv:hasProcess"]["dpv:hasStorageCondition"]]
    assert durations == ["PT86400S", "PT604800S"]


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
