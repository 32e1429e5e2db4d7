"""What a server has set holds in the round that is begun there, to the database and the worker, and in no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.shell import store, usage_limits
from bot.terms import OPEN, Terms
from storage.db import schema
from tests.journeys.discord.bot import bot_on
from tests.journeys.discord.visitor import Visitor


async def _until_told(ada: Visitor, words: str) -> None:
    await ada.until(lambda: any(words in text for text in ada.texts()))


async def _kept(bot, table: sa.Table, since: sa.Column) -> list[timedelta]:
    async with bot.storage.db.read() as tx:
        return [row[0] - row[1] for row in await tx.execute(sa.select(table.c.expires_at, since))]


async def test_a_server_keeps_new_things_shorter_and_what_is_held_already_as_it_was(bot, fake, ada, photo) -> None:
    photos, variants = schema.photos, schema.variants
    words = await fake.world.admin("boss", "limits", hours=6, days=2).words()
    assert "6 hours" in words
    assert "2 days" in words
    await ada.gets_pictures(photo, "1")
    assert any("6 hours" in text and "2 days" in text for text in ada.texts())  # told before anything is sent
    assert await _kept(bot, photos, photos.c.received_at) == [timedelta(hours=6)]
    assert await _kept(bot, variants, variants.c.created_at) == [timedelta(days=2)]
    await fake.world.admin("boss", "limits", hours=168, days=90).answer()
    await ada.command("headshot")
    await ada.until(lambda: any("90 days" in text for text in ada.texts()))
    assert await _kept(bot, photos, photos.c.received_at) == [timedelta(hours=6)]
    assert await _kept(bot, variants, variants.c.created_at) == [timedelta(days=2)]


async def test_beyond_the_caps_nothing_is_set(bot, fake) -> None:
    for option, value in (("hours", 169), ("days", 91), ("sets", 0), ("waiting", 501)):
        assert "Nothing was changed" in await fake.world.admin("boss", "limits", **{option: value}).words()
    assert "as the owner of this bot has set it" in await fake.world.admin("boss", "status").words()


async def test_a_servers_daily_number_stops_the_next_set(bot, fake, ada, photo) -> None:
    await fake.world.admin("boss", "limits", sets=1).answer()
    await ada.gets_pictures(photo, "1")
    await ada.press("look.again")
    await ada.submit("look.choose", chosen={"number": "1"})
    await _until_told(ada, "last set of pictures for today")
    assert len(ada.pictures()) == 1


async def _asks_while_one_set_waits(bot, fake, ada, photo) -> None:
    """Ben's set is being painted and Cleo's waits; Ada begins in a server that lets nobody into such a line."""
    ben, cleo = Visitor(fake, "ben"), Visitor(fake, "cleo")
    for early in (ben, cleo):
        await early.agrees((photo,))
        await early.until(lambda v=early: v.with_button("f:look.choose"))
    await fake.world.admin("boss", "limits", waiting=1).answer()
    await ada.agrees((photo,))
    await ada.until(lambda: ada.with_button("f:look.choose"))
    bot.painter.hold()
    await ben.submit("look.choose", chosen={"number": "1"})
    await bot.painter.painting.wait()
    await cleo.submit("look.choose", chosen={"number": "1"})
    await cleo.until(lambda: cleo.with_button("c:job.cancel"))
    await ada.submit("look.choose", chosen={"number": "1"})


async def test_a_full_line_lets_nobody_in_from_there_and_keeps_who_was_in_it(bot, fake, ada, photo) -> None:
    await _asks_while_one_set_waits(bot, fake, ada, photo)
    await _until_told(ada, "My line is full")
    bot.painter.go.set()
    cleo = Visitor(fake, "cleo")
    await cleo.until(cleo.pictures)
    assert not ada.pictures()
    await ada.press("look.again")
    await ada.submit("look.choose", chosen={"number": "1"})
    await ada.until(ada.pictures)


async def test_only_the_looks_of_the_server_are_offered_and_made(bot, fake, ada, photo) -> None:
    assert "Looks offered" in await fake.world.admin("boss", "looks", look="canvas_grey").words()
    await ada.agrees((photo,))
    modal, message = await ada.open_form("look.choose")
    options = [o["value"] for part in modal["components"] for o in part.get("component", {}).get("options", ())]
    assert [each for each in options if not each.isdigit()] == ["canvas_grey", "own"]
    assert "Soft studio" not in message["content"]


async def test_typing_the_word_is_no_way_around_a_pause(bot, fake, ada) -> None:
    await fake.world.admin("boss", "pause").answer()
    for typed in ("headshot", "/headshot"):
        said = len(ada.texts())
        fake.world.say("ada", typed)
        await ada.until(lambda n=said: any("paused here" in text for text in ada.texts()[n:]))
    assert ada.with_button("c:purpose.profile") is None


@pytest.mark.long
async def test_terms_outlive_a_restart_and_name_no_server(fake, ada, photo, tmp_path) -> None:
    async with bot_on(fake, tmp_path) as bot:
        await fake.world.admin("boss", "limits", hours=6, days=3).answer()
        await ada.agrees()
        await ada.until(lambda: "consent-receipt.html" in ada.files())
    async with bot_on(fake, tmp_path) as bot:
        fake.world.say("ada", "", (photo,))
        await ada.submit("look.choose", chosen={"number": "1"})
        await ada.until(ada.pictures)
        assert await _kept(bot, schema.variants, schema.variants.c.created_at) == [timedelta(days=3)]
        async with bot.storage.db.read() as tx:
            stored = str((await tx.execute(sa.text("select * from conversations"))).all())
    assert fake.world.guild()["id"] not in stored


@pytest.mark.parametrize(
    ("where", "name", "broken"),
    [
        (store, "photo_retention", lambda shell, _: shell.storage.settings.photo_retention),
        (store, "result_retention", lambda shell, _: shell.storage.settings.result_retention),
    ],
)
async def test_a_shell_that_forgets_the_terms_is_seen(bot, fake, ada, photo, monkeypatch, where, name, broken) -> None:
    monkeypatch.setattr(where, name, broken)
    with pytest.raises(AssertionError):
        await test_a_server_keeps_new_things_shorter_and_what_is_held_already_as_it_was(bot, fake, ada, photo)


def _forgetting(monkeypatch) -> None:
    may = usage_limits.may_generate
    monkeypatch.setattr(usage_limits, "may_generate", lambda shell, tx, person_id, _: may(shell, tx, person_id, OPEN))


async def test_a_shell_that_forgets_the_daily_number_is_seen(bot, fake, ada, photo, monkeypatch) -> None:
    _forgetting(monkeypatch)
    await fake.world.admin("boss", "limits", sets=1).answer()
    await ada.gets_pictures(photo, "1")
    await ada.press("look.again")
    await ada.submit("look.choose", chosen={"number": "1"})
    await ada.until(lambda: len(ada.pictures()) == 2)


async def test_a_shell_that_forgets_the_full_line_is_seen(bot, fake, ada, photo, monkeypatch) -> None:
    _forgetting(monkeypatch)
    await _asks_while_one_set_waits(bot, fake, ada, photo)
    await ada.until(lambda: ada.with_button("c:job.cancel"))
    assert not any("My line is full" in text for text in ada.texts())


async def test_terms_that_allow_every_look_are_seen(bot, fake, ada, photo, monkeypatch) -> None:
    monkeypatch.setattr(Terms, "allows", lambda *_: True)
    with pytest.raises(AssertionError):
        await test_only_the_looks_of_the_server_are_offered_and_made(bot, fake, ada, photo)
