"""Which part of a chat the emulated Slack hands out at once: ``oldest``, ``latest``, ``limit`` and the cursor.

newest first; a thread's replies oldest first
``oldest`` without ``latest``: "the messages returned are those closest to ``oldest``"; with both: "the ones closest
to ``latest``" (Slack's reference of conversations.history, pagination by time)
at most 999 messages; 15 for apps "commercially distributed outside of the Marketplace" (the same reference)
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

METHODS = ("conversations.history", "conversations.replies")
MOST, MOST_OF_SOLD = 999, 15
USUAL = 100


def cut(whole: Json, body: Json, *, most: int = MOST) -> Json:
    """The page of ``whole``, which holds every message, that was asked for."""
    oldest, latest = float(body.get("oldest") or 0), float(body.get("latest") or 0)
    within = [each for each in whole["messages"] if _within(float(each["ts"]), oldest, latest, _true(body))]
    limit, begin = min(int(body.get("limit") or USUAL), most), int(body.get("cursor") or 0)
    forward = bool(oldest) and not latest  # pages then go from the oldest on
    ordered = sorted(within, key=lambda each: float(each["ts"]), reverse=not forward)
    page = ordered[begin : begin + limit]
    later = begin + limit < len(ordered)
    thread = "ts" in body
    return {
        **whole,
        "messages": sorted(page, key=lambda each: float(each["ts"]), reverse=not thread),
        "has_more": later,
        "response_metadata": {"next_cursor": str(begin + limit) if later else ""},
    }


def _within(ts: float, oldest: float, latest: float, inclusive: bool) -> bool:
    if inclusive:
        return oldest <= ts and (not latest or ts <= latest)
    return oldest < ts and (not latest or ts < latest)


def _true(body: Json) -> bool:
    return str(body.get("inclusive", "")).lower() in {"1", "true"}
