"""Work for after a turn's commit, stored in the turn's transaction as timers of the shell.

A todo starts right after the commit. Its timer is due ``AGAIN_AFTER`` later, for one that failed; a failed erasure is
tried again much sooner (``pause_after``). A restarted bot starts all of them, erasures first.

Their names start with ``shell.``, so the conversation never hears of them; the subject is one random id. A photo's
address on the platform is kept in memory only, since it holds the platform's ids: after a crash the person is asked to
send the photo again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, assert_never

from bot.conversation import effects as wish
from bot.ports import Upload
from storage.ids import new_id
from storage.people import conversations
from storage.records import PersonId, PhotoId, VariantId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

PREFIX = "shell."
AGAIN_AFTER = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=1)  # after an erasure that failed, doubling up to AGAIN_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPhoto:
    """Fetch one offered photo. ``upload`` is None after a restart: it can no longer be fetched."""

    id: str
    upload: Upload | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPicture:
    """Read the marks of one picture. ``upload`` is None after a restart. Only a random id is stored."""

    id: str
    upload: Upload | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseVariant:
    variant_id: VariantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePhotos:
    """One photo, or all of this person's when None."""

    photo_id: PhotoId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget:
    pass


Work = KeepPhoto | VerifyPicture | EraseVariant | ErasePhotos | Forget
Promised = wish.KeepPhotos | wish.VerifyPicture | wish.EraseVariants | wish.ErasePhotos | wish.ForgetEverything


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    person_id: PersonId
    work: Work

    @property
    def name(self) -> str:
        return PREFIX + type(self.work).__name__

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.person_id, self.name, self.subject)

    @property
    def subject(self) -> str:
        match self.work:
            case KeepPhoto(id=id_) | VerifyPicture(id=id_):
                return id_
            case EraseVariant(variant_id=variant_id):
                return variant_id
            case ErasePhotos(photo_id=photo_id):
                return photo_id or ""
            case Forget():
                return ""
            case _:
                assert_never(self.work)


async def write_down(tx: AsyncConnection, person_id: PersonId, effect: Promised, now: datetime) -> tuple[Todo, ...]:
    """Stores the effect in the turn's transaction: one timer for each thing to fetch or erase."""
    todos = tuple(Todo(person_id=person_id, work=work) for work in _works(effect))
    for todo in todos:
        await conversations.set_timer(tx, person_id, todo.name, todo.subject, now + AGAIN_AFTER)
    return todos


def erases(name: str) -> bool:
    """Whether a todo of this name erases something."""
    return name.removeprefix(PREFIX) in {each.__name__ for each in (Forget, ErasePhotos, EraseVariant)}


def pause_after(failures: int) -> timedelta:
    """How long to wait before an erasure that failed this many times in a row is tried again."""
    return min(AGAIN_AFTER, FIRST_PAUSE * float(2 ** min(failures - 1, 10)))


async def again(tx: AsyncConnection, todo: Todo, at: datetime) -> None:
    """Moves the timer to ``at``; nothing where the todo is done or its person is gone."""
    await conversations.move_timer(tx, todo.person_id, todo.name, todo.subject, at)


def _works(effect: Promised) -> tuple[Work, ...]:
    match effect:
        case wish.KeepPhotos(uploads=uploads):
            return tuple(KeepPhoto(id=new_id(), upload=upload) for upload in uploads)
        case wish.VerifyPicture(upload=upload):
            return (VerifyPicture(id=new_id(), upload=upload),)
        case wish.EraseVariants(variant_ids=variant_ids):
            return tuple(EraseVariant(variant_id=variant_id) for variant_id in variant_ids)
        case wish.ErasePhotos(photo_ids=()):
            return (ErasePhotos(photo_id=None),)
        case wish.ErasePhotos(photo_ids=photo_ids):
            return tuple(ErasePhotos(photo_id=photo_id) for photo_id in photo_ids)
        case wish.ForgetEverything():
            return (Forget(),)
        case _:
            assert_never(effect)


async def done(tx: AsyncConnection, todo: Todo) -> None:
    await conversations.cancel_timer(tx, todo.person_id, todo.name, todo.subject)


def read(person_id: PersonId, name: str, subject: str) -> Todo:
    """The todo of a stored timer. Raises ``ValueError`` for a name that is no todo's."""
    work: Work
    match name.removeprefix(PREFIX):
        case "KeepPhoto":
            work = KeepPhoto(id=subject, upload=None)
        case "VerifyPicture":
            work = VerifyPicture(id=subject, upload=None)
        case "EraseVariant":
            work = EraseVariant(variant_id=VariantId(subject))
        case "ErasePhotos":
            work = ErasePhotos(photo_id=PhotoId(subject) if subject else None)
        case "Forget":
            work = Forget()
        case _:
            raise ValueError(name)
    return Todo(person_id=person_id, work=work)
