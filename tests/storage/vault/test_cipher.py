from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import VaultDamaged
from storage.vault.cipher import context_of, seal, unseal

KEY, NONCE = b"k" * 32, b"n" * 12
MINE = context_of("object", "ada", "photo-1", "photo")
SEALED = seal(KEY, NONCE, b"a face", context=MINE)


def test_what_was_sealed_opens():
    assert unseal(KEY, SEALED, context=MINE) == b"a face"


@pytest.mark.parametrize("cut", range(len(SEALED)))
def test_a_file_cut_anywhere_is_one_typed_error(cut):
    with pytest.raises(VaultDamaged):
        unseal(KEY, SEALED[:cut], context=MINE)


@pytest.mark.parametrize("at", range(len(SEALED)))
def test_a_flipped_bit_anywhere_is_one_typed_error(at):
    damaged = bytearray(SEALED)
    damaged[at] ^= 1
    with pytest.raises(VaultDamaged):
        unseal(KEY, bytes(damaged), context=MINE)


@pytest.mark.parametrize(
    "context",
    [
        context_of("object", "bob", "photo-1", "photo"),
        context_of("object", "ada", "photo-2", "photo"),
        context_of("object", "ada", "photo-1", "variant"),
        context_of("address", "ada", "photo-1", "photo"),
    ],
)
def test_a_moved_renamed_or_relabelled_object_does_not_open(context):
    with pytest.raises(VaultDamaged):
        unseal(KEY, SEALED, context=context)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_contexts_are_the_same_only_when_their_parts_are(one, other):
    assert (context_of("x", *one) == context_of("x", *other)) is (one == other)
