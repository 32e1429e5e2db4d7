"""From the bot to the room: post, edit, delete, find. A repeated key is shown once."""

from __future__ import annotations

from bot.platforms.headless.room import Room, Shown
from bot.ports import PostRefused, Rendered
from storage.records import Address


def post(room: Room, address: Address, key: str, message: Rendered) -> str:
    chat = room.messages.setdefault(address.user, [])
    known = next((shown for shown in chat if shown.key == key), None)
    if known is not None:
        return known.ref
    ref = f"{address.user}/{len(chat) + 1}"
    chat.append(Shown(ref=ref, key=key, message=message))
    room.touched()
    return ref


def edit(room: Room, address: Address, ref: str, message: Rendered) -> None:
    shown = _shown(room, address, ref)
    shown.message = message
    shown.versions += 1
    room.touched()


def delete(room: Room, address: Address, ref: str) -> None:
    """Deleting twice is no error."""
    for shown in room.messages.get(address.user, []):
        if shown.ref == ref and not shown.deleted:
            shown.deleted = True
            shown.message = Rendered(language="", text="", outgoing=shown.message.outgoing.__class__())
            room.touched()


def find(room: Room, address: Address, key: str) -> str | None:
    return next((shown.ref for shown in room.messages.get(address.user, []) if shown.key == key), None)


def _shown(room: Room, address: Address, ref: str) -> Shown:
    for shown in room.messages.get(address.user, []):
        if shown.ref == ref and not shown.deleted:
            return shown
    raise PostRefused("message_gone")
