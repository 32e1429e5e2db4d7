"""A whole journey through the real conversation, storage and queue; only the pixels are missing."""

from __future__ import annotations

from bot.conversation.events import Forgotten
from bot.ports import Commanded, Pressed


async def test_from_headshot_to_forget_me(bench) -> None:
    await bench.consents()
    assert any(a.filename == "consent-receipt.html" for m in bench.sees() for a in m.attachments)
    await bench.sends_photo()
    await bench.chooses()
    pictures = bench.pictures()
    assert [message.picture for message in pictures] == [b"plain", b"soft", b"light", b"dark"]
    assert all(message.caption and message.alt for message in pictures)
    await bench.votes("approve", pictures[1])
    assert any(a.data == b"soft" for m in bench.sees() for a in m.attachments)
    await bench.does(Commanded(name="forget-me"))
    await bench.does(Pressed(action=bench.button("forget.erase")))
    assert isinstance(bench.heard[-1], Forgotten)
    assert await bench.person() is None
    left = bench.sees()
    assert not any(message.picture or message.outgoing.subject for message in left)
    assert any(a.filename == "deletion-receipt.html" for m in left for a in m.attachments)
