"""The doors of the talking side: ``candid try``, ``up`` and ``texts``. Settings are read here, nowhere below."""

from __future__ import annotations

import asyncio
import errno
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import PlatformSettings
    from bot.trying.journey import Plan
    from bot.trying.report import Report
    from bot.up import Plan as Serving
    from storage.records import Purpose

EXIT_USAGE, EXIT_REFUSED = 2, 10
NO_PORT = {
    errno.EADDRINUSE: "A port is taken",
    errno.EACCES: "This user may not listen on that port",  # below 1024, on most systems
    errno.EADDRNOTAVAIL: "This machine does not have that address",
}
EXAMPLE = "ardern-2022.jpg"
PURPOSES = ("profile", "cv", "badge", "directory", "speaking")
USES = ("advert", "presentation", "mockup")

Photos = Annotated[
    list[Path] | None, typer.Argument(help="One photo of one person, or up to eight.", show_default=False)
]
Persona = Annotated[
    str | None, typer.Option("--persona", help=f"Instead of photos: somebody made up, for {', '.join(USES)}.")
]
Out = Annotated[Path, typer.Option("--out", help="Folder for the headshots and receipts; made when it is missing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout; progress goes to stderr.")]
Engine = Annotated[
    str,
    typer.Option(
        help="studio edits the photo and never the face; with background a model paints behind the person, with redraw "
        "the person, too."
    ),
]
Engines = Annotated[
    list[str] | None,
    typer.Option("--engine", help="What the worker makes beside the studio's: background, redraw, persona."),
]
WeightsDir = Annotated[Path | None, typer.Option("--weights", help="Folder with a generative engine's model.")]
What = Annotated[str, typer.Option("--for", help=f"What the headshot is for: {', '.join(PURPOSES)}.")]
Language = Annotated[str, typer.Option(help="Language of the chat, the labels and the receipts.")]
Compare = Annotated[bool, typer.Option("--compare", help="Also compare faces in memory, where it is not asked.")]
ShowChat = Annotated[bool, typer.Option("--chat", help="Show the whole conversation at the end.")]


def try_(  # noqa: PLR0917 — typer reads the command line from the parameters
    out: Out,
    photos: Photos = None,
    as_json: AsJson = False,
    engine: Engine = "studio",
    weights: WeightsDir = None,
    what_for: What = "profile",
    language: Language = "en",
    compare: Compare = False,
    persona: Persona = None,
    chat: ShowChat = False,
) -> None:
    """Make headshots from photos here and now: the whole journey without a chat, erased afterwards."""
    from storage.consent.rules import PERSONA_ENGINE
    from storage.home import home_of
    from storage.records import ConsentSource
    from storage.settings import StorageSettings

    photos = photos or []
    _check_words(out, what_for)
    _check_files(photos) if persona is None else _check_persona(persona, photos, engine, compare=compare)
    asked = not as_json and sys.stdin.isatty() and sys.stderr.isatty()
    maker = engine if persona is None else PERSONA_ENGINE
    consents = _ask_for_consents(language, maker) if asked else _stated(maker, compare=compare)
    plan = _plan(
        photos=tuple(photos),
        out=out,
        consents=consents,
        consent_source=ConsentSource.PERSON if asked else ConsentSource.OPERATOR_STATEMENT,
        purpose=what_for if persona is None else persona,
        engine=maker,
        worker_arguments=_worker_arguments((maker,), weights),
        language=language,
        config=home_of(StorageSettings()).config,
        chat=chat,
    )
    _tell(_declined(plan) if not _enough(consents, maker) else asyncio.run(_travel(plan)), as_json=as_json)


def _tell(report: Report, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(report.as_dict(), indent=2, ensure_ascii=False))
    if report.refused:
        typer.echo(f"No headshot: {', '.join(report.reasons) or 'refused'}.", err=True)
        raise typer.Exit(EXIT_REFUSED)


def _check_words(out: Path, what_for: str) -> None:
    _usage(what_for in PURPOSES, f"--for is one of: {', '.join(PURPOSES)}.")
    _usage(not out.exists() or out.is_dir(), f"{out} is not a folder.")


def _check_files(photos: list[Path]) -> None:
    from bot.trying.journey import MOST_PHOTOS

    _usage(bool(photos) and len(photos) <= MOST_PHOTOS, f"Between one and {MOST_PHOTOS} photos, please.")
    for photo in photos:
        _usage(photo.is_file(), f"There is no file {photo}.")


def _check_persona(use: str, photos: list[Path], engine: str, *, compare: bool) -> None:
    _usage(use in USES, f"--persona is one of: {', '.join(USES)}.")
    _usage(not photos, "A made-up person is made from no photo: leave the photos away, or --persona.")
    _usage(not compare, "With a made-up person there is nobody to compare: leave --compare away.")
    _usage(engine in ("studio", "persona"), "Made-up people have an engine of their own: leave --engine away.")


