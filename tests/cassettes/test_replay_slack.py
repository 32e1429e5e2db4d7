"""Every cassette of Slack is replayed: what it sent leads to the same arrivals, answers hold what the adapter reads.

And nothing of a person is in one, whoever made it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.slack import inbound, recording
from bot.platforms.slack.recording import NAME, Recorder
from bot.ports import Typed
from bot.shell.cassette import FORMAT, UNSAID
from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN, TEAM
from tests.bot.platforms.slack.harness import SlackHarness, open_shim
from tests.cassettes.reading import cassettes, lines, meant, of
from tests.contracts.harness import writing_down
from tests.fakes import PATIENCE_S

CASSETTES = cassettes("slack")
MADE_HERE = "what stands in for Slack in the tests"
TEAM_IN_CASSETTE = re.compile(r"T0\d{8}")

# What the adapter reads of each method's answer, by the path to it.
READ = {
    "auth.test": ("team_id", "user_id"),
    "conversations.open": ("channel.id",),
    "chat.postMessage": ("ts",),
    "files.getUploadURLExternal": ("upload_url", "file_id"),
    "files.info": ("file.id", "file.permalink"),
    "users.info": ("user.id", "user.team_id"),
}
PERSONAL = re.compile(r"xox[abpe]|xapp-|\w@\w+\.\w|https?://|\bperson\d+\b|\bAda\b")


@pytest.fixture(params=CASSETTES, ids=lambda path: path.stem)
def cassette(request) -> Path:
    return request.param


def test_there_is_a_cassette_and_it_says_where_it_was_made(cassette) -> None:
    first = lines(cassette)[0]
    assert (first["cassette"], first["platform"]) == (FORMAT, "slack")
    assert (first["made_on"] == MADE_HERE) is ("stand-in" in cassette.stem)


async def replayed(cassette: Path, folder: Path) -> list[dict[str, Any]]:
    """What the adapter makes of the payloads now: its arrivals, in their order, written down as in a cassette."""
    found = lines(cassette)
    subjects = [line["subject"] for line in of(found, "arrived") if line["event"] == "Reacted"]

    async def subject_of(_address, _ref) -> str:
        return subjects.pop(0) if subjects else ""

    async with open_shim() as shim:
        harness = SlackHarness(shim)
        harness.platform = harness.build(record=folder)
        harness.house.subject_of = subject_of
        await harness.platform.start()
        async with writing_down(harness.platform):
            for line in of(found, "heard"):
                payload = json.loads(TEAM_IN_CASSETTE.sub(TEAM, json.dumps(line["payload"])))
                payload.pop("authorizations", None)  # the bot is another user here
                await shim.acked(await shim.send(line["kind"], payload))
                await harness.platform._listeners._acknowledging.drained(PATIENCE_S)
            await harness.close()
    return of(lines(folder / NAME), "arrived")


async def test_what_was_heard_leads_to_the_same_arrivals(cassette, tmp_path) -> None:
    assert meant(await replayed(cassette, tmp_path)) == meant(of(lines(cassette), "arrived"))


async def test_sabotage_an_adapter_that_reads_no_edits_is_noticed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(inbound, "CHANGED", "never")
    (made_here,) = [each for each in CASSETTES if "stand-in" in each.stem]
    with pytest.raises(AssertionError):
        await test_what_was_heard_leads_to_the_same_arrivals(made_here, tmp_path)


def test_every_answer_holds_what_the_adapter_reads(cassette) -> None:
    answers = [line for line in of(lines(cassette), "called") if line["answered"].get("ok")]
    assert {line["called"] for line in answers} >= {"chat.postMessage", "files.info"}
    lacking = [
        f"{line['called']}: {path}"
        for line in answers
        for path in READ.get(line["called"], ())
        if _at(line["answered"], path) in (None, "")
    ]
    assert lacking == []


def _at(found: Any, path: str) -> Any:
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def test_nothing_of_a_person_is_in_it(cassette) -> None:
    assert PERSONAL.findall(cassette.read_text(encoding="utf-8")) == []


SECRETS = {
    "text": "my name is Ada Example", "user": "U12345678", "channel": "D12345678", "real_name": "Ada Example",
    "url_private": "https://files.slack.com/T1-F1/me.jpg", "token": BOT_TOKEN, "ts": "1790000000.000100",
    "files": [{"id": "F12345678", "name": "ada.jpg", "title": "Ada", "size": 7, "mimetype": "image/jpeg"}],
    "profile": {"email": "ada@example.org", "phone": "+44 1"}, "trigger_id": "1.2.abc",
}  # fmt: skip


def test_whatever_slack_says_of_a_person_is_replaced(tmp_path) -> None:
    recorder = Recorder(tmp_path, MADE_HERE)
    recorder.told({"type": "event_callback", "event": SECRETS})
    recorder.called("users.info", {"user": "U12345678"}, 200, {"ok": True, "user": SECRETS})
    recorder.arrived(Typed(text="my name is Ada Example"))
    recorder.arrived(Typed(text="Approve 2!"))
    recorder.close()
    written = (tmp_path / NAME).read_text(encoding="utf-8")
    for secret in ("Ada", "ada", '12345678"', "example.org", "slack.com", BOT_TOKEN, "1790000000", "1.2.abc", "+44"):
        assert secret not in written, secret
    assert '"text": "Approve 2!"' in written
    assert f'"text": "{UNSAID}"' in written
    assert '"mimetype": "image/jpeg"' in written


def test_sabotage_a_key_that_is_kept_by_mistake_is_noticed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(recording, "KEPT", {*recording.KEPT, "real_name"})
    with pytest.raises(AssertionError):
        test_whatever_slack_says_of_a_person_is_replaced(tmp_path)


def test_the_same_id_has_the_same_stand_in_throughout(tmp_path) -> None:
    recorder = Recorder(tmp_path, MADE_HERE)
    for user in ("U12345678", "U87654321", "U12345678"):
        recorder.called("users.info", {"user": user}, 200, {})
    recorder.close()
    first, second, third = [line["with"]["user"] for line in of(lines(tmp_path / NAME), "called")]
    assert first == third != second
