"""``candid bench chat``: how quickly the bot answers, alone and in a crowd, how much memory it takes, how the page is.

The bot runs as a process of its own (``talker``), people talk to it from this one; the worker is the real one. An
answer is timed inside the bot's process, from the event's leaving the front end to its first message being shown.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

PORTRAIT = Path(__file__).resolve().parents[2] / "assets" / "portraits" / "obama-senate.jpg"


def chat(
    platform: Annotated[str, typer.Option(help="front end: web, headless, or another that offers a driver")] = "web",
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    seconds: Annotated[int, typer.Option(help="of the crowd: 20 events a second")] = 60,
    conversations: Annotated[int, typer.Option(help="after which memory is read")] = 1000,
    events: Annotated[int, typer.Option(help="over which memory must not grow")] = 10_000,
    photo: Annotated[Path, typer.Option(help="a portrait")] = PORTRAIT,
) -> None:
    """Answers to the first picture, reply times alone and in a crowd, memory, the page."""
    from tests.benches.chat import front
    from tests.benches.chat.load import Plan, measure

    if not photo.is_file():
        typer.echo(f"There is no photo {photo}. Name one with --photo.", err=True)
        raise typer.Exit(2)
    module = front.load(platform)
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
        plan = Plan(
            name=platform,
            folder=Path(folder),
            photo=photo,
            seconds=seconds,
            conversations=conversations,
            events=events,
        )
        report = asyncio.run(measure(plan, module))
    report.print(as_json=as_json)
