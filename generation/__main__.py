"""``python -m generation``: the worker as a child process of the bot."""

from __future__ import annotations

import typer

from generation import orphan
from generation.serving import worker

orphan.follow_parent()
typer.run(worker)
