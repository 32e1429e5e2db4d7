"""The one table says no more and no less than what was done."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from generation.disclosure import table
from storage.records import Backdrop, LabelCode, Light, SourceType, UploadClaim

# Written down from the table of design §5b and the IPTC definitions, as values a reader of the file meets:
# backdrop, light -> source type, label, where the hidden mark may lie, sentence in the XMP, second sentence there
DEMANDED = """
own           as_taken      none                                  -                    nowhere  untouched           -
own           brighter      algorithmicallyEnhanced               -                    nowhere  light               -
own           darker        algorithmicallyEnhanced               -                    nowhere  light               -
own           cast_removed  algorithmicallyEnhanced               -                    nowhere  light               -
own           grey          algorithmicallyEnhanced               -                    nowhere  grey                -
own_softened  as_taken      composite                             background_blurred   painted  background_blurred  -
own_softened  brighter      composite                             background_blurred   painted  background_blurred  light_too
own_softened  darker        composite                             background_blurred   painted  background_blurred  light_too
own_softened  cast_removed  composite                             background_blurred   painted  background_blurred  light_too
own_softened  grey          composite                             background_blurred   painted  background_blurred  grey_too
procedural    as_taken      composite                             background_replaced  painted  background_replaced -
procedural    brighter      composite                             background_replaced  painted  background_replaced light_too
procedural    darker        composite                             background_replaced  painted  background_replaced light_too
procedural    cast_removed  composite                             background_replaced  painted  background_replaced light_too
procedural    grey          composite                             background_replaced  painted  background_replaced grey_too
removed       as_taken      composite                             background_removed   painted  background_removed  -
removed       brighter      composite                             background_removed   painted  background_removed  light_too
removed       darker        composite                             background_removed   painted  background_removed  light_too
removed       cast_removed  composite                             background_removed   painted  background_removed  light_too
removed       grey          composite                             background_removed   painted  background_removed  grey_too
generated     as_taken      compositeWithTrainedAlgorithmicMedia  ai_background        painted  ai_background       -
generated     brighter      compositeWithTrainedAlgorithmicMedia  ai_background        painted  ai_background       light_too
generated     darker        compositeWithTrainedAlgorithmicMedia  ai_background        painted  ai_background       light_too
generated     cast_removed  compositeWithTrainedAlgorithmicMedia  ai_background        painted  ai_background       light_too
generated     grey          compositeWithTrainedAlgorithmicMedia  ai_background        painted  ai_background       grey_too
"""  # noqa: E501 — a table
REDRAWN = ("compositeWithTrainedAlgorithmicMedia", "ai_modified", "everywhere", "ai_modified", "")
MADE_UP = ("trainedAlgorithmicMedia", "ai_generated", "everywhere", "ai_generated", "")
BY_MODEL = {"ai_background", "ai_modified", "ai_generated"}
KEPT = {
    tuple(row[:2]): tuple("" if word == "-" else word for word in row[2:])
    for row in map(str.split, DEMANDED.strip().splitlines())
}
EVERY = list(product(Backdrop, Light))


def demanded(backdrop: Backdrop, light: Light, *, repainted: bool = False, persona: bool = False) -> tuple[str, ...]:
    return MADE_UP if persona else REDRAWN if repainted else KEPT[backdrop.value, light.value]


def told(row: table.Row) -> tuple[str, ...]:
    return (row.source_type.value, row.label_code.value, row.hidden.value, row.sentence, row.also)


@pytest.mark.parametrize("persona", [False, True])
@pytest.mark.parametrize("repainted", [False, True])
@pytest.mark.parametrize(("backdrop", "light"), EVERY)
def test_each_combination_has_the_disclosure_that_is_written_down(backdrop, light, repainted, persona):
    row = table.row(backdrop, face_repainted=repainted, persona=persona, light=light)
    assert told(row) == demanded(backdrop, light, repainted=repainted, persona=persona)
    assert row.by_model == (row.label_code.value in BY_MODEL)


def test_a_light_that_nobody_named_is_as_taken():
    assert told(table.row(Backdrop.OWN, face_repainted=False)) == demanded(Backdrop.OWN, Light.AS_TAKEN)


@pytest.mark.parametrize("repainted", [False, True])
@pytest.mark.parametrize(("backdrop", "light"), EVERY)
def test_edits_agree_with_their_own_row_and_with_no_other(make_rendering, backdrop, light, repainted):
    """Every source type with every label: only the written-down pair passes, or that of a made-up person."""
    facts = replace(make_rendering(32).edits, backdrop=backdrop, light=light, face_repainted=repainted)
    passing = {
        (source_type.value, code.value)
        for source_type, code in product(SourceType, LabelCode)
        if table.agrees(replace(facts, source_type=source_type, label_code=code))
    }
    assert passing == {demanded(backdrop, light, repainted=repainted)[:2], MADE_UP[:2]}
    own = replace(facts, source_type=SourceType(demanded(backdrop, light, repainted=repainted)[0]))
    assert told(table.row_of(own)) == demanded(backdrop, light, repainted=repainted)
    assert told(table.row_of(replace(facts, source_type=SourceType.TRAINED_MEDIA))) == MADE_UP


def test_labels_are_all_codes_but_none():
    assert {code.value for code in table.LABEL_CODES} == {row[1] for row in KEPT.values()} - {""} | BY_MODEL


@pytest.mark.parametrize("source_type", SourceType)
def test_a_source_type_has_its_address_in_the_newscodes(source_type):
    address = {SourceType.NONE: ""}.get(source_type, f"http://cv.iptc.org/newscodes/digitalsourcetype/{source_type}")
    assert table.source_uri(source_type) == address


def test_every_backdrop_has_a_row():
    assert set(table.BY_BACKDROP) == set(Backdrop)


def test_only_a_row_without_edits_to_the_picture_goes_unlabelled():
    unlabelled = {b for b in Backdrop if not table.row(b, face_repainted=False).label_code}
    assert unlabelled == {Backdrop.OWN}


def test_claiming_less_than_was_done_is_noticed(make_rendering):
    edits = make_rendering().edits
    assert table.agrees(edits)
    assert not table.agrees(replace(edits, label_code="", source_type=SourceType.NONE))


def test_claiming_more_than_was_done_is_noticed(make_rendering):
    edits = make_rendering().edits
    assert not table.agrees(replace(edits, label_code="ai_background"))
    assert not table.agrees(replace(edits, source_type=SourceType.COMPOSITE_WITH_TRAINED_MEDIA))


@pytest.mark.parametrize(("backdrop", "light"), EVERY)
def test_the_sentences_in_the_file_are_those_of_the_table_in_its_order(backdrop: Backdrop, light: Light) -> None:
    *_, sentence, also = KEPT[backdrop.value, light.value]
    row = table.row(backdrop, face_repainted=False, light=light)
    assert row.sentences == tuple(key for key in (sentence, also) if key)


def test_what_the_upload_says_is_said_between_them() -> None:
    row = replace(table.UNTOUCHED, sentence="first", then="second", also="third")
    assert row.sentences == ("first", "second", "third")


# Design §5b, "an upload that says it is AI-made or AI-edited, whatever else was done", and the same for what a file may
# say without AI: what it says -> source type, label ("" where what was done here is labelled), sentence in the XMP
SAYS = """
composite         composite                             -             says_assembled
digitalCreation   digitalCreation                       -             says_drawn
dataDrivenMedia   dataDrivenMedia                       -             says_drawn
virtualRecording  virtualRecording                      -             says_drawn
algorithmicMedia  algorithmicMedia                      -             says_drawn
ai_edited         compositeWithTrainedAlgorithmicMedia  ai_modified   says_ai_edited
ai_made           trainedAlgorithmicMedia               ai_generated  says_ai_made
"""
SAID = {
    claim: ("" if label == "-" else label, source_type, sentence)
    for claim, source_type, label, sentence in map(str.split, SAYS.strip().splitlines())
}


def kept(claim: UploadClaim, backdrop: Backdrop, light: Light, *, repainted: bool) -> tuple[str, ...]:
    """What the file must say in the end. A model's work here is never said to be less because the file says another
    thing, and what the file says of AI is never said to be less because of what was done here.
    """
    source_type, label, hidden, sentence, also = demanded(backdrop, light, repainted=repainted)
    its_label, its_type, its_sentence = SAID[claim.value]
    painted_here = label in BY_MODEL
    if its_label or not painted_here:
        source_type = its_type
    return (source_type, its_label or label, hidden, its_sentence, f"then_{sentence}", also)


@pytest.mark.parametrize("claim", [claim for claim in UploadClaim if claim is not UploadClaim.NONE])
@pytest.mark.parametrize("repainted", [False, True])
@pytest.mark.parametrize(("backdrop", "light"), EVERY)
def test_what_an_upload_says_of_itself_is_kept_and_so_is_what_was_done_here(
    make_rendering, claim, repainted, backdrop, light
):
    facts = replace(
        make_rendering(32).edits, backdrop=backdrop, light=light, face_repainted=repainted, claim=claim,
        source_type=SourceType(kept(claim, backdrop, light, repainted=repainted)[0]),
    )  # fmt: skip
    row = table.row_of(facts)
    assert (*told(row)[:4], row.then, row.also) == kept(claim, backdrop, light, repainted=repainted)
    assert row.sentences == tuple(filter(None, (row.sentence, row.then, row.also)))
    passing = {code.value for code in LabelCode if table.agrees(replace(facts, label_code=code))}
    assert passing == {row.label_code.value}
    here = table.done_here(facts)
    assert (told(here), here.then) == (demanded(backdrop, light, repainted=repainted), "")


def test_a_made_up_person_is_that_whatever_an_upload_would_say(make_rendering):
    facts = replace(make_rendering(32).edits, source_type=SourceType.TRAINED_MEDIA)
    assert told(table.done_here(facts)) == told(table.row_of(facts)) == MADE_UP
    assert told(table.row(Backdrop.OWN, face_repainted=False, persona=True, claim=UploadClaim.COMPOSITE)) == MADE_UP


def test_sabotage_a_claim_that_is_dropped_where_the_background_changed_is_seen(monkeypatch, make_rendering):
    monkeypatch.setitem(table.CLAIMED, UploadClaim.AI_MADE, (SourceType.COMPOSITE, LabelCode.NONE))
    with pytest.raises(AssertionError):
        test_what_an_upload_says_of_itself_is_kept_and_so_is_what_was_done_here(
            make_rendering, UploadClaim.AI_MADE, False, Backdrop.PROCEDURAL, Light.AS_TAKEN
        )
