"""Short ways to write texts, buttons and messages. They hold keys of the catalogues, no words."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.actions import Verb, action
from bot.conversation.effects import Say
from bot.ports import Arg, Button, Form, Outgoing, Picture, Text

KEPT_FREE = "-"  # among the keys of ``x_keys``: a number of the list that nothing stands at


def text(key: str, **args: Arg | datetime) -> Text:
    """``x_at``: an instant; ``x_key(s)``: other texts by key; ``x_language``: a language code shown by its name."""
    return Text(
        key=key,
        args=tuple((name, value.isoformat() if isinstance(value, datetime) else value) for name, value in args.items()),
    )


def button(verb: str | Verb, argument: str | int, label: Text, style: str = "plain") -> Button:
    return Button(action=action(verb, argument), label=label, style=style)


def say(
    *texts: Text,
    buttons: tuple[Button, ...] = (),
    form: Form | None = None,
    picture: Picture | None = None,
    slot: str = "",
    group: str = "",
    more: tuple[Text, ...] = (),
    wants_photos: bool = False,
    profile_photo: str = "",
) -> Say:
    """A message: the first text is its head, the others its further paragraphs."""
    return Say(
        message=Outgoing(
            text=texts[0],
            lines=texts[1:],
            buttons=buttons,
            form=form,
            picture=picture,
            slot=slot,
            group=group,
            more=more,
            wants_photos=wants_photos,
            profile_photo=profile_photo,
        )
    )


def hand_over(document: str, subject: str = "") -> Say:
    """A document with a short message; ``subject``: the picture it is about."""
    return Say(message=Outgoing(text=text(f"document-{document}")), document=document, document_subject=subject)
