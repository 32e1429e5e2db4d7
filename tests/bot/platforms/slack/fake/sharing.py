"""Who may open a file of the bot's in the emulated Slack: what its maintainers say, as rules.

The emulator itself keeps a file that was completed without ``channel_id`` from everybody but its owner. What it lacks
is the other half: which messages share such a file, and which refuse it.
"""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]

IMAGES = {"image/png", "image/jpeg", "image/gif"}
_PERMALINK = re.compile(r"https?://[^\s<>|]*/files/(F[A-Z0-9]+)")


def linked(message: Json) -> list[str]:
    """Ids of the files that the message's own ``text`` shares.

    "Only when you have file URLs in the top-level `text` argument, Slack unfurls the previews of the shared files."
    (python-slack-sdk#1194, its maintainer.) A link in a block alone shares nothing: "if sharing options are not
    specified, then the file remains 'private', that is, accessible only by the user or app that uploaded it"
    (node-slack-sdk#2040, likewise).
    """
    return _PERMALINK.findall(str(message.get("text") or ""))


def pictured(message: Json) -> list[str]:
    """Ids of the files in its image blocks. Uploaded unshared, then shown by the same token, such a picture is seen by
    who sees the message (python-slack-sdk#1658, its maintainer).
    """
    blocks = message.get("blocks") or ()
    return [str(each["slack_file"]["id"]) for each in blocks if each.get("type") == "image" and "slack_file" in each]


def refused_picture(info: Json) -> bool:
    """Whether Slack answers an image block of this file with ``invalid_blocks``, "invalid slack file".

    "The user posting these blocks must have access to this file. […] Currently only `png`, `jpg`, `jpeg`, and `gif`
    Slack image files are supported." (Slack's reference, Slack file object.) A file that Slack has not looked through
    yet has no ``mimetype`` and is refused as well (java-slack-sdk#1349, bolt-python#1251).
    """
    return not info.get("ok") or info["file"].get("mimetype") not in IMAGES
