"""The present and the next master key, in the config folder and in memory."""

from __future__ import annotations

import os
import secrets

import pytest

from storage.errors import MasterKeyMissing
from storage.vault.master_keys import MASTER, InFolder, InMemory, kek_id, memory_for_masters

FIRST, SECOND = secrets.token_bytes(32), secrets.token_bytes(32)


@pytest.fixture
def in_memory():
    descriptor = memory_for_masters()
    yield InMemory(descriptor)
    os.close(descriptor)


@pytest.fixture(params=["folder", "memory"])
def masters(request, tmp_path, in_memory):
    return InFolder(tmp_path) if request.param == "folder" else in_memory


def test_once_the_next_one_is_in_place_there_is_no_next_one(masters):
    masters.begin(FIRST)
    masters.prepare(SECOND)
    assert (masters.present(), masters.coming()) == (FIRST, SECOND)
    masters.promote(kek_id(SECOND))
    assert (masters.present(), masters.coming()) == (SECOND, None)


def test_one_that_opens_nothing_is_not_put_in_place(masters):
    masters.begin(FIRST)
    masters.prepare(SECOND)
    masters.promote(kek_id(FIRST))
    assert (masters.present(), masters.coming()) == (FIRST, SECOND)


def test_a_later_next_one_takes_the_place_of_an_earlier(masters):
    masters.prepare(FIRST)
    masters.prepare(SECOND)
    assert masters.coming() == SECOND


def test_a_key_that_cannot_be_read_is_told_by_its_path(tmp_path):
    (tmp_path / MASTER).mkdir(mode=0o700)
    with pytest.raises(MasterKeyMissing, match=f"{MASTER} cannot be read"):
        InFolder(tmp_path).present()
