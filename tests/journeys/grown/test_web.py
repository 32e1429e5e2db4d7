"""The page on PostgreSQL and a bucket: journeys of the embedded world once more."""

from __future__ import annotations

import pytest

from tests.journeys.grown.collecting import collected
from tests.journeys.web import test_journeys
from tests.journeys.web.conftest import ada, bot, browser, photo  # noqa: F401 - fixtures

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="session"),
]

# They are about the page alone; the rows behind it do not show.
OF_THE_PAGE = {
    "test_by_keyboard_only",
    "test_on_a_phone_nothing_sticks_out",
    "test_the_words_before_the_first_choice_are_few",
    "test_what_is_asked_fits_a_phone_in_every_language",
    "test_a_bare_address_says_how_to_get_in",
}

globals().update(collected(test_journeys, without=OF_THE_PAGE))
