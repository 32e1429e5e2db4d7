"""A message in the outbox comes back as it went in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Box, Button, Form, Outgoing, Picture, Select, Text
from bot.shell.payload import Waiting, decode, encode
from storage.records import ObjectId

names = st.text("abcdefgh.-:_", min_size=1, max_size=12)
texts = st.builds(
    Text,
    key=names,
    args=st.lists(
        st.tuples(names, st.one_of(st.text(max_size=5), st.integers(-9, 9), st.floats(0, 1))), max_size=3
    ).map(tuple),
)


def tuples(of, most: int = 2):
    return st.lists(of, max_size=most).map(tuple)


outgoing = st.builds(
    Outgoing,
    text=st.none() | texts,
    lines=tuples(texts),
    buttons=tuples(st.builds(Button, action=names, label=texts, style=st.sampled_from(["plain", "danger"]))),
    form=st.none()
    | st.builds(
        Form,
        action=names,
        title=texts,
        submit=texts,
        boxes=tuples(st.builds(Box, name=names, label=texts, required=st.booleans())),
        selects=tuples(st.builds(Select, name=names, label=texts, options=tuples(st.tuples(names, texts)))),
        photos=st.integers(0, 8),
    ),
    picture=st.none()
    | st.builds(
        Picture,
        object_id=names.map(ObjectId),
        caption=texts,
        alt=texts,
        filename=names,
        before_id=st.none() | names.map(ObjectId),
        download=st.booleans(),
    ),
    slot=names,
    subject=names,
    reactions=tuples(names),
    wants_photos=st.booleans(),
)


@given(st.builds(Waiting, outgoing=outgoing, language=names, document=names, document_subject=names))
def test_every_message_survives_the_outbox(waiting) -> None:
    assert decode(json.loads(json.dumps(encode(waiting)))) == waiting


GOOD = encode(
    Waiting(outgoing=Outgoing(text=Text(key="stop"), lines=(Text(key="a", args=(("n", 1),)),)), language="en")
)


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {**GOOD, "outgoing": None},
        {**GOOD, "language": 3},
        {**GOOD, "outgoing": {**GOOD["outgoing"], "text": {"key": 3}}},
        {**GOOD, "outgoing": {**GOOD["outgoing"], "lines": [{"args": []}]}},
        {**GOOD, "outgoing": {**GOOD["outgoing"], "buttons": [{"action": "x"}]}},
        {**GOOD, "outgoing": {**GOOD["outgoing"], "picture": {"object_id": "x"}}},
    ],
)
def test_a_damaged_message_is_refused(damaged) -> None:
    decode(GOOD)
    with pytest.raises(ValueError, match="validation error"):
        decode(damaged)


def test_a_number_stays_the_number_it_was() -> None:
    args = (("whole", 2), ("part", 2.0), ("word", "2"))
    sent = Waiting(outgoing=Outgoing(text=Text(key="stop", args=args)), language="en")
    came = decode(json.loads(json.dumps(encode(sent)))).outgoing.text
    assert came is not None
    assert [type(value) for _, value in came.args] == [int, float, str]