async def _travel(plan: Plan) -> Report:
    """Ctrl-C, a polite kill and a closed terminal end the journey the same way: everything is stopped and erased."""
    from bot.trying.journey import travel

    journey = asyncio.ensure_future(travel(plan))
    for name in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, journey.cancel)
    try:
        return await journey
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _plan(*, chat: bool, **values: object) -> Plan:
    from rich.console import Console

    from bot.platforms.headless.render import lines
    from bot.platforms.headless.room import Room
    from bot.trying.journey import Plan
    from bot.trying.visitor import USER

    console = Console(stderr=True, highlight=False, soft_wrap=True)

    def tell(line: str) -> None:
        console.print(line, markup=False)

    def show(room: Room) -> None:
        for shown in room.shown(USER):
            for line in lines(shown.message):
                console.print(f"  | {line}", markup=False, style="dim")

    return Plan(**values, tell=tell, chat=show if chat else lambda _room: None)  # type: ignore[arg-type]


Demo = Annotated[bool, typer.Option("--demo", help="Offer a public-domain portrait to those without a photo at hand.")]
NoWorker = Annotated[bool, typer.Option("--no-worker", help="Start no worker: one runs elsewhere (`candid worker`).")]
Port = Annotated[int | None, typer.Option(help="Port of the web playground; 0 takes a free one.")]


CheckOnly = Annotated[bool, typer.Option("--check", help="Log in to each chat platform, say what is wrong, and end.")]
Invite = Annotated[bool, typer.Option("--invite", help="Print how the bot comes onto Slack and Discord, and end.")]

Record = Annotated[
    Path | None,
    typer.Option(
        "--record", help="Write a journey over Discord or Slack into this folder, for tests; nothing of a person."
    ),
]


def up(  # noqa: PLR0917 — typer reads the command line from the parameters
    demo: Demo = False,
    port: Port = None,
    engine: Engines = None,
    no_worker: NoWorker = False,
    check: CheckOnly = False,
    invite: Invite = False,
    record: Record = None,
) -> None:
    """Run the bot with its web playground, its worker and its purge. Ctrl-C stops it."""
    from bot.declarations import declarations
    from bot.settings import BotSettings
    from bot.up import Plan
    from storage.settings import StorageSettings

    own = {name: each.settings() for name, each in declarations().items()}
    if check or invite:
        _set_up(own, check=check, invite=invite)
        return
    plan = Plan(
        bot=BotSettings(),
        platforms=own if port is None else {name: each.at_port(port) for name, each in own.items()},
        storage=StorageSettings(),
        tell=lambda line: print(line, file=sys.stderr, flush=True),
        quiet=sys.stderr.isatty(),
        example=_example() if demo else None,
        record=record,
        worker=not no_worker,
        worker_arguments=_worker_arguments(("studio", *(engine or ())), None),
    )

    try:
        asyncio.run(_until_stopped(plan))
    except OSError as refused:
        if refused.errno not in NO_PORT:
            raise
        typer.echo(f"{NO_PORT[refused.errno]} ({refused.strerror}). `candid up --port 0` takes a free one.", err=True)
        raise typer.Exit(1) from refused


async def _until_stopped(plan: Serving) -> None:
    from bot.up import serve

    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await serve(plan, stop)


def _set_up(own: dict[str, PlatformSettings], *, check: bool, invite: bool) -> None:
    from bot import setting_up
    from bot.settings import BotSettings

    if invite:
        setting_up.invite(own, typer.echo)
    if check and not setting_up.check(BotSettings(), own, typer.echo):
        raise typer.Exit(EXIT_USAGE)


def _example() -> Path:
    """A portrait in the public domain from the checkout's test assets."""
    found = Path(__file__).resolve().parents[1] / "tests" / "assets" / "portraits" / EXAMPLE
    _usage(found.is_file(), "--demo needs the checkout: its public-domain portrait is among the test assets.")
    return found


# --- consent ------------------------------------------------------------------------------------------------------


def _stated(engine: str, *, compare: bool) -> frozenset[Purpose]:
    """Without a person to ask, running the command is the operator's own statement for what the engine needs."""
    from storage.consent.rules import needed
    from storage.records import Purpose

    return needed(engine) | ({Purpose.COMPARISON} if compare else frozenset())


def _ask_for_consents(language: str, engine: str) -> frozenset[Purpose]:
    """Each box by itself, none ticked in advance, in the words of the chat."""
    from bot.conversation.consent import boxes, kept
    from bot.ports import Text
    from bot.texts import render
    from storage.settings import StorageSettings

    yes, settings = set(), StorageSettings()
    numbers = kept(settings.photo_retention, settings.result_retention, settings.person_grace)
    for purpose in boxes(engine, frozenset()):
        wording = render(Text(key=f"consent-{purpose.value}", args=numbers), language, "headless")
        if typer.confirm(wording, default=None, err=True):
            yes.add(purpose)
    return frozenset(yes)


def _enough(consents: frozenset[Purpose], engine: str) -> bool:
    from storage.consent.rules import needed

    return needed(engine) <= consents


def _declined(plan: Plan) -> Report:
    from bot.trying.report import Report

    plan.tell("Nothing was read: a consent that the pictures need was not given.")
    return Report(refused=True, reasons=["consent_declined"])


# --- around -------------------------------------------------------------------------------------------------------


def _worker_arguments(engines: tuple[str, ...], weights: Path | None) -> tuple[str, ...]:
    generative = ("--weights", str(weights)) if weights else ()
    return (*(word for engine in dict.fromkeys(engines) for word in ("--engine", engine)), *generative)


def _usage(holds: bool, sentence: str) -> None:
    if not holds:
        typer.echo(sentence, err=True)
        raise typer.Exit(EXIT_USAGE)
