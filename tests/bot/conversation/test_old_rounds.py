"""A button of an earlier round does nothing, in whatever phase the person is now.

Which buttons belong to a round is read from the messages themselves: those whose argument is the round's stamp.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.conversation.phases import forgetting
from bot.conversation.states import PHASES, Forgetting, SigningRelease
from bot.ports import Form, Submitted
from storage.records import Purpose
from tests.bot.conversation.promises import HARM
from tests.bot.conversation.world import World, at_consent, inventing, making, nobody, reviewing, with_photos


def asked_for_consent() -> World:
    world = begun()
    world.press("purpose.cv")
    return world


def begun(**facts: object) -> World:
    world = World(facts=nobody(**facts))
    world.command("headshot")
    return world


def choosing_engine() -> World:
    world = begun(engines=("redraw", "studio"))
    world.press("purpose.cv")
    return world


def collecting() -> World:
    world = at_consent()
    world.submit(world.form(), tick=("likeness", "processing"))
    return world


def choosing_use() -> World:
    world = begun(engines=("persona", "studio"))
    world.press("persona.start")
    return world


def describing(*ticked: str) -> World:
    world = choosing_use()
    world.press("use.advert")
    if ticked:
        world.submit(world.form(), tick=ticked)
    return world


def described() -> World:
    return describing("persona")


def reviewing_persona() -> World:
    world = inventing()
    world.paint()
    world.finish()
    return world


def declined() -> World:
    world = at_consent()
    world.type("no")
    return world


def wishing() -> World:
    world = with_photos()
    world.type("office background")
    return world


def held_back() -> World:
    world = making(1)
    world.paint(withheld="likeness")
    world.finish()
    return world


BEGINNINGS: tuple[Callable[[], World], ...] = (
    begun, choosing_engine, asked_for_consent, at_consent, collecting, with_photos, wishing, making, reviewing,
    held_back, declined, choosing_use, describing, described, inventing, reviewing_persona,
)  # fmt: skip


def of_the_round(world: World) -> dict[str, Form | None]:
    """Each verb that was shown with the stamp of this round, and the form it came with."""
    stamp, found = str(world.state.session), {}
    for message in world.said:
        for action, form in [(b.action, None) for b in message.buttons] + [(f.action, f) for f in (message.form,) if f]:
            verb, _, argument = action.partition(":")
            if argument == stamp:
                found[verb] = form
    return found


@pytest.fixture(scope="module")
def shown() -> dict[str, Form | None]:
    return {verb: form for begin in BEGINNINGS for verb, form in of_the_round(begin()).items()}


def filled(form: Form | None, action: str) -> Submitted:
    """Everything ticked and the first of everything chosen: as much as a press can say."""
    boxes = frozenset(box.name for box in form.boxes) if form else frozenset()
    chosen = tuple((select.name, select.options[0][0]) for select in form.selects) if form else ()
    return Submitted(action=action, ticked=boxes, chosen=chosen)


def does_nothing(world: World, submitted: Submitted) -> None:
    before = world.state
    world.hear(submitted)
    assert world.told()[0] in {"stale", "stale-idle"}, submitted
    assert world.state.phase == before.phase, submitted
    assert not [effect for effect in world.effects if isinstance(effect, HARM)], submitted


def test_every_phase_but_two_is_among_them_and_so_are_the_buttons_that_erase_or_record(shown) -> None:
    """A name is signed with words, not with a button of the round; while forgetting nothing is pressed at all."""
    assert {type(begin().state.phase) for begin in BEGINNINGS} == {*PHASES} - {Forgetting, SigningRelease}
    assert {
        "session.erase", "session.stop", "minor", "consent.give", "persona.agree", "persona.make", "persona.again",
        "look.choose", "look.again", "look.plain", "restyle.office", "engine.studio", "purpose.cv", "use.advert",
    } <= set(shown)  # fmt: skip


@pytest.mark.parametrize("begin", BEGINNINGS, ids=lambda begin: begin.__name__)
def test_a_button_of_the_round_before_does_nothing(shown, begin) -> None:
    here = begin()
    here.facts = replace(here.facts, living=here.facts.living | {Purpose.PERSONA})
    for verb, form in shown.items():
        world = replace(here, said=list(here.said))
        does_nothing(world, filled(form, f"{verb}:{here.state.session - 1}"))


def test_sabotage_a_stop_of_the_round_before_that_counts_is_seen(monkeypatch, shown) -> None:
    from bot.conversation import machine
    from bot.conversation.table import joined

    loose = tuple(replace(rule, fresh=None) if rule.do is forgetting.leave else rule for rule in machine.RULES)
    monkeypatch.setattr(machine, "TABLE", joined(loose))
    with pytest.raises(AssertionError):
        test_a_button_of_the_round_before_does_nothing(shown, inventing)
