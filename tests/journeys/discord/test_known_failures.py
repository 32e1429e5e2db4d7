"""What picture bots on Discord are known to fail at, where no other test shows it; README names a test for each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys.discord.visitor import Visitor

ROOT = Path(__file__).resolve().parents[3]
README = ROOT / "bot" / "platforms" / "discord" / "README.md"
BY_TOKEN = ("PATCH /webhooks/{app}/{token}/messages/@original", "POST /webhooks/{app}/{token}")


async def test_results_come_although_every_interactions_token_is_dead(bot, fake, ada, photo) -> None:
    """50027: a picture that takes longer than the fifteen minutes of the press that asked for it."""
    fake.world.token_s = -1.0
    await ada.gets_pictures(photo)
    assert [fake.rest.counts[name] for name in BY_TOKEN] == [0, 0]
    assert fake.rest.statuses[401] == 0


async def test_an_answer_by_a_dead_token_is_seen(bot, fake, ada) -> None:
    """The sabotage: what does need the token, help with closed direct messages, is refused by then."""
    fake.world.token_s = -1.0
    fake.world.person("ada").dms_open = False
    await ada.command("headshot", server=True)
    await ada.until(lambda: fake.rest.counts[BY_TOKEN[0]])
    await ada.until(lambda: fake.rest.statuses[401])


async def test_a_second_request_waits_in_line_and_both_come(bot, fake, ada, photo) -> None:
    """Where others refuse the second, or drop the first for it."""
    bot.painter.hold()
    await ada.agrees((photo,))
    await ada.submit("look.choose", chosen={"number": "1"})
    await bot.painter.painting.wait()
    await ada.command("headshot")
    await ada.until(lambda: _with(ada, "c:purpose.profile") == 2)
    await ada.press("purpose.profile")
    await ada.until(lambda: _with(ada, "f:look.choose") == 2)
    await ada.submit("look.choose", chosen={"number": "1"})
    await ada.until(lambda: _with(ada, "c:job.cancel") == 2)
    bot.painter.go.set()
    await ada.until(lambda: len(ada.pictures()) == 2)


def _with(ada: Visitor, button: str) -> int:
    return sum(button in str(message["components"]) for message in ada.messages())


async def test_a_picture_in_work_is_cancelled_by_its_button_and_others_are_answered_meanwhile(
    bot, fake, ada, photo
) -> None:
    bot.painter.hold()
    await ada.agrees((photo,))
    await ada.submit("look.choose", chosen={"number": "2"})
    await bot.painter.painting.wait()
    ben = Visitor(fake, "ben")
    await ben.command("headshot")
    await ben.until(lambda: ben.with_button("c:purpose.profile"))
    await ada.press("job.cancel")
    await ada.until(lambda: any("stopped" in text.lower() for text in ada.texts()))
    bot.painter.go.set()
    await ben.command("status")
    await ben.until(lambda: any("under way" in text for text in ben.texts()))
    await ada.until(lambda: not _with(ada, "c:job.cancel"))
    assert not ada.pictures()


def named() -> set[str]:
    return set(re.findall(r"`(test_\w+)`", README.read_text(encoding="utf-8")))


def existing() -> set[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return {name for file in files if "node_modules" not in file.parts
            for name in re.findall(r"def (test_\w+)\(", file.read_text(encoding="utf-8"))}  # fmt: skip


def test_every_known_failure_names_a_test_that_is_there() -> None:
    table = README.read_text(encoding="utf-8").partition("| Known failure of picture bots |")[2].partition("\n\n")[0]
    rows = [row for row in table.splitlines()[2:] if row.startswith("|")]
    assert len(rows) >= 10
    assert [row for row in rows if "`test_" not in row] == []
    assert named() - existing() == set()


def test_a_name_without_a_test_is_seen(monkeypatch) -> None:
    monkeypatch.setattr("tests.journeys.discord.test_known_failures.named", lambda: {"test_that_is_not_there"})
    with pytest.raises(AssertionError):
        test_every_known_failure_names_a_test_that_is_there()
