"""A stage for the page: every kind of message the page can draw, put there by hand. Not the bot; its words are props.

The journeys beside it talk to the real bot. This is for what a journey cannot hold still: each state of each part, in
both themes, for axe and for the eye.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from bot.platforms.web.adapter import Options, WebPlatform, build
from bot.ports import (
    Attachment,
    Box,
    Button,
    Form,
    Outgoing,
    Picture,
    Rendered,
    Select,
    Text,
)
from storage.contact_sheet import Grid
from storage.records import Address, ObjectId

WORD = Text(key="prop")
LOOKS = {"slate": "Slate", "paper": "Paper", "own": "My own room, softer", "navy": "Navy", "dusk": "Dusk"}


def drawn(width: int, height: int, tone: str = "#b9c4c2") -> bytes:
    """A drawn figure before a plain ground: nobody's portrait."""
    image = Image.new("RGB", (width, height), tone)
    pen = ImageDraw.Draw(image)
    w, h = width, height
    pen.ellipse((w * 0.1, h * 0.62, w * 0.9, h * 1.4), fill="#33474b")
    pen.ellipse((w * 0.3, h * 0.16, w * 0.7, h * 0.68), fill="#c39a7c")
    pen.rectangle((0, 0, w * 0.02, h), fill="#8d6a52")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def message(text: str, language: str = "en", **parts) -> Rendered:
    """``buttons``: {action: label} or (action, label, style); the rest as in ``Outgoing`` and ``Rendered``."""
    labels = dict(parts.pop("labels", {}))
    buttons = []
    for action, label, *style in parts.pop("buttons", ()):
        buttons.append(Button(action=action, label=WORD, style=style[0] if style else "plain"))
        labels[action] = label
    own = ("caption", "alt", "picture_bytes", "attachments", "more", "copies")
    words = {name: parts.pop(name) for name in own if name in parts}
    return Rendered(
        language=language,
        text=text,
        outgoing=Outgoing(text=parts.pop("head", WORD), buttons=tuple(buttons), **parts),
        labels=labels,
        caption=words.get("caption", ""),
        alt=words.get("alt", ""),
        picture=words.get("picture_bytes"),
        attachments=words.get("attachments", ()),
        more=words.get("more", ""),
        copies=words.get("copies", ()),
    )


def opening() -> Rendered:
    return message(
        "I'm Candid, a program, not a person. I run on this machine. I send your photos to no AI service.\n\n"
        "I keep photos for 24 hours and finished pictures for 7 days. /forget-me erases all of it at any time.\n\n"
        "What is your headshot for?",
        buttons=[(f"purpose.{p}:1", label) for p, label in (
            ("profile", "Online profile"), ("cv", "CV"), ("badge", "Event badge"),
            ("directory", "Company directory"), ("speaking", "Speaking"), ("id", "Passport, visa or ID"))],
    )  # fmt: skip


def gate() -> Rendered:
    return message(
        "Before I take any photo, I ask what you agree to. May I show you the choices?",
        buttons=[("consent.open:1", "Yes, show me the choices"), ("consent.no:1", "No thanks")],
    )


def consent() -> Rendered:
    boxes = tuple(
        Box(name=n, label=WORD, required=r)
        for n, r in (("likeness", True), ("processing", True), ("comparison", False))
    )
    purpose = Select(name="purpose", label=WORD, options=(("profile", WORD), ("cv", WORD)), preset=("profile",))
    return message(
        "Tick only what you agree to.\n\nI keep photos for 24 hours.",
        more="I keep photos for 24 hours.",
        form=Form(action="consent.give:1", title=WORD, submit=WORD, boxes=boxes, selects=(purpose,), photos=8),
        buttons=[("consent.minor:1", "I'm under 18")],
        labels={
            "title": "What you agree to",
            "purpose": "For", "purpose.profile": "Online profile", "purpose.cv": "CV",
            "submit": "I agree to what I ticked",
            "likeness": "I am 18 or older. These photos show me and nobody else.",
            "processing": "Candid may keep my photos for a short time and make headshots from them.",
            "comparison": "Candid may compare the faces in my photos and pictures, in memory only.",
        },
    )  # fmt: skip


RECEIPT = (
    b'<!doctype html><html lang="en"><title>A receipt</title><style>h1{color:#036}</style><h1>What you agreed to</h1>'
    b"<script>document.title = 'it ran'</script></html>"
)


def receipt() -> Rendered:
    data = Attachment(filename="consent-receipt.html", media_type="text/html", data=RECEIPT)
    return message("Thank you. Here is a receipt of what you agreed to.", attachments=(data,))


def coach() -> Rendered:
    return message(
        "Send me one to eight photos.\n- Face a window.\n- Hold the camera at eye height.\n- Leave room above you.",
        wants_photos=True,
    )


def refused() -> Rendered:
    return message(
        "Not this one: the light comes from one side only.\n\nTurn towards the window and take it again.",
        picture=Picture(object_id=ObjectId("c" * 32), caption=WORD, alt=WORD, filename="outlined.jpg"),
        picture_bytes=drawn(480, 600, "#4b4a45"),
        caption="Your photo, unedited. The outline shows where the light is missing.",
        alt="Your photo with the left side of the frame outlined.",
    )


def refused_before() -> Rendered:
    """Brings the bytes of the "before" that ``result`` points to."""
    return message(
        "The same crop, as taken.",
        picture=Picture(object_id=ObjectId("b" * 32), caption=WORD, alt=WORD, filename="before.jpg"),
        picture_bytes=drawn(640, 800, "#77705f"),
        caption="Your photo, unedited.",
        alt="Your photo at the picture's crop.",
    )


