"""/verify: anybody may ask what a picture is. It needs no consent, since nothing is kept and nobody is named.

After the command the next picture is read for its marks only: for 15 minutes, or until another command. The answers
promise no more than each layer can: a missing mark proves nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.commands import Command
from bot.conversation.actions import Verb
from bot.conversation.effects import VerifyPicture
from bot.conversation.events import PictureNotRead, PictureRead
from bot.conversation.phases import reporting
from bot.conversation.states import State
from bot.conversation.table import ANYWHERE, Rule, commanded, heard, pressed
from bot.conversation.triggers import PictureToVerify, Trigger
from bot.conversation.turn import AnyTurn, Step, Turn
from bot.conversation.wording import button, say, text
from bot.ports import Button, Commanded, Text
from storage.records import DRAWN

PATIENCE = timedelta(minutes=15)
OURS = ("ours", "ended")
CREDENTIALS: tuple[str, ...] = (*OURS, "other", "broken", "unreadable", "remote", "none")
WATERMARKS: tuple[str, ...] = ("found", "probable", "none", "too_small")
LEVELS: tuple[str, ...] = (
    "none", "none-ours", "algorithmicallyEnhanced", "composite", "composite-ours",
    "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia", "capture", "scan", "screen", "human", "drawn",
    "other",
)  # fmt: skip
CLOSING = {0: "sure", 20: "unsure", 21: "nothing"}
KNOWN = "known"  # a picture still kept, in a copy whose own marks may be lost
CAMERA = "camera"
NOT_READ: tuple[str, ...] = ("daily_limit", "not_available")
TOO_BIG = "too_big"  # found before the child sees a byte, and by the child
REFUSED: tuple[str, ...] = (
    "empty", "not_a_photo", "unreadable", TOO_BIG, "too_many_pixels", "too_few_pixels", "too_costly", "polyglot",
    "animated",
)  # fmt: skip


def ask(turn: AnyTurn) -> Step:
    state = replace(turn.state, verify_until=int((turn.now + PATIENCE).timestamp()))
    return state, (say(text("verify-ask"), text("verify-nothing-kept"), wants_photos=True),)


def waits(state: State, now: datetime) -> bool:
    """Whether the next picture is to be read for its marks only."""
    return int(now.timestamp()) < state.verify_until


def awake(state: State, now: datetime, trigger: Trigger) -> State:
    """The state without the wait for a picture, once its time is over or another command was given."""
    moved_on = isinstance(trigger, Commanded) and trigger.name != Command.VERIFY
    return replace(state, verify_until=0) if moved_on or not waits(state, now) else state


def offered(turn: Turn[PictureToVerify, object]) -> Step:
    """The only place that asks for a picture to be read without consent. It is never stored."""
    uploads = turn.event.uploads
    state = replace(turn.state, verify_until=0)
    more = (text("verify-one-at-a-time"),) if len(uploads) > 1 else ()
    return state, (VerifyPicture(upload=uploads[0]), say(text("verify-looking"), *more))


def answered(turn: Turn[PictureRead, object]) -> Step:
    """The conclusion first, then a paragraph for each layer, then what can be done."""
    event = turn.event
    if event.refused:
        return turn.stay(say(_refusal(event.refused), buttons=(another(),)))
    lines = [*_credentials(event), text(f"verify-watermark-{_one_of(event.watermark, WATERMARKS, 'none')}")]
    lines.append(_registry(event.registry_level))
    if event.label:
        lines.append(text("verify-label", label=event.label))
    if event.metadata_level:
        lines.append(text("verify-metadata", what_key=_level(event.metadata_level)))
    return turn.stay(
        say(
            text(f"verify-{_closing(event)}"),
            *lines,
            buttons=(another(), reporting.offered(event.report)),
        )
    )


def _closing(event: PictureRead) -> str:
    if event.registry_level and event.credentials not in OURS:
        return KNOWN
    closing = CLOSING.get(event.exit_code, "unsure")
    return CAMERA if closing == "unsure" and event.camera else closing


def _registry(level: str) -> Text:
    return text("verify-registry-yes", what_key=_level(level, ours=True)) if level else text("verify-registry-no")


def _refusal(code: str) -> Text:
    return text(f"verify-refused-{_one_of(code, REFUSED, 'other')}")


def not_read(turn: Turn[PictureNotRead, object]) -> Step:
    event = turn.event
    if event.code == TOO_BIG:
        return turn.stay(say(_refusal(event.code)))
    again = (text("again", again_at=event.again_at),) if event.again_at else ()
    code = event.code if event.code in NOT_READ else "not_available"
    return turn.stay(say(text(f"verify-not-read-{code}"), *again))


def another() -> Button:
    return button(Verb.VERIFY_ASK, "", text("verify-button"))


def _credentials(event: PictureRead) -> list[Text]:
    """What they are and what they say; of those that do not fit the file, only what they name themselves."""
    found, said = _one_of(event.credentials, CREDENTIALS, "unreadable"), event.credentials_level
    key = f"verify-credentials-{found}"
    if found in (*OURS, "other"):
        return [text(key, what_key=_level(said, ours=found in OURS))]
    if found in ("broken", "unreadable") and said not in ("", "none"):
        return [text(key), text("verify-credentials-say", what_key=_level(said))]
    return [text(key)]


def _one_of(found: str, known: tuple[str, ...], otherwise: str) -> str:
    return found if found in known else otherwise


def _level(code: str, *, ours: bool = False) -> str:
    """``ours``: made here, so it is known that changing the background redrew nobody."""
    found = _one_of("drawn" if code in DRAWN else code or "none", LEVELS, "other")
    return f"verify-level-{found}-ours" if ours and f"{found}-ours" in LEVELS else f"verify-level-{found}"


RULES: tuple[Rule, ...] = (
    commanded(Command.VERIFY, ask, here=ANYWHERE),
    pressed(Verb.VERIFY_ASK, ask, here=ANYWHERE),
    heard(PictureToVerify, offered, here=ANYWHERE),
    heard(PictureRead, answered, here=ANYWHERE),
    heard(PictureNotRead, not_read, here=ANYWHERE),
)
