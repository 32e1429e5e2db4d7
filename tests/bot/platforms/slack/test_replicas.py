"""Several bots behind one balancer: whoever Slack or a browser comes back to knows what another has begun."""

from __future__ import annotations

from bot.platforms.slack.installing import STATE_KEPT, States


async def test_an_installation_begun_at_one_bot_ends_at_another(clock) -> None:
    one, two = States(clock, "the app's secret"), States(clock, "the app's secret")
    assert await two.async_consume(await one.async_issue())


async def test_it_ends_once_and_in_time(clock) -> None:
    states = States(clock, "the app's secret")
    state, late = await states.async_issue(), await states.async_issue()
    assert await states.async_consume(state)
    assert not await states.async_consume(state)
    clock.advance(STATE_KEPT)
    clock.advance(seconds=1)
    assert not await states.async_consume(late)


async def test_the_sabotage_what_nobody_here_began_is_refused(clock) -> None:
    states = States(clock, "the app's secret")
    begun = await states.async_issue()
    until, rest = begun.split(".", 1)
    for made_up in (
        "",
        ".",
        "made-up",
        f"{int(until) + 3600}.{rest}",
        f"{begun[:-1]}{'0' if begun[-1] != '0' else '1'}",
    ):
        assert not await states.async_consume(made_up), made_up
    assert not await states.async_consume(await States(clock, "another app's").async_issue())
    assert await states.async_consume(begun)