def looks() -> Rendered:
    cells = tuple(Grid(len(LOOKS)).cell(place) for place in range(len(LOOKS)))
    named = tuple((name, WORD) for name in LOOKS)
    tiles = Select(name="look", label=WORD, options=named, most=4, preset=("slate", "paper", "own"), cells=cells)
    return message(
        "Your photo in each look. Pick up to 4.",
        picture=Picture(object_id=ObjectId("a" * 32), caption=WORD, alt=WORD, filename="looks.jpg"),
        picture_bytes=drawn(*Grid(len(LOOKS)).size),
        caption="PREVIEW of five looks on your own photo. BACKGROUND REPLACED.",
        alt="Five previews, each marked.",
        form=Form(action="look.choose:1", title=WORD, submit=WORD, selects=(tiles,)),
        labels={"title": "Looks", "submit": "Make my pictures", "look": "Looks"}
        | {f"look.{name}": label for name, label in LOOKS.items()},
    )


def choices() -> Rendered:
    selects = (
        Select(name="whose", label=WORD, options=(("mine", WORD), ("not", WORD))),
        Select(name="area", label=WORD, options=(("left", WORD), ("right", WORD))),
    )
    return message(
        "Something is missing, or too much?",
        form=Form(action="mine.mark:1", title=WORD, submit=WORD, selects=selects),
        labels={
            "title": "What and where", "submit": "Make it again", "whose": "Whose is it?", "area": "Where?",
            "whose.mine": "It belongs to me", "whose.not": "It does not", "area.left": "Left", "area.right": "Right",
        },
    )  # fmt: skip


def status(picture: int, fraction: float, words: str = "Picture {} of 4, checking") -> Rendered:
    head = Text(key="status", args=(("picture", picture), ("pictures", 4), ("fraction", fraction)))
    return message(
        words.format(picture) + "\n\nAbout 6 seconds left.",
        slot="status:1",
        head=head,
        group="job1",
        expects=4,
        buttons=[("job.cancel:1", "Cancel")],
    )


def result(number: int, vote: str = "", group: str = "job1") -> Rendered:
    return message(
        f"Picture {number}\n\nYour face is as the camera took it.\n\nLight: as taken.",
        picture=Picture(
            object_id=ObjectId(f"{number:032d}"), before_id=ObjectId("b" * 32), caption=WORD, alt=WORD,
            filename=f"headshot-{number}.jpg", width=640, height=800,
        ),
        picture_bytes=drawn(640, 800),
        caption="BACKGROUND REPLACED. Backdrop drawn by a program, face pixels unchanged.",
        alt="Head and shoulders, slate backdrop.",
        subject=f"variant{number}",
        slot=f"picture:variant{number}",
        group=group,
        vote=vote,
        reactions=("👍", "👎", "🗑"),
        buttons=[
            (f"vote.approve:variant{number}", f"Approve {number}"),
            (f"vote.reject:variant{number}", f"Reject {number}"),
            (f"vote.erase:variant{number}", f"Erase {number} now", "danger"),
            (f"light.ask:variant{number}", "Other light"),
        ],
    )  # fmt: skip


def kept() -> Rendered:
    return message(
        "Picture 1 is yours.\n\nI erase my copy on Monday.",
        picture=Picture(
            object_id=ObjectId("d" * 32), caption=WORD, alt=WORD, filename="slate-profile-2026-11-30.jpg",
            download=True, width=640, height=640,
        ),
        picture_bytes=drawn(640, 640),
        caption="BACKGROUND REPLACED. Backdrop drawn by a program, face pixels unchanged.",
        alt="Head and shoulders, slate backdrop.",
        copies=(("A sentence you can paste beside it:", "This headshot is a real photo of me."),),
        buttons=[("label.ring:variant1", "On a ring around"), ("vote.reject:variant1", "Change my mind: reject")],
    )  # fmt: skip


def strip() -> Rendered:
    return message(
        "This is how it looks small. Where shall the label be?",
        picture=Picture(object_id=ObjectId("e" * 32), caption=WORD, alt=WORD, filename="strip.jpg"),
        picture_bytes=drawn(900, 300, "#dddddd"),
        caption="PREVIEW at 400, 96 and 48 pixels, as a circle, on light and dark.",
        alt="The picture in three sizes on light and on dark.",
        buttons=[("place.bottom:1", "Below"), ("place.arc:1", "Along the edge"), ("place.corner:1", "Corner")],
    )


def about() -> Rendered:
    model = "YuNet: finds faces.\nIt learned from: not disclosed.\nKnown limits: very small faces.\nLicence: MIT."
    return message(f"How I work\n\n{model}\n\n{model}")


def whole_talk() -> list[Rendered]:
    before = [opening(), gate(), consent(), receipt(), coach(), refused(), looks()]
    return [*before, choices(), status(2, 0.4), result(1), result(2), strip(), about()]


@dataclass
class Stage:
    """The playground without a bot behind it."""

    platform: WebPlatform = field(default_factory=lambda: build(Options(port=0)))
    posted: int = 0

    async def put(self, address: Address, *messages: Rendered) -> list[str]:
        refs = []
        for each in messages:
            self.posted += 1
            refs.append(await self.platform.post(address, f"prop-{self.posted}", each))
        return refs
