"""``python -m generation``: the worker as a child process of the bot."""

from __future__ import annotations

import typer

from generation.serving import worker

typer.run(worker)
