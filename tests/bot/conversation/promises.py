"""What must hold after every step, whatever happened before. Each promise names itself when it is broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import get_args

from bot.conversation import consent, machine
from bot.conversation import effects as wish
from bot.conversation.actions import Action, Verb, read
from bot.conversation.codec import SCHEMA_VERSION, dump, load
from bot.conversation.events import Event, Timed, WithdrawnUnanswered
from bot.conversation.facts import Facts
from bot.conversation.states import WAITING_FOR_PERSON, Forgetting, State
from bot.conversation.table import Rule
from bot.conversation.triggers import Press
from bot.conversation.understand import understand
from bot.ports import Button, Commanded, Form, Incoming, Outgoing, Pressed, Reacted, Submitted, Text, Typed
from bot.texts import render
from storage.records import Purpose, Variant, VariantState
from tests.bot.conversation.world import World

HARM = (
    wish.RecordConsent, wish.WithdrawConsent, wish.KeepPhotos, wish.EnqueueGenerate, wish.CancelJobs, wish.MarkVariant,
    wish.EraseVariants, wish.ErasePhotos, wish.ForgetEverything, wish.ExtendRetention,
)  # fmt: skip


# Forgetting, a queued job and a picture for the directory speak for themselves as soon as they are done.
ANSWERS = (wish.Say, wish.EnqueueGenerate, wish.ForgetEverything)


class PromiseBroken(AssertionError):
    """The first argument is the name of the promise."""


def promise(name: str, kept: bool, detail: object = "") -> None:
    if not kept:
        raise PromiseBroken(name, detail)


@dataclass
class Watcher:
    """Looks at one step: the world before its effects are performed, the state before, the event, the effects."""

    keys: set[str] = field(default_factory=set)

    def __call__(self, world: World, before: State, event: Event, effects: tuple[wish.Effect, ...]) -> None:
        self._consent(world, effects)
        self._own_pictures_only(world, effects)
        self._messages(world, effects)
        self._buttons(before, event, effects)
        self._votes(world, event, effects)
        self._directory(world, event, effects)
        self._forgetting(world, before, effects)
        self._cancelling(world, before, event, effects)
        self._words_to_forget(world, before, event, effects)
        self._silence(world, event, effects)
        self._table(world, before, event)
        promise("every state can be stored", load(SCHEMA_VERSION, dump(world.state)) == world.state)

    def _consent(self, world: World, effects: tuple[wish.Effect, ...]) -> None:
        living, current = set(world.facts.living), set(_current(world.facts))
        for effect in effects:
            match effect:
                case wish.RecordConsent(purposes=purposes):
                    living |= purposes
                    current |= purposes
                case wish.WithdrawConsent(purposes=purposes):
                    living -= purposes
                    current -= purposes
                case wish.KeepPhotos():
                    promise("no photo is fetched before consent", living >= consent.HOLDING)
                    promise("a yes to words that have changed is asked anew", current >= consent.HOLDING)
                case wish.EnqueueGenerate(request=request):
                    promise("no job without consent", living >= consent.needed(request.engine))
                    promise("a yes to words that have changed is asked anew", current >= consent.needed(request.engine))
                    promise("each request has its own key", effect.key not in self.keys)
                    self.keys.add(effect.key)
                case _:
                    pass
        for engine in (consent.STUDIO, consent.PERSONA):
            if not living >= consent.rests_on(engine):
                left = [held for held in _after(world, effects) if _engine(held) == engine]
                promise("nothing stays held once consent is gone", not left, left)
        photos_in = {len(e.request.photo_ids) for e in _asked(effects) if e.request.engine == consent.PERSONA}
        promise("no photo goes into a made-up person", photos_in <= {0}, photos_in)

    def _own_pictures_only(self, world: World, effects: tuple[wish.Effect, ...]) -> None:
        own = {variant.id for variant in world.facts.variants}
        named = {effect.variant_id for effect in effects if isinstance(effect, wish.MarkVariant)}
        for effect in effects:
            if isinstance(effect, wish.EraseVariants | wish.ExtendRetention):
                named |= set(effect.variant_ids)
        promise("only own pictures are touched", named <= own, named - own)

    def _messages(self, world: World, effects: tuple[wish.Effect, ...]) -> None:
        finished = {variant.object_id: variant for variant in world.facts.variants if variant.object_id}
        for message in (effect.message for effect in effects if isinstance(effect, wish.Say)):
            promise("a message says something", message.text is not None)
            for text in texts_of(message):
                for language in world.facts.languages:
                    promise("every text has words", bool(render(text, language, "web").strip()), text)
            for written in actions_of(message):
                promise("every button has a rule", bool(_rules_of(read(written))), written)
            if message.picture:
                caption = render(message.picture.caption, "en")
                promise("no picture without a caption", bool(message.picture.caption.key) and bool(caption))
                promise("no picture without alt text", bool(message.picture.alt.key))
                promise(
                    "no finished picture is shown without consent",
                    message.picture.object_id not in finished
                    or world.facts.living >= consent.rests_on(finished[message.picture.object_id].edits.engine),
                )

    def _buttons(self, before: State, event: Event, effects: tuple[wish.Effect, ...]) -> None:
        """A press for another session or an older question does nothing but say so."""
        if not isinstance(event, Pressed | Submitted):
            return
        verb, _, argument = event.action.partition(":")
        bound = ("purpose", "engine", "consent", "session", "look", "minor", "persona", "restyle", "use")
        session_bound = verb.split(".")[0] in bound or verb == "photo.fresh"
        asked_bound = verb.split(".")[0] in ("forget", "withdraw")
        stale = (session_bound and argument != str(before.session)) or (asked_bound and argument != str(before.asked))
        if stale:
            harm = [effect for effect in effects if isinstance(effect, HARM)]
            promise("an old button does no harm", not harm, harm)

    def _votes(self, world: World, event: Event, effects: tuple[wish.Effect, ...]) -> None:
        erased = {vid for effect in effects if isinstance(effect, wish.EraseVariants) for vid in effect.variant_ids}
        if isinstance(event, WithdrawnUnanswered):  # asked a day ago whether to keep what has no yes any more
            resting = {v.id for v in world.facts.variants if consent.rests_on(v.edits.engine) <= world.facts.living}
            promise("silence erases no picture that still has its yes", not erased & resting)
        elif isinstance(event, Timed):
            kept = {v.id for v in world.facts.variants if v.state is not VariantState.REJECTED}
            promise("no timer erases a picture that was not rejected", not erased & kept)

    def _directory(self, world: World, event: Event, effects: tuple[wish.Effect, ...]) -> None:
        for effect in effects:
            if isinstance(effect, wish.RecordConsent) and effect.picture:
                given = effect.picture
                ticked = isinstance(event, Submitted) and "directory" in event.ticked
                approved = {v.id for v in world.facts.variants if v.state is VariantState.APPROVED and v.object_id}
                promise("the directory gets only what its owner ticked", ticked and given.variant_id in approved)
                named = given.recipient == world.facts.directory_recipient
                latest = world.now + timedelta(days=world.facts.directory_days + 1)
                promise("the directory gets it as the question said", named and world.now < given.until <= latest)
        for form in (message.form for message in said(effects) if message.form):
            boxes = [box.name for box in form.boxes]
            alone = "directory" not in boxes or boxes == ["directory"]
            promise("the directory is asked about by itself, not needed", alone and "directory" not in _needed(form))

    def _forgetting(self, world: World, before: State, effects: tuple[wish.Effect, ...]) -> None:
        if isinstance(before.phase, Forgetting):
            shown = [e for e in effects if isinstance(e, wish.Say) and e.message.picture]
            promise("what is being erased is not shown", not shown)
            allowed = (wish.Say, wish.ForgetEverything)
            promise("while forgetting nothing else happens", all(isinstance(e, allowed) for e in effects), effects)
            return
        if isinstance(world.state.phase, Forgetting):
            return
        state, asked = world.step(world.state, Commanded(name="forget-me"), world.facts, world.now)
        erase = next((b for m in said(asked) for b in m.buttons if b.action.startswith("forget.erase")), None)
        promise("forget is reachable from everywhere", erase is not None)
        if erase is not None:
            _, done = world.step(state, Pressed(action=erase.action), world.facts, world.now)
            promise("forget is reachable from everywhere", wish.ForgetEverything() in done)

    def _cancelling(self, world: World, before: State, event: Event, effects: tuple[wish.Effect, ...]) -> None:
        """Photos and pictures outlive "cancel" and every button that does not say it erases."""
        labels = {b.action: b.label.key for m in world.said for b in m.buttons}
        pressed = event.action if isinstance(event, Pressed) else ""
        typed = isinstance(event, Typed) and event.text == "cancel" and not (event.uploads or before.forget_asked)
        cancels = typed or event == Commanded(name="cancel") or labels.get(pressed) in ("cancel", "stop")
        erased = [e for e in effects if isinstance(e, wish.ErasePhotos | wish.EraseVariants | wish.ForgetEverything)]
        promise("cancel erases nothing", not (cancels and erased), event)
        stay = any(text.key == "cancelled-photos" for m in said(effects) for text in texts_of(m))
        promise("what is said to stay, stays", not (stay and erased), event)

    def _words_to_forget(self, world: World, before: State, event: Event, effects: tuple[wish.Effect, ...]) -> None:
        """Typed words answer /forget-me's question while it is the last thing said, and only then."""
        if not isinstance(event, Typed) or event.uploads:
            return
        asked = world.said and any(each.key == "forget-ask" for each in texts_of(world.said[-1]))
        meant = understand(event, before, world.facts, world.now)
        if isinstance(meant, Press) and meant.verb == "forget.erase":
            promise("erase means everything only in answer to that question", bool(asked), event)
        if before.forget_asked and not any(letter.isdigit() for letter in event.text):
            votes = [e for e in effects if isinstance(e, wish.MarkVariant | wish.EraseVariants)]
            promise("an answer to that question is no vote", not votes, event)

    def _silence(self, world: World, event: Event, effects: tuple[wish.Effect, ...]) -> None:
        if isinstance(event, get_args(Incoming)):
            silent_ok = isinstance(event, Reacted) and not event.added
            answered = any(isinstance(e, ANSWERS) or getattr(e, "picture", None) for e in effects)
            promise("every person gets an answer", answered or silent_ok, event)
            if isinstance(world.state.phase, WAITING_FOR_PERSON):
                names = {effect.name for effect in effects if isinstance(effect, wish.SetTimer) and effect.due_at}
                promise("an unanswered session ends by itself", {"silence.remind", "silence.drop"} <= names)
        for effect in effects:
            if isinstance(effect, wish.SetTimer) and effect.due_at:
                promise("timers lie ahead", effect.due_at >= world.now, effect)
            if isinstance(effect, wish.ExtendRetention):
                made = [v.created_at for v in world.facts.variants if v.id in effect.variant_ids]
                promise("nothing is kept past the cap", effect.until <= min(made) + world.facts.result_cap)

    def _table(self, world: World, before: State, event: Event) -> None:
        if type(world.state.phase) is type(before.phase):
            return
        rule = machine.find(understand(event, before, world.facts, world.now), before)
        allowed = rule.to if rule else ()
        promise("a phase is left only as the table says", type(world.state.phase) in allowed, (before, event))


