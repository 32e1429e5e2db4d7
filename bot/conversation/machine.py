"""The transition table, and the one function that follows it.

    step(state, event, facts, now) -> (state, effects)        pure: no clock, no randomness, no I/O

Each module of ``bot.conversation.phases`` holds the rules of one topic beside their handlers; here they are joined.
The table keeps three promises (tests/bot/conversation):
- Every trigger is answered in every phase: by a rule for that phase, by a rule for any phase, or by ``fallback``.
- A button counts only while its question is the current one (``fresh``). Any other press changes nothing.
- ``to`` names every phase that a rule may lead to. The diagram in ``bot/README.md`` is drawn from it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, get_args

from bot.conversation import consent
from bot.conversation.effects import Effect
from bot.conversation.events import Event, LooksDrawn, PhotoChecked
from bot.conversation.facts import Facts
from bot.conversation.phases import (
    choices,
    commands,
    disclosing,
    fallback,
    finished,
    forgetting,
    jobs,
    labels,
    looks,
    opening,
    originals,
    personas,
    photos,
    pictures,
    remaking,
    reporting,
    retention,
    signing,
    staff_directory,
    telling,
    verifying,
    votes,
    wishing,
    withdrawing,
)
from bot.conversation.states import Forgetting, State
from bot.conversation.table import Fresh, Rule, joined, rule_for
from bot.conversation.triggers import FromPerson, Press, Trigger
from bot.conversation.turn import Handler, Turn
from bot.conversation.understand import understand
from bot.ports import Commanded, Incoming

# In the order in which a person meets them; the order decides nothing.
RULES: tuple[Rule, ...] = (
    *opening.RULES,
    *choices.RULES,
    *signing.RULES,
    *personas.RULES,
    *photos.RULES,
    *looks.RULES,
    *jobs.RULES,
    *pictures.RULES,
    *votes.RULES,
    *originals.RULES,
    *remaking.RULES,
    *wishing.RULES,
    *labels.RULES,
    *finished.RULES,
    *retention.RULES,
    *commands.RULES,
    *telling.RULES,
    *disclosing.RULES,
    *staff_directory.RULES,
    *verifying.RULES,
    *reporting.RULES,
    *withdrawing.RULES,
    *forgetting.RULES,
    *fallback.RULES,
)
TABLE = joined(RULES)


def step(state: State, event: Event, facts: Facts, now: datetime) -> tuple[State, tuple[Effect, ...]]:
    """Decides what one event leads to, and does nothing itself. The same arguments give the same result."""
    trigger = understand(event, state, facts, now)
    state = verifying.awake(state, now, trigger)
    turn = Turn(state=state, phase=state.phase, event=trigger, facts=facts, now=now)
    after, effects = handler(trigger, state, facts)(turn)
    after = forgetting.unless_spoken_since(state, after, effects)
    silence = retention.silence(
        state, after, now, heard=isinstance(event, (*get_args(Incoming), PhotoChecked, LooksDrawn))
    )
    return after, (*effects, *silence)


def handler(trigger: Trigger, state: State, facts: Facts) -> Handler[Any, Any]:
    """The handler of the rule that holds, or ``stale`` for a button whose question is no longer the current one."""
    if isinstance(trigger, Press) and reporting.is_held(trigger, facts):
        return reporting.held
    rule = find(trigger, state)
    if rule is None:
        return _unexpected(trigger, state)
    if not _fresh(rule, trigger, state):
        return fallback.stale
    if rule.uses and _words_changed(state, facts):
        return choices.words_changed
    return rule.do


def find(trigger: Trigger, state: State) -> Rule | None:
    return rule_for(TABLE, trigger, type(state.phase))


def _fresh(rule: Rule, trigger: Trigger, state: State) -> bool:
    if rule.fresh is None or not isinstance(trigger, Press):
        return True
    return trigger.argument == str(state.session if rule.fresh is Fresh.SESSION else state.asked)


def _words_changed(state: State, facts: Facts) -> bool:
    """Whether the words of a yes that this session's engine needs have changed. Without a session: the studio's."""
    return bool(consent.asked_anew(consent.engine_of(state.phase), facts.outdated))


def _unexpected(trigger: Trigger, state: State) -> Handler[Any, Any]:
    """The handler of a trigger for which no rule holds in this phase."""
    if isinstance(state.phase, Forgetting):
        return forgetting.running if isinstance(trigger, get_args(FromPerson)) else forgetting.late
    match trigger:
        case Commanded():
            return fallback.command
        case Press():
            return fallback.stale
        case _:
            return fallback.nothing
