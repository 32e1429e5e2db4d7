"""An unreadable or hostile file gets a clear answer and harms nothing (design §8.10).

The decoder's own tests break it in many more ways; here the answer is followed to the words that a person reads.
"""

from __future__ import annotations

import pytest

from bot.conversation import findings
from bot.texts import catalog
from generation.errors import PhotoRefused
from generation.intake.decode import Decoder
from tests.assets.portraits import encoded, portrait
from tests.generation.intake.test_decode import REFUSED

CODES = sorted(REFUSED)
VAGUE = {"refuse-other", "fix-other"}


@pytest.fixture(scope="module")
def decoder():
    decoder = Decoder()
    yield decoder
    decoder.close()


def refusal_of(decoder: Decoder, code: str):
    with pytest.raises(PhotoRefused) as refused:
        decoder.decode(REFUSED[code]())
    return refused.value.finding()


@pytest.mark.parametrize("code", CODES)
def test_it_is_refused_with_its_own_sentence_and_what_helps_in_every_language(decoder, code):
    told = findings.refusal(refusal_of(decoder, code))
    assert not VAGUE & {catalog.known_key(text.key) for text in told}
    for language in catalog.complete_languages():
        assert all(catalog.render(text, language, "web").strip() for text in told)


def test_after_all_of_them_a_good_photo_is_read_as_ever(decoder):
    for code in CODES:
        refusal_of(decoder, code)
    good = portrait("obama-senate")
    assert decoder.decode(encoded(good, "PNG")).shape == good.shape


def test_the_sabotage_a_code_without_a_sentence_is_seen(decoder, monkeypatch):
    without = {key: said for key, said in catalog.said("en").items() if not key.endswith("-polyglot")}
    monkeypatch.setattr(catalog, "said", lambda _language, _platform="": without)
    told = findings.refusal(refusal_of(decoder, "polyglot"))
    assert {catalog.known_key(text.key) for text in told if "measure" not in text.key} == VAGUE
