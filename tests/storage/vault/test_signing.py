"""What is judged as a receipt, and what is read as a picture."""

from __future__ import annotations

from storage.vault.signing import is_receipt, signed


async def test_a_signed_page_is_a_receipt_and_the_page_alone_is_none(storage):
    page = b"<!doctype html>\n<title>Receipt</title>\n"
    assert is_receipt(signed(storage.keys, page))
    assert not is_receipt(page)


async def test_a_picture_that_ends_like_a_receipt_is_none(storage):
    assert not is_receipt(signed(storage.keys, b"\xff\xd8\xff\xe0 a picture\n"))
