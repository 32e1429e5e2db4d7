"""What people send into the direct chat becomes what was meant, or a word about why it cannot be taken.

Shapes: Slack's message events, as recorded by others (subtype ``message_changed``; shared messages in ``attachments``).
"""

from __future__ import annotations

import pytest

from bot.platforms.slack import inbound
from bot.ports import Noticed, Typed, Upload

ADA, BOT = "U0ADA", "U0BOT"
PHOTO = {"id": "F1", "size": 7, "mimetype": "image/jpeg"}
VOICE = {"id": "F2", "size": 7, "mimetype": "audio/mp4", "subtype": "slack_audio"}
CLIP = {"id": "F3", "size": 7, "mimetype": "video/mp4", "subtype": "slack_video"}
SHARED = {"is_share": True, "is_msg_unfurl": True, "from_url": "https://acme.slack.com/archives/C1/p1", "text": "Look"}


def event(**more) -> dict:
    return {"type": "message", "user": ADA, "channel": "D1", "ts": "1.1", "text": "", **more}


def edited(now: str, before: str, **more) -> dict:
    by = {"user": ADA, "ts": "2.0"}
    message = {"type": "message", "user": ADA, "text": now, "ts": "1.1", "edited": by, **more}
    previous = {"type": "message", "user": ADA, "text": before, "ts": "1.1"}
    return {
        "type": "message", "subtype": "message_changed", "hidden": True, "channel": "D1", "ts": "2.0",
        "message": message, "previous_message": previous,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (event(text="approve 2"), Typed(text="approve 2")),
        (event(text="approve 2", subtype="me_message"), Typed(text="approve 2")),
        (event(subtype="file_share", files=[PHOTO]), Typed(text="", uploads=(Upload(ref="F1", size=7),))),
        (event(attachments=[{**SHARED, "files": [PHOTO]}]), Typed(text="", uploads=(Upload(ref="F1", size=7),))),
        (event(attachments=[SHARED]), Noticed(what="forwarded")),
        (event(text="status", attachments=[SHARED]), Typed(text="status")),
        (event(subtype="file_share", files=[VOICE]), Noticed(what="voice")),
        (event(subtype="file_share", files=[CLIP]), Noticed(what="video")),
        (event(subtype="file_share", files=[VOICE, PHOTO]),
         Typed(text="", uploads=(Upload(ref="F2", size=7), Upload(ref="F1", size=7)))),
        (event(), Noticed(what="other")),
        (edited("approve 2", "aprove 2"), Typed(text="approve 2")),
    ],
)  # fmt: skip
def test_what_was_sent_is_what_was_meant(sent, meant) -> None:
    assert inbound.message(sent) == (ADA, meant)


@pytest.mark.parametrize(
    "sent",
    [
        event(text="hello", channel="C1"),
        event(text="hello", bot_id="B1"),
        event(text="hello", subtype="message_deleted"),
        edited("approve 2", "approve 2"),  # its link was unfurled
        edited("approve 3", "approve 2", edited=None),  # its thread grew
        edited("1 of 4", "2 of 4", bot_id="B1"),  # the bot's own progress
        {**edited("approve 2", "aprove 2"), "message": None},
    ],
)
def test_what_no_person_said_to_the_bot_is_not_heard(sent) -> None:
    assert inbound.message(sent) is None
