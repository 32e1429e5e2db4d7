"""What is judged as a receipt, what is read as a picture, and what of a receipt may differ: nothing."""

from __future__ import annotations

import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from storage.vault.signing import Verdict, is_receipt, judge, signed

PAGE = b"<!doctype html>\n<title>Receipt</title>\n"


async def test_a_signed_page_is_a_receipt_and_the_page_alone_is_none(storage):
    assert is_receipt(signed(storage.keys, PAGE))
    assert not is_receipt(PAGE)


async def test_a_picture_that_ends_like_a_receipt_is_none(storage):
    assert not is_receipt(signed(storage.keys, b"\xff\xd8\xff\xe0 a picture\n"))


async def test_a_receipt_is_valid_as_it_was_signed_and_altered_with_another_word(storage):
    whole = signed(storage.keys, PAGE)
    assert judge(storage.keys, whole) is Verdict.VALID
    assert judge(storage.keys, whole.replace(b"Receipt", b"Receipd")) is Verdict.ALTERED


async def test_whoever_has_the_key_in_its_last_line_can_check_it_without_candid(storage):
    key, signature = re.findall(rb"[0-9a-f]{64,}", signed(storage.keys, PAGE).splitlines()[-1])
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.decode())).verify(bytes.fromhex(signature.decode()), PAGE)
