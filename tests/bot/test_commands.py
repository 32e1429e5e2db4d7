"""A command is known again whichever way it was typed, and typed on each platform as people can type it there."""

from __future__ import annotations

import pytest

from bot.commands import Command, grouped, read, slashed

# Written down, not made from the enum: what people type, today and with names of before.
TYPED = [
    ("/headshot", ("headshot", "")),
    ("/candid status", ("status", "")),
    ("/candid my-data", ("my-data", "")),
    (" /Candid  Language de ", ("language", "de")),
    ("/candid disclose 2", ("disclose", "2")),
    ("/forget-me", ("forget-me", "")),
    ("/forget_me", ("forget-me", "")),
    ("/candid forget-me", ("forget-me", "")),
    ("/status", ("status", "")),
    ("/candid-status", ("status", "")),
    ("/candid-help", ("help", "")),
    ("/candid", ("help", "")),
    ("/nothing at all", ("nothing", "at all")),
    ("status", None),
    ("and/or", None),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_what_is_typed_is_known_today_and_by_its_old_names(typed, meant) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize("command", list(Command))
@pytest.mark.parametrize("way", [slashed, grouped])
def test_what_a_text_tells_people_to_type_is_understood(way, command) -> None:
    assert read(way(command)) == (command.value, "")


def test_two_commands_keep_a_name_of_their_own_where_bots_share_a_chat() -> None:
    said = {grouped(command) for command in Command}
    assert {"/headshot", "/forget-me", "/candid status", "/candid my-data", "/candid help"} <= said
    assert {each for each in said if not each.startswith("/candid ")} == {"/headshot", "/forget-me"}