def _needed(form: Form) -> set[str]:
    return {box.name for box in form.boxes if box.required}


def _asked(effects: tuple[wish.Effect, ...]) -> list[wish.EnqueueGenerate]:
    return [effect for effect in effects if isinstance(effect, wish.EnqueueGenerate)]


def _engine(held: object) -> str:
    """Photos belong to the engine of real pixels, pictures to the one that rests on the same yes."""
    made_up = isinstance(held, Variant) and held.edits.engine == consent.PERSONA
    return consent.PERSONA if made_up else consent.STUDIO


def _current(facts: Facts) -> frozenset[Purpose]:
    return facts.living - facts.outdated


def _after(world: World, effects: tuple[wish.Effect, ...]) -> list[object]:
    """Photos and unapproved pictures that would still be held once these effects are done."""
    photos, variants = set(world.facts.photos), {v.id: v for v in world.facts.variants if v.object_id}
    if any(isinstance(effect, wish.ForgetEverything) for effect in effects) or isinstance(
        world.state.phase, Forgetting
    ):
        return []
    for effect in effects:
        if isinstance(effect, wish.ErasePhotos):
            photos = {p for p in photos if effect.photo_ids and p.id not in effect.photo_ids}
        if isinstance(effect, wish.EraseVariants):
            variants = {k: v for k, v in variants.items() if k not in effect.variant_ids}
        if isinstance(effect, wish.MarkVariant) and effect.state is VariantState.APPROVED:
            variants.pop(effect.variant_id, None)
    return [*photos, *(v for v in variants.values() if v.state is VariantState.READY)]


def said(effects: tuple[wish.Effect, ...]) -> list[Outgoing]:
    return [effect.message for effect in effects if isinstance(effect, wish.Say)]


def texts_of(message: Outgoing) -> list[Text]:
    found = [text for text in (message.text, *message.lines) if text]
    found += [button.label for button in message.buttons]
    if message.picture:
        found += [message.picture.caption, message.picture.alt]
    if message.form:
        found += [message.form.title, message.form.submit, *(box.label for box in message.form.boxes)]
        for select in message.form.selects:
            found += [select.label, *(label for _, label in select.options)]
    return found


def actions_of(message: Outgoing) -> list[str]:
    return [button.action for button in message.buttons] + ([message.form.action] if message.form else [])


def _rules_of(action: Action) -> list[Rule]:
    names = (action.verb, action.family)
    return [rule for rule in machine.TABLE.values() if isinstance(rule.which, Verb) and rule.which.value in names]


def buttons_of(messages: list[Outgoing]) -> list[Button]:
    return [button for message in messages for button in message.buttons]
